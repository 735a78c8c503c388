"""Weighting the compared until they resemble the treated: inverse propensity, entropy balancing, doubly robust.

Errors come from influence functions, the estimation of the propensity included. `w` below is a weight of a compared.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from wending.engine.estimation.findings import answerable
from wending.engine.estimation.propensity import propensity
from wending.engine.estimation.terms import Estimand, Estimate, Finding, Floats, NotAnswerable, Sample, Whole


def inverse_propensity(sample: Sample, estimand: Estimand = Estimand.ATT) -> Estimate:
    """Return the effect on the treated, or on all, by inverse propensity with weights made to sum to one (Hajek).

    The compared weigh p / (1 - p) for the treated (Hirano & Imbens 2001); for all, everybody weighs one by the chance
    of what he got.

    Raises:
        NotAnswerable: see `findings` and `propensity`.
        ValueError: another estimand than ATT or ATE.
    """
    if estimand not in (Estimand.ATT, Estimand.ATE):
        raise ValueError("inverse propensity is here for ATT and ATE")
    known = answerable(sample)
    fitted = propensity(known)
    treated, is_all = known.treated.astype(float), estimand is Estimand.ATE
    own = known.mass * treated / (fitted.chance if is_all else 1.0)
    odds = known.mass * (1 - treated) * (1.0 if is_all else fitted.chance) / (1 - fitted.chance)
    mean_treated = np.average(known.outcome, weights=own)
    mean_compared = np.average(known.outcome, weights=odds)
    left = own * (known.outcome - mean_treated) / own.sum()
    right = odds * (known.outcome - mean_compared) / odds.sum()
    # How the weighted means move with the coefficients: d log(p / (1 - p)) = x, d log p = (1 - p) x,
    # d log(1 / (1 - p)) = p x.
    moved = right * fitted.chance + left * (1 - fitted.chance) if is_all else right
    slope = (moved[:, None] * fitted.columns).sum(axis=0)
    score = (known.mass * (treated - fitted.chance))[:, None] * fitted.columns
    influence = left - right - score @ fitted.covariance @ slope
    return _estimate("inverse-propensity", known, mean_treated - mean_compared, influence, odds, estimand)


def entropy_balanced(sample: Sample) -> Estimate:
    """Return the effect on the treated with the least uneven weights that make all means equal (Hainmueller 2012).

    The influence function is that of its dual, which is also a regression (Zhao & Percival 2017).

    Raises:
        NotAnswerable: the means of the treated lie outside those that any weights of the compared can have.
    """
    known = answerable(sample)
    rows = ~known.treated
    columns = _distance(known)
    distance = columns[rows]
    weights = _balancing(distance, known.mass[rows])
    left_over = np.abs(weights @ distance).max() if distance.size else 0.0
    if not np.isfinite(left_over) or left_over > 1e-4:
        raise NotAnswerable((Finding("cannot-be-balanced"),))
    line = _line(np.column_stack([np.ones(rows.sum()), distance]), known.outcome[rows], weights)
    predicted = np.column_stack([np.ones(len(known)), columns]) @ line
    own = known.mass * known.treated
    mean_compared = weights @ known.outcome[rows]
    value = float(np.average(known.outcome, weights=own) - mean_compared)
    influence = own * (known.outcome - predicted - value) / own.sum()
    influence[rows] = -weights * (known.outcome[rows] - predicted[rows])
    return _estimate("entropy-balanced", known, value, influence, weights)


def doubly_robust(sample: Sample) -> Estimate:
    """Return the effect on the treated that is right when either the propensity or the line of the compared is right.

    Augmented inverse propensity weighting (Robins, Rotnitzky & Zhao 1994), for the treated as in Sant'Anna & Zhao 2020.
    """
    known = answerable(sample)
    fitted = propensity(known)
    treated = known.treated
    line = _line(fitted.columns[~treated], known.outcome[~treated], known.mass[~treated])
    left_over = known.outcome - fitted.columns @ line
    own = known.mass * treated
    odds = known.mass * ~treated * fitted.chance / (1 - fitted.chance)
    value = float(np.average(left_over, weights=own) - np.average(left_over, weights=odds))
    mean_odds = np.average(left_over, weights=odds)
    first = own * (left_over - np.average(left_over, weights=own)) / own.sum()
    second = odds * (left_over - mean_odds) / odds.sum()
    slope = (second[:, None] * fitted.columns).sum(axis=0)
    score = (known.mass * (treated - fitted.chance))[:, None] * fitted.columns
    # The line was fitted too: what it moves is the difference in means of the covariates that the weights leave.
    gap = np.average(fitted.columns, axis=0, weights=own) - np.average(fitted.columns, axis=0, weights=odds)
    base = fitted.columns[~treated]
    inverse = np.linalg.pinv((base * known.mass[~treated, None]).T @ base)
    by_line = np.zeros(len(known))
    by_line[~treated] = ((known.mass * left_over)[~treated, None] * base) @ inverse @ gap
    influence = first - second - score @ fitted.covariance @ slope - by_line
    return _estimate("doubly-robust", known, value, influence, odds)


def propensity_weights(sample: Sample) -> Floats:
    """Return the weight of each, shape (n,): its mass when treated, times p / (1 - p) when compared.

    Raises:
        NotAnswerable: see `propensity`.
    """
    chance = propensity(sample).chance
    return np.where(sample.treated, sample.mass, sample.mass * chance / (1 - chance))


def entropy_weights(sample: Sample) -> Floats:
    """Return the weight of each, shape (n,): its mass when treated, that of `entropy_balanced` when compared.

    Both groups sum to the mass of the treated.
    """
    weights = np.where(sample.treated, sample.mass, 0.0)
    distance = _distance(sample)[~sample.treated]
    weights[~sample.treated] = _balancing(distance, sample.mass[~sample.treated]) * weights.sum()
    return np.asarray(weights, float)


def effective_size(weights: Floats) -> float:
    """Return how many evenly weighted people these weights are worth (Kish 1965), between 1 and their number."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def _distance(sample: Sample) -> Floats:
    """Return how far each is from the mean of the treated, shape (n, k), in spreads."""
    aim = np.average(sample.covariates, axis=0, weights=sample.mass * sample.treated)
    spread = np.where(sample.covariates.std(axis=0) > 0, sample.covariates.std(axis=0), 1.0)
    return np.asarray((sample.covariates - aim) / spread, float)


