"""The one door to another person's record: consent is checked, and the look is in the ledger for its owner to see."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wending.accounts.models import Person
from wending.accounts.queries.consents import consent_to
from wending.accounts.rules.consent import Part
from wending.ledger.actions.record import record_daily
from wending.ledger.rules.actor import Actor


@transaction.atomic
def look(*, by: Actor, person: UUID, part: Part) -> None:
    """Write down that somebody looks at a part of a person's record, once a day; their own looks are not written.

    Raises:
        PermissionDenied: no consent for this part, recipient and day.
    """
    if by.person is not None and by.person == person:
        return
    consent = consent_to(by, person, part)
    if consent is None:
        raise PermissionDenied("no consent")
    owner = Person.objects.only("ledger_key").get(pk=person)
    record_daily(by=by, verb="looked", about=str(owner.ledger_key), thing=part.value, purpose=consent.purpose)
