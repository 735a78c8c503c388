"""Somebody's own learning moments: noted, removed, and made an item of their record when they want that."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wending.dossier.actions.items import ItemFields, add_item
from wending.dossier.rules.record import Kind
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import LearningMoment
from wending.work.queries.moments import WAY_WORDS


@transaction.atomic
def note_moment(*, by: Actor, day: date, way: str, minutes: int, text: str = "") -> LearningMoment:
    """Note that one learned something."""
    found = LearningMoment.objects.create(person_id=by.me, day=day, way=way, minutes=minutes, text=text)
    record(by=by, verb="noted-learning", about=by.key)
    return found


@transaction.atomic
def remove_moment(*, by: Actor, moment: UUID) -> bool:
    """Remove a moment of one's own; return whether it was there."""
    if not LearningMoment.objects.filter(pk=moment, person=by.me).delete()[0]:
        return False
    record(by=by, verb="removed-learning", about=by.key)
    return True


@transaction.atomic
def keep_moment(*, by: Actor, moment: UUID) -> UUID | None:
    """Make an item of one's record of a moment, once; return the number of the item, None where there is no moment."""
    row = LearningMoment.objects.select_for_update().filter(pk=moment, person=by.me).first()
    if row is None:
        return None
    if row.item is None:
        title = row.text.split("\n")[0][:200] or _("Geleerd op het werk: %(way)s") % {"way": WAY_WORDS[row.way]}
        fields = ItemFields(Kind.LEARNT_AT_WORK, title, begin=row.day, begin_precision="day", description=row.text)
        row.item = add_item(by=by, fields=fields).pk
        row.save(update_fields=["item"])
    return row.item
