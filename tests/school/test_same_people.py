"""Somebody added by hand who comes in a roster: told as alike, joined only when a manager says so."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import actor, make_member, sign_in
from tests.school.people import make_group, make_learner, make_school, make_staff, staff_row
from tests.school.rosters import FILES, a_delivery, bring
from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.roles import Role
from wending.ledger.models import Entry
from wending.school.actions.deliver import UnclearDoubles, apply_delivery, doubled, planned
from wending.school.models import Delivery, SchoolPerson, Seat
from wending.school.queries.known_roster import known_roster
from wending.school.rules.roster import Membership as InGroup
from wending.school.rules.roster import Person
from wending.school.rules.roster_plan import applied
from wending.school.rules.same_people import ByHand, chosen, doubles

LEARNS, WORKS = frozenset({"learner"}), frozenset({"teacher"})
ADA = Person("101", "Ada", "van", "Bos", roles=LEARNS, memberships=frozenset({InGroup("g", "learner")}))
HAND = ByHand("h", "Ada  VAN bos", LEARNS, frozenset({" 3a"}))
GROUPS = {"g": "3A"}


@pytest.mark.parametrize(
    ("hand", "person", "is_told"),
    [
        (HAND, ADA, True),
        (replace(HAND, groups=frozenset({"3B"})), ADA, False),
        (replace(HAND, groups=frozenset()), ADA, False),
        (replace(HAND, name="Ada Bos"), ADA, False),
        (replace(HAND, roles=WORKS), ADA, False),
        (HAND, replace(ADA, roles=WORKS), False),
        (replace(HAND, roles=WORKS, groups=frozenset()), replace(ADA, roles=frozenset({"mentor"})), True),
    ],
)
def test_doubles_have_one_name_and_one_group_or_both_work_here(hand: ByHand, person: Person, is_told: bool) -> None:
    assert bool(doubles([hand], [person], GROUPS)) == is_told


def test_chosen_refuses_somebody_who_is_one_with_two() -> None:
    pairs = doubles([HAND, replace(HAND, row="i")], [ADA, replace(ADA, id="102")], GROUPS)
    assert len(pairs) == 4
    assert chosen(pairs, ["h 101", "i 102", "x 9"]) == (pairs[0], pairs[3])
    for both in (["h 101", "h 102"], ["h 101", "i 101"]):
        with pytest.raises(ValueError, match="two others"):
            chosen(pairs, both)


def world() -> tuple[Organisation, SchoolPerson]:
    """Return a school with Ada, added by hand to a class by hand, who joined with an account."""
    school = make_school()
    ada = make_learner(school, make_group(school, "3A"), account=True, first="Ada", last="Bos")
    return school, ada


def offered(school: Organisation) -> tuple[Delivery, Any, Any]:
    """Return a delivery that waits, what it does, and whom it is like."""
    delivery = a_delivery(school)
    manager = actor(make_member(Role.MANAGER, school))
    known, steps = planned(by=manager, delivery=delivery)
    return delivery, steps, doubled(by=manager, delivery=delivery, known=known, steps=steps)


@pytest.mark.django_db
def test_apply_joins_only_who_is_chosen_and_keeps_account_and_row() -> None:
    school, ada = world()
    delivery, steps, (double,) = offered(school)
    assert (double.hand.row, double.person.id, double.group) == (str(ada.pk), "101", "3A")
    manager = actor(make_member(Role.MANAGER, school))
    old = known_roster(school)
    apply_delivery(by=manager, delivery=delivery.pk, same=[double.choice])
    assert SchoolPerson.objects.filter(first="Ada").count() == 1
    account, ada = ada.account, SchoolPerson.objects.get(pk=ada.pk)
    assert (ada.key, ada.local, ada.account) == ("101", "101", account)
    assert {seat.group.key for seat in Seat.objects.filter(person=ada)} == {"", "2026-2027/3A"}
    # The law of a plan holds as ever.
    assert known_roster(school) == applied(old, steps)
    assert Entry.objects.filter(chain=str(ada.account.ledger_key), verb="joined-to-roster").count() == 1
    assert bring(school) is not None
    assert SchoolPerson.objects.filter(first="Ada", ended=None).count() == 1


@pytest.mark.django_db
def test_apply_joins_nobody_unasked() -> None:
    school, ada = world()
    delivery, _steps, _doubles = offered(school)
    apply_delivery(by=actor(make_member(Role.MANAGER, school)), delivery=delivery.pk)
    ada.refresh_from_db()
    assert ada.key == ""
    assert SchoolPerson.objects.filter(first="Ada").count() == 2


@pytest.mark.django_db
def test_roles_of_the_account_follow_the_roster_once_joined() -> None:
    school = make_school()
    kim = staff_row(make_staff(Role.TEACHER, school, name="Kim"))
    delivery, _steps, (double,) = offered(school)
    apply_delivery(by=actor(make_member(Role.MANAGER, school)), delivery=delivery.pk, same=[double.choice])
    kim.refresh_from_db()
    assert kim.key == "staff/7"
    held = Membership.objects.filter(person=kim.account, organisation=school, ended=None)
    assert {row.role for row in held} == {Role.TEACHER, Role.MENTOR}


@pytest.mark.django_db
def test_doubles_are_none_for_who_left_comes_back_or_is_of_another_school() -> None:
    school, ada = world()
    SchoolPerson.objects.filter(pk=ada.pk).update(ended="2026-01-01")
    make_learner(make_school("De Brug"), first="Ada", last="Bos")
    assert offered(school)[2] == ()
    SchoolPerson.objects.filter(pk=ada.pk).update(ended=None)
    make_learner(school, first="Ada", last="Bos", key="101", ended="2026-01-01")
    assert offered(school)[2] == ()


@pytest.mark.django_db
def test_apply_refuses_two_for_one_and_changes_nothing() -> None:
    school, ada = world()
    make_learner(school, Seat.objects.get(person=ada).group, first="Ada", last="Bos")
    delivery, _steps, pairs = offered(school)
    with pytest.raises(UnclearDoubles):
        apply_delivery(
            by=actor(make_member(Role.MANAGER, school)), delivery=delivery.pk, same=[one.choice for one in pairs]
        )
    assert not SchoolPerson.objects.exclude(key="").exists()


@pytest.mark.django_db
def test_apply_joins_nobody_who_is_alike_no_more_and_says_so(client: Client) -> None:
    school, ada = world()
    delivery, _steps, (double,) = offered(school)
    Seat.objects.filter(person=ada).update(ends="2026-01-01")
    manager = make_member(Role.MANAGER, school)
    with pytest.raises(UnclearDoubles):
        apply_delivery(by=actor(manager), delivery=delivery.pk, same=[double.choice])
    page = sign_in(client, manager).post(reverse("school:roster_plan", args=[delivery.pk]), {"same": double.choice})
    assert page.status_code == 422
    assert "Je keuze klopt niet meer" in page.content.decode()
    assert not SchoolPerson.objects.exclude(key="").exists()


@pytest.mark.django_db
def test_page_asks_whether_they_are_one(client: Client) -> None:
    school, ada = world()
    sign_in(client, make_member(Role.MANAGER, school))
    delivery = a_delivery(school, *FILES)
    address = reverse("school:roster_plan", args=[delivery.pk])
    page = client.get(address).content.decode()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Ada Bos, 3A · nummer 101 in dit bestand · heeft een account" in words
    assert " checked" not in page
    client.post(address, {"same": f"{ada.pk} 101"})
    ada.refresh_from_db()
    assert ada.key == "101"
