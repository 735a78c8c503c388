"""Unknown outcomes: who has them, and how far they could move the figure, from no assumption to mild ones.

Shares unknown by arm; bounds of worst and best case (Horowitz & Manski 2000); bounds for those whose outcome would be
known in either arm (Lee 2009); how much those unknown must differ from those known before the conclusion turns (delta
adjustment, Rubin 1977). Filling in is of no use here: it would bring the assumption in unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.stats import norm

from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.lee import lee_bounds
from wending.engine.estimation.terms import LEVEL, Estimate, NotAnswerable, Sample

# Bar of our own judgement: those unknown would have to lie this many spreads from those known to turn the conclusion.
TIPPING_BAR = 0.5
# Bar of our own judgement: with this difference in shares lost between the arms, those left are no longer alike.
UNEVEN_LOSS = 0.25
# How far the table of deltas goes, in spreads of the outcome.
DELTAS = tuple(float(step) / 4 for step in range(-8, 9))
# Beyond this many spreads we stop looking for the point where it turns.
FARTHEST = 10.0
REACH = float(norm.ppf(0.5 + LEVEL / 2))
COLUMNS = ("delta", "arms", "value", "low", "high")


@dataclass(frozen=True)
class Stage:
    """How many of each arm were still there at a step of the study: asked, willing, started, answered."""

    name: str
    treated: int
    compared: int


def flow(stages: Sequence[Stage]) -> Check:
    """Return how many went from step to step per arm, and the share lost per arm from the first to the last.

    A difference in loss is told with its interval (Newcombe 1998, method 10), and fails above `UNEVEN_LOSS`; what it
    does to the figure is for `missing`.

    Raises:
        ValueError: no steps, or more people at a step than at the one before.
    """
    if not stages:
        raise ValueError("a flow has at least one step")
    for before, after in pairwise(stages):
        if after.treated > before.treated or after.compared > before.compared:
            raise ValueError(f"more people at {after.name} than at {before.name}")
    first, last = stages[0], stages[-1]
    if not first.treated or not first.compared:
        return Check(Code.FLOW, State.CANNOT, reason="nobody-in-an-arm")
    figures = _shares(first.treated - last.treated, first.treated, first.compared - last.compared, first.compared)
    rows = tuple((stage.name, stage.treated, stage.compared) for stage in stages)
    columns = ("stage", "treated", "compared")
    if abs(dict(figures)["unknown-difference"]) > UNEVEN_LOSS:
        return Check(Code.FLOW, State.FAILED, figures, columns, rows, "loss-differs")
    return Check(Code.FLOW, State.TOLD, figures, columns, rows)


def missing(
    estimator: Callable[[Sample], Estimate],
    sample: Sample,
    lowest: float | None = None,
    highest: float | None = None,
) -> Check:
    """Return how far the unknown outcomes of `sample` could move the estimate.

    lowest, highest: the range an outcome can have; without it that of the known ones stands in, and `is-range-given` is
    0. The check passes when nobody is unknown, when the worst case keeps the conclusion (above, below or around 0), or
    when those unknown must lie `TIPPING_BAR` spreads from those known, in opposite directions per arm, to turn it.

    Raises:
        NotAnswerable: the estimator refuses these data.
        ValueError: a known outcome outside the range given.
    """
    known = np.isfinite(sample.outcome)
    treated, compared = sample.treated, ~sample.treated
    figures = list(
        _shares(int((treated & ~known).sum()), int(treated.sum()), int((compared & ~known).sum()), int(compared.sum()))
    )
    estimate = estimator(sample)
    if known.all():
        return Check(Code.MISSING, State.PASSED, tuple(figures))
    low = float(sample.outcome[known].min()) if lowest is None else lowest
    high = float(sample.outcome[known].max()) if highest is None else highest
    if sample.outcome[known].min() < low or sample.outcome[known].max() > high:
        raise ValueError("known outcomes lie outside the range given")
    figures.append(("is-range-given", float(lowest is not None and highest is not None)))
    extremes = _extremes(estimator, sample, low, high)
    if extremes is not None:
        worst, best = extremes
        figures += [("worst", worst.value), ("best", best.value), ("worst-low", worst.low), ("best-high", best.high)]
    figures += _by_lee(sample)
    spread = float(sample.outcome[known & compared].std())
    own, other = (
        (float(np.average(~known[group], weights=sample.mass[group])), int(group.sum()))
        for group in (treated, compared)
    )
    gap = _Gap(estimate, spread, (own, other))
    tipping = gap.tipping()
    figures += [("spread", spread), ("tipping", tipping)]
    rows = gap.rows()
    side = _side(estimate.low, estimate.high)
    is_safe = extremes is not None and _side(extremes[0].low, extremes[0].high) == side == _side(
        extremes[1].low, extremes[1].high
    )
    if is_safe or tipping >= TIPPING_BAR:
        return Check(Code.MISSING, State.PASSED, tuple(figures), COLUMNS, rows)
    return Check(Code.MISSING, State.FAILED, tuple(figures), COLUMNS, rows, "unknowns-can-turn-it")


@dataclass(frozen=True)
class _Gap:
    """What an estimate becomes when those unknown lie delta spreads from those known like them.

    arms: the share unknown and the number of people of the treated, then of the compared.
    """

    estimate: Estimate
    spread: float
    arms: tuple[tuple[float, int], tuple[float, int]]

    def at(self, delta: float, arms: str) -> tuple[float, float, float]:
        """Return value and interval with this delta for the unknown treated, and minus it for the compared."""
        value, added = self.estimate.value, 0.0
        # To each side as far as the interval of the estimate, however that was made.
        below, above = value - self.estimate.low, self.estimate.high - value
        for share, people in self.arms[: 1 if arms == "treated" else 2]:
            value += delta * self.spread * share
            added += (REACH * delta * self.spread) ** 2 * share * (1 - share) / people
        return value, value - float(np.sqrt(below**2 + added)), value + float(np.sqrt(above**2 + added))

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return value and interval over `DELTAS`, for the treated alone and for both arms opposed."""
        return tuple((delta, arms, *self.at(delta, arms)) for arms in ("treated", "opposed") for delta in DELTAS)

    def tipping(self) -> float:
        """Return the least |delta|, both arms opposed, at which the conclusion turns; `FARTHEST` when it never does."""
        side = _side(self.estimate.low, self.estimate.high)
        for size in np.arange(0.01, FARTHEST, 0.01):
            if any(_side(*self.at(sign * size, "opposed")[1:]) != side for sign in (1, -1)):
                return float(size)
        return FARTHEST


