"""What each person pulls at a jump between two local polynomials, bias taken out, and how sure its error is.

The jump is a sum of outcomes, each times a pull that follows from where people are (Calonico, Cattaneo & Titiunik
2014). That gives degrees of freedom for errors by nearest neighbours, and errors for people who weigh unevenly or stand
in clusters, which the library used does not carry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from wending.engine.estimation.sandwich import Sandwich, linear
from wending.engine.estimation.terms import Booleans, Floats, Whole

# How many people nearest in score, at least, tell the spread around somebody; as in rdrobust.
NEIGHBOURS = 3
# With more pairs of neighbours than this (many at the same score) an error is as good as known.
MOST = 4_000_000
KERNELS = {
    "triangular": lambda far: np.maximum(1 - np.abs(far), 0.0),
    "epanechnikov": lambda far: np.maximum(1 - far**2, 0.0),
    "uniform": lambda far: (np.abs(far) <= 1).astype(float),
}


@dataclass(frozen=True)
class LocalLines:
    """A jump at 0 of lines (or higher order) within `bandwidth`, less its bias by one order more within `curvature`.

    away: the running variable less the bar, shape (n,); who is at 0 is above. mass: how many each stands for, (n,).
    """

    away: Floats
    bandwidth: float
    curvature: float
    mass: Floats
    kernel: str = "triangular"
    order: int = 1

    @property
    def widest(self) -> float:
        """The wider of both bandwidths: who is further away pulls nothing."""
        return max(self.bandwidth, self.curvature)

    @property
    def inside(self) -> Booleans:
        """Say who is within it, shape (n,)."""
        return self._kernel(self.widest) > 0

    def pulls(self) -> Floats:
        """Return the pull of each, shape (n,), which times the outcomes is the jump."""
        pulls = np.zeros(len(self.away))
        for sign, side in ((-1.0, self.away < 0), (1.0, self.away >= 0)):
            columns = self._columns(side)
            line = columns[:, :-1]
            near, curved = self._kernel(self.bandwidth)[side], self._kernel(self.curvature)[side]
            at_bar = np.linalg.inv((line * near[:, None]).T @ line)[0]
            bend = ((columns * curved[:, None]) @ np.linalg.inv((columns * curved[:, None]).T @ columns))[:, -1]
            # What the bend does to the line at the bar is its bias.
            moved = (line * near[:, None]).T @ columns[:, -1]
            pulls[side] = sign * ((line * near[:, None]) @ at_bar - bend * (moved @ at_bar))
        return pulls

    def sandwich(self, outcome: Floats, clusters: Whole | None) -> Sandwich:
        """Return the jump of an outcome, shape (n,), with the error CR2 of what curves leave over; alone it is HC2."""
        rows = self.inside
        columns = np.zeros((len(self.away), 2 * (self.order + 2)))
        for place, side in enumerate((self.away < 0, self.away >= 0)):
            columns[side, place * (self.order + 2) : (place + 1) * (self.order + 2)] = self._columns(side)
        groups = None if clusters is None else clusters[rows]
        return linear(self.pulls()[rows], outcome[rows], columns[rows], groups, self._kernel(self.widest)[rows])

    def freedom(self) -> float:
        """Return the degrees of freedom of the error by nearest neighbours, when spreads are alike (Satterthwaite)."""
        pulls = self.pulls()
        mean = square = 0.0
        for side in (self.away < 0, self.away >= 0):
            rows = np.flatnonzero(side & self.inside)
            rows = rows[np.argsort(self.away[rows], kind="stable")]
            weights = pulls[rows] ** 2
            first, last = _neighbours(self.away[rows])
            if (last - first).sum() > MOST:
                return np.inf
            left_over = _left_over(first, last)
            shared = (left_over @ left_over.T).tocoo()
            mean += float(weights.sum())
            square += float((weights[shared.row] * weights[shared.col] * shared.data**2).sum())
        return mean**2 / square

    def _columns(self, side: Booleans) -> Floats:
        return np.vander(self.away[side] / self.widest, self.order + 2, increasing=True)

    def _kernel(self, bandwidth: float) -> Floats:
        return np.asarray(KERNELS[self.kernel](self.away / bandwidth) * self.mass, float)


def _neighbours(value: Floats) -> tuple[Whole, Whole]:
    """Return for each of sorted values, shape (n,), the first of its neighbours, itself among them, and past the last.

    All who are as near come in together (Abadie & Imbens 2006).
    """
    many = len(value)
    starts = np.flatnonzero(np.append(True, np.diff(value) > 0))
    ends = np.append(starts[1:], many)
    first, last = np.zeros(many, np.int64), np.zeros(many, np.int64)
    for block, (low, high) in enumerate(zip(starts, ends, strict=True)):
        left, right = block, block
        while ends[right] - starts[left] - 1 < min(NEIGHBOURS, many - 1):
            down = value[low] - value[starts[left] - 1] if left else np.inf
            up = value[ends[right]] - value[low] if right + 1 < len(starts) else np.inf
            left, right = left - int(down <= up), right + int(up <= down)
        first[low:high], last[low:high] = starts[left], ends[right]
    return first, last


def _left_over(first: Whole, last: Whole) -> csr_array:
    """Return rows that take from each outcome the mean of its neighbours, each row with spread 1, shape (n, n)."""
    many, sizes = len(first), last - first
    rows = np.repeat(np.arange(many), sizes)
    columns = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + first[rows]
    grown = np.sqrt(sizes / (sizes - 1))
    entries = (np.where(rows == columns, 1.0, 0.0) - 1 / sizes[rows]) * grown[rows]
    return csr_array((entries, (rows, columns)), (many, many))
