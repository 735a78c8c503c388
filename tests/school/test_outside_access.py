"""Who may not, of offers and visits: hosts beyond what was agreed, other schools, other classes, who left."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.school.outside_world import World, link_in_mail, make_day, make_host, make_offer_of, make_visit, shown
from tests.school.people import make_group, make_learner, make_school, make_staff, staff_row
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.models import Entry
from wending.ledger.rules.actor import Actor
from wending.school.actions.visit_learners import (
    answer_by_link,
    answer_myself,
    ask_by_mail,
    choose_learners,
    see_names,
)
from wending.school.actions.visits import cancel_visit, change_visit
from wending.school.models import SchoolPerson, Seat, Visit, VisitLearner
from wending.school.queries.outside_scope import offer_by, visits_for
from wending.school.queries.visits import along
from wending.school.rules.outside import VisitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def consent(world: World, name: str = "Finn", may_name: bool = True) -> str:
    """Let the parent of a learner say yes, and return the token of their link."""
    place = VisitLearner.objects.filter(learner__first=name).first() or world.choose()[name]
    ask_by_mail(by=actor(world.teacher), place=place.pk, email=f"ouder-{name}@example.org")
    token = link_in_mail(f"ouder-{name}@example.org".lower(), "/bezoek/mee/")
    assert answer_by_link(token=token, comes=True, may_name=may_name)
    return token


def names(world: World) -> list[str] | None:
    return see_names(by=actor(world.host), offer=world.offer, visit=world.visit.pk)


def host_pages(world: World, who: Client) -> str:
    """Return all that the host's pages hold."""
    words = [str(world.offer.pk), str(world.visit.pk)]
    pages = [
        who.get(reverse("school:hosting")),
        who.get(reverse("school:offer_manage", args=words[:1])),
        who.get(reverse("school:host_visit", args=words)),
        who.get(reverse("school:host_calendar", args=words)),
        who.post(reverse("school:host_names", args=words)),
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    # Without tokens and the like: any two characters stand in them now and then.
    return re.sub(r"[\w+/=-]{20,}", "", "".join(page.content.decode() for page in pages))


def test_host_sees_no_name_on_any_page_before_somebody_agreed(world: World, client: Client) -> None:
    world.choose()
    consent(world, may_name=False)
    text = host_pages(world, sign_in(client, world.host))
    assert "Finn" not in text
    assert "Yara" not in text
    assert "3A" not in text


def test_host_sees_exactly_the_names_that_were_given(world: World, client: Client) -> None:
    world.choose()
    consent(world)
    assert names(world) == ["Finn Bos"]
    assert "Finn Bos" in host_pages(world, sign_in(client, world.host))


def test_pages_of_the_host_are_the_same_whoever_agreed_until_names_are_asked(world: World, client: Client) -> None:
    """A number that grows with each yes would tell who said it."""
    world.choose()
    sign_in(client, world.host)
    address = reverse("school:host_visit", args=[world.offer.pk, world.visit.pk])

    before = shown(client.get(address))
    consent(world)
    assert shown(client.get(address)) == before


@pytest.mark.parametrize(("days", "is_shown"), [(15, False), (14, True), (0, True), (-7, True), (-8, False)])
def test_names_are_shown_only_around_the_day(world: World, days: int, is_shown: bool) -> None:
    consent(world)
    world.moved(days, VisitState.AGREED if days >= 0 else VisitState.DONE)
    assert (names(world) == ["Finn Bos"]) is is_shown


@pytest.mark.parametrize("state", [VisitState.ASKED, VisitState.CANCELLED, VisitState.DECLINED, VisitState.LAPSED])
def test_names_are_not_shown_of_a_visit_that_is_not_on(world: World, state: VisitState) -> None:
    consent(world)
    world.moved(5, state)
    assert names(world) is None


def test_names_are_not_shown_when_the_school_does_not_share_them(world: World) -> None:
    consent(world)
    Visit.objects.update(wants_names=False)
    assert names(world) is None


def test_consent_taken_back_takes_the_name_away(world: World) -> None:
    token = consent(world)
    assert answer_by_link(token=token, comes=True, may_name=False)
    assert names(world) == []
    assert answer_by_link(token=token, comes=False, may_name=True)
    assert names(world) == []
    assert VisitLearner.objects.get(learner__first="Finn").may_name is False


def test_learner_who_left_school_is_not_named(world: World) -> None:
    consent(world)
    SchoolPerson.objects.filter(first="Finn").update(ended=timezone.localdate())
    assert names(world) == []


def test_each_look_at_a_name_is_in_the_learners_ledger(world: World) -> None:
    consent(world, "Yara")
    names(world)
    account = world.yara.account
    assert account
    entry = Entry.objects.get(chain=str(account.ledger_key), verb="saw-visit-name")
    assert entry.actor == actor(world.host).key


@pytest.mark.parametrize("days", [-1, -30])
def test_parents_link_is_over_after_the_day(world: World, client: Client, days: int) -> None:
    token = consent(world)
    VisitLearner.objects.get(learner__first="Finn").links.update(until=timezone.now() + timedelta(days=days))
    assert client.get(reverse("school:visit_consent", args=[token])).status_code == 410
    assert not answer_by_link(token=token, comes=True, may_name=True)


def test_parents_link_is_over_when_the_visit_is_called_off(world: World, client: Client) -> None:
    token = consent(world)
    world.visit.refresh_from_db()
    cancel_visit(by=actor(world.teacher), visit=world.visit, version=world.visit.version, is_host=False)
    assert client.get(reverse("school:visit_consent", args=[token])).status_code == 410
    assert VisitLearner.objects.get(learner__first="Finn").email is None


def test_new_link_ends_the_one_before(world: World, client: Client) -> None:
    token = consent(world)
    consent(world)
    assert client.get(reverse("school:visit_consent", args=[token])).status_code == 410


def test_yes_for_one_day_is_none_for_another(world: World) -> None:
    token = consent(world)
    other = make_day(world.offer, 9)
    world.visit.refresh_from_db()
    change_visit(
        by=actor(world.teacher),
        visit=world.visit.pk,
        version=world.visit.version,
        number=12,
        companions="",
        wish="",
        day=other.pk,
    )
    assert VisitLearner.objects.get(learner__first="Finn").answer == ""
    assert not answer_by_link(token=token, comes=True, may_name=True)


def test_below_sixteen_a_learner_cannot_say_yes_for_the_parent(world: World, client: Client) -> None:
    place = world.choose()["Yara"]
    assert world.yara.account
    sign_in(client, world.yara.account)
    client.post(reverse("school:my_visits"), {"wat": str(place.pk), "doe": "ja", "naam": "1"})
    place.refresh_from_db()
    assert (place.answer, place.may_name) == ("", False)
    client.post(reverse("school:my_visits"), {"wat": str(place.pk), "doe": "nee"})
    place.refresh_from_db()
    assert place.answer == "no"


def test_account_that_knows_the_age_makes_nobody_older(world: World) -> None:
    account = world.yara.account
    assert account
    account.sixteen_on = timezone.localdate() + timedelta(days=200)
    account.save()
    assert world.choose(sixteen=True)["Yara"].is_sixteen is False


def test_learner_cannot_answer_for_another(world: World) -> None:
    place = world.choose(sixteen=True)["Finn"]
    account = world.yara.account
    assert account
    with pytest.raises(LookupError):
        answer_myself(by=actor(account), place=place.pk, comes=True, may_name=True)


def test_another_host_reaches_neither_offer_nor_visit(world: World, client: Client) -> None:
    world.choose()
    consent(world)
    sign_in(client, make_host("Andere firma"))
    words = [world.offer.pk, world.visit.pk]
    for name, args in [
        ("offer_manage", words[:1]),
        ("offer_change", words[:1]),
        ("host_visit", words),
        ("host_calendar", words),
    ]:
        assert client.get(reverse(f"school:{name}", args=args)).status_code == 404, name
    for name, args in [("offer_open", words[:1]), ("offer_days", words[:1]), ("host_names", words)]:
        assert client.post(reverse(f"school:{name}", args=args), {"doe": "dicht"}).status_code == 404, name
    assert "Kijk mee" not in client.get(reverse("school:hosting")).content.decode()


def test_own_offer_is_no_way_to_the_visit_of_another_offer(world: World, client: Client) -> None:
    other = make_host("Andere firma")
    theirs = make_offer_of(other)
    sign_in(client, other)
    address = reverse("school:host_names", args=[theirs.pk, world.visit.pk])
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.LEARNER])
def test_other_roles_at_the_host_reach_nothing(world: World, role: Role) -> None:
    member = make_member(role, world.host.organisation)
    assert offer_by(actor(member), str(world.offer.pk)) is None


