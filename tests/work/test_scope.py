"""Who at a firm may know whom, and above all who may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.accounts.factories import actor, make_organisation, make_person
from tests.work.people import make_colleague, make_firm, make_manager, make_team
from wending.accounts.models import Membership
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import SYSTEM, VISITOR
from wending.work.models import TeamPlace
from wending.work.queries.scope import colleagues_for, is_manager, own_rows, teams_for

pytestmark = pytest.mark.django_db


def names(rows):
    return [row.name for row in rows]


def test_colleagues_for_manager_are_those_of_the_firm_only():
    firm = make_firm()
    make_colleague(firm, name="Bo")
    make_colleague(make_firm("Buren"), name="Anders")
    make_colleague(firm, name="Weg", ended=timezone.localdate())

    assert names(colleagues_for(actor(make_manager(firm)))) == ["Bo"]


def test_is_manager_needs_second_factor_and_a_firm():
    manager = make_manager()
    centre = make_manager(make_organisation(Kind.CENTRE))

    assert is_manager(actor(manager))
    assert not is_manager(actor_of(manager.person, manager, has_second_factor=False))
    assert not is_manager(actor(centre))
    assert not is_manager(actor(manager.person))
    assert not is_manager(VISITOR)


def test_manager_as_oneself_or_without_second_factor_sees_no_team_of_others():
    manager = make_manager()
    team = make_team(manager.organisation)
    make_colleague(team=team)

    for who in (actor(manager.person), actor_of(manager.person, manager, has_second_factor=False)):
        assert not teams_for(who).exists()
        assert not colleagues_for(who).exists()


def test_teams_for_somebody_are_their_own_of_today():
    me = make_person()
    firm = make_firm()
    mine, other = make_team(firm, "Mijn"), make_team(firm, "Ander")
    past = make_team(firm, "Voorbij", ended=timezone.localdate())
    row = make_colleague(account=me, team=mine)
    TeamPlace.objects.create(team=past, colleague=row)
    make_colleague(team=mine, name="Dichtbij")
    make_colleague(team=other, name="Ver")

    assert names(teams_for(actor(me))) == ["Mijn"]
    assert names(colleagues_for(actor(me))) == ["Dichtbij", "Noor"]


def test_colleagues_for_of_a_team_one_is_not_in_does_not_tell_who_is():
    me = make_person()
    firm = make_firm()
    mine, other = make_team(firm, "Mijn"), make_team(firm, "Ander")
    make_colleague(account=me, team=mine)
    both = make_colleague(team=mine, name="Beide")
    TeamPlace.objects.create(team=other, colleague=both)

    assert names(colleagues_for(actor(me), mine.pk)) == ["Beide", "Noor"]
    assert not colleagues_for(actor(me), other.pk).exists()


def test_colleagues_for_manager_of_another_firms_team_is_nothing():
    manager = make_manager()
    team = make_team(make_firm("Buren"))
    make_colleague(team=team)

    assert not colleagues_for(actor(manager), team.pk).exists()
    assert not teams_for(actor(manager)).filter(pk=team.pk).exists()


@pytest.mark.parametrize("days", [0, -1])
def test_own_rows_end_at_once(days):
    me = make_person()
    team = make_team()
    row = make_colleague(account=me, team=team)
    assert own_rows(actor(me)).exists()

    row.ended = timezone.localdate() + timedelta(days=days)
    row.save()

    assert not own_rows(actor(me)).exists()
    assert not teams_for(actor(me)).exists()
    assert not colleagues_for(actor(me)).exists()


def test_own_rows_end_with_the_role_too():
    me = make_person()
    team = make_team()
    make_colleague(account=me, team=team)

    Membership.objects.filter(person=me).update(ended=timezone.now())

    assert not own_rows(actor(me)).exists()
    assert not teams_for(actor(me)).exists()


def test_own_rows_do_not_come_from_a_role_elsewhere():
    me = make_person()
    make_colleague(account=me)
    Membership.objects.filter(person=me).update(organisation=make_firm("Buren"))

    assert not own_rows(actor(me)).exists()


def test_nobody_without_account_sees_people_without_account():
    make_colleague(team=make_team())

    for who in (VISITOR, SYSTEM):
        assert not own_rows(who).exists()
        assert not teams_for(who).exists()
        assert not colleagues_for(who).exists()


def test_manager_of_one_firm_sees_nothing_of_a_firm_where_they_work():
    manager = make_manager()
    team = make_team(make_firm("Buren"))
    make_colleague(account=manager.person, team=team)

    assert not teams_for(actor(manager)).exists()
    assert names(teams_for(actor(manager.person))) == ["Werkplaats"]
    assert Role.EMPLOYEE in {row.role for row in manager.person.memberships.all()}
