"""Firms, their people and teams for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.accounts.factories import make_member, make_organisation
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.work.models import Colleague, Task, TaskSkill, Team, TeamPlace


def make_firm(name: str = "Bakkerij De Halm", **fields: Any) -> Organisation:
    """Return a firm."""
    return make_organisation(Kind.EMPLOYER, name, **fields)


def make_manager(firm: Organisation | None = None, name: str = "Ria", person: Person | None = None) -> Membership:
    """Return somebody's role as manager of a firm."""
    return make_member(Role.MANAGER, firm or make_firm(), name, person)


def make_team(firm: Organisation | None = None, name: str = "Werkplaats", **fields: Any) -> Team:
    """Return a team of a firm."""
    return Team.objects.create(organisation=firm or make_firm(), name=name, **fields)


def make_colleague(
    firm: Organisation | None = None,
    account: Person | None = None,
    team: Team | None = None,
    name: str = "Noor",
    **fields: Any,
) -> Colleague:
    """Return somebody who works at a firm; with an account they also have the role of employee, with a team a place."""
    firm = firm or (team.organisation if team else make_firm())
    found = Colleague.objects.create(organisation=firm, account=account, name=name, **fields)
    if account:
        Membership.objects.get_or_create(person=account, organisation=firm, role=Role.EMPLOYEE, ended=None)
    if team:
        TeamPlace.objects.create(team=team, colleague=found)
    return found


def make_task(
    team: Team, name: str = "Bakken", *, doers: Any = (), skills: Any = (), hours: int = 4, **fields: Any
) -> Task:
    """Return a task of a team of so many hours a week, done now by `doers`."""
    found = Task.objects.create(team=team, name=name, times=hours, minutes=60, version=1, **fields)
    found.doers.set(doers)
    TaskSkill.objects.bulk_create(TaskSkill(task=found, name=skill) for skill in skills)
    return found


def next_monday() -> date:
    """Return the Monday after today."""
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())