def test_host_without_second_factor_reaches_nothing(world: World, client: Client) -> None:
    sign_in(client, world.host, second_factor=False)
    assert client.get(reverse("school:offer_manage", args=[world.offer.pk])).status_code == 404


def test_link_of_one_offer_opens_no_other_and_never_one_of_an_account(world: World, client: Client) -> None:
    mine = make_offer_of(None, email="los@example.org", title="Gastles over brood")
    token = link_in_mail("los@example.org", "/aanbod/")
    assert offer_by(actor(make_person()), token) == mine
    assert client.get(reverse("school:host_visit", args=[token, world.visit.pk])).status_code == 410
    assert client.get(reverse("school:offer_manage", args=[mine.pk])).status_code == 302


def staff_of(world: World, who: str) -> Membership:
    """Return somebody of a school who may not see the visit of 3A."""
    if who == "other class":
        return make_staff(Role.TEACHER, world.school, make_group(world.school, "3B"), name="Kim")
    if who == "other school":
        school = make_school("Elders")
        return make_staff(Role.TEACHER, school, make_group(school, "3A"), name="Kim")
    if who == "left the class":
        Seat.objects.filter(person=staff_row(world.teacher)).update(ends=timezone.localdate() - timedelta(days=1))
    if who == "left the school":
        SchoolPerson.objects.filter(pk=staff_row(world.teacher).pk).update(ended=timezone.localdate())
    return world.teacher


