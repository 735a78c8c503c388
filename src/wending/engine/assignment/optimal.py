"""The optimal assignment: the highest total fit of all together. Somebody may get less than they could, for the others.

An assignment problem in the sense of Kuhn (1955), Naval Research Logistics Quarterly 2, 83-97, solved by scipy's
`linear_sum_assignment` (Crouse 2016, IEEE Transactions on Aerospace and Electronic Systems 52, 1679-1696).
"""

import numpy as np
from scipy.optimize import linear_sum_assignment

from wending.engine.assignment.market import FINEST, UNPLACED, Assignment, Market, pair_lots


def optimal(market: Market) -> Assignment:
    """Return n numbers of openings (UNPLACED for none) with the highest total fit, to FINEST a pair.

    An opening with several places stands as often as it has places, at most n times. Equal totals are settled by lot:
    the lots of all pairs together stay below one step of FINEST, so that they never outweigh a difference in fit.
    """
    n = len(market.people)
    found = np.full(n, UNPLACED, dtype=np.int64)
    columns = np.repeat(np.arange(len(market.openings)), np.minimum(market.capacities, n))
    if not n or not columns.size:
        return found
    steps = np.round(market.fit / FINEST)
    # One step more than nothing, so that a pair that may be is never left out for a fit of nil.
    gains = np.where(market.allowed, steps + 1 + pair_lots(market) / (n + 1), 0.0)
    rows, places = linear_sum_assignment(gains[:, columns], maximize=True)
    chosen = columns[places]
    is_real = market.allowed[rows, chosen]
    found[rows[is_real]] = chosen[is_real]
    return found