def _side(low: float, high: float) -> int:
    """Say whether an interval lies above 0 (1), below it (-1), or holds it (0)."""
    return 1 if low > 0 else -1 if high < 0 else 0


def _extremes(
    estimator: Callable[[Sample], Estimate], sample: Sample, lowest: float, highest: float
) -> tuple[Estimate, Estimate] | None:
    """Return the estimates with the unknown filled in against the treated, and for them."""
    unknown = ~np.isfinite(sample.outcome)
    found = []
    for own, other in ((lowest, highest), (highest, lowest)):
        outcome = np.where(unknown, np.where(sample.treated, own, other), sample.outcome)
        try:
            found.append(estimator(sample.with_outcome(outcome)))
        except NotAnswerable:
            return None
    return found[0], found[1]


def _by_lee(sample: Sample) -> list[tuple[str, float]]:
    try:
        bounds = lee_bounds(sample)
    except NotAnswerable:
        return []
    figures = [("lee-lower", bounds.lower), ("lee-upper", bounds.upper), ("lee-trimmed", bounds.trimmed)]
    if bounds.lower_error is not None and bounds.upper_error is not None:
        figures += [("lee-low", bounds.lower - REACH * bounds.lower_error)]
        figures += [("lee-high", bounds.upper + REACH * bounds.upper_error)]
    return figures


def _shares(lost_treated: int, treated: int, lost_compared: int, compared: int) -> tuple[tuple[str, float], ...]:
    """Return the shares lost and their difference with its interval."""
    if not treated or not compared:
        return ()
    own, other = lost_treated / treated, lost_compared / compared
    own_low, own_high = score_interval(lost_treated, treated)
    other_low, other_high = score_interval(lost_compared, compared)
    return (
        ("treated", treated),
        ("compared", compared),
        ("unknown-treated", own),
        ("unknown-compared", other),
        ("unknown-difference", own - other),
        ("unknown-difference-low", own - other - float(np.hypot(own - own_low, other_high - other))),
        ("unknown-difference-high", own - other + float(np.hypot(own_high - own, other - other_low))),
    )


def score_interval(hits: int, total: int) -> tuple[float, float]:
    """Return the 95% score interval of a share, hits of a total above zero (Wilson 1927)."""
    share = hits / total
    middle = (share + REACH**2 / (2 * total)) / (1 + REACH**2 / total)
    half = REACH * np.sqrt(share * (1 - share) / total + REACH**2 / (4 * total**2)) / (1 + REACH**2 / total)
    return float(middle - half), float(middle + half)
