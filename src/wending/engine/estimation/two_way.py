"""Plain two-way fixed effects, only as a rival: what it says under a staggered start, and what is wrong with it there.

It compares with units treated earlier too and then counts their effects as trend (Goodman-Bacon 2021); effects of some
unit-periods get a negative weight (de Chaisemartin & D'Haultfoeuille 2020).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import frame, usable
from wending.engine.estimation.terms import Estimand, Estimate, Finding, Floats, NotAnswerable, Whole


@dataclass(frozen=True)
class TwoWay:
    """The figure, and two shares between 0 and 1.

    negative: of the weights of treated unit-periods, in size, how much is negative.
    forbidden: how much of the figure compares with units treated earlier; NaN when the panel is not balanced.
    """

    estimate: Estimate
    negative: float
    forbidden: float


def two_way(panel: Panel) -> TwoWay:
    """Return the coefficient of being treated beside a mean per unit and per period, errors by unit or cluster.

    Raises:
        NotAnswerable: see `usable`; or treatment follows from unit and period alone.
    """
    known, _ = usable(panel)
    treated = ((known.first != 0) & (known.period >= known.first)).astype(float)
    unit = np.unique(known.unit, return_inverse=True)[1]
    period = np.unique(known.period, return_inverse=True)[1]
    left = _without_means(treated, unit, period)
    total = float(left @ left)
    if total < 1e-9 * len(known):
        raise NotAnswerable((Finding("covariate-is-treatment", ("unit-period",)),))
    value = float(left @ known.outcome / total)
    remainder = _without_means(known.outcome, unit, period) - value * left
    groups = unit if known.clusters is None else np.unique(known.clusters, return_inverse=True)[1]
    sums = np.bincount(groups, weights=left * remainder)
    many = len(sums)
    error = float(np.sqrt((sums**2).sum() * many / (many - 1)) / total)
    weights = left[treated > 0]
    estimate = Estimate(
        "two-way-fixed-effects",
        Estimand.ATT,
        value,
        error,
        len(np.unique(unit[known.first != 0])),
        len(np.unique(unit[known.first == 0])),
        freedom=None if known.clusters is None else float(many - 1),
    )
    return TwoWay(estimate, float(-weights[weights < 0].sum() / np.abs(weights).sum()), _forbidden(known))


def _without_means(column: Floats, unit: Whole, period: Whole) -> Floats:
    """Return a column, shape (n,), less its mean per unit and per period, by turns (Halperin 1962)."""
    left = np.asarray(column - column.mean(), float)
    scale = float(np.abs(left).max())
    per_unit, per_period = np.bincount(unit), np.bincount(period)
    for _ in range(10_000):
        before = left
        left = left - (np.bincount(unit, weights=left) / per_unit)[unit]
        left = left - (np.bincount(period, weights=left) / per_period)[period]
        if np.abs(left - before).max() <= 1e-12 * scale:
            break
    return left


def _forbidden(panel: Panel) -> float:
    """Return the share of comparisons of later with earlier treated (Goodman-Bacon 2021), by diff-diff."""
    from diff_diff import BaconDecomposition

    if len(panel) < len(np.unique(panel.unit)) * len(np.unique(panel.period)):
        return float("nan")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parts = BaconDecomposition().fit(frame(panel), "outcome", "unit", "period", "first")
    return float(parts.total_weight_later_vs_earlier)
