"""Openings: what fits is for oneself, and an employer gets only what was sent."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_person, sign_in
from tests.reference.factories import DRIVE, DRIVER, LIFT, NURSE, PLAN_ROUTES, load_small
from tests.work.growth import give_skill, make_employee, make_opening
from tests.work.people import make_colleague, make_firm, make_manager
from wending.accounts.models import Mail, Membership
from wending.accounts.queries.actors import actor_of
from wending.dossier.actions.plan import add_goal
from wending.kit.versions import Stale
from wending.ledger.models import Entry
from wending.orientation.models import KeptProfile
from wending.orientation.rules.profile import SessionProfile, Wishes, Work
from wending.work.actions.openings import Told, change_opening, set_opening_skills, set_opening_state
from wending.work.actions.responses import answer_response, read_responses, respond, take_response_back
from wending.work.models import Opening, Response
from wending.work.queries.fitting import fitting, whole_fit
from wending.work.queries.openings import managed_openings, openings_for, responses_to
from wending.work.rules.openings import Answer, Kind, Skill, State, order, split

pytestmark = pytest.mark.django_db


def test_fitting_puts_what_one_can_first_and_says_why() -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    make_opening(manager, "Boekhouden helpen")
    fits = make_opening(manager, "Winkel")
    set_opening_skills(
        by=actor(manager), opening=fits.pk, occupation="", skills=[Skill("", "Kassa"), Skill("", "Lachen")]
    )
    assert sem.account
    give_skill(sem.account, "kassa")

    found = fitting(actor(sem.account), "nl")

    assert [(one.opening.title, [s.name for s in one.shared], [s.name for s in one.missing]) for one in found] == [
        ("Winkel", ["Kassa"], ["Lachen"]),
        ("Boekhouden helpen", [], ["Klanten helpen"]),
    ]


def test_whole_fit_explains_by_plan_profile_and_occupation(tmp_path: Path) -> None:
    load_small(tmp_path)
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager, "Rijden", hours=24)
    skills = [Skill(DRIVE, "vrachtwagen rijden"), Skill(LIFT, "veilig tillen")]
    set_opening_skills(by=actor(manager), opening=row.pk, occupation=DRIVER, skills=skills)
    row.refresh_from_db()
    assert sem.account
    give_skill(sem.account, uri=DRIVE)
    told = SessionProfile(work=(Work(NURSE),), wishes=Wishes(hours=36))
    KeptProfile.objects.create(person=sem.account, content=told.to_json())
    add_goal(by=actor(sem.account), title="Chauffeur", target=DRIVER)

    found = whole_fit(actor(sem.account), row, "nl")

    assert [one.name for one in found.fit.shared] == ["vrachtwagen rijden"]
    assert [one.name for one in found.fit.missing] == ["veilig tillen"]
    assert found.fit.reasons == ["Dit staat als doel in je plan.", "Let op: je wilde 36 uur per week werken."]
    assert found.card is not None
    assert found.card.name.text == "vrachtwagenchauffeur"
    assert PLAN_ROUTES not in {one.uri for one in found.fit.shared}


def test_openings_for_shows_only_what_is_open_where_one_works_now() -> None:
    firm, other = make_firm(), make_firm("Ander")
    manager, sem = make_manager(firm), make_employee(firm)
    shown = make_opening(manager)
    draft = make_opening(manager, "Nog niet")
    set_opening_state(by=actor(manager), opening=draft.pk, state=State.DRAFT)
    over = make_opening(manager, "Voorbij")
    Opening.objects.filter(pk=over.pk).update(closes=timezone.localdate() - timedelta(days=1))
    make_opening(make_manager(other, "Bo"), "Elders")
    me = actor(sem.account)  # type: ignore[arg-type]

    assert list(openings_for(me)) == [shown]
    sem.ended = timezone.localdate()
    sem.save()
    assert list(openings_for(me)) == []


def test_change_opening_refuses_a_stale_version_and_another_firm() -> None:
    manager = make_manager(make_firm())
    row = make_opening(manager)
    told = Told(Kind.PROJECT, "Nieuw", row.opens, row.closes)
    with pytest.raises(Stale):
        change_opening(by=actor(manager), opening=row.pk, version=1, told=told)
    with pytest.raises(Opening.DoesNotExist):
        change_opening(by=actor(make_manager(make_firm("Ander"), "Bo")), opening=row.pk, version=row.version, told=told)
    assert change_opening(by=actor(manager), opening=row.pk, version=row.version, told=told).title == "Nieuw"


def test_employer_reads_only_what_was_sent_and_each_reading_is_told_once_a_day() -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager)
    assert sem.account
    give_skill(sem.account, "klanten helpen")
    give_skill(sem.account, "bruidstaarten maken")
    add_goal(by=actor(sem.account), title="Voor mezelf beginnen")
    respond(by=actor(sem.account), opening=row.pk, text="Ik wil graag.", shown=["klanten helpen"])

    found = read_responses(by=actor(manager), opening=row.pk)
    read_responses(by=actor(manager), opening=row.pk)

    assert found is not None
    assert [(one.name, one.text, one.shown) for one in found.responses] == [
        ("Sem", "Ik wil graag.", ["klanten helpen"])
    ]
    noted = Entry.objects.filter(chain=str(sem.account.ledger_key), verb="read-response")
    assert [(one.actor, one.purpose) for one in noted] == [(str(manager.person.ledger_key), "development")]


def test_looking_at_openings_leaves_nothing_behind(client: Client) -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager)
    before = (Entry.objects.count(), Mail.objects.count())
    sign_in(client, sem.account)  # type: ignore[arg-type]

    assert client.get(reverse("work:chances")).status_code == 200
    assert client.get(reverse("work:chance", args=[row.pk])).status_code == 200
    # A response that is not sent is kept nowhere.
    assert client.post(reverse("work:chance", args=[row.pk]), {"text": ""}).status_code == 422

    assert (Entry.objects.count(), Mail.objects.count()) == before
    assert not Response.objects.exists()
    assert managed_openings(actor(manager)).get().sent == 0  # type: ignore[attr-defined]


def test_withdrawn_response_is_gone_for_the_employer_and_tells_nothing() -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager)
    me = actor(sem.account)  # type: ignore[arg-type]
    sent = respond(by=me, opening=row.pk, text="Ja", shown=[])
    mails = Mail.objects.filter(person=manager.person).count()

    assert not take_response_back(by=actor(make_person("Bo")), response=sent.pk)
    assert take_response_back(by=me, response=sent.pk)

    assert responses_to(actor(manager), row.pk) == []
    assert not answer_response(by=actor(manager), response=sent.pk, answer=Answer.YES, text="")
    assert Mail.objects.filter(person=manager.person).count() == mails
    assert managed_openings(actor(manager)).get().sent == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["colleague", "role"])
def test_response_of_who_left_is_not_there(way: str) -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager)
    sent = respond(by=actor(sem.account), opening=row.pk, text="Ja", shown=[])  # type: ignore[arg-type]
    if way == "colleague":
        sem.ended = timezone.localdate()
        sem.save()
    else:
        Membership.objects.filter(person=sem.account).update(ended=timezone.now())

    assert responses_to(actor(manager), row.pk) == []
    assert managed_openings(actor(manager)).get().sent == 0  # type: ignore[attr-defined]
    assert not answer_response(by=actor(manager), response=sent.pk, answer=Answer.NO, text="")


def test_other_firm_employee_and_manager_without_second_factor_read_no_responses() -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager)
    respond(by=actor(sem.account), opening=row.pk, text="Ja", shown=[])  # type: ignore[arg-type]

    other = actor(make_manager(make_firm("Ander"), "Bo"))
    assert read_responses(by=other, opening=row.pk) is None
    for asks in (actor(make_employee(firm, name="Kim").account), actor_of(manager.person, manager)):  # type: ignore[arg-type]
        with pytest.raises(PermissionDenied):
            read_responses(by=asks, opening=row.pk)


def test_respond_where_it_is_not_open_is_refused() -> None:
    row = make_opening(make_manager(make_firm()))
    outsider = make_employee(make_firm("Ander"), name="Bo")
    with pytest.raises(PermissionDenied):
        respond(by=actor(outsider.account), opening=row.pk, text="Ja", shown=[])  # type: ignore[arg-type]


def test_mails_about_responses_and_answers_say_nothing_of_whom_or_what(settings: Settings) -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = make_opening(manager, "Geheim project")
    sent = respond(by=actor(sem.account), opening=row.pk, text="Ik zit hier slecht", shown=[])  # type: ignore[arg-type]
    answer_response(by=actor(manager), response=sent.pk, answer=Answer.TALK, text="Kom langs")

    texts = "".join(Mail.objects.values_list("content", flat=True))
    assert Mail.objects.count() == 2
    for word in ("Sem", "Geheim", "slecht", "Kom langs"):
        assert word not in texts
    assert mail.outbox == []


def test_pages_of_openings_keep_their_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    for number in range(3):
        make_opening(manager, f"Kans {number}")
    sign_in(client, manager)
    with django_assert_max_num_queries(16):
        client.get(reverse("work:openings"))
    for number in range(27):
        make_opening(manager, f"Meer {number}")
    with django_assert_max_num_queries(16):
        assert client.get(reverse("work:openings")).content.count(b"Meer") == 27
    sign_in(client, sem.account)  # type: ignore[arg-type]
    with django_assert_max_num_queries(26):
        client.get(reverse("work:chances"))


def test_manager_page_shows_the_response_and_sends_the_answer(client: Client) -> None:
    firm = make_firm()
    manager = make_manager(firm)
    sem = make_colleague(firm, make_person("Sem"), name="Sem de Bakker")
    row = make_opening(manager)
    sent = respond(by=actor(sem.account), opening=row.pk, text="Graag", shown=["bakken"])  # type: ignore[arg-type]
    sign_in(client, manager)

    page = client.get(reverse("work:opening", args=[row.pk])).content.decode()
    assert "Sem de Bakker" in page
    assert "bakken" in page
    client.post(reverse("work:response_answer", args=[row.pk, sent.pk]), {"answer": "talk", "text": "Maandag?"})
    sign_in(client, sem.account)  # type: ignore[arg-type]
    assert "Maandag?" in client.get(reverse("work:chance", args=[row.pk])).content.decode()


def test_order_puts_a_wish_before_a_share_and_a_share_before_nothing() -> None:
    assert sorted([order(0, 0, False), order(1, 2, False), order(0, 3, True)]) == [
        order(0, 3, True),
        order(1, 2, False),
        order(0, 0, False),
    ]
    assert split([Skill("u", "A"), Skill("", " B ")], {"b"}) == ([Skill("", " B ")], [Skill("u", "A")])
