"""Pages of assignments, talks and handover: the happy path of each, and who gets nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import sign_in
from tests.school.classes import World, did, give, handed, make_world
from tests.school.people import make_group, make_learner, make_school, make_staff
from wending.accounts.models import Membership, Person
from wending.accounts.rules.roles import Role
from wending.school.actions.example import example_member, make_example_school
from wending.school.actions.example_class import make_example_class
from wending.school.actions.handovers import offer_handover
from wending.school.actions.talk_papers import share_paper, write_paper
from wending.school.actions.talks import plan_talks
from wending.school.models import Assignment, Doubt, FeedbackAsk, HandIn, Handover, SchoolTalk, SchoolTerm, TalkPaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A class with its people."""
    return make_world()


def talk_of(world: World, days: int = 3) -> SchoolTalk:
    """Return a planned talk of Yara."""
    begins = timezone.now() + timedelta(days=days)
    made, _left = plan_talks(by=world.as_mentor, moments={world.yara.pk: begins}, minutes=15, place="B12")
    return made[0]


def text_of(client: Client, who: Person | Membership, name: str, *args: Any, **get: Any) -> str:
    """Return the page that somebody gets."""
    answer = sign_in(client, who).get(reverse(f"school:{name}", args=args), get)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def post(client: Client, who: Person | Membership, page: str, /, *args: Any, **told: Any) -> Any:
    """Return the answer to a form."""
    return sign_in(client, who).post(reverse(f"school:{page}", args=args), told)


def test_assignment_goes_from_teacher_to_learner_and_back(client: Client, world: World) -> None:
    form = {"title": "Interview een vakman", "text": "Vraag drie dingen", "goal_work": "Zien hoe werk is"}
    assert post(client, world.teacher, "assignment_new", world.group.pk, **form).status_code == 302
    given = Assignment.objects.get()
    assert given.goals == {"work": "Zien hoe werk is"}
    item = did(world.me)
    page = text_of(client, world.me, "my_assignment", given.pk)
    assert "Zien hoe werk is" in page
    assert "Tom Vos" in page
    told = {"do": "hand-in", "result": "Ik sprak een bakker", "picks": [f"item:{item.pk}"], "version": "0"}
    assert post(client, world.me, "my_assignment", given.pk, **told).status_code == 302
    work = HandIn.objects.get()
    assert "Yara" in text_of(client, world.teacher, "assignment", given.pk)
    page = text_of(client, world.teacher, "hand_in", work.pk)
    assert "Ik sprak een bakker" in page
    assert "Bakkerij De Korst" in page
    post(client, world.teacher, "hand_in", work.pk, do="words", saw="Goed doorgevraagd")
    assert "Goed doorgevraagd" in text_of(client, world.me, "my_assignment", given.pk)
    assert "Goed doorgevraagd" not in text_of(client, world.mentor, "hand_in", work.pk)


def test_activity_of_the_bank_fills_the_form(client: Client, world: World) -> None:
    from wending.school.queries.assignments import _bank

    key, activity = next(iter(_bank().items()))
    page = text_of(client, world.teacher, "assignment_new", world.group.pk, activiteit=key)
    assert activity.steps[0][:30] in page.replace("&#x27;", "'").replace("&quot;", '"')


def test_draft_saved_on_an_old_version_keeps_what_was_typed(client: Client, world: World) -> None:
    given = give(world)
    post(client, world.me, "my_assignment", given.pk, do="save", aim="Eerste", version="0")
    post(client, world.me, "my_assignment", given.pk, do="save", aim="Tweede", version="1")
    answer = post(client, world.me, "my_assignment", given.pk, do="save", aim="Derde", version="1")
    assert answer.status_code == 422
    assert "Derde" in answer.content.decode()
    assert HandIn.objects.get().aim == "Tweede"


def test_link_for_words_works_without_account_and_is_over_when_withdrawn(client: Client, world: World) -> None:
    given = give(world)
    handed(world, given)
    form = {"do": "link", "link-voice": "parent", "link-name": "Mam"}
    page = post(client, world.me, "my_assignment", given.pk, **form).content.decode()
    found = re.search(r"/opdracht/reactie/([\w-]+)/", page)
    assert found
    visitor = Client()
    address = reverse("school:hand_in_link", args=[found[1]])
    assert "Ik sprak een bakker" in visitor.get(address).content.decode()
    assert "Dank je wel" in visitor.post(address, {"do": "words", "saw": "Je straalde"}).content.decode()
    assert found[1] not in text_of(client, world.me, "my_assignment", given.pk)
    post(client, world.me, "my_assignment", given.pk, do="unask", what=str(FeedbackAsk.objects.get().pk))
    for answer in (visitor.get(address), visitor.post(address, {"saw": "nog iets"})):
        assert answer.status_code == 410
        assert "bakker" not in answer.content.decode()


