"""Writes of a professional about their own growth: registrations, learning, self-review, modules."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.guidance.models import LearningEntry, ModuleDone, Registration, SelfReview
from wending.guidance.queries.profession import modules, said
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def save_registration(*, by: Actor, told: dict[str, Any], registration: UUID | None = None) -> Registration | None:
    """Add a registration of one's own, or change one; None when there is no such one."""
    row: Registration | None = _save(Registration, by, told, registration, "guidance.registration")
    return row


@transaction.atomic
def save_entry(*, by: Actor, told: dict[str, Any], entry: UUID | None = None) -> LearningEntry | None:
    """Add a line to one's own learning log, or change one; None when there is no such one."""
    row: LearningEntry | None = _save(LearningEntry, by, told, entry, "guidance.learning")
    return row


@transaction.atomic
def remove_registration(*, by: Actor, registration: UUID) -> bool:
    """Remove a registration of one's own; return whether it was there."""
    return _remove(Registration, by, registration, "guidance.registration")


@transaction.atomic
def remove_entry(*, by: Actor, entry: UUID) -> bool:
    """Remove a line of one's own learning log; return whether it was there."""
    return _remove(LearningEntry, by, entry, "guidance.learning")


@transaction.atomic
def review_self(*, by: Actor, answers: dict[str, int]) -> SelfReview:
    """Keep how one sees oneself today; a second time on a day replaces the first."""
    kept: Any = answers
    row, _is_new = SelfReview.objects.update_or_create(
        person_id=by.me, day=timezone.localdate(), defaults={"answers": kept}
    )
    record(by=by, verb="saved", about=by.key, thing="guidance.self-review")
    return row


@transaction.atomic
def finish_module(*, by: Actor, module: str, reflection: str) -> bool:
    """Finish a module of our own offer once: it goes into the learning log without points. Return whether it is new.

    Raises:
        KeyError: no such module.
    """
    found = modules()[module]
    _row, is_new = ModuleDone.objects.get_or_create(
        person_id=by.me, module=module, defaults={"day": timezone.localdate()}
    )
    if is_new:
        LearningEntry.objects.create(
            person_id=by.me,
            day=timezone.localdate(),
            what=said(found.title),
            hours=round(found.minutes / 60, 1),
            role=found.role,
            field=found.field or "",
            reflection=reflection,
            module=module,
        )
        record(by=by, verb="finished-module", about=by.key, thing=f"guidance.module:{module}")
    return is_new


def _save(model: Any, by: Actor, told: dict[str, Any], number: UUID | None, thing: str) -> Any:
    row = model(person_id=by.me) if number is None else model.objects.filter(pk=number, person_id=by.me).first()
    if row is None:
        return None
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    record(by=by, verb="saved", about=by.key, thing=thing)
    return row


def _remove(model: Any, by: Actor, number: UUID, thing: str) -> bool:
    removed = model.objects.filter(pk=number, person_id=by.me).delete()[0]
    if removed:
        record(by=by, verb="removed", about=by.key, thing=thing)
    return bool(removed)
