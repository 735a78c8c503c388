"""Writes the lesson plans of groups: only for one's own groups, and only one's own rows are changed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import PlannedLesson
from wending.school.queries.bank import lesson as lesson_for
from wending.school.queries.lesson_plans import planned_lesson
from wending.school.queries.scope import groups_for

THING = "school.plan"


@transaction.atomic
def plan_lesson(*, by: Actor, lesson: str, group: UUID, day: date, now: str, link: str) -> PlannedLesson | None:
    """Put a lesson in the plan of a group; None where the lesson or the group is not for this teacher."""
    if lesson_for(lesson, by) is None or not groups_for(by).filter(pk=group).exists():
        return None
    record(by=by, verb="saved", about=by.key, thing=THING)
    return PlannedLesson.objects.create(group_id=group, teacher_id=by.me, lesson=lesson, day=day, now=now, link=link)


@transaction.atomic
def change_plan(*, by: Actor, number: UUID, version: int, group: UUID, day: date, now: str, link: str) -> bool:
    """Change one's own planned lesson; return whether it is one's own. Raises Stale."""
    row = planned_lesson(by, number)
    if row is None or row.teacher_id != by.me or not groups_for(by).filter(pk=group).exists():
        return False
    row = PlannedLesson.objects.select_for_update().get(pk=number)
    if row.version != version:
        raise Stale(row.version)
    row.group_id, row.day, row.now, row.link, row.version = group, day, now, link, version + 1
    row.save()
    record(by=by, verb="saved", about=by.key, thing=THING)
    return True


@transaction.atomic
def remove_plan(*, by: Actor, number: UUID) -> bool:
    """Take one's own lesson out of a plan; return whether it was there."""
    row = planned_lesson(by, number)
    if row is None or row.teacher_id != by.me:
        return False
    row.delete()
    record(by=by, verb="removed", about=by.key, thing=THING)
    return True
