"""Which values are best: the exact Pareto front of rows in which lower is better, and a front that grows.

Of equal rows the first stays. Not a ranking: no row of a front is better than another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# So many rows are compared with all others at a time: the table of comparisons stays small.
BLOCK = 512


def best_rows(rows: Floats) -> NDArray[np.int64]:
    """Return the numbers of the rows (n x d) that no other row equals or betters in every column, in rising order.

    Kung, Luccio and Preparata (1975) in its plain form: after sorting, only an earlier row can better a later one.
    """
    order = np.lexsort(rows.T[::-1])
    kept = np.empty(0, dtype=np.int64)
    for start in range(0, len(order), BLOCK):
        block = order[start : start + BLOCK]
        block = block[~bettered(rows[block], rows[kept])]
        within = _betters(rows[block], rows[block])
        # Sorted, so that of two equal rows the earlier one is meant to stay.
        within &= np.triu(np.ones_like(within), 1)
        kept = np.concatenate([kept, block[~within.any(axis=0)]])
    return np.sort(kept)


def bettered(rows: Floats, others: Floats) -> NDArray[np.bool_]:
    """Return which rows (n x d) are equalled or bettered in every column by one of the others (k x d)."""
    found = np.zeros(len(rows), dtype=bool)
    for start in range(0, len(others), BLOCK):
        left = np.flatnonzero(~found)
        found[left] = _betters(others[start : start + BLOCK], rows[left]).any(axis=0)
    return found


def _betters(rows: Floats, others: Floats) -> NDArray[np.bool_]:
    """Return n x k whether a row is nowhere higher than the other."""
    found = np.ones((len(rows), len(others)), dtype=bool)
    for own, other in zip(rows.T, others.T, strict=True):
        found &= own[:, None] <= other[None, :]
    return found
