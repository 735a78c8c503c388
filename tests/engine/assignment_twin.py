"""Slow, obvious twins of the assignments: every possibility tried, for a handful of people and openings."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from wending.engine.assignment import UNPLACED, Market


def all_assignments(market: Market) -> Iterator[tuple[int, ...]]:
    """Yield every assignment that is possible."""
    choices = [
        [UNPLACED, *(o for o in range(len(market.openings)) if market.allowed[p, o])] for p in range(len(market.people))
    ]
    for found in product(*choices):
        if all(found.count(o) <= market.capacities[o] for o in range(len(market.openings))):
            yield found


def total(market: Market, found: tuple[int, ...]) -> float:
    """Return the fit of all pairs together."""
    return sum((market.wants[p, o] + market.meets[p, o]) / 2 for p, o in enumerate(found) if o != UNPLACED)


def blocks(market: Market, found: tuple[int, ...]) -> bool:
    """Say whether some person and opening would both rather have each other, by looking at each pair."""
    wishes, marks = market.person_order(), market.opening_order()
    for p in range(len(market.people)):
        for o in range(len(market.openings)):
            if not market.allowed[p, o] or market.capacities[o] == 0 or found[p] == o:
                continue
            rather = found[p] == UNPLACED or wishes[p, o] > wishes[p, found[p]]
            here = [q for q in range(len(market.people)) if found[q] == o]
            welcome = len(here) < market.capacities[o] or any(marks[p, o] > marks[q, o] for q in here)
            if rather and welcome:
                return True
    return False


def best_stable(market: Market) -> tuple[int, ...]:
    """Return the stable assignment that every person likes at least as much as any other stable one."""
    wishes = market.person_order()
    found = [one for one in all_assignments(market) if not blocks(market, one)]

    def worth(one: tuple[int, ...]) -> list[float]:
        return [-np.inf if o == UNPLACED else float(wishes[p, o]) for p, o in enumerate(one)]

    best = [
        one for one in found if all(a >= b for other in found for a, b in zip(worth(one), worth(other), strict=True))
    ]
    assert len(best) == 1
    return best[0]