def test_peer_reads_by_their_own_page(client: Client, world: World) -> None:
    given = give(world)
    handed(world, given)
    post(client, world.me, "my_assignment", given.pk, do="peer", peer=str(world.bo.pk))
    ask = FeedbackAsk.objects.get()
    assert "Yara" in text_of(client, world.mate, "my_assignments")
    assert "Ik sprak een bakker" in text_of(client, world.mate, "peer_feedback", ask.pk)
    post(client, world.mate, "peer_feedback", ask.pk, saw="Knap", question="")
    assert "Knap" in text_of(client, world.me, "my_assignment", given.pk)


def test_career_file_holds_own_work_only(client: Client, world: World) -> None:
    handed(world, give(world))
    other = HandIn.objects.get().pk
    sign_in(client, world.mate)
    answer = client.get(reverse("school:career_file"), {"wat": str(other)})
    assert answer["Content-Disposition"] == 'attachment; filename="loopbaandossier.pdf"'
    from tests.accounts.factories import actor
    from wending.school.queries.class_papers import career_paper

    assert career_paper(actor(world.mate), [other], "nl")["works"] == []
    paper = career_paper(actor(world.me), [other], "nl")["works"]
    assert [text["text"] for text in paper[0]["texts"]] == ["", "Ik sprak een bakker", "", ""]
    assert sign_in(client, world.me).get(reverse("school:career_file")).content.startswith(b"%PDF")


def test_talk_goes_from_plan_to_report(client: Client, world: World) -> None:
    day = timezone.localdate() + timedelta(days=1)
    days = {"first": day, "last": day + timedelta(days=6), "begins": "09:00", "ends": "10:00", "minutes": "20"}
    page = post(client, world.mentor, "talks_plan", do="propose", **days).content.decode()
    chosen = re.findall(r'value="(2[^"]+)" selected', page)
    assert len(chosen) == 2
    names = {f"moment-{row.pk}": moment for row, moment in zip((world.bo, world.yara), chosen, strict=True)}
    assert post(client, world.mentor, "talks_plan", do="invite", **days, **names).status_code == 302
    assert SchoolTalk.objects.count() == 2
    talk = SchoolTalk.objects.get(learner=world.yara)
    assert "Mila Vos" in text_of(client, world.me, "my_talks")
    post(client, world.me, "my_talk", talk.pk, do="yes")
    post(client, world.me, "my_talk", talk.pk, do="write", did="Ik bakte brood", version="0")
    assert "Ik bakte brood" not in text_of(client, world.mentor, "talk", talk.pk)
    post(client, world.me, "my_talk", talk.pk, do="share", did="Ik bakte brood", version="1")
    assert "Ik bakte brood" in text_of(client, world.mentor, "talk", talk.pk)
    post(client, world.mentor, "talk", talk.pk, do="respond", text="Vertel eens meer")
    post(client, world.mentor, "talk", talk.pk, do="agree", what="Een dag meelopen")
    page = text_of(client, world.me, "my_talk", talk.pk)
    assert "Vertel eens meer" in page
    assert "Een dag meelopen" in page
    post(client, world.mentor, "talk", talk.pk, do="held")
    assert "Yara" in text_of(client, world.mentor, "talks").split("hadden al een gesprek", 1)[-1]
    post(client, world.me, "my_talk", talk.pk, do="tell", report="We praatten over bakken", version="2")
    assert "We praatten over bakken" in text_of(client, world.mentor, "talk", talk.pk)
    post(client, world.me, "my_talk", talk.pk, do="hide")
    page = text_of(client, world.mentor, "talk", talk.pk)
    assert "We praatten over bakken" not in page
    assert "Vertel eens meer" not in page


