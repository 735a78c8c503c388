"""Writes, changes and removes texts about oneself."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.dossier.models import Item, Reflection
from wending.dossier.rules.reflection import Competence
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class ReflectionFields:
    """What somebody writes: about which item, on which question, and how far they say they are (1 to 4, or None)."""

    item: UUID
    prompt: str
    text: str
    step: int | None = None


@transaction.atomic
def write_reflection(*, by: Actor, competence: Competence, fields: ReflectionFields) -> Reflection | None:
    """Write a text about an item of one's own; return nothing where the item is not there."""
    item = Item.objects.filter(pk=fields.item, person=by.me).first()
    if item is None:
        return None
    written = Reflection.objects.create(
        person_id=by.me,
        item=item,
        competence=competence,
        prompt=fields.prompt,
        text=fields.text,
        step=fields.step,
        written=timezone.localdate(),
    )
    record(by=by, verb="wrote-reflection", about=by.key, thing="dossier.reflection")
    return written


@transaction.atomic
def change_reflection(*, by: Actor, reflection: UUID, fields: ReflectionFields, version: int) -> Reflection | None:
    """Change a text of one's own; return nothing where the text or the item is not there.

    Raises:
        Stale: it was changed since `version` was read; nothing is saved.
    """
    found = Reflection.objects.select_for_update().filter(pk=reflection, person=by.me).first()
    item = Item.objects.filter(pk=fields.item, person=by.me).first()
    if found is None or item is None:
        return None
    if found.version != version:
        raise Stale(found.version)
    found.item, found.prompt, found.text, found.step = item, fields.prompt, fields.text, fields.step
    found.version += 1
    found.save()
    record(by=by, verb="changed-reflection", about=by.key, thing="dossier.reflection")
    return found


@transaction.atomic
def remove_reflection(*, by: Actor, reflection: UUID) -> bool:
    """Remove a text of one's own; return whether it was there."""
    if not Reflection.objects.filter(pk=reflection, person=by.me).delete()[0]:
        return False
    record(by=by, verb="removed-reflection", about=by.key, thing="dossier.reflection")
    return True
