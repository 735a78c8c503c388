"""Spread the top of a ranking, so that ten near-twins do not fill the page.

Maximal marginal relevance: Carbonell & Goldstein (1998), SIGIR. Only the choice changes; totals and places stay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit.data import Floats


def spread(
    order: NDArray[np.int64], totals: Floats, likeness: NDArray[np.float32], limit: int, share: float
) -> NDArray[np.int64]:
    """Return limit occupations out of order (best first), each time the one with the highest
    (1 - share) x total / best total - share x highest likeness with one already chosen; ties go to the better placed.

    totals: n in 0..1. likeness: n x n in 0..1, taken both ways. share: 0 (by total only) to 1.
    """
    best_total = totals[order].max(initial=0.0)
    worth = (1 - share) * totals[order] / (best_total if best_total > 0 else 1.0)
    nearest = np.zeros(len(order))
    is_open = np.ones(len(order), dtype=bool)
    chosen: list[int] = []
    for _ in range(min(limit, len(order))):
        best = int(np.argmax(np.where(is_open, worth - share * nearest, -np.inf)))
        is_open[best] = False
        chosen.append(best)
        both_ways = (likeness[order[best], order] + likeness[order, order[best]]) / 2
        nearest = np.maximum(nearest, both_ways)
    return order[chosen]
