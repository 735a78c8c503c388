"""Checks chains of entries, and finds the root to keep elsewhere."""

from collections.abc import Iterator

from wending.ledger.models import Entry, Head
from wending.ledger.rules.chain import entry_hash, root


def hashed_fields(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry that its hash covers, as text."""
    names = ["chain", "number", "actor", "role", "organisation", "verb", "thing", "purpose", "reason"]
    return {"at": entry.at.isoformat(timespec="microseconds"), **{name: str(getattr(entry, name)) for name in names}}


def faults_in(chain: str) -> Iterator[str]:
    """Yield what is wrong with a chain, nothing where it is whole."""
    head = Head.objects.filter(chain=chain).first()
    if head is None:
        yield f"{chain}: the chain has no head"
        return
    number, before = head.removed, head.removed_hash
    for entry in Entry.objects.filter(chain=chain).order_by("number").iterator():
        number += 1
        if entry.number != number:
            yield f"{chain}: entry {number} is not there"
            return
        if entry.before != before or entry.hash != entry_hash(before, hashed_fields(entry)):
            yield f"{chain}: entry {number} was changed"
            return
        before = entry.hash
    if number != head.count or before != head.hash:
        yield f"{chain}: entries after {number} are not there"


def all_faults() -> Iterator[str]:
    """Yield what is wrong in any chain."""
    for chain in Head.objects.order_by("chain").values_list("chain", flat=True).iterator():
        yield from faults_in(chain)
    for chain in (
        Entry.objects.exclude(chain__in=Head.objects.values("chain")).values_list("chain", flat=True).distinct()
    ):
        yield f"{chain}: the chain has no head"


def root_now() -> str:
    """Return the one hash over all chains, to be kept where nobody of this server can change it."""
    return root(Head.objects.values_list("chain", "count", "hash"))
