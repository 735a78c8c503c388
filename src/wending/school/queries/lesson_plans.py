"""Lessons in the plans of groups, for the staff of those groups."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from wending.ledger.rules.actor import Actor
from wending.school.models import PlannedLesson, SchoolGroup
from wending.school.queries.bank import titles
from wending.school.queries.scope import groups_for

COMING_MOST, PAST_MOST = 50, 10


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A planned lesson in a list; `title` is empty where its lesson was removed."""

    id: UUID
    title: str
    group: str
    day: date
    now: str
    teacher: str
    is_mine: bool


def my_groups(actor: Actor) -> list[SchoolGroup]:
    """Return the groups that somebody may plan for."""
    return list(groups_for(actor))


def planned(actor: Actor) -> tuple[list[PlanRow], list[PlanRow]]:
    """Return what is planned for one's groups from today, the nearest first, and what was planned before."""
    rows = PlannedLesson.objects.filter(group__in=groups_for(actor)).select_related("group", "teacher")
    today = timezone.localdate()
    coming = list(rows.filter(day__gte=today).order_by("day", "pk")[:COMING_MOST])
    past = list(rows.filter(day__lt=today).order_by("-day", "pk")[:PAST_MOST])
    known = titles(row.lesson for row in [*coming, *past])
    return [_row(actor, row, known) for row in coming], [_row(actor, row, known) for row in past]


def planned_lesson(actor: Actor, number: UUID) -> PlannedLesson | None:
    """Return a planned lesson of one of one's groups."""
    rows = PlannedLesson.objects.filter(group__in=groups_for(actor)).select_related("group", "teacher")
    return rows.filter(pk=number).first()


def _row(actor: Actor, row: PlannedLesson, known: dict[str, str]) -> PlanRow:
    return PlanRow(
        id=row.pk,
        title=known.get(row.lesson, ""),
        group=row.group.name,
        day=row.day,
        now=row.now,
        teacher=row.teacher.name,
        is_mine=row.teacher_id == actor.person,
    )
