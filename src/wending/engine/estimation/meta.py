"""Meta-analysis: what several studies of the same question say together, how they differ, and on what that depends.

`values` and `errors` are of the studies, shape (k,), in one unit. Studies are taken to differ in their true effects
(random effects) unless asked otherwise: the interval is about their mean, the prediction interval about the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2, norm
from scipy.stats import t as student

from wending.engine.estimation.check import Cell
from wending.engine.estimation.terms import LEVEL, Finding, Floats, NotAnswerable

# With fewer studies Egger's test says nothing (Sterne et al. 2011), nor does a moderator (Higgins & Thompson 2004).
FEWEST_FOR_FUNNEL = 10
FEWEST_PER_MODERATOR = 10


class Spread(StrEnum):
    """How the variance between studies, tau2, is estimated."""

    FIXED = "fixed"  # none: one effect for all
    REML = "reml"  # restricted maximum likelihood (Viechtbauer 2005)
    PAULE_MANDEL = "paule-mandel"  # Q equals its expectation (Paule & Mandel 1982)
    DERSIMONIAN_LAIRD = "dersimonian-laird"  # the moment of DerSimonian & Laird 1986


@dataclass(frozen=True)
class Pooled:
    """The mean effect, its error and interval at `LEVEL`, and how much studies differ.

    tau2: variance between studies. i2: its share in all variance between estimates, 0 to 1 (Higgins & Thompson 2002).
    q, q_p: Cochran's test of no difference. prediction: interval of the effect of a next study (Higgins, Thompson &
    Spiegelhalter 2009); None with fewer than three studies or one effect for all. shares: weight of each, (k,), sum 1.
    """

    value: float
    error: float
    low: float
    high: float
    tau2: float
    i2: float
    q: float
    q_p: float
    prediction: tuple[float, float] | None
    shares: Floats
    studies: int


@dataclass(frozen=True)
class Egger:
    """Asymmetry of the funnel: the intercept of value / error on 1 / error, its error and p (Egger et al. 1997)."""

    intercept: float
    error: float
    p: float


@dataclass(frozen=True)
class Moderators:
    """Coefficients on moderators, the intercept first, with errors and intervals, each shape (m + 1,).

    tau2: variance between studies that is left. explained: share of it that the moderators take away, 0 to 1; None
    where there was none.
    """

    names: tuple[str, ...]
    values: Floats
    errors: Floats
    low: Floats
    high: Floats
    p: Floats
    tau2: float
    explained: float | None


def pooled(values: Floats, errors: Floats, spread: Spread = Spread.REML, is_hartung_knapp: bool = True) -> Pooled:
    """Return the mean effect of studies.

    is_hartung_knapp: interval by Hartung & Knapp (2001) and Sidik & Jonkman (2002) on t with k - 1 degrees, never
    narrower than the ordinary one (Röver, Knapp & Friede 2015); else the ordinary one on the normal. Not with `FIXED`.

    Raises:
        NotAnswerable: fewer than two studies, or errors that are not above 0.
    """
    _usable(values, errors)
    many = len(values)
    ones = np.ones((many, 1))
    tau2 = between(values, errors, spread)
    weights = 1 / (errors**2 + tau2)
    shares = weights / weights.sum()
    value = float(shares @ values)
    error = float(weights.sum() ** -0.5)
    reach = float(norm.ppf(0.5 + LEVEL / 2))
    if is_hartung_knapp and spread is not Spread.FIXED:
        error *= max(1.0, _knapp_hartung(values - value, weights, ones))
        reach = float(student.ppf(0.5 + LEVEL / 2, many - 1))
    prediction = None
    if many >= 3 and spread is not Spread.FIXED:
        half = float(student.ppf(0.5 + LEVEL / 2, many - 2)) * float(np.hypot(tau2**0.5, weights.sum() ** -0.5))
        prediction = (value - half, value + half)
    fixed = 1 / errors**2
    q = float(fixed @ (values - fixed @ values / fixed.sum()) ** 2)
    if spread in (Spread.FIXED, Spread.DERSIMONIAN_LAIRD):
        i2 = max(0.0, (q - (many - 1)) / q) if q > 0 else 0.0
    else:
        i2 = tau2 / (tau2 + _typical(errors))
    return Pooled(
        value, error, value - reach * error, value + reach * error, tau2, i2, q, float(chi2.sf(q, many - 1)),
        prediction, shares, many,
    )  # fmt: skip


def between(values: Floats, errors: Floats, spread: Spread, moderators: Floats | None = None) -> float:
    """Return tau2, the variance between studies beyond what moderators, shape (k, m), explain; 0 or above."""
    design = np.ones((len(values), 1)) if moderators is None else np.column_stack([np.ones(len(values)), moderators])
    if spread is Spread.FIXED:
        return 0.0
    if spread is Spread.DERSIMONIAN_LAIRD:
        weights = 1 / errors**2
        project = _projection(design, weights)
        return max(0.0, float((values @ project @ values - _free(design)) / np.trace(project)))
    slope = _reml_slope if spread is Spread.REML else _paule_mandel_slope
    return _root(lambda tau2: slope(tau2, values, errors, design), values, errors)


def leave_one_out(values: Floats, errors: Floats, spread: Spread = Spread.REML) -> tuple[Pooled, ...]:
    """Return the mean effect without each study in turn; empty with fewer than three studies."""
    _usable(values, errors)
    if len(values) < 3:
        return ()
    rows = np.arange(len(values))
    return tuple(pooled(values[rows != one], errors[rows != one], spread) for one in rows)


def forest_rows(names: Sequence[str], values: Floats, errors: Floats, found: Pooled) -> tuple[tuple[Cell, ...], ...]:
    """Return study, value, its own interval on the normal, and its share of the weight, in the order given."""
    reach = float(norm.ppf(0.5 + LEVEL / 2))
    return tuple(
        (name, float(value), float(value - reach * error), float(value + reach * error), float(share))
        for name, value, error, share in zip(names, values, errors, found.shares, strict=True)
    )


def funnel_rows(names: Sequence[str], values: Floats, errors: Floats, found: Pooled) -> tuple[tuple[Cell, ...], ...]:
    """Return study, value, error, and between what values 95% would lie if all had the mean effect and only chance."""
    reach = float(norm.ppf(0.5 + LEVEL / 2))
    return tuple(
        (name, float(value), float(error), float(found.value - reach * error), float(found.value + reach * error))
        for name, value, error in zip(names, values, errors, strict=True)
    )


def egger(values: Floats, errors: Floats) -> Egger:
    """Return whether small studies show other effects than large ones, as when those that found nothing stay unseen.

    Raises:
        NotAnswerable: fewer than `FEWEST_FOR_FUNNEL` studies, or all with the same error.
    """
    import statsmodels.api as sm

    _usable(values, errors)
    if len(values) < FEWEST_FOR_FUNNEL:
        raise NotAnswerable((Finding("too-few-studies", (len(values), FEWEST_FOR_FUNNEL)),))
    if np.ptp(errors) == 0:
        raise NotAnswerable((Finding("errors-never-differ"),))
    fitted = sm.OLS(values / errors, np.column_stack([np.ones(len(values)), 1 / errors])).fit()
    return Egger(float(fitted.params[0]), float(fitted.bse[0]), float(fitted.pvalues[0]))


def moderated(
    values: Floats, errors: Floats, moderators: Floats, names: tuple[str, ...], spread: Spread = Spread.REML
) -> Moderators:
    """Return how effects of studies go with what the studies were like, shape (k, m): an association between studies.

    Mixed effects with errors of Knapp & Hartung (2003), never narrower than the ordinary ones.

    Raises:
        NotAnswerable: fewer than `FEWEST_PER_MODERATOR` studies per moderator, unknown or overlapping moderators.
        ValueError: names that are not as many as moderators.
    """
    _usable(values, errors)
    if moderators.shape != (len(values), len(names)) or not names:
        raise ValueError("one row of moderators per study, and a name per moderator")
    if len(values) < FEWEST_PER_MODERATOR * len(names):
        raise NotAnswerable((Finding("too-few-studies", (len(values), FEWEST_PER_MODERATOR * len(names))),))
    unknown = int((~np.isfinite(moderators)).any(axis=1).sum())
    if unknown:
        raise NotAnswerable((Finding("moderator-unknown", (unknown,)),))
    apart = moderators.std(axis=0)
    design = np.column_stack(
        [np.ones(len(values)), (moderators - moderators.mean(axis=0)) / np.where(apart > 0, apart, 1)]
    )
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise NotAnswerable((Finding("moderators-overlap"),))
    design = np.column_stack([np.ones(len(values)), moderators])
    tau2 = between(values, errors, spread, moderators)
    weights = 1 / (errors**2 + tau2)
    inverse = np.linalg.inv((design * weights[:, None]).T @ design)
    found = inverse @ design.T @ (weights * values)
    scale = max(1.0, _knapp_hartung(values - design @ found, weights, design))
    own = np.sqrt(np.diag(inverse)) * scale
    free = _free(design)
    half = float(student.ppf(0.5 + LEVEL / 2, free)) * own
    whole = between(values, errors, spread)
    return Moderators(
        ("intercept", *names), found, own, found - half, found + half, 2 * student.sf(np.abs(found / own), free), tau2,
        max(0.0, 1 - tau2 / whole) if whole > 0 else None,
    )  # fmt: skip


def _usable(values: Floats, errors: Floats) -> None:
    if len(values) != len(errors):
        raise ValueError("one error per study")
    if len(values) < 2:
        raise NotAnswerable((Finding("too-few-studies", (len(values), 2)),))
    if not (np.isfinite(values) & np.isfinite(errors) & (errors > 0)).all():
        raise NotAnswerable((Finding("study-without-error"),))


def _free(design: Floats) -> int:
    return len(design) - int(design.shape[1])


def _projection(design: Floats, weights: Floats) -> Floats:
    """Return W - W X (X' W X)^-1 X' W, shape (k, k)."""
    heavy = design * weights[:, None]
    return np.asarray(np.diag(weights) - heavy @ np.linalg.solve(design.T @ heavy, heavy.T), float)


def _reml_slope(tau2: float, values: Floats, errors: Floats, design: Floats) -> float:
    """Return twice the slope of the restricted log likelihood in tau2."""
    project = _projection(design, 1 / (errors**2 + tau2))
    left = project @ values
    return float(left @ left - np.trace(project))


def _paule_mandel_slope(tau2: float, values: Floats, errors: Floats, design: Floats) -> float:
    """Return by how much the generalised Q is above what it is expected to be."""
    project = _projection(design, 1 / (errors**2 + tau2))
    return float(values @ project @ values - _free(design))


def _root(slope: Callable[[float], float], values: Floats, errors: Floats) -> float:
    """Return where the slope, first above 0, becomes 0; 0 when it never is above."""
    if slope(0.0) <= 0:
        return 0.0
    top = float(np.var(values) + errors.max() ** 2)
    while slope(top) > 0:
        top *= 2
    return float(brentq(slope, 0.0, top, xtol=1e-14, rtol=1e-12))


def _knapp_hartung(left: Floats, weights: Floats, design: Floats) -> float:
    """Return by what ordinary errors are multiplied."""
    return float(np.sqrt(weights @ left**2 / _free(design)))


def _typical(errors: Floats) -> float:
    """Return the variance of a typical study (Higgins & Thompson 2002, eq. 9)."""
    weights = 1 / errors**2
    return float((len(errors) - 1) * weights.sum() / (weights.sum() ** 2 - (weights**2).sum()))