def test_two_learners_at_one_moment_are_refused(client: Client, world: World) -> None:
    day = timezone.localdate() + timedelta(days=1)
    days = {"first": day, "last": day + timedelta(days=6), "begins": "09:00", "ends": "10:00", "minutes": "20"}
    page = post(client, world.mentor, "talks_plan", do="propose", **days).content.decode()
    moment = re.findall(r'value="(2[^"]+)" selected', page)[0]
    both = {f"moment-{row.pk}": moment for row in (world.bo, world.yara)}
    answer = post(client, world.mentor, "talks_plan", do="invite", **days, **both)
    assert answer.status_code == 422
    assert not SchoolTalk.objects.exists()


def test_sheets_are_made_and_their_names_tell_nobody(client: Client, world: World) -> None:
    talk = talk_of(world)
    sign_in(client, world.mentor)
    for name, args in (("talk_sheet", [talk.pk]), ("talk_sheets", [])):
        answer = client.get(reverse(f"school:{name}", args=args))
        assert answer.content.startswith(b"%PDF")
        assert "Yara" not in answer["Content-Disposition"]


def test_third_reads_what_is_shared_by_link(client: Client, world: World) -> None:
    talk = talk_of(world)
    paper = write_paper(by=world.as_yara, talk=talk.pk, answers={"did": "Ik bakte brood"})
    page = post(client, world.me, "my_talk", talk.pk, do="third", **{"third-voice": "parent", "third-name": "Mam"})
    found = re.search(r"/loopbaangesprek/([\w-]+)/", page.content.decode())
    assert found
    address, visitor = reverse("school:talk_third", args=[found[1]]), Client()
    assert visitor.get(address).status_code == 410
    share_paper(by=world.as_yara, paper=paper.pk)
    assert "Ik bakte brood" in visitor.get(address).content.decode()
    assert "Dank je wel" in visitor.post(address, {"text": "Wat leuk"}).content.decode()
    assert "Wat leuk" in text_of(client, world.me, "my_talk", talk.pk)
    post(client, world.me, "my_talk", talk.pk, do="hide")
    assert visitor.get(address).status_code == 410


def test_doubt_is_told_to_whom_the_learner_chose(client: Client, world: World) -> None:
    page = text_of(client, world.me, "my_doubt")
    assert "Mila Vos" in page
    assert "Tom Vos" not in page
    mentor = world.mentor.person.at_schools.get()
    post(client, world.me, "my_doubt", do="tell", words="Liever techniek", viewers=[str(mentor.pk)])
    assert "Liever techniek" in text_of(client, world.mentor, "reasons")
    told = {"learner": str(world.yara.pk), "key": "doubt", "note": "Fijn dat je het zei"}
    assert post(client, world.mentor, "reasons", **told).status_code == 302
    assert "Liever techniek" not in text_of(client, world.mentor, "reasons")
    assert "Fijn dat je het zei" in text_of(client, world.me, "my_talks")
    post(client, world.me, "my_doubt", do="end")
    assert not Doubt.objects.exists()


def test_manager_sets_the_days_of_the_year(client: Client, world: World) -> None:
    manager = make_staff(Role.MANAGER, world.school)
    assert "Er is nog niets ingesteld" in text_of(client, manager, "school_days")
    told = {"do": "terms", "terms-TOTAL_FORMS": "6", "terms-INITIAL_FORMS": "0"}
    one = {"terms-0-name": "Blok 1", "terms-0-begins": "2026-08-20", "terms-0-ends": "2026-12-20"}
    assert post(client, manager, "school_days", **told, **one).status_code == 302
    other = {"terms-1-name": "Blok 2", "terms-1-begins": "2026-12-01", "terms-1-ends": "2027-02-20"}
    answer = post(client, manager, "school_days", **told, **one, **other)
    assert "hebben dezelfde dagen" in answer.content.decode()
    assert [term.name for term in SchoolTerm.objects.all()] == ["Blok 1"]
    choice = {"name": "Profiel", "phase": "vmbo-bovenbouw", "year": "3", "day": "2027-03-01"}
    assert post(client, manager, "school_days", do="choice", **choice).status_code == 302
    assert "Profiel" in text_of(client, manager, "school_days")


