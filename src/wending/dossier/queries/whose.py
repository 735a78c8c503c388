"""Whose rows a query may read: one's own, or those of somebody who consented. Every query here begins with it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from wending.accounts.queries.consents import consent_to
from wending.accounts.rules.consent import Part
from wending.ledger.rules.actor import Actor


def whose(actor: Actor, part: Part, person: UUID | None = None) -> UUID:
    """Return whose rows to read: of who asks, or of `person` where they consented to showing this part.

    Raises:
        LookupError: nobody is signed in.
        PermissionDenied: no consent.
    """
    me = actor.me
    if person is None or person == me:
        return me
    if consent_to(actor, person, part) is None:
        raise PermissionDenied("no consent")
    return person
