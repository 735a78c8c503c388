"""Who at a firm knows whom: a manager the firm's people, others their own teams, and nobody once they left."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person
from tests.work.people import make_colleague, make_employee, make_firm, make_manager, make_team
from wending.accounts.models import Person
from wending.accounts.rules.roles import Role
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, Team
from wending.work.queries.scope import colleagues_for, is_manager, own_rows, teams_for

pytestmark = pytest.mark.django_db


def asks(row: Colleague) -> Actor:
    assert isinstance(row.account, Person)
    return actor(row.account)


def test_manager_sees_the_teams_and_people_of_the_firm_and_none_of_another() -> None:
    firm, other = make_firm(), make_firm("Slagerij")
    here, there = make_colleague(firm, team=make_team(firm)), make_colleague(other, team=make_team(other))
    manager = actor(make_manager(firm))
    assert set(colleagues_for(manager)) == {here}
    assert {team.organisation for team in teams_for(manager)} == {firm}
    assert there not in colleagues_for(manager, there.places.get().team_id)


def test_employee_sees_own_teams_only() -> None:
    firm = make_firm()
    own, other = make_team(firm), make_team(firm, "Winkel")
    sem, beside, elsewhere = make_employee(firm, own), make_colleague(firm, team=own), make_colleague(firm, team=other)
    assert set(teams_for(asks(sem))) == {own}
    assert set(colleagues_for(asks(sem))) == {sem, beside}
    assert elsewhere not in colleagues_for(asks(sem))
    assert set(own_rows(asks(sem))) == {sem}


def test_manager_without_second_factor_or_as_oneself_sees_nothing() -> None:
    firm = make_firm()
    make_colleague(firm, team=make_team(firm))
    member = make_manager(firm)
    for other in (replace(actor(member), has_second_factor=False), actor(member.person)):
        assert not is_manager(other)
        assert not colleagues_for(other)
        assert not teams_for(other)


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.EMPLOYEE])
def test_other_roles_at_the_firm_see_no_list_of_people(role: Role) -> None:
    firm = make_firm()
    make_colleague(firm, team=make_team(firm))
    assert not colleagues_for(actor(make_member(role, firm)))


def test_who_left_and_a_team_that_ended_are_gone_from_every_list() -> None:
    firm = make_firm()
    team = make_team(firm)
    sem, beside = make_employee(firm, team), make_colleague(firm, team=team)
    Colleague.objects.filter(pk=sem.pk).update(ended=timezone.localdate())
    assert not teams_for(asks(sem))
    assert not colleagues_for(asks(sem))
    assert set(colleagues_for(actor(make_manager(firm)))) == {beside}
    Team.objects.update(ended=timezone.localdate())
    assert not teams_for(actor(make_manager(firm, "Rik")))


def test_stranger_and_visitor_see_nothing() -> None:
    make_colleague(make_firm())
    for other in (actor(make_person("Vreemd")), Actor(key="visitor")):
        assert not own_rows(other)
        assert not colleagues_for(other)
        assert not teams_for(other)
