"""Group-time effects with a staggered start from sums (Callaway & Sant'Anna 2021), without covariates.

ATT(g, t): how much more the outcome of units first treated in g moved from the base period to t than that of units not
(yet) treated. Base: the last period before g; for t before g the period before t ("varying"), a look at pre-trends.
Every effect is an average of influences, linear in the outcomes of a unit, so that sums and products per pattern give
all errors and covariances exactly.

Units missing in some periods (`Unbalanced`): by pairs, an effect rests on the units seen both in its base period and in
t, which may be others per effect; complete, it rests on units seen in every period only. Both suppose that being
missing has nothing to do with how the outcome moves. Groups are weighted by their size, not by who was seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from wending.engine.estimation.scale.moments import Moments
from wending.engine.estimation.terms import Booleans, Estimand, Estimate, Floats, Whole

METHOD = "callaway-santanna"


class Controls(StrEnum):
    """With whom the treated are compared."""

    NEVER = "never-treated"
    NOT_YET = "not-yet-treated"  # the never treated, and those treated after both periods


class Unbalanced(StrEnum):
    """What is done with units that are not seen in every period."""

    PAIRS = "pairs"
    COMPLETE = "complete"


@dataclass(frozen=True)
class Cell:
    """One group-time effect. treated, compared: units that it rests on. Unknown (NaN) where either is below two."""

    first: int
    period: int
    base: int
    value: float
    error: float
    treated: int
    compared: int

    @property
    def estimate(self) -> Estimate:
        """The same as an estimate."""
        return Estimate(METHOD, Estimand.ATT, self.value, self.error, self.treated, self.compared)

    @property
    def since(self) -> int:
        """Periods since the first treated one; below 0 is before."""
        return self.period - self.first


@dataclass(frozen=True)
class GroupTime:
    """Known cells (J), with per pattern p the mean influence on each (P, J), and what units add to it around that mean.

    around: (J, J), so that the covariance of effects is sum over p of units * mean mean' + around.
    """

    cells: tuple[Cell, ...]
    unknown: tuple[Cell, ...]
    first: Whole
    units: Whole
    influence: Floats
    around: Floats

    @property
    def covariance(self) -> Floats:
        """Of the known cells, shape (J, J)."""
        return np.asarray((self.influence * self.units[:, None]).T @ self.influence + self.around, float)


def group_time(
    sums: Moments, controls: Controls = Controls.NEVER, unbalanced: Unbalanced = Unbalanced.PAIRS
) -> GroupTime:
    """Return all group-time effects, those before the start included."""
    used = sums.where(np.asarray(sums.seen.all(axis=1))) if unbalanced is Unbalanced.COMPLETE else sums
    known, unknown, takes = [], [], []
    for cell, treated, compared in _cells(used, controls):
        if min(cell.treated, cell.compared) < 2:
            unknown.append(cell)
            continue
        # What one unit of each pattern counts for, shape (P,).
        takes.append(treated / cell.treated - compared / cell.compared)
        known.append(_valued(used, cell, treated, compared))
    influence, around = _influences(used, known, np.array(takes))
    variance = (used.units[:, None] * influence**2).sum(axis=0) + np.diag(around)
    cells = tuple(replace(cell, error=float(np.sqrt(one))) for cell, one in zip(known, variance, strict=True))
    return GroupTime(cells, tuple(unknown), used.first, used.units, influence, around)


def _cells(sums: Moments, controls: Controls) -> list[tuple[Cell, Booleans, Booleans]]:
    """Return per cell which patterns are its treated and its compared, their number, and no figure yet."""
    periods, found = sums.periods, []
    for group in np.unique(sums.first[sums.first > 0]).tolist():
        before = [one for one in periods if one < group]
        for place, period in enumerate(periods):
            earlier = before if period >= group else list(periods[:place])
            if not earlier:
                continue  # treated from the first period on, or nothing to move from
            base = earlier[-1]
            both = sums.seen[:, place] & sums.seen[:, periods.index(base)]
            untreated = sums.first == 0
            if controls is Controls.NOT_YET:
                untreated = untreated | ((sums.first > max(period, base)) & (sums.first != group))
            treated, compared = both & (sums.first == group), both & untreated
            many = int(sums.units[treated].sum()), int(sums.units[compared].sum())
            found.append((Cell(group, period, base, float("nan"), float("nan"), *many), treated, compared))
    return found


def _moved(sums: Moments, cell: Cell) -> Floats:
    """Return the mean move of each pattern, shape (P,)."""
    return np.asarray(sums.mean[:, sums.periods.index(cell.period)] - sums.mean[:, sums.periods.index(cell.base)])


def _valued(sums: Moments, cell: Cell, treated: Booleans, compared: Booleans) -> Cell:
    moved = _moved(sums, cell)
    of_treated = float((sums.units * moved)[treated].sum() / cell.treated)
    of_compared = float((sums.units * moved)[compared].sum() / cell.compared)
    return replace(cell, value=of_treated - of_compared)


def _influences(sums: Moments, cells: list[Cell], takes: Floats) -> tuple[Floats, Floats]:
    """Return the mean influence per pattern (P, J) and the sum of products around it (J, J). takes: (J, P)."""
    many = len(cells)
    influence, around = np.zeros((len(sums.units), many)), np.zeros((many, many))
    for place, cell in enumerate(cells):
        moved = _moved(sums, cell)
        for side in (takes[place] > 0, takes[place] < 0):
            level = (sums.units * moved)[side].sum() / sums.units[side].sum()
            influence[side, place] = takes[place][side] * (moved[side] - level)
    to = np.array([sums.periods.index(cell.period) for cell in cells], int)
    base = np.array([sums.periods.index(cell.base) for cell in cells], int)
    for pattern, product in enumerate(sums.product):
        inside = np.flatnonzero(takes[:, pattern]) if many else np.empty(0, int)
        late, early, weight = to[inside], base[inside], takes[inside, pattern]
        moves = product[late] - product[early]
        around[np.ix_(inside, inside)] += np.outer(weight, weight) * (moves[:, late] - moves[:, early])
    return influence, around
