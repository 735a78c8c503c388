"""Writes what teachers say of lessons: once each, to be changed or taken back; a reported remark is hidden at once."""

from uuid import UUID

from django.db import transaction

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import Rating
from wending.school.queries.bank import lesson as lesson_for
from wending.school.queries.ratings import remarks
from wending.school.queries.staff import teaches_here


@transaction.atomic
def rate(*, by: Actor, lesson: str, worked: int, remark: str) -> bool:
    """Keep what a teacher says of a lesson that is not their own; return whether they may. A new text shows again."""
    found = lesson_for(lesson, by)
    if not teaches_here(by) or found is None or (found.own and found.own.writer_id == by.me):
        return False
    before = Rating.objects.filter(person_id=by.me, lesson=lesson).first()
    # The same words again do not undo a report.
    is_reported = bool(before and before.is_reported and before.remark == remark)
    Rating.objects.update_or_create(
        person_id=by.me,
        lesson=lesson,
        defaults={"worked": worked, "remark": remark, "is_reported": is_reported},
    )
    record(by=by, verb="saved", about=by.key, thing="school.rating")
    return True


@transaction.atomic
def report_remark(*, by: Actor, lesson: str, remark: UUID) -> bool:
    """Hide a remark that does not belong there; its writer sees that, and may write another. Return whether it was."""
    if not any(one.id == remark for one in remarks(by, lesson)):
        return False
    row = Rating.objects.select_related("person").get(pk=remark)
    row.is_reported = True
    row.save(update_fields=["is_reported"])
    record(by=by, verb="reported-remark", about=str(row.person.ledger_key), thing="school.rating")
    return True
