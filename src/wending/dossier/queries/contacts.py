"""The people on somebody's network map. They are third persons: little is held of them."""

from dataclasses import dataclass
from uuid import UUID

from wending.accounts.rules.consent import Part
from wending.dossier.models import Contact
from wending.dossier.queries.people_words import RINGS, TIES
from wending.dossier.queries.whose import whose
from wending.dossier.rules.people import Tie
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class ContactShown:
    """Somebody on the map; `ring` 1 is nearest."""

    id: UUID
    name: str
    tie: str
    ring: int
    ring_words: str
    help: str
    question: str


def contacts(actor: Actor, person: UUID | None = None) -> list[ContactShown]:
    """Return the map of who asks, or of somebody who consented; nearest first."""
    rows = Contact.objects.filter(person=whose(actor, Part.NETWORK, person))
    shown = [
        ContactShown(row.pk, row.name, str(TIES[Tie(row.tie)]), row.ring, str(RINGS[row.ring]), row.help, row.question)
        for row in rows
    ]
    return sorted(shown, key=lambda contact: (contact.ring, contact.name.casefold()))


def contact_of(actor: Actor, contact: UUID) -> Contact | None:
    """Return the row of one contact of who asks, for changing it; nothing where it is not theirs."""
    return Contact.objects.filter(pk=contact, person=actor.me).first()
