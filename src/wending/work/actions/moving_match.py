"""Makes proposals for a group, and freezes what its firm may see of it. It never assigns anybody to anything."""

from collections.abc import Mapping
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils import timezone

from wending.accounts.rules.consent import Purpose
from wending.engine.assignment import UNPLACED, Comparison, Market, compare, optimal, stable
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM, Actor
from wending.work.models import Mover, Moving, Proposal
from wending.work.queries.moving import own_mover, state_counts, told_people
from wending.work.queries.moving_match import Prepared, prepared
from wending.work.rules.moving import FURTHER, Counted, Word, counts, may_publish


def match_mine(*, by: Actor, moving: UUID) -> bool:
    """Make proposals anew because somebody who joined asks for it; return whether there was something to compare."""
    mover = own_mover(by, moving)
    return mover is not None and match(moving=mover.moving) is not None


def match_all() -> int:
    """Make proposals anew for every open group; return for how many."""
    return sum(match(moving=row) is not None for row in Moving.objects.filter(closed=None))


def match(*, moving: Moving) -> Comparison | None:
    """Propose openings to everybody in a group; return what both assignments give, None without anything to compare.

    The reckoning is outside the transaction. Who left, or changed what may be used, while it ran gets nothing of it:
    that is looked up again, under a lock, at the moment of writing.
    """
    found = prepared(moving)
    if found is None:
        return None
    taken = _taken(moving, found)
    market = found.market.without(set(), taken)
    one, other = stable(market), optimal(market)
    row_of = {label: number for number, label in enumerate(market.people)}
    with transaction.atomic():
        Moving.objects.select_for_update().get(pk=moving.pk)
        still = Mover.objects.select_for_update(of=("self",)).filter(moving=moving).select_related("person")
        for mover in still:
            is_same = found.versions.get(mover.pk) == mover.version
            if is_same and str(mover.pk) in row_of:
                _propose(mover, found, row_of[str(mover.pk)], market, one, other)
    return compare(market, one, other)


def _taken(moving: Moving, found: Prepared) -> dict[str, str]:
    """Return who said yes to what is still open: they keep that place."""
    here = {str(opening.pk) for opening in found.openings}
    yes = Proposal.objects.filter(mover__moving=moving, word=Word.YES).order_by("answered", "pk")
    return {str(mover): str(opening) for mover, opening in yes.values_list("mover", "opening") if str(opening) in here}


def _propose(mover: Mover, found: Prepared, row: int, market: Market, one: np.ndarray, other: np.ndarray) -> None:
    """Write the proposals to one person; what they answered stays, what nobody proposes any more goes."""
    order = [k for k in np.argsort(-market.person_order()[row], kind="stable") if market.allowed[row, k]]
    chosen = {int(k) for k in (one[row], other[row]) if k != UNPLACED}
    further = [int(k) for k in order if int(k) not in chosen][:FURTHER]
    openings = {str(opening.pk): opening for opening in found.openings}
    wanted = [openings[market.openings[k]].pk for k in (*chosen, *further)]
    mover.proposals.filter(word=Word.OPEN).exclude(opening__in=wanted).delete()
    today = timezone.localdate()
    for k in (*chosen, *further):
        told = {
            "is_stable": bool(one[row] == k),
            "is_optimal": bool(other[row] == k),
            "fit": float(market.fit[row, k]),
            "place": order.index(k) + 1,
        }
        opening = openings[market.openings[k]]
        Proposal.objects.update_or_create(
            mover=mover, opening=opening, defaults=told, create_defaults={**told, "made": today}
        )
    record(by=SYSTEM, verb="matched-moving", about=str(mover.person.ledger_key), purpose=Purpose.MOVING)


def publish_all() -> int:
    """Freeze new counts for every open group where enough changed; return for how many."""
    return sum(publish(moving=number) for number in Moving.objects.filter(closed=None).values_list("pk", flat=True))


@transaction.atomic
def publish(*, moving: UUID) -> bool:
    """Freeze the counts of a group where that tells of no few; return whether it did.

    Who shows their state by name is not in the counts: else those counts less the names would tell of the others.
    """
    row = Moving.objects.select_for_update().get(pk=moving)
    movers = list(row.movers.filter(shows_state=False))
    last: Mapping[str, int] = row.published[-1]["true"] if row.published else {}
    if not may_publish([Counted(one.state, one.counted_as) for one in movers], last):
        return False
    shown = row.movers.filter(shows_state=True).count()
    told = max(told_people(row).count() - shown, len(movers))
    true = state_counts(row)
    found = counts([one.state for one in movers], told)
    entry = {"on": timezone.localdate().isoformat(), "counts": found, "true": true}
    row.published = [*row.published, entry]
    row.save(update_fields=["published"])
    for one in movers:
        one.counted_as = one.state
    Mover.objects.bulk_update(movers, ["counted_as"])
    return True
