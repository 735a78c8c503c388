"""Writes into the ledger of whom it is about that somebody at their firm read what they chose to show, once a day."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Person
from wending.accounts.rules.consent import Purpose
from wending.ledger.actions.record import record
from wending.ledger.models import Entry
from wending.ledger.rules.actor import Actor


@transaction.atomic
def note_read(*, by: Actor, people: Collection[UUID], verb: str, thing: str = "") -> int:
    """Write one entry for each of these people, once a day for each; return how many are new."""
    others = Person.objects.filter(pk__in=set(people) - {by.me}).values_list("ledger_key", flat=True)
    keys = {str(key) for key in others}
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    noted = Entry.objects.filter(chain__in=keys, actor=by.key, verb=verb, thing=thing, at__gte=midnight)
    new = sorted(keys - set(noted.values_list("chain", flat=True)))
    for key in new:
        record(by=by, verb=verb, about=key, thing=thing, purpose=Purpose.DEVELOPMENT)
    return len(new)
