"""Writes an entry, in the transaction of the act it tells of: both happen or neither."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from wending.ledger.models import Entry, Head
from wending.ledger.queries.chains import hashed_fields
from wending.ledger.rules.actor import Actor
from wending.ledger.rules.chain import START, entry_hash

# The chain of acts that are about nobody in particular.
SYSTEM_CHAIN = "system"


def record(
    *, by: Actor, verb: str, about: str = SYSTEM_CHAIN, thing: str = "", purpose: str = "", reason: str = ""
) -> Entry:
    """Add an act to the chain of whom it is about.

    Args:
        verb: what was done, a word of `ledger.rules`-like form: "looked", "gave-consent", "erased".
        about: ledger key of the person, or "system".
        thing: kind of the object, and its number where that says nothing about a person: "dossier.plan".
        purpose, reason: why, in fixed words; never free text about a person.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is written in the transaction of its act: open one")
    Head.objects.get_or_create(chain=about, defaults={"hash": START, "removed_hash": START})
    head = Head.objects.select_for_update().get(chain=about)
    entry = Entry(
        chain=about,
        number=head.count + 1,
        at=timezone.now(),
        actor=by.key,
        role=by.role,
        organisation=by.organisation_name,
        verb=verb,
        thing=thing,
        purpose=purpose,
        reason=reason,
        before=head.hash,
    )
    entry.hash = entry_hash(entry.before, hashed_fields(entry))
    entry.save(force_insert=True)
    Head.objects.filter(chain=about).update(count=entry.number, hash=entry.hash)
    return entry


def record_daily(*, by: Actor, verb: str, about: str = SYSTEM_CHAIN, thing: str = "", purpose: str = "") -> None:
    """Add a look as `record` does, once a day for who looks in one role: a second says nothing new."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    same = {"role": by.role, "organisation": by.organisation_name, "thing": thing, "purpose": purpose}
    if not Entry.objects.filter(actor=by.key, at__gte=midnight, chain=about, verb=verb, **same).exists():
        record(by=by, verb=verb, about=about, thing=thing, purpose=purpose)


def remove_older(*, than: datetime) -> int:
    """Remove the entries whose term is over, from the old end of each chain; return how many went."""
    old_chains = Entry.objects.filter(at__lt=than).values_list("chain", flat=True).distinct()
    return sum(_remove_from(chain, than) for chain in list(old_chains))


@transaction.atomic
def _remove_from(chain: str, than: datetime) -> int:
    head = Head.objects.select_for_update().get(chain=chain)
    first_kept = Entry.objects.filter(chain=chain, at__gte=than).order_by("number").first()
    old = Entry.objects.filter(chain=chain)
    if first_kept is not None:
        old = old.filter(number__lt=first_kept.number)
    last = old.order_by("-number").first()
    if last is None:
        return 0
    Head.objects.filter(pk=head.pk).update(removed=last.number, removed_hash=last.hash)
    return old.delete()[0]
