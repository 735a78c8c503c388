"""Firms with people and teams for tests."""

from typing import Any

from tests.accounts.factories import make_member, make_organisation, make_person
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.work.models import Colleague, Team, TeamPlace


def make_firm(name: str = "Bakkerij De Korst", **fields: Any) -> Organisation:
    """Return a firm."""
    return make_organisation(Kind.EMPLOYER, name, **fields)


def make_manager(firm: Organisation, name: str = "Ria") -> Membership:
    """Return the manager of a firm."""
    return make_member(Role.MANAGER, firm, name)


def make_team(firm: Organisation, name: str = "Bakkers") -> Team:
    """Return a team of a firm."""
    return Team.objects.create(organisation=firm, name=name)


def make_colleague(
    firm: Organisation, account: Person | None = None, team: Team | None = None, name: str = "Sem", **fields: Any
) -> Colleague:
    """Return somebody who works at a firm, in a team where one is given; with the role here with an account."""
    row = Colleague.objects.create(organisation=firm, account=account, name=name, **fields)
    if team is not None:
        TeamPlace.objects.create(team=team, colleague=row)
    if account is not None:
        Membership.objects.create(person=account, organisation=firm, role=Role.EMPLOYEE)
    return row


def make_employee(firm: Organisation, team: Team | None = None, name: str = "Sem") -> Colleague:
    """Return somebody who works at a firm and has an account."""
    return make_colleague(firm, make_person(name), team, name)
