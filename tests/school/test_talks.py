"""Talks: moments that fit, planning a class once, and what a learner wrote seen only by whom they let read."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.accounts.factories import actor
from tests.school.classes import World, make_world, verbs
from tests.school.people import make_group, make_learner, make_staff, staff_row
from wending.accounts.actions.consent import give_consent
from wending.accounts.models import Mail
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.dossier.queries.plan import plan_shown
from wending.kit.versions import Stale
from wending.school.actions.talk_papers import (
    agree,
    answer_agreement,
    choose_for_after,
    clear_left_papers,
    hide_paper,
    invite_third,
    read_as_third,
    respond_as_mentor,
    respond_as_third,
    share_paper,
    withdraw_third,
    write_paper,
)
from wending.school.actions.talk_sheets import look_at_sheet
from wending.school.actions.talks import answer_talk, cancel_talk, mark_held, move_talk, note_talk, plan_talks
from wending.school.models import Agreement, SchoolPerson, SchoolTalk, TalkGuest, TalkPaper
from wending.school.queries.talks import mentees, shown_in, talk_with, talks_with, term_for
from wending.school.rules.talks import Answer, Voice, moments

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = date(2026, 11, 2)


def test_moments_are_those_that_fit_in_order() -> None:
    found = moments(days=[DAY], begins=time(9), ends=time(10), minutes=25, taken=[], zone=ZONE)
    assert [moment.strftime("%H:%M") for moment in found] == ["09:00", "09:25"]


def test_moments_leave_out_what_runs_into_another_talk() -> None:
    taken = [datetime(2026, 11, 2, 9, 10, tzinfo=ZONE)]
    found = moments(days=[DAY], begins=time(9), ends=time(10), minutes=15, taken=taken, zone=ZONE)
    assert [moment.strftime("%H:%M") for moment in found] == ["09:30", "09:45"]


def test_moments_keep_the_clock_when_it_changes() -> None:
    days = [date(2026, 10, 23), date(2026, 10, 26)]
    found = moments(days=days, begins=time(9), ends=time(9, 15), minutes=15, taken=[], zone=ZONE)
    assert [moment.astimezone(UTC).hour for moment in found] == [7, 8]


@pytest.mark.parametrize(("minutes", "ends"), [(4, time(10)), (91, time(12)), (15, time(9))])
def test_moments_of_no_sensible_length_are_refused(minutes: int, ends: time) -> None:
    with pytest.raises(ValueError, match=r"no length|before"):
        moments(days=[DAY], begins=time(9), ends=ends, minutes=minutes, taken=[], zone=ZONE)


@for_all(minutes=st.integers(5, 90), until=st.integers(1, 600), days=st.lists(st.integers(0, 6), max_size=4))
def test_moments_never_overlap_nor_run_over(minutes: int, until: int, days: list[int]) -> None:
    ends = (datetime(2026, 1, 1, 9) + timedelta(minutes=until)).time()
    chosen = [DAY + timedelta(days=day) for day in days]
    found = moments(days=chosen, begins=time(9), ends=ends, minutes=minutes, taken=[], zone=ZONE)
    assert len(found) == (until // minutes) * len(set(chosen))
    assert found == sorted(found)
    assert all(other - one >= timedelta(minutes=minutes) for one, other in itertools.pairwise(found))


@pytest.fixture
def world(db: Any) -> World:
    """A class with its people."""
    return make_world()


def soon(days: int = 3) -> datetime:
    """Return a moment that is still to come."""
    return timezone.now() + timedelta(days=days)


def planned(world: World) -> SchoolTalk:
    """Return a planned talk of Yara."""
    return plan_talks(by=world.as_mentor, moments={world.yara.pk: soon()}, minutes=15)[0][0]


def shared(world: World, talk: SchoolTalk) -> TalkPaper:
    """Return a paper with a preparation that is shared."""
    paper = write_paper(by=world.as_yara, talk=talk.pk, answers={"did": "Ik bakte brood"})
    share_paper(by=world.as_yara, paper=paper.pk)
    return TalkPaper.objects.get(pk=paper.pk)


def test_plan_talks_twice_plans_once_and_mails_nothing_that_tells(world: World) -> None:
    plan = {world.yara.pk: soon(3), world.bo.pk: soon(4)}
    made, left_out = plan_talks(by=world.as_mentor, moments=plan, minutes=15, place="B12")
    assert (len(made), left_out) == (2, [])
    again, left_out = plan_talks(by=world.as_mentor, moments=plan, minutes=15)
    assert (again, {row.first for row in left_out}) == ([], {"Yara", "Bo"})
    assert Mail.objects.count() == 2
    text = " ".join(Mail.objects.values_list("content", flat=True))
    for word in ("gesprek", "Mila", "B12", "Yara", "Het Palet"):
        assert word not in text


def test_plan_talks_with_somebody_elses_learner_plans_nothing(world: World) -> None:
    other = make_learner(world.school, make_group(world.school, "3B"), first="Cas")
    with pytest.raises(SchoolPerson.DoesNotExist):
        plan_talks(by=world.as_mentor, moments={world.yara.pk: soon(), other.pk: soon(4)}, minutes=15)
    assert not SchoolTalk.objects.exists()
    with pytest.raises(ValidationError):
        plan_talks(by=world.as_mentor, moments={world.yara.pk: timezone.now()}, minutes=15)


def test_move_talk_asks_anew_and_not_on_an_old_version(world: World) -> None:
    talk = planned(world)
    answer_talk(by=world.as_yara, talk=talk.pk, answer=Answer.NO)
    with pytest.raises(Stale):
        move_talk(by=world.as_mentor, talk=talk.pk, version=1, begins=soon(5))
    move_talk(by=world.as_mentor, talk=talk.pk, version=2, begins=soon(5))
    talk.refresh_from_db()
    assert (talk.answer, talk.version) == ("", 3)
    mark_held(by=world.as_mentor, talk=talk.pk)
    with pytest.raises(SchoolTalk.DoesNotExist):
        cancel_talk(by=world.as_mentor, talk=talk.pk)


def test_mentees_tell_who_had_none_this_term_by_name(world: World) -> None:
    note_talk(by=world.as_mentor, learner=world.yara.pk)
    note_talk(by=world.as_mentor, learner=world.yara.pk)
    assert SchoolTalk.objects.count() == 1
    found = mentees(world.as_mentor, term_for(world.as_mentor))
    assert [(row.learner.first, row.had_one) for row in found] == [("Bo", False), ("Yara", True)]
    SchoolTalk.objects.update(held_on=term_for(world.as_mentor).begins - timedelta(days=1))
    assert not any(row.had_one for row in mentees(world.as_mentor, term_for(world.as_mentor)))


def _not_shared(world: World) -> None:
    hide_paper(by=world.as_yara, paper=TalkPaper.objects.get().pk)


def _left(world: World) -> None:
    SchoolPerson.objects.filter(pk=world.yara.pk).update(ended=timezone.localdate())


@pytest.mark.parametrize("happens", [_not_shared, _left])
def test_paper_is_read_by_the_mentor_only_while(happens: Callable[[World], None], world: World) -> None:
    talk = planned(world)
    shared(world, talk)
    assert look_at_sheet(by=world.as_mentor, talk=talk.pk, lang="nl").answers
    assert verbs(world.me)[-1] == "opened-talk"
    happens(world)
    if happens is _left:
        with pytest.raises(SchoolTalk.DoesNotExist):
            look_at_sheet(by=world.as_mentor, talk=talk.pk, lang="nl")
    else:
        assert look_at_sheet(by=world.as_mentor, talk=talk.pk, lang="nl").answers == []
    with pytest.raises((SchoolTalk.DoesNotExist, ValidationError)):
        respond_as_mentor(by=world.as_mentor, talk=talk.pk, text="Hoi")


def test_draft_of_a_paper_shows_in_nothing(world: World) -> None:
    talk = planned(world)

    def refusal() -> list[str]:
        with pytest.raises(ValidationError) as told:
            agree(by=world.as_mentor, talk=talk.pk, what="Meelopen")
        return told.value.messages

    before = (shown_in(talk), refusal())
    write_paper(by=world.as_yara, talk=talk.pk, answers={"did": "Geheim"}, report="Ook geheim")
    assert (shown_in(talk), refusal()) == before
    share_paper(by=world.as_yara, paper=TalkPaper.objects.get().pk)
    assert shown_in(talk).answers == {"did": "Geheim"}
    assert shown_in(talk).report == ""


def test_talk_is_unknown_to_everybody_else(world: World) -> None:
    talk = planned(world)
    shared(world, talk)
    other = make_staff(Role.MENTOR, world.school, make_group(world.school, "3B"))
    second = make_staff(Role.MENTOR, world.school, world.group, name="Ander")
    manager = make_staff(Role.MANAGER, world.school, world.group)
    counsellor = make_staff(Role.PROFESSIONAL, world.school)
    strangers = [*map(actor, (other, second, manager, counsellor)), world.as_teacher, world.as_yara]
    for who in [*strangers, replace(world.as_mentor, has_second_factor=False)]:
        assert not talks_with(who)
        with pytest.raises(SchoolTalk.DoesNotExist):
            talk_with(who, talk.pk)
        with pytest.raises(SchoolTalk.DoesNotExist):
            cancel_talk(by=who, talk=talk.pk)
    for act in (lambda: write_paper(by=actor(world.mate), talk=talk.pk), lambda: answer(world, talk)):
        with pytest.raises(SchoolTalk.DoesNotExist):
            act()
    with pytest.raises(TalkPaper.DoesNotExist):
        share_paper(by=actor(world.mate), paper=TalkPaper.objects.get().pk)


def answer(world: World, talk: SchoolTalk) -> None:
    """Answer an invitation of somebody else."""
    answer_talk(by=actor(world.mate), talk=talk.pk, answer=Answer.YES)


def test_paper_saved_on_an_old_version_saves_nothing(world: World) -> None:
    talk = planned(world)
    write_paper(by=world.as_yara, talk=talk.pk, answers={"did": "een"})
    write_paper(by=world.as_yara, talk=talk.pk, answers={"did": "twee"}, version=1)
    with pytest.raises(Stale):
        write_paper(by=world.as_yara, talk=talk.pk, answers={"did": "drie"}, version=1)
    assert TalkPaper.objects.get().answers == {"did": "twee"}


def test_third_reads_by_link_until_it_is_withdrawn(world: World) -> None:
    paper = shared(world, planned(world))
    token = invite_third(by=world.as_yara, paper=paper.pk, voice=Voice.WORKPLACE, name="Baas")
    assert read_as_third(token=token)
    assert respond_as_third(token=token, text="Goed gewerkt")
    assert token not in str(list(TalkGuest.objects.values()))
    withdraw_third(by=world.as_yara, guest=TalkGuest.objects.get().pk)
    assert read_as_third(token=token) is None
    assert not respond_as_third(token=token, text="Nog iets")
    with pytest.raises(ValidationError):
        invite_third(by=world.as_yara, paper=paper.pk, voice=Voice.STAFF, name="Docent")


def test_agreement_of_the_mentor_enters_the_plan_by_the_learners_yes_only(world: World) -> None:
    talk = planned(world)
    shared(world, talk)
    made = agree(by=world.as_mentor, talk=talk.pk, what="Een dag meelopen", due=date(2027, 1, 8))
    assert not plan_shown(world.as_yara).goals
    answer_agreement(by=world.as_yara, agreement=made.pk, takes=True)
    other = agree(by=world.as_mentor, talk=talk.pk, what="Bellen")
    answer_agreement(by=world.as_yara, agreement=other.pk, takes=True)
    goals = plan_shown(world.as_yara).goals
    assert [[step.text.what for step in goal.open] for goal in goals] == [["Een dag meelopen", "Bellen"]]
    with pytest.raises(Agreement.DoesNotExist):
        answer_agreement(by=world.as_yara, agreement=made.pk, takes=True)


def test_agreement_becomes_a_proposal_where_the_plan_is_shared_with_school(world: World) -> None:
    talk = planned(world)
    shared(world, talk)
    until = timezone.localdate() + timedelta(days=30)
    give_consent(
        by=world.as_yara, purpose=Purpose.SCHOOL, parts=[Part.PLAN], until=until, to_organisation=world.school.pk
    )
    made = agree(by=world.as_mentor, talk=talk.pk, what="Een dag meelopen")
    made.refresh_from_db()
    plan = plan_shown(world.as_yara)
    assert made.state == "sent"
    assert not plan.goals
    assert [proposal.text.what for proposal in plan.proposals] == ["Een dag meelopen"]


@pytest.mark.parametrize(("keeps", "left"), [(True, 1), (False, 0)])
def test_paper_after_school_is_what_the_learner_chose(keeps: bool, left: int, world: World) -> None:
    paper = shared(world, planned(world))
    choose_for_after(by=world.as_yara, paper=paper.pk, keeps=keeps)
    assert clear_left_papers() == 0
    SchoolPerson.objects.filter(pk=world.yara.pk).update(ended=timezone.localdate() - timedelta(days=30))
    clear_left_papers()
    assert TalkPaper.objects.count() == left


def test_sheet_holds_only_parts_with_consent(world: World) -> None:
    from tests.school.classes import did

    talk = planned(world)
    did(world.me)
    assert look_at_sheet(by=world.as_mentor, talk=talk.pk, lang="nl").parts == []
    until = timezone.localdate() + timedelta(days=30)
    give_consent(
        by=world.as_yara, purpose=Purpose.SCHOOL, parts=[Part.EXPERIENCE], until=until, to_organisation=world.school.pk
    )
    parts = look_at_sheet(by=world.as_mentor, talk=talk.pk, lang="nl").parts
    assert [lines for _name, lines in parts] == [["Bakkerij De Korst"]]
    assert staff_row(world.mentor)
