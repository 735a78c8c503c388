"""Assignments and what is handed in: exactly what was chosen, to whom it is, as long as it is; and never a mark."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from tests.accounts.factories import actor
from tests.dossier.factories import picture
from tests.school.classes import World, did, give, handed, make_world, verbs
from tests.school.people import make_group, make_learner, make_school, make_staff, staff_row
from wending.accounts.actions.erase import erase_me
from wending.accounts.models import Mail, Membership
from wending.accounts.rules.roles import Role
from wending.dossier.actions.evidence import add_evidence
from wending.dossier.models import Evidence
from wending.kit.versions import Stale
from wending.school.actions.assignments import (
    end_assignment,
    look_at_hand_in,
    open_handed_in_file,
    respond_to_hand_in,
)
from wending.school.actions.hand_ins import (
    ask_by_a_link,
    ask_peer,
    hand_in,
    read_as_peer,
    read_by_link,
    respond_as_peer,
    respond_by_link,
    save_draft,
    shown,
    withdraw_ask,
    withdraw_hand_in,
)
from wending.school.models import (
    Agreement,
    Assignment,
    FeedbackAsk,
    HandIn,
    HandInWords,
    SchoolGroup,
    SchoolPerson,
    Seat,
    SignTalked,
    TalkPaper,
    TalkResponse,
)
from wending.school.queries.assignments import given_assignments, hand_ins_for, handed_counts, rows_of
from wending.school.queries.hand_ins import asked_of_me, classmates, my_works, own_words
from wending.school.queries.picks import picks_of
from wending.school.rules.talks import Voice

pytestmark = pytest.mark.django_db
WORK = (Assignment, HandIn, FeedbackAsk, HandInWords, TalkPaper, TalkResponse, Agreement, SignTalked)


@pytest.fixture
def world() -> World:
    """A class with its people."""
    return make_world()


@pytest.mark.parametrize("model", WORK)
def test_tables_of_work_have_no_field_for_a_mark(model: type[models.Model]) -> None:
    numbers = (models.IntegerField, models.FloatField, models.DecimalField, models.BooleanField)
    found = {field.name for field in model._meta.get_fields() if isinstance(field, numbers)}
    assert found <= {"version", "with_picks", "keeps"}
    words = " ".join(field.name for field in model._meta.get_fields())
    assert not re.search(r"grade|mark|score|rank|level|stars|points", words)


def test_draft_is_seen_by_nobody_else(world: World) -> None:
    given = give(world)
    save_draft(by=world.as_yara, assignment=given.pk, texts={"aim": "Weten wat een bakker doet"}, picks=[])
    for who in (world.as_teacher, world.as_mentor):
        assert not hand_ins_for(who)
        assert [row.hand_in for row in rows_of(who, given)] == [None, None]
    assert not handed_counts(world.as_teacher)


def test_handed_in_is_exactly_what_was_chosen_and_stays_as_it_was(world: World) -> None:
    chosen, other = did(world.me), did(world.me, "Voetbal")
    stranger = did(world.mate, "Van Bo")
    given = give(world)
    work = handed(world, given, f"item:{chosen.pk}", f"item:{stranger.pk}")
    seen = look_at_hand_in(by=world.as_teacher, hand_in=work.pk)
    assert [pick["title"] for pick in seen.content["picks"]] == ["Bakkerij De Korst"]
    chosen.description = "Iets nieuws"
    chosen.save()
    save_draft(
        by=world.as_yara,
        assignment=given.pk,
        texts={"result": "Heel anders"},
        picks=[f"item:{other.pk}"],
        version=work.version,
    )
    again = look_at_hand_in(by=world.as_teacher, hand_in=work.pk)
    assert again.content == seen.content
    assert "Heel anders" not in str(again.content)
    assert verbs(world.me).count("read-hand-in") == 2


def test_pick_of_a_skill_tells_neither_level_nor_place(world: World) -> None:
    from tests.dossier.factories import full_record

    full_record(world.me)
    skill = next(pick for pick in picks_of(world.as_yara, "nl") if pick.kind == "skill" and "Koffie" in pick.title)
    assert "Buurthuis" not in str(skill)
    assert not re.search(r"\d", " ".join([skill.title, *skill.lines]))


def test_hand_in_without_anything_is_refused(world: World) -> None:
    given = give(world)
    with pytest.raises(ValidationError):
        hand_in(by=world.as_yara, assignment=given.pk, lang="nl")
    save_draft(by=world.as_yara, assignment=given.pk, texts={}, picks=["item:niets"])
    with pytest.raises(ValidationError):
        hand_in(by=world.as_yara, assignment=given.pk, lang="nl")


def test_save_draft_on_an_old_version_saves_nothing(world: World) -> None:
    given = give(world)
    save_draft(by=world.as_yara, assignment=given.pk, texts={"aim": "een"}, picks=[])
    save_draft(by=world.as_yara, assignment=given.pk, texts={"aim": "twee"}, picks=[], version=1)
    with pytest.raises(Stale):
        save_draft(by=world.as_yara, assignment=given.pk, texts={"aim": "drie"}, picks=[], version=1)
    assert HandIn.objects.get().aim == "twee"


def _withdrawn(world: World) -> None:
    withdraw_hand_in(by=world.as_yara, hand_in=HandIn.objects.get().pk)


def _seat_ended(world: World) -> None:
    Seat.objects.filter(person=world.yara).update(ends=timezone.localdate() - timedelta(days=1))


def _learner_left(world: World) -> None:
    SchoolPerson.objects.filter(pk=world.yara.pk).update(ended=timezone.localdate())


def _staff_seat_ended(world: World) -> None:
    Seat.objects.exclude(role="learner").update(ends=timezone.localdate() - timedelta(days=1))


def _assignment_ended(world: World) -> None:
    end_assignment(by=world.as_teacher, assignment=Assignment.objects.get().pk)


def _group_ended(world: World) -> None:
    SchoolGroup.objects.update(ended=timezone.localdate())


@pytest.mark.parametrize(
    "happens", [_withdrawn, _seat_ended, _learner_left, _staff_seat_ended, _assignment_ended, _group_ended]
)
def test_handed_in_is_read_by_staff_only_until(happens: Callable[[World], None], world: World) -> None:
    work = handed(world, give(world))
    assert list(hand_ins_for(world.as_mentor)) == [work]
    happens(world)
    for who in (world.as_mentor, world.as_teacher):
        assert not hand_ins_for(who)
        with pytest.raises(HandIn.DoesNotExist):
            look_at_hand_in(by=who, hand_in=work.pk)
        with pytest.raises(HandIn.DoesNotExist):
            respond_to_hand_in(by=who, hand_in=work.pk, saw="Knap", question="")
        assert not handed_counts(who)
    assert HandIn.objects.get().result == "Ik sprak een bakker"


def strangers(world: World) -> list[Membership]:
    """Return who works at a school and has nothing to do with this class."""
    elsewhere = make_school("De Brug")
    other = make_group(world.school, "3B")
    return [
        make_staff(Role.TEACHER, world.school, other),
        make_staff(Role.MENTOR, world.school, other),
        make_staff(Role.PROFESSIONAL, world.school),
        make_staff(Role.MANAGER, world.school, world.group),
        make_staff(Role.TEACHER, elsewhere, make_group(elsewhere)),
    ]


def test_handed_in_does_not_exist_for_anybody_else(world: World) -> None:
    given = give(world)
    work = handed(world, given)
    others = [*map(actor, strangers(world)), world.as_yara, actor(world.mate)]
    others.append(replace(world.as_teacher, has_second_factor=False))
    before = verbs(world.me)
    for who in others:
        assert not hand_ins_for(who)
        assert not given_assignments(who)
        with pytest.raises(HandIn.DoesNotExist):
            look_at_hand_in(by=who, hand_in=work.pk)
        with pytest.raises(Assignment.DoesNotExist):
            end_assignment(by=who, assignment=given.pk)
        with pytest.raises(SchoolGroup.DoesNotExist):
            give(world, by=who)
    assert verbs(world.me) == before


def test_count_of_handed_in_leaves_out_who_left(world: World) -> None:
    given = give(world)
    handed(world, given)
    assert handed_counts(world.as_teacher) == {given.pk: 1}
    _seat_ended(world)
    assert not handed_counts(world.as_teacher)


def test_file_opens_only_when_it_was_chosen_with_the_work(world: World) -> None:
    item = did(world.me)
    one, other = (
        add_evidence(by=world.as_yara, item=item.pk, name=f"{name}.jpg", data=picture()) for name in ("een", "twee")
    )
    assert one
    assert other
    work = handed(world, give(world), f"file:{one.pk}")
    name, media_type, data = open_handed_in_file(by=world.as_teacher, hand_in=work.pk, evidence=one.pk)
    assert (name, media_type) == ("een.jpg", "image/jpeg")
    assert data
    for who, file, missing in (
        (world.as_teacher, other.pk, Evidence.DoesNotExist),
        (actor(strangers(world)[0]), one.pk, HandIn.DoesNotExist),
        (world.as_mentor, item.pk, Evidence.DoesNotExist),
    ):
        with pytest.raises(missing):
            open_handed_in_file(by=who, hand_in=work.pk, evidence=file)
    withdraw_hand_in(by=world.as_yara, hand_in=work.pk)
    with pytest.raises(HandIn.DoesNotExist):
        open_handed_in_file(by=world.as_teacher, hand_in=work.pk, evidence=one.pk)


def test_peer_reads_what_was_asked_and_not_what_was_chosen_unless_said(world: World) -> None:
    item = did(world.me)
    given = give(world)
    handed(world, given, f"item:{item.pk}")
    third = make_learner(world.school, world.group, account=True, first="Cas")
    ask = ask_peer(by=world.as_yara, assignment=given.pk, peer=world.bo.pk)
    read = shown(read_as_peer(by=actor(world.mate), ask=ask.pk))
    assert read["texts"]["result"] == "Ik sprak een bakker"
    assert read["picks"] == []
    respond_as_peer(by=actor(world.mate), ask=ask.pk, saw="Je vroeg door", question="")
    assert [(word.voice, word.name) for word in own_words(world.as_yara, HandIn.objects.get())] == [("peer", "Bo")]
    assert third.account
    for who in (actor(third.account), world.as_teacher, world.as_yara):
        assert not asked_of_me(who)
        with pytest.raises(FeedbackAsk.DoesNotExist):
            read_as_peer(by=who, ask=ask.pk)


def _ask_withdrawn(world: World) -> None:
    withdraw_ask(by=world.as_yara, ask=FeedbackAsk.objects.get().pk)


def _peer_moved(world: World) -> None:
    Seat.objects.filter(person=world.bo).update(ends=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize(
    "happens", [_withdrawn, _ask_withdrawn, _peer_moved, _seat_ended, _learner_left, _assignment_ended]
)
def test_peer_reads_only_until(happens: Callable[[World], None], world: World) -> None:
    given = give(world)
    handed(world, given)
    ask = ask_peer(by=world.as_yara, assignment=given.pk, peer=world.bo.pk)
    assert asked_of_me(actor(world.mate)) == [ask]
    happens(world)
    assert asked_of_me(actor(world.mate)) == []
    with pytest.raises(FeedbackAsk.DoesNotExist):
        respond_as_peer(by=actor(world.mate), ask=ask.pk, saw="x", question="")


def test_classmates_are_those_with_an_account_in_the_group(world: World) -> None:
    make_learner(world.school, world.group, first="Zonder")
    make_learner(world.school, make_group(world.school, "3B"), account=True, first="Elders")
    given = give(world)
    assert [one.first for one in classmates(world.as_yara, given)] == ["Bo"]
    handed(world, given)
    other = SchoolPerson.objects.get(first="Elders")
    with pytest.raises(SchoolPerson.DoesNotExist):
        ask_peer(by=world.as_yara, assignment=given.pk, peer=other.pk)


def test_link_shows_the_work_until_withdrawn_and_keeps_no_address(world: World) -> None:
    item = did(world.me)
    given = give(world)
    handed(world, given, f"item:{item.pk}")
    token = ask_by_a_link(by=world.as_yara, assignment=given.pk, voice=Voice.PARENT, name="Mam", with_picks=True)
    found = read_by_link(token=token)
    assert found
    assert [pick["title"] for pick in shown(found)["picks"]] == ["Bakkerij De Korst"]
    assert respond_by_link(token=token, saw="Je straalde", question="")
    assert token not in str(FeedbackAsk.objects.values())
    withdraw_hand_in(by=world.as_yara, hand_in=HandIn.objects.get().pk)
    assert read_by_link(token=token) is None
    assert not respond_by_link(token=token, saw="nog iets", question="")
    # Handed in again, the old link stays closed.
    hand_in(by=world.as_yara, assignment=given.pk, lang="nl")
    assert read_by_link(token=token) is None


def test_link_ends_by_itself(world: World) -> None:
    given = give(world)
    handed(world, given)
    token = ask_by_a_link(by=world.as_yara, assignment=given.pk, voice=Voice.WORKPLACE, name="Baas")
    FeedbackAsk.objects.update(until=timezone.now())
    assert read_by_link(token=token) is None
    with pytest.raises(ValidationError):
        ask_by_a_link(by=world.as_yara, assignment=given.pk, voice=Voice.STAFF, name="Docent")


def test_words_of_one_are_not_read_by_another(world: World) -> None:
    from wending.school.queries.hand_ins import words_by

    work = handed(world, give(world))
    respond_to_hand_in(by=world.as_teacher, hand_in=work.pk, saw="Mooi gevraagd", question="")
    assert [word.saw for word in words_by(world.as_teacher, work)] == ["Mooi gevraagd"]
    assert words_by(world.as_mentor, work) == []
    assert not own_words(actor(world.mate), work)


def test_mail_says_only_that_something_is_there(world: World) -> None:
    Mail.objects.all().delete()
    given = give(world, title="Twijfel en keuzes", text="Geheime tekst")
    handed(world, given)
    respond_to_hand_in(by=world.as_teacher, hand_in=HandIn.objects.get().pk, saw="Knap hoor", question="")
    ask_peer(by=world.as_yara, assignment=given.pk, peer=world.bo.pk)
    mails = list(Mail.objects.all())
    assert len(mails) == 4
    text = " ".join(mail.content for mail in mails)
    for word in ("Twijfel", "Geheime", "Knap", "Yara", "Bo ", "Tom", "Mila", "Het Palet", str(given.pk)):
        assert word not in text


def test_nobody_is_mailed_when_something_is_withdrawn_or_read(world: World) -> None:
    work = handed(world, give(world))
    before = Mail.objects.count()
    look_at_hand_in(by=world.as_teacher, hand_in=work.pk)
    withdraw_hand_in(by=world.as_yara, hand_in=work.pk)
    assert Mail.objects.count() == before


def test_works_are_those_of_groups_now(world: World) -> None:
    give(world)
    assert [work.assignment.title for work in my_works(world.as_yara)] == ["Interview een vakman"]
    assert my_works(world.as_teacher) == []
    _seat_ended(world)
    assert my_works(world.as_yara) == []
    with pytest.raises(Assignment.DoesNotExist):
        save_draft(by=world.as_yara, assignment=Assignment.objects.get().pk, texts={}, picks=[])


def test_work_stays_with_the_learner_when_the_school_goes_and_goes_with_the_account(world: World) -> None:
    handed(world, give(world))
    Membership.objects.all().delete()
    world.school.delete()
    work = HandIn.objects.get()
    assert (work.title, work.result) == ("Interview een vakman", "Ik sprak een bakker")
    erase_me(by=world.as_yara)
    assert not HandIn.objects.exists()


def test_teacher_who_leaves_keeps_no_name_on_the_assignment(world: World) -> None:
    given = give(world)
    staff_row(world.teacher).delete()
    given.refresh_from_db()
    assert given.made_by is None