def _balancing(distance: Floats, mass: Floats) -> Floats:
    """Return weights, shape (n,), summing to one with weighted mean zero, by the convex dual."""

    def dual(slope: Floats) -> tuple[float, Floats]:
        raw = -distance @ slope
        top = raw.max()
        weights = mass * np.exp(raw - top)
        return float(np.log(weights.sum()) + top), -(weights / weights.sum()) @ distance

    start, options = np.zeros(distance.shape[1]), {"gtol": 1e-8, "maxiter": 500}
    with np.errstate(over="ignore", invalid="ignore"):  # means that cannot be reached send the slope to infinity
        found = minimize(dual, start, jac=True, method="BFGS", options=options)
    raw = -distance @ found.x
    weights = mass * np.exp(raw - raw.max())
    return np.asarray(weights / weights.sum(), float)


def _line(columns: Floats, outcome: Floats, mass: Floats) -> Floats:
    root = np.sqrt(mass)
    return np.asarray(np.linalg.lstsq(columns * root[:, None], outcome * root, rcond=None)[0], float)


def _estimate(
    method: str,
    sample: Sample,
    value: float,
    influence: Floats,
    weights: Floats,
    estimand: Estimand = Estimand.ATT,
) -> Estimate:
    treated = int(sample.treated.sum())
    return Estimate(
        method=method,
        estimand=estimand,
        value=float(value),
        error=influence_error(influence, sample.clusters),
        treated=treated,
        compared=len(sample) - treated,
        effective=effective_size(weights[weights > 0]),
        freedom=influence_freedom(sample.clusters),
    )


def influence_error(influence: Floats, clusters: Whole | None) -> float:
    """Return the standard error of a sum of influences, shape (n,), by cluster where there are clusters."""
    if clusters is None:
        return float(np.sqrt((influence**2).sum()))
    _, place = np.unique(clusters, return_inverse=True)
    sums = np.bincount(place, weights=influence)
    many = len(sums)
    return float(np.sqrt((sums**2).sum() * many / (many - 1)))


def influence_freedom(clusters: Whole | None) -> float | None:
    """Return the degrees of freedom of that error: clusters less one, None where each stands alone."""
    return None if clusters is None else float(len(np.unique(clusters)) - 1)
