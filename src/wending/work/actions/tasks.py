"""Tasks of a team, written by everybody in it together. Who saves says which version they had read."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor
from wending.work.models import Authorisation, Task, TaskSkill, TaskStep, Team
from wending.work.queries.scope import colleagues_for, teams_for
from wending.work.rules.rotation import MOST_TASKS


@dataclass(frozen=True)
class TaskText:
    """What a team tells of a task. skills: name and URI (or ""). most_weeks: None where it is not monotone."""

    name: str
    times: Decimal
    minutes: int
    physical: int
    mental: int
    most_weeks: int | None
    is_learnable: bool
    skills: tuple[tuple[str, str], ...] = ()
    authorisations: frozenset[UUID] = frozenset()
    doers: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class StepText:
    """A part of a task: its share of the time in per cent, and what of the task it asks."""

    name: str
    percent: int
    skills: tuple[str, ...] = ()
    authorisations: tuple[str, ...] = ()


@transaction.atomic
def save_task(*, by: Actor, team: UUID, told: TaskText, task: UUID | None = None, version: int = 0) -> Task:
    """Add a task to a team that who acts may open, or change one.

    Raises PermissionDenied outside their teams, Stale when it was changed meanwhile, ValidationError for too many.
    """
    # The team is locked, so that two windows do not add more tasks than fit.
    place = Team.objects.select_for_update().filter(pk__in=teams_for(by).filter(pk=team).values("pk")).first()
    if place is None:
        raise PermissionDenied("another team")
    if task is None:
        if place.tasks.count() >= MOST_TASKS:
            raise ValidationError(_("Een team heeft hooguit 25 taken. Voeg kleine taken samen."))
        row = Task(team=place, version=0)
    else:
        found = Task.objects.select_for_update().filter(pk=task, team=place).first()
        if found is None:
            raise PermissionDenied("no such task")
        row = found
        if row.version != version:
            raise Stale(row.version)
    row.name, row.times, row.minutes = told.name, told.times, told.minutes
    row.physical, row.mental, row.most_weeks = told.physical, told.mental, told.most_weeks
    row.is_learnable, row.changed_by_id, row.version = told.is_learnable, by.person, row.version + 1
    row.save()
    _set_asked(by, row, told)
    return row


def _set_asked(by: Actor, row: Task, told: TaskText) -> None:
    row.skills.all().delete()
    once = {name: uri for name, uri in told.skills if name}
    TaskSkill.objects.bulk_create(TaskSkill(task=row, name=name, uri=uri) for name, uri in once.items())
    firm = row.team.organisation_id
    row.authorisations.set(Authorisation.objects.filter(organisation=firm, pk__in=told.authorisations))
    row.doers.set(colleagues_for(by, row.team_id).filter(pk__in=told.doers))
    known = set(once)
    for step in row.steps.all():
        step.skills = [name for name in step.skills if name in known]
        step.save(update_fields=["skills"])


@transaction.atomic
def add_named_tasks(*, by: Actor, team: UUID, names: list[str]) -> int:
    """Add tasks by name only, once a week for an hour, to fill in afterwards; a name that is there is left out."""
    place = teams_for(by).filter(pk=team).first()
    if place is None:
        raise PermissionDenied("another team")
    present = {name.casefold() for name in place.tasks.values_list("name", flat=True)}
    named = (" ".join(one.split())[:100] for one in names)
    new = [name for key, name in {name.casefold(): name for name in named if name}.items() if key not in present]
    if place.tasks.count() + len(new) > MOST_TASKS:
        raise ValidationError(_("Een team heeft hooguit 25 taken. Voeg kleine taken samen."))
    values: dict[str, Any] = {"times": 1, "minutes": 60, "changed_by_id": by.person}
    Task.objects.bulk_create(Task(team=place, name=name, **values) for name in new)
    return len(new)


@transaction.atomic
def remove_task(*, by: Actor, task: UUID) -> bool:
    """Remove a task of one's team; return whether it was there."""
    return bool(Task.objects.filter(pk=task, team__in=teams_for(by)).delete()[0])


@transaction.atomic
def save_steps(*, by: Actor, task: UUID, steps: list[StepText], version: int) -> Task:
    """Tell of which steps a task is made, together all of its time.

    Raises PermissionDenied outside one's teams, Stale, ValidationError where the shares are not together 100 per cent.
    """
    row = Task.objects.select_for_update().filter(pk=task, team__in=teams_for(by).values("pk")).first()
    if row is None:
        raise PermissionDenied("another team")
    if row.version != version:
        raise Stale(row.version)
    if steps and sum(step.percent for step in steps) != 100:
        raise ValidationError(_("Samen moeten de stappen 100 procent zijn."))
    row.steps.all().delete()
    skills = set(row.skills.values_list("name", flat=True))
    asked = {str(pk) for pk in row.authorisations.values_list("pk", flat=True)}
    TaskStep.objects.bulk_create(
        TaskStep(
            task=row, name=step.name, percent=step.percent,
            skills=[name for name in step.skills if name in skills],
            authorisations=[name for name in step.authorisations if name in asked],
        )
        for step in steps
    )  # fmt: skip
    row.version, row.changed_by_id = row.version + 1, by.person
    row.save(update_fields=["version", "changed_by", "changed"])
    return row
