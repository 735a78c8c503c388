"""Balance: how far treated and compared differ in what was known before, before and after the weights."""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.terms import Booleans, Estimand, Floats, Sample

# A standardised difference below this passes (Austin 2009; Stuart 2010).
BAR = 0.1
COLUMNS = (
    "covariate",
    "difference-before",
    "difference-after",
    "ratio-before",
    "ratio-after",
    "mean-treated",
    "mean-compared-before",
    "mean-compared-after",
)


def balance(sample: Sample, weights: Floats | None = None, estimand: Estimand = Estimand.ATT) -> Check:
    """Return standardised mean differences and ratios of variances per covariate, before and after `weights`.

    weights: shape (n,), 0 or above, of everybody as the estimate weighs them (see `propensity_weights`); None when it
    weighs nobody. A difference is divided by the spread, before weighting, of the treated for the effect on the
    treated, else by that of both, sqrt((s1^2 + s0^2) / 2) (Rosenbaum & Rubin 1985), so that before and after can be
    compared. Ratios (Rubin 2001) are of covariates with more than two values, treated over compared. Only people with
    a known outcome count, for only they carry the estimate.

    Raises:
        ValueError: weights of another length, below zero, or zero for a whole group.
    """
    if not sample.names:
        return Check(Code.BALANCE, State.CANNOT, reason="no-covariates")
    after = sample.mass if weights is None else weights
    if len(after) != len(sample) or not (np.isfinite(after) & (after >= 0)).all():
        raise ValueError("one weight per person, finite and not below zero")
    known = np.isfinite(sample.outcome) & np.isfinite(sample.covariates).all(axis=1)
    treated, compared = known & sample.treated, known & ~sample.treated
    if treated.sum() < 2 or compared.sum() < 2:
        return Check(Code.BALANCE, State.CANNOT, reason="too-few-known")
    if not (after[treated].sum() > 0 and after[compared].sum() > 0):
        raise ValueError("the weights leave nobody in a group")
    rows = tuple(
        _row(name, column, (treated, compared), sample.mass, after, estimand)
        for name, column in zip(sample.names, sample.covariates.T, strict=True)
    )
    before_all, after_all = (np.array([abs(_number(row[place])) for row in rows]) for place in (1, 2))
    passed = bool((after_all < BAR).all())
    figures = (
        ("largest-before", float(before_all.max())),
        ("largest-after", float(after_all.max())),
        ("above-before", float((before_all >= BAR).sum())),
        ("above-after", float((after_all >= BAR).sum())),
        ("bar", BAR),
    )
    state = State.PASSED if passed else State.FAILED
    return Check(Code.BALANCE, state, figures, COLUMNS, rows, "" if passed else "unbalanced")


def _row(
    name: str,
    column: Floats,
    groups: tuple[Booleans, Booleans],
    before: Floats,
    after: Floats,
    estimand: Estimand,
) -> tuple[Cell, ...]:
    mean: list[float] = []
    variance: list[float] = []
    for weights in (before, after):
        for rows in groups:
            mean.append(float(np.average(column[rows], weights=weights[rows])))
            variance.append(_variance(column[rows], weights[rows]))
    pooled = (variance[0] + variance[1]) / 2
    spread = np.sqrt(variance[0] if estimand is Estimand.ATT and variance[0] > 0 else pooled)
    is_graded = len(np.unique(column)) > 2
    return (
        name,
        _standardised(mean[0] - mean[1], spread),
        _standardised(mean[2] - mean[3], spread),
        variance[0] / variance[1] if is_graded and variance[1] > 0 else None,
        variance[2] / variance[3] if is_graded and variance[3] > 0 else None,
        mean[2],
        mean[1],
        mean[3],
    )


def _standardised(difference: float, spread: float) -> float | None:
    """Return the difference in spreads; None where nobody of a group differs, yet the groups do."""
    if spread > 0:
        return difference / spread
    return 0.0 if difference == 0 else None


def _variance(column: Floats, weights: Floats) -> float:
    """Return the variance under weights of reliability, which is that of n - 1 when all are equal."""
    total = weights.sum()
    free = total**2 - (weights**2).sum()
    if free <= 0:
        return 0.0
    centred = column - np.average(column, weights=weights)
    return float(total * (weights * centred**2).sum() / free)


def _number(cell: Cell) -> float:
    return float("inf") if cell is None else float(cell)
