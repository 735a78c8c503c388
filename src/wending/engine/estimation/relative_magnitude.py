"""Intervals for an effect when trends may differ by a multiple of the largest step seen before the start.

Rambachan & Roth (2023): such trends are a union of polyhedra, one for each step before that may have been the largest
and its sign (section 2.4.1); the interval is the union of those of the polyhedra (lemma 2.2), each of the effects that
the hybrid of the conditional and the least favourable test does not refuse (sections 3.2 and 3.3; Andrews, Roth &
Pakes 2023). It counts that the largest step is estimated, and holds its level whatever the trends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.integrate import simpson
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from wending.engine.estimation.terms import LEVEL, Booleans, Floats

# The share of all wrong refusals that the first, least favourable stage may make (Rambachan & Roth 2023, section 3.3).
FIRST_STAGE = (1 - LEVEL) / 10
# Effects are tried on a grid this fine and wide, in errors, before ends are sought.
STEPS, REACH = 301, 10.0
# Standard normal values are integrated over up to this, in so many parts.
FARTHEST, PARTS = 9.0, 400


@dataclass(frozen=True)
class Study:
    """An event study against its base period.

    leads, effects: shape (p,) and (q,), in order of time, without the base between them; covariance of both,
    (p + q, p + q). weights: of each effect in the one meant, shape (q,).
    """

    leads: Floats
    effects: Floats
    covariance: Floats
    weights: Floats

    @property
    def value(self) -> float:
        """The effect meant when trends do not differ."""
        return float(self.weights @ self.effects)

    @property
    def error(self) -> float:
        """The standard error of that value."""
        many = len(self.leads)
        return float(np.sqrt(self.weights @ self.covariance[many:, many:] @ self.weights))

    @cached_property
    def before(self) -> Floats:
        """Rows that give the steps before the start, the last of them to the base, shape (p, p + q)."""
        many = len(self.leads)
        rows = np.zeros((many, many + len(self.effects)))
        places = np.arange(many)
        rows[places, places] = -1.0
        rows[places[:-1], places[:-1] + 1] = 1.0
        return rows

    @cached_property
    def after(self) -> Floats:
        """Rows that give the steps after the base, shape (q, p + q)."""
        many = len(self.leads)
        rows = np.zeros((len(self.effects), many + len(self.effects)))
        places = np.arange(len(self.effects))
        rows[places, many + places] = 1.0
        rows[places[1:], many + places[1:] - 1] = -1.0
        return rows

    @property
    def reach(self) -> Floats:
        """How much a step in each period after the base adds to the effect meant, shape (q,)."""
        return np.cumsum(self.weights[::-1])[::-1]


def bounds(study: Study, size: float) -> tuple[float, float]:
    """Return the least and most that the effect can be, as if nothing were estimated."""
    steps = study.before @ np.concatenate([study.leads, study.effects])
    wide = size * float(np.abs(steps).max() * np.abs(study.reach).sum())
    return study.value - wide, study.value + wide


def without_difference(study: Study) -> tuple[float, float]:
    """Return the usual interval: that of trends that do not differ at all."""
    half = float(ndtri(0.5 + LEVEL / 2)) * study.error
    return study.value - half, study.value + half


def interval(study: Study, size: float) -> tuple[float, float]:
    """Return the ends of the effects that are not refused when steps after are at most `size` times the largest before.

    Raises:
        ValueError: `size` is not above 0: then trends do not differ, and the usual interval is the one.
    """
    if not size > 0:
        raise ValueError("the size is above 0")
    low, high = bounds(study, size)
    of_step = np.sqrt(np.einsum("ij,jk,ik->i", study.before, study.covariance, study.before)).max()
    reach = REACH * (study.error + size * np.abs(study.reach).sum() * of_step)
    grid = np.linspace(low - reach, high + reach, STEPS)
    ends: list[float] = []
    for row in study.before:
        for sign in (1.0, -1.0):
            test = _Test.of(study, sign * row, size)
            kept = np.flatnonzero(~test.refuses(grid))
            if len(kept):
                ends += [_end(test, grid, int(kept[0]), -1), _end(test, grid, int(kept[-1]), 1)]
    return min(ends), max(ends)


def _end(test: _Test, grid: Floats, place: int, way: int) -> float:
    """Return where a kept effect of the grid goes over into refused ones, on ever finer grids between the two."""
    inside, outside = float(grid[place]), float(grid[min(max(place + way, 0), STEPS - 1)])
    for _ in range(4):
        finer = np.linspace(inside, outside, 65)
        first = int(np.argmax(test.refuses(finer)))
        if not first:
            break
        inside, outside = float(finer[first - 1]), float(finer[first])
    return inside


@dataclass(frozen=True)
class _Test:
    """The test of an effect in one polyhedron: the step `largest` is not below 0, and no step after is larger than it.

    Every step after is free but for their sum, which the effect fixes. What they leave to be tested are the ends of
    the dual program (Andrews, Roth & Pakes 2023, section 4): all rows that push the effect one way, and both rows of
    one step together. All of them follow from two numbers, the effect and the largest step: y = (effect - theta, step).

    ends: rows on y, (m, 2), none of which is above 0 when the trend is in the polyhedron. seen: y at theta = 0.
    """

    ends: Floats
    seen: Floats
    covariance: Floats
    least_favourable: float

    @classmethod
    def of(cls, study: Study, largest: Floats, size: float) -> _Test:
        upper, lower = (
            np.sqrt(np.einsum("ij,jk,ik->i", rows, study.covariance, rows))
            for rows in (study.after - size * largest, -study.after - size * largest)
        )
        reach, wide = study.reach, np.abs(study.reach)
        up = (wide * np.where(reach > 0, upper, lower)).sum()
        down = (wide * np.where(reach > 0, lower, upper)).sum()
        both = upper + lower
        total = size * wide.sum()
        ends = [(1 / up, -total / up), (-1 / down, -total / down), *((0.0, -2 * size / one) for one in both)]
        pick = np.vstack([np.concatenate([np.zeros(len(study.leads)), study.weights]), largest])
        seen = pick @ np.concatenate([study.leads, study.effects])
        covariance = pick @ study.covariance @ pick.T
        return cls(np.array(ends), seen, covariance, _least_favourable(np.array(ends), covariance))

    def refuses(self, effects: Floats) -> Booleans:
        """Say which of the effects, shape (k,), are refused."""
        value = self.seen - np.column_stack([effects, np.zeros(len(effects))])
        heights = value @ self.ends.T
        top = heights.argmax(axis=1)
        height = heights[np.arange(len(effects)), top]
        spread = self.ends @ self.covariance @ self.ends.T
        variance = np.diag(spread)[top]
        # How much another end moves with the highest one, and where it would have been the highest instead.
        moves = spread[top] / variance[:, None]
        apart = 1 - moves
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = (heights - moves * height[:, None]) / apart
        low = np.where(apart > 1e-10, crossing, -np.inf).max(axis=1)
        high = np.where(apart < -1e-10, crossing, np.inf).min(axis=1)
        high = np.minimum(high, self.least_favourable)
        share = (1 - LEVEL - FIRST_STAGE) / (1 - FIRST_STAGE)
        critical = np.maximum(_truncated(1 - share, low / np.sqrt(variance), high / np.sqrt(variance)), 0.0)
        return np.asarray((height > self.least_favourable) | (height > critical * np.sqrt(variance)), bool)


def _truncated(chance: float, low: Floats, high: Floats) -> Floats:
    """Return the quantile of a standard normal between two bounds, from the tail in which it is exact."""
    mirror = low > 0
    first, last = np.where(mirror, -high, low), np.where(mirror, -low, high)
    share = np.where(mirror, 1 - chance, chance)
    below = ndtr(first)
    found = ndtri(below + share * (ndtr(last) - below))
    found = np.clip(found, first, last)
    return np.asarray(np.where(mirror, -found, found), float)


def _least_favourable(ends: Floats, covariance: Floats) -> float:
    """Return what the highest of all ends stays below but for `FIRST_STAGE` of draws, when all are 0 in the mean."""
    spread = float(np.sqrt(covariance[1, 1]))
    slope = covariance[0, 1] / covariance[1, 1]
    left = float(np.sqrt(max(covariance[0, 0] - slope * covariance[0, 1], 0.0)))
    (up, up_step), (down, down_step) = ends[0], ends[1]
    steepest = float(ends[2:, 1].min())

    def above(height: float) -> float:
        """Chance that the highest is above a height, less `FIRST_STAGE`."""
        drawn = np.linspace(max(height / steepest / spread, -FARTHEST), FARTHEST, PARTS + 1)
        step = spread * drawn
        most = (height - up_step * step) / up - slope * step
        least = (height - down_step * step) / down - slope * step
        inside = np.maximum(ndtr(most / left) - ndtr(least / left), 0.0)
        return 1 - float(simpson(np.exp(-(drawn**2) / 2) * inside, x=drawn) / np.sqrt(2 * np.pi)) - FIRST_STAGE

    scale = float(np.sqrt(np.einsum("ij,jk,ik->i", ends, covariance, ends)).max())
    return float(brentq(above, 0.0, 12 * scale, xtol=1e-6 * scale))
