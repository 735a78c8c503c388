"""Adds, changes and removes people on one's own network map."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from wending.dossier.models import Contact
from wending.dossier.rules.people import Tie
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class ContactFields:
    """What somebody tells of a person around them: name or initials, tie, ring (1 nearest to 3), help, what to ask."""

    name: str
    tie: Tie
    ring: int
    help: str = ""
    question: str = ""


@transaction.atomic
def add_contact(*, by: Actor, fields: ContactFields) -> Contact:
    """Put somebody on one's own map."""
    contact = Contact.objects.create(person_id=by.me, **asdict(fields))
    record(by=by, verb="added-contact", about=by.key, thing="dossier.contact")
    return contact


@transaction.atomic
def change_contact(*, by: Actor, contact: UUID, fields: ContactFields, version: int) -> Contact | None:
    """Change somebody on one's own map; return nothing where they are not there.

    Raises:
        Stale: it was changed since `version` was read; nothing is saved.
    """
    found = Contact.objects.select_for_update().filter(pk=contact, person=by.me).first()
    if found is None:
        return None
    if found.version != version:
        raise Stale(found.version)
    for name, value in asdict(fields).items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    record(by=by, verb="changed-contact", about=by.key, thing="dossier.contact")
    return found


@transaction.atomic
def remove_contact(*, by: Actor, contact: UUID) -> bool:
    """Take somebody off one's own map; return whether they were there."""
    if not Contact.objects.filter(pk=contact, person=by.me).delete()[0]:
        return False
    record(by=by, verb="removed-contact", about=by.key, thing="dossier.contact")
    return True
