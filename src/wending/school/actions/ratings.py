"""Writes what teachers say of lessons: once each, to be changed or taken back; a reported remark is hidden at once.

A manager of the writer's school, or the operator, looks at it later: it stays hidden, or shows again.
"""

from uuid import UUID

from django.db import transaction

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import Rating
from wending.school.queries.bank import lesson as lesson_for
from wending.school.queries.ratings import remarks
from wending.school.queries.reported_remarks import waiting_remarks
from wending.school.queries.staff import teaches_here


@transaction.atomic
def rate(*, by: Actor, lesson: str, worked: int, remark: str) -> bool:
    """Keep what a teacher says of a lesson that is not their own; return whether they may. A new text shows again."""
    found = lesson_for(lesson, by)
    if not teaches_here(by) or found is None or (found.own and found.own.writer_id == by.me):
        return False
    # Under a lock: who looks at a report meanwhile is not undone.
    before = Rating.objects.select_for_update().filter(person_id=by.me, lesson=lesson).first()
    # The same words again do not undo a report.
    kept = before if before and before.remark == remark else Rating()
    Rating.objects.update_or_create(
        person_id=by.me,
        lesson=lesson,
        defaults={
            "worked": worked,
            "remark": remark,
            "is_reported": kept.is_reported,
            "is_judged": kept.is_judged,
        },
    )
    record(by=by, verb="saved", about=by.key, thing="school.rating")
    return True


@transaction.atomic
def report_remark(*, by: Actor, lesson: str, remark: UUID) -> bool:
    """Hide a remark that does not belong there; its writer sees that, and may write another. Return whether it was."""
    seen = next((one for one in remarks(by, lesson) if one.id == remark), None)
    rows = Rating.objects.select_for_update(of=("self",)).select_related("person")
    # Its writer may change or erase it meanwhile: other words are not what was reported.
    row = next((one for one in rows.filter(pk=remark) if seen and one.remark == seen.text), None)
    if row is None:
        return False
    row.is_reported, row.is_judged = True, False
    row.save(update_fields=["is_reported", "is_judged"])
    record(by=by, verb="reported-remark", about=str(row.person.ledger_key), thing="school.rating")
    return True


@transaction.atomic
def judge_remark(*, by: Actor, remark: UUID, hide: bool) -> bool:
    """Leave a reported remark hidden, or show it again; return whether it waited for who judges."""
    row = waiting_remarks(by).select_for_update(of=("self",)).select_related("person").filter(pk=remark).first()
    if row is None:
        return False
    row.is_reported, row.is_judged = hide, True
    row.save(update_fields=["is_reported", "is_judged"])
    verb = "hid-remark" if hide else "restored-remark"
    record(by=by, verb=verb, about=str(row.person.ledger_key), thing="school.rating")
    return True
