"""Time until an event, some of it not seen (censored), some of it made impossible by another event (competing).

Durations are in days here. The main figure is a difference of days within a horizon (restricted mean time), which
needs no proportional hazards; the hazard ratio stands beside it with its check. Errors of curves and days come from
the influence of each person, which gives those of Greenwood (1926) where there are no weights; of clusters the
influences are summed first, and intervals are those of a t with as many degrees of freedom as clusters less one.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from math import nan

import numpy as np
from scipy.stats import norm, t

from wending.engine.estimation.findings import FEWEST, FEWEST_CLUSTERS, answerable
from wending.engine.estimation.over_time import Spells
from wending.engine.estimation.propensity import Propensity, propensity
from wending.engine.estimation.steps import Steps
from wending.engine.estimation.terms import (
    LEVEL,
    Booleans,
    Estimand,
    Estimate,
    Finding,
    Floats,
    NotAnswerable,
    Sample,
    Whole,
)
from wending.engine.estimation.weighting import effective_size, influence_error, influence_freedom


@dataclass(frozen=True)
class Curve:
    """What became of one group by the days `at`, every part shape (m,).

    at_risk: people (not weights) of whom it is known that nothing had happened just before. free: the share to whom
    nothing at all happened (Kaplan & Meier 1958). happened: the share to whom the event meant had (Aalen & Johansen
    1978). Ends by the complementary log-log, within 0 and 1. is_small: fewer at risk than may be shown; not to be
    given out.
    """

    at: Floats
    at_risk: Whole
    free: Floats
    free_low: Floats
    free_high: Floats
    happened: Floats
    happened_error: Floats
    happened_low: Floats
    happened_high: Floats
    is_small: Booleans


@dataclass(frozen=True)
class HazardRatio:
    """How many times as fast the event meant comes among the treated, others counting as censored (Cox 1972).

    ratio and its ends at `LEVEL`; coefficient is its logarithm with error. log_rank: chance under no difference, by
    the test without covariates (Mantel 1966). proportional: chance under a ratio that stays the same over time
    (Grambsch & Therneau 1994); small says that no one ratio describes it. No chance stands without the interval. Both
    are NaN with clusters: neither test counts them.
    """

    coefficient: float
    error: float
    ratio: float
    low: float
    high: float
    log_rank: float
    proportional: float
    events_treated: int
    events_compared: int


def curves(spells: Spells, at: Floats, *, is_weighted: bool = False) -> tuple[Curve, Curve]:
    """Return what became of the treated and of the compared by each of the days `at`, shape (m,).

    is_weighted: weigh the compared until they resemble the treated, by the odds of the propensity.

    Raises:
        NotAnswerable: see `usable_spells` and `propensity`.
    """
    known = usable_spells(spells)
    fitted = _propensity(known) if is_weighted else None
    treated, compared = (_curve(known, rows, np.asarray(at, float), fitted) for rows in (known.treated, ~known.treated))
    return treated, compared


def restricted_mean(spells: Spells, horizon: float, *, is_weighted: bool = False) -> Estimate:
    """Return how many days more (above 0) or fewer the treated are without the event meant, within the horizon.

    horizon less the area under the share to whom it happened (Andersen 2013); without competing events that is the
    restricted mean survival time (Royston & Parmar 2013). Weighted, it is the effect on the treated.

    Raises:
        NotAnswerable: see `usable_spells`; or fewer than `FEWEST` of a group at risk at the horizon.
        ValueError: horizon is not above 0.
    """
    if not horizon > 0:
        raise ValueError("the horizon is above 0 days")
    known = usable_spells(spells)
    seen = [float(np.sort(known.duration[rows])[-FEWEST]) for rows in (known.treated, ~known.treated)]
    if horizon > min(seen):
        raise NotAnswerable((Finding("horizon-beyond-data", (horizon, min(seen))),))
    fitted = _propensity(known) if is_weighted else None
    weights = _weights(known, fitted)
    influence, value = np.zeros(len(known)), 0.0
    for rows, sign in ((known.treated, -1.0), (~known.treated, 1.0)):
        lost, own = Steps.of(known.duration[rows], known.kind[rows], weights[rows]).area(horizon)
        value += sign * lost
        influence[rows] = sign * own
    influence += _of_propensity(known, fitted, influence)
    many = int(known.treated.sum())
    return Estimate(
        "restricted-mean-weighted" if is_weighted else "restricted-mean",
        Estimand.ATT if is_weighted else Estimand.ATE,
        value,
        influence_error(influence, known.clusters),
        many,
        len(known) - many,
        effective_size(weights[~known.treated]),
        influence_freedom(known.clusters),
    )


def hazard_ratio(spells: Spells, *, is_adjusted: bool = True, is_weighted: bool = False) -> HazardRatio:
    """Return the ratio of hazards by Cox regression (Efron 1977 for ties; lifelines), beside covariates if adjusted.

    Weighted, the compared resemble the treated and errors are robust; with clusters they are so by cluster (Lin & Wei
    1989).

    Raises:
        NotAnswerable: see `usable_spells`; no event on one side; covariates that tell the event or each other.
    """
    import pandas as pd
    from lifelines import CoxPHFitter
    from lifelines.exceptions import ConvergenceError
    from lifelines.statistics import logrank_test, proportional_hazard_test

    known = usable_spells(spells)
    meant, own = known.kind == 1, known.treated
    counts = int((meant & own).sum()), int((meant & ~own).sum())
    for code, count in zip(("treated", "compared"), counts, strict=True):
        if count == 0:
            raise NotAnswerable((Finding(f"no-events-{code}"),))
    table = pd.DataFrame({"duration": known.duration, "event": meant, "treated": own.astype(float)})
    if is_adjusted and not is_weighted:
        spread = np.where(known.covariates.std(axis=0) > 0, known.covariates.std(axis=0), 1.0)
        for place, column in enumerate(((known.covariates - known.covariates.mean(axis=0)) / spread).T):
            table[f"x{place}"] = column
    settings: dict[str, str | bool] = {}
    if is_weighted:
        fitted = _propensity(known)
        table["weight"] = _weights(known, fitted)
        settings |= {"weights_col": "weight", "robust": True}
    if known.clusters is not None:
        table["cluster"] = known.clusters
        settings |= {"cluster_col": "cluster"}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)
            warnings.simplefilter("ignore", UserWarning)
            model = CoxPHFitter().fit(table, "duration", "event", **settings)
            proportional = proportional_hazard_test(model, table, time_transform="rank")
    except (ConvergenceError, RuntimeWarning) as error:
        raise NotAnswerable((Finding("covariates-tell-outcome"),)) from error
    plain = logrank_test(known.duration[own], known.duration[~own], meant[own], meant[~own])
    value, error_of = float(model.params_["treated"]), float(model.standard_errors_["treated"])
    half = _reach(known) * error_of
    chances = (
        float(plain.p_value),
        float(np.asarray(proportional.p_value)[list(model.params_.index).index("treated")]),
    )
    return HazardRatio(
        value,
        error_of,
        float(np.exp(value)),
        float(np.exp(value - half)),
        float(np.exp(value + half)),
        *(chances if known.clusters is None else (nan, nan)),
        *counts,
    )


def usable_spells(spells: Spells) -> Spells:
    """Return the people whose duration and kind are known.

    Raises:
        NotAnswerable: no duration known, or some of 0 or less (the event came before the start); a negative kind;
            too few people or clusters on a side; fewer than `FEWEST` events of the kind meant; an unknown covariate.
    """
    rows = np.isfinite(spells.duration)
    if not rows.any():
        raise NotAnswerable((Finding("duration-unknown"),))
    known = Spells(
        spells.duration[rows],
        spells.kind[rows],
        spells.treated[rows],
        spells.covariates[rows],
        spells.names,
        None if spells.clusters is None else spells.clusters[rows],
    )
    found = []
    early, strange = int((known.duration <= 0).sum()), int((known.kind < 0).sum())
    if early:
        found.append(Finding("event-before-start", (early,)))
    if strange:
        found.append(Finding("kind-unknown", (strange,)))
    for code, count in (("treated", int(known.treated.sum())), ("compared", int((~known.treated).sum()))):
        if count < FEWEST:
            found.append(Finding(f"too-few-{code}", (count, FEWEST)))
    if known.clusters is not None:
        for code, side in (("treated", known.treated), ("compared", ~known.treated)):
            groups = len(np.unique(known.clusters[side]))
            if groups < FEWEST_CLUSTERS:
                found.append(Finding(f"too-few-clusters-{code}", (groups, FEWEST_CLUSTERS)))
    events = int((known.kind == 1).sum())
    if events < FEWEST:
        found.append(Finding("too-few-events", (events, FEWEST)))
    for name, column in zip(known.names, known.covariates.T, strict=True):
        unknown = int((~np.isfinite(column)).sum())
        if unknown:
            found.append(Finding("covariate-unknown", (name, unknown)))
    if found:
        raise NotAnswerable(tuple(found))
    return known


def _propensity(spells: Spells) -> Propensity:
    # A placeholder outcome that differs: only who was treated is modelled.
    sample = Sample(spells.duration, spells.treated, spells.covariates, spells.names)
    return propensity(answerable(sample))


def _weights(spells: Spells, fitted: Propensity | None) -> Floats:
    if fitted is None:
        return np.ones(len(spells))
    return np.where(spells.treated, 1.0, fitted.chance / (1 - fitted.chance))


def _of_propensity(spells: Spells, fitted: Propensity | None, influence: Floats) -> Floats:
    """Return what the estimation of the propensity adds to an influence, shape (n,); d log(odds) = x."""
    if fitted is None:
        return np.zeros(len(spells))
    slope = (np.where(spells.treated, 0.0, influence)[:, None] * fitted.columns).sum(axis=0)
    score = (spells.treated - fitted.chance)[:, None] * fitted.columns
    return np.asarray(score @ fitted.covariance @ slope, float)


def _curve(spells: Spells, rows: Booleans, at: Floats, fitted: Propensity | None) -> Curve:
    duration = spells.duration[rows]
    steps = Steps.of(duration, spells.kind[rows], _weights(spells, fitted)[rows])

    def error(influence: Floats) -> float:
        whole = np.zeros(len(spells))
        whole[rows] = influence
        return influence_error(whole + _of_propensity(spells, fitted, whole), spells.clusters)

    free = [(value, error(inner)) for value, inner in map(steps.free, at)]
    happened = [(value, error(inner)) for value, inner in map(steps.happened, at)]
    free_values, free_errors = np.array(free).T
    values, errors = np.array(happened).T
    at_risk = (duration >= at[:, None]).sum(axis=1)
    return Curve(
        at,
        at_risk,
        free_values,
        *_ends(free_values, free_errors, _reach(spells)),
        values,
        errors,
        *_ends(values, errors, _reach(spells)),
        at_risk < FEWEST,
    )


def _reach(spells: Spells) -> float:
    """Return how many errors wide an interval is to each side."""
    freedom = influence_freedom(spells.clusters)
    return float(norm.ppf(0.5 + LEVEL / 2) if freedom is None else t.ppf(0.5 + LEVEL / 2, freedom))


def _ends(share: Floats, error: Floats, reach: float) -> tuple[Floats, Floats]:
    """Return the ends of a share by log(-log), as is usual for curves (Kalbfleisch & Prentice 1980)."""
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    middle = np.log(-np.log(safe))
    half = reach * error / (safe * np.abs(np.log(safe)))
    low, high = np.exp(-np.exp(middle + half)), np.exp(-np.exp(middle - half))
    return np.where(inside, low, share), np.where(inside, high, share)