@pytest.mark.parametrize("who", ["other class", "other school", "left the class", "left the school"])
def test_staff_without_the_class_reach_nothing_of_its_visit(world: World, client: Client, who: str) -> None:
    place = world.choose()["Finn"]
    member = staff_of(world, who)
    by: Actor = actor(member)
    assert not visits_for(by).exists()
    assert along(by, world.visit) == []
    with pytest.raises(LookupError):
        ask_by_mail(by=by, place=place.pk, email="ouder@example.org")
    with pytest.raises(Visit.DoesNotExist):
        choose_learners(by=by, visit=world.visit.pk, sixteen={world.finn.pk: True})
    sign_in(client, member)
    for name in ["visit", "visit_change", "visit_learners", "visit_ics"]:
        assert client.get(reverse(f"school:{name}", args=[world.visit.pk])).status_code == 404, name


def test_teacher_puts_no_learner_of_another_class_on_the_list(world: World) -> None:
    other = make_learner(world.school, make_group(world.school, "3B"), first="Noor")
    choose_learners(by=actor(world.teacher), visit=world.visit.pk, sixteen={other.pk: False, world.finn.pk: False})
    assert list(VisitLearner.objects.values_list("learner__first", flat=True)) == ["Finn"]


def test_manager_of_the_school_sees_no_visit_with_learners(world: World, client: Client) -> None:
    world.choose()
    sign_in(client, make_staff(Role.MANAGER, world.school, name="Chris"))
    assert client.get(reverse("school:visit", args=[world.visit.pk])).status_code == 403


def test_school_finds_only_open_offers_and_never_made_up_ones(world: World, client: Client) -> None:
    make_offer_of(None, title="Nog niet bevestigd", email="los@example.org")
    made_up = make_host("Voorbeeldfirma")
    made_up.organisation.is_example = True
    made_up.organisation.save()
    make_offer_of(made_up, title="Verzonnen aanbod")
    text = sign_in(client, world.teacher).get(reverse("school:outside")).content.decode()
    assert "Kijk mee in de bakkerij" in text
    assert "Nog niet bevestigd" not in text
    assert "Verzonnen aanbod" not in text


def test_other_school_sees_not_who_else_comes(world: World, client: Client) -> None:
    make_day(world.offer, 20, groups=3)
    elsewhere = make_school("Elders")
    member = make_staff(Role.TEACHER, elsewhere, make_group(elsewhere))
    text = sign_in(client, member).get(reverse("school:offer", args=[world.offer.pk])).content.decode()
    assert "Het Palet" not in text


def test_csv_holds_the_own_class_only_and_runs_no_formula(world: World, client: Client) -> None:
    SchoolPerson.objects.filter(first="Finn").update(first="=1+1")
    world.choose()
    second = make_group(world.school, "3B")
    noor = make_learner(world.school, second, first="Noor")
    VisitLearner.objects.create(visit=world.visit, learner=noor)
    answer: Any = sign_in(client, world.teacher).get(reverse("school:visit_learners", args=[world.visit.pk]))
    text = b"".join(answer.streaming_content).decode()
    assert "Yara Bos" in text
    assert "Noor" not in text
    assert "'=1+1" in text


def test_calendar_file_says_when_and_where_and_nothing_more(world: World, client: Client) -> None:
    world.choose()
    answer = sign_in(client, world.teacher).get(reverse("school:visit_ics", args=[world.visit.pk]))
    lines = [line.split(":")[0].split(";")[0] for line in answer.content.decode().split("BEGIN:VEVENT")[1].splitlines()]
    said = {"SUMMARY", "DTSTART", "DTSTAMP", "UID", "CLASS", "SEQUENCE", "STATUS", "END", ""}
    assert set(lines) == said
    assert "SUMMARY:Bezoek van school" in answer.content.decode()


def test_visit_of_a_centre_is_managed_by_that_centre(client: Client) -> None:
    centre = make_host("Werkplein", Kind.CENTRE)
    offer = make_offer_of(centre)
    sign_in(client, centre)
    assert offer.title in client.get(reverse("school:hosting_centre")).content.decode()
    assert client.get(reverse("school:hosting")).status_code == 403


def test_second_visit_of_the_same_offer_shows_each_host_page_its_own_school(world: World, client: Client) -> None:
    elsewhere = make_school("Elders")
    group = make_group(elsewhere)
    visit = make_visit(make_staff(Role.TEACHER, elsewhere, group), group, world.offer, make_day(world.offer, 8))
    page = sign_in(client, world.host).get(reverse("school:host_visit", args=[world.offer.pk, visit.pk]))
    assert "Elders" in page.content.decode()
    assert "Het Palet" not in page.content.decode()
