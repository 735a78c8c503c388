"""How near sectors are to each other, from how well occupations lead to each other: kinship, not counted moves.

Of every occupation of a sector the nearest few in other sectors are taken; the sum of their scores, per other sector,
is its kinship. A sector with many occupations is near more easily. Our own measure.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEAREST = 5
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Kin:
    """Another sector (a number): its share (0 to 1) of all kinship, and the pair of occupations that is nearest."""

    sector: int
    share: float
    origin: int
    target: int


def kin(scores: NDArray[np.floating], sectors: NDArray[np.integer], sector: int, nearest: int = NEAREST) -> list[Kin]:
    """Return the other sectors by kinship, nearest first; shares sum to 1, none when no other sector is known.

    scores: n x n from row to column, 0 to 1. sectors: n, the number of the sector of each, UNKNOWN takes no part.
    """
    origins = np.flatnonzero(sectors == sector)
    others = np.flatnonzero((sectors != sector) & (sectors != UNKNOWN))
    if not len(origins) or not len(others):
        return []
    block = scores[np.ix_(origins, others)].astype(np.float64)
    order = np.argsort(-block, axis=1, kind="stable")[:, :nearest]
    values = np.take_along_axis(block, order, axis=1).ravel()
    rows, targets = np.repeat(origins, order.shape[1]), others[order.ravel()]
    total = float(values.sum())
    if total <= 0:
        return []
    found = []
    for other in np.unique(sectors[targets]):
        is_there = sectors[targets] == other
        best = np.flatnonzero(is_there)[np.argmax(values[is_there])]
        found.append(Kin(int(other), float(values[is_there].sum()) / total, int(rows[best]), int(targets[best])))
    return sorted(found, key=lambda one: (-one.share, one.sector))


def few_of_each(groups: list[str], most: int, limit: int) -> list[int]:
    """Return the first places of a list, at most `most` of each group and `limit` in all; "" is no group."""
    taken: dict[str, int] = {}
    kept: list[int] = []
    for place, group in enumerate(groups):
        if len(kept) < limit and (not group or taken.get(group, 0) < most):
            taken[group] = taken.get(group, 0) + 1
            kept.append(place)
    return kept
