"""Writes of lessons that teachers make: save, offer, look over, remove. Who is not of the school changes nothing."""

from typing import Any
from uuid import UUID

from django.db import transaction

from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import OwnLesson
from wending.school.queries.own_lessons import own_lesson, to_look_over
from wending.school.queries.staff import teaches_here
from wending.school.rules.own_lesson import State, after_change

THING = "school.lesson"


@transaction.atomic
def add_lesson(*, by: Actor, content: dict[str, Any], based_on: str = "") -> OwnLesson | None:
    """Keep a new lesson for its writer alone; None for who teaches nowhere."""
    if not teaches_here(by) or by.organisation is None:
        return None
    record(by=by, verb="saved", about=by.key, thing=THING)
    return OwnLesson.objects.create(
        organisation_id=by.organisation, writer_id=by.me, content=content, based_on=based_on
    )


@transaction.atomic
def change_lesson(*, by: Actor, lesson: UUID, content: dict[str, Any], version: int) -> OwnLesson | None:
    """Change one's own lesson; None when it is not one's own. Raises Stale where it was changed meanwhile."""
    if own_lesson(by, lesson) is None:
        return None
    row = OwnLesson.objects.select_for_update().get(pk=lesson)
    if row.version != version:
        raise Stale(row.version)
    row.content, row.version, row.state = content, row.version + 1, after_change(State(row.state))
    row.save()
    record(by=by, verb="saved", about=by.key, thing=THING)
    return row


@transaction.atomic
def share_lesson(*, by: Actor, lesson: UUID, state: State) -> bool:
    """Let others use one's own lesson, or take it back; open to all it becomes only by `look_over`."""
    row = own_lesson(by, lesson)
    if row is None or state is State.OPEN:
        return False
    row.state = state
    row.save(update_fields=["state"])
    record(by=by, verb="shared-lesson" if state is not State.OWN else "took-back-lesson", about=by.key, thing=THING)
    return True


@transaction.atomic
def look_over(*, by: Actor, lesson: UUID, agrees: bool, advice: str = "") -> bool:
    """Open an offered lesson of another school to all, or give it back with advice; return whether it was offered."""
    row = next((row for row in to_look_over(by) if row.pk == lesson), None)
    if row is None:
        return False
    row.state = State.OPEN if agrees else State.SCHOOL
    row.looked_by_id, row.advice = by.me, advice
    row.save(update_fields=["state", "looked_by", "advice"])
    if row.writer:
        record(by=by, verb="looked-over-lesson", about=str(row.writer.ledger_key), thing=THING)
    return True


@transaction.atomic
def remove_lesson(*, by: Actor, lesson: UUID) -> bool:
    """Remove one's own lesson; return whether it was there. Plans that name it stay, without it."""
    row = own_lesson(by, lesson)
    if row is None:
        return False
    row.delete()
    record(by=by, verb="removed", about=by.key, thing=THING)
    return True