def test_handover_is_read_only_after_a_yes(client: Client, world: World) -> None:
    item = did(world.me)
    next_school = make_school("Mbo Zuid")
    counsellor = make_staff(Role.PROFESSIONAL, next_school)
    form = {"to": str(next_school.pk), "things": [f"item:{item.pk}"], "note": "Ik leer graag met mijn handen"}
    assert post(client, world.me, "my_handover_new", **form).status_code == 302
    found = Handover.objects.get()
    page = text_of(client, counsellor, "handover", found.pk)
    assert "Bakkerij" not in page
    assert "met mijn handen" not in page
    thing = found.things.get(kind="item")
    post(client, counsellor, "handover", found.pk, do="accept", what=str(thing.pk))
    page = text_of(client, counsellor, "handover", found.pk)
    assert "Bakkerij De Korst" in page
    assert "met mijn handen" not in page
    file = sign_in(client, counsellor).get(reverse("school:handover_file", args=[found.pk]))
    assert b"Bakkerij" in file.content
    assert b"handen" not in file.content
    assert "Yara" not in file["Content-Disposition"]
    assert "aangenomen" in text_of(client, world.me, "my_handover", found.pk)
    post(client, world.me, "my_handover", found.pk, do="withdraw")
    assert sign_in(client, counsellor).get(reverse("school:handover", args=[found.pk])).status_code == 404


def addresses(world: World) -> list[str]:
    """Return every page about Yara, by its number."""
    given = give(world)
    item = did(world.me)
    work = handed(world, given, f"item:{item.pk}")
    talk = talk_of(world)
    write_paper(by=world.as_yara, talk=talk.pk, answers={"did": "Ik bakte brood"})
    share_paper(by=world.as_yara, paper=TalkPaper.objects.get().pk)
    handover = offer_handover(by=world.as_yara, things=[f"item:{item.pk}"], note="", to=None, lang="nl")
    post(Client(), world.me, "my_assignment", given.pk, do="peer", peer=str(world.bo.pk))
    ask = FeedbackAsk.objects.get()
    named = [
        *[("my_assignment", given), ("peer_feedback", ask), ("my_talk", talk), ("my_handover", handover)],
        *[("my_handover_file", handover), ("assignment", given), ("hand_in", work), ("talk", talk)],
        *[("talk_sheet", talk), ("handover", handover), ("handover_file", handover)],
    ]
    return [reverse(f"school:{name}", args=[thing.pk]) for name, thing in named] + [
        reverse("school:assignment_new", args=[world.group.pk]),
        reverse("school:hand_in_file", args=[work.pk, item.pk]),
    ]


def test_pages_about_a_learner_do_not_exist_for_others(client: Client, world: World) -> None:
    elsewhere = make_school("De Brug")
    other = make_group(world.school, "3B")
    mate = make_learner(world.school, other, account=True, first="Cas")
    assert mate.account
    strangers: list[Person | Membership] = [
        make_staff(Role.TEACHER, world.school, other),
        make_staff(Role.MENTOR, world.school, other),
        make_staff(Role.MANAGER, world.school),
        make_staff(Role.MENTOR, elsewhere, make_group(elsewhere)),
        make_staff(Role.PROFESSIONAL, elsewhere),
        mate.account,
    ]
    pages = addresses(world)
    for stranger in strangers:
        sign_in(client, stranger)
        for address in pages:
            for answer in (client.get(address), client.post(address, {"do": "withdraw"})):
                assert answer.status_code in {302, 403, 404, 405}, (stranger, address, answer.status_code)
                assert answer.status_code != 302 or "inloggen" in answer["Location"] or "tweede" in answer["Location"]


def test_lists_take_as_many_queries_for_thirty_as_for_three(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    pages = (("talks", world.mentor), ("reasons", world.mentor), ("assignments", world.teacher))
    given = give(world)
    for number in range(3, 30):
        make_learner(world.school, world.group, account=True, first=f"L{number:02}")
    for name, who in pages:
        sign_in(client, who)
        with django_assert_max_num_queries(30):
            client.get(reverse(f"school:{name}"))
    sign_in(client, world.teacher)
    with django_assert_max_num_queries(30):
        client.get(reverse("school:assignment", args=[given.pk]))


def test_example_work_is_made_once(client: Client) -> None:
    assert not make_example_class()
    make_example_school()
    assert make_example_class()
    assert not make_example_class()
    assert HandIn.objects.get().person.is_example
    assert "Mijn interview met de bakker" in text_of(
        client, example_member("Mo"), "talk", SchoolTalk.objects.get(learner__account__isnull=False).pk
    )
