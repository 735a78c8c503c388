"""Adds, changes and removes items of one's own record."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from wending.dossier.models import Item
from wending.dossier.rules.record import Kind
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class ItemFields:
    """What somebody tells of an item. `begin` and `end` with how much is known: "year", "month", "day" or ""."""

    kind: Kind
    title: str
    organisation: str = ""
    place: str = ""
    country: str = ""
    begin: date | None = None
    begin_precision: str = ""
    end: date | None = None
    end_precision: str = ""
    is_ongoing: bool = False
    description: str = ""
    uri: str = ""


@transaction.atomic
def add_item(*, by: Actor, fields: ItemFields) -> Item:
    """Add something to one's own record."""
    item = Item.objects.create(person_id=by.me, **asdict(fields))
    record(by=by, verb="added-item", about=by.key, thing="dossier.item")
    return item


@transaction.atomic
def change_item(*, by: Actor, item: UUID, fields: ItemFields, version: int) -> Item | None:
    """Change an item of one's own; return nothing where it is not there.

    Raises:
        Stale: it was changed since `version` was read; nothing is saved.
    """
    found = Item.objects.select_for_update().filter(pk=item, person=by.me).first()
    if found is None:
        return None
    if found.version != version:
        raise Stale(found.version)
    for name, value in asdict(fields).items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    record(by=by, verb="changed-item", about=by.key, thing="dossier.item")
    return found


@transaction.atomic
def remove_item(*, by: Actor, item: UUID) -> bool:
    """Remove an item of one's own with its skills, files and reflections; return whether it was there."""
    found = Item.objects.filter(pk=item, person=by.me).first()
    if found is None:
        return False
    found.delete()
    record(by=by, verb="removed-item", about=by.key, thing="dossier.item")
    return True


@transaction.atomic
def name_occupation(*, by: Actor, item: UUID, uri: str) -> bool:
    """Say which occupation of the reference data an item of one's own was, or none; return whether it was there."""
    return bool(Item.objects.filter(pk=item, person=by.me).update(uri=uri))
