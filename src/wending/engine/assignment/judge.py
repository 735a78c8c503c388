"""What an assignment is worth: total fit, blocking pairs, and how two assignments differ. Not which one is right."""

from dataclasses import dataclass

import numpy as np

from wending.engine.assignment.market import UNPLACED, Assignment, Market


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assignments of one market: total fit (sum over people, 0 to n), people placed, blocking pairs.

    `differ`: numbers of the people for whom both say something else.
    """

    stable_total: float
    optimal_total: float
    stable_placed: int
    optimal_placed: int
    stable_blocking: int
    optimal_blocking: int
    differ: tuple[int, ...]


def total_fit(market: Market, found: Assignment) -> float:
    """Return the sum of the fit over everybody with a place, 0 to n."""
    placed = np.flatnonzero(found != UNPLACED)
    return float(market.fit[placed, found[placed]].sum())


def blocking_pairs(market: Market, found: Assignment) -> list[tuple[int, int]]:
    """Return the pairs (person, opening) that would both rather have each other than what they have.

    A person without a place prefers any allowed opening; an opening with a free place prefers anybody allowed. Raises
    ValueError for an assignment that is not possible: a forbidden pair, or more people than places.
    """
    wishes, marks = market.person_order(), market.opening_order()
    placed = np.flatnonzero(found != UNPLACED)
    counts = np.bincount(found[placed], minlength=len(market.openings))
    if not market.allowed[placed, found[placed]].all() or (counts > market.capacities).any():
        raise ValueError("this assignment is not possible in this market")
    now = np.full(len(market.people), -np.inf)
    now[placed] = wishes[placed, found[placed]]
    worst = np.full(len(market.openings), np.inf)
    np.minimum.at(worst, found[placed], marks[placed, found[placed]])
    worst[counts < market.capacities] = -np.inf
    # An opening without any place wants nobody.
    worst[market.capacities == 0] = np.inf
    blocks = market.allowed & (wishes > now[:, None]) & (marks > worst[None, :])
    return [(int(person), int(opening)) for person, opening in np.argwhere(blocks)]


def compare(market: Market, stable: Assignment, optimal: Assignment) -> Comparison:
    """Return what the stable and the optimal assignment give and cost beside each other."""
    return Comparison(
        total_fit(market, stable),
        total_fit(market, optimal),
        int((stable != UNPLACED).sum()),
        int((optimal != UNPLACED).sum()),
        len(blocking_pairs(market, stable)),
        len(blocking_pairs(market, optimal)),
        tuple(int(person) for person in np.flatnonzero(stable != optimal)),
    )
