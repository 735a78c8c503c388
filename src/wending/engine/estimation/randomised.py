"""Effects of what was given by lot: by person or group, in strata, with a waiting list.

*Treated* here is offered: the effect of the offer on all to whom it was made (intention to treat), whoever took it up.
The effect on those who took it up through the offer is of `instruments`; groups that begin one after another are of
`stepped_wedge`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, norm

from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.findings import findings
from wending.engine.estimation.permutation import Permuted, lots_within, permuted
from wending.engine.estimation.regression import full_rank
from wending.engine.estimation.sandwich import least_squares
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

# With fewer degrees of freedom the t of CR2 cannot be relied on (Pustejovsky & Tipton 2018).
FEWEST_FREEDOM = 4
# A lot that did its work gives a smaller chance than this once in a hundred trials.
SUSPECT = 0.01
# From so many units on, the chance of their joint difference follows from its normal limit.
MANY = 200


@dataclass(frozen=True)
class _Lot:
    """The units among which lots were drawn: of each person the unit, of each unit its stratum and treatment."""

    unit: Whole
    stratum: Whole
    treated: Booleans


def randomised(sample: Sample, strata: Whole | None = None) -> Estimate:
    """Return the effect of the offer: by person or by cluster, within strata, adjusted for covariates where given.

    Offered and not offered have a line of their own (Lin 2013) for covariates, and for strata when each has two units
    of both; else strata are only taken out. Errors are CR2 (HC2 without clusters) with their own degrees of freedom.
    Where those are fewer than `FEWEST_FREEDOM`, value and interval are those of `by_lot`, and the error is half of
    that interval over 1.96.

    Raises:
        NotAnswerable: see `findings`; one cluster on a side, a cluster with both, a stratum where all were treated
            the same, or fewer lots than an interval at `LEVEL` needs.
    """
    known, strata, lot = _prepared(sample, strata)
    blocks = _dummies(strata)[:, 1:]
    fewest = min(np.bincount(lot.stratum, side).min() for side in (lot.treated, ~lot.treated))
    all_beside = np.hstack([blocks, known.covariates])
    if not full_rank(all_beside - all_beside.mean(axis=0)):
        raise NotAnswerable((Finding("covariates-overlap"),))
    own_line = all_beside if fewest >= 2 else known.covariates
    own_line = own_line - np.average(own_line, axis=0, weights=known.mass)
    treated = known.treated[:, None].astype(float)
    columns = np.hstack([np.ones_like(treated), treated, all_beside, treated * own_line])
    if full_rank(columns[:, 1:]):
        found = least_squares(columns, known.outcome, np.eye(columns.shape[1])[1], known.clusters, known.mass)
        if found.freedom >= FEWEST_FREEDOM:
            method = "randomised" if known.clusters is None else "cluster-randomised"
            return _estimate(method, known, found.value, found.error, freedom=found.freedom)
    chance = _by_lot(known, strata, lot)
    if not np.isfinite([chance.low, chance.high]).all():
        raise NotAnswerable((Finding("too-few-lots", (chance.lots, len(lot.treated))),))
    error = (chance.high - chance.low) / 2 / float(norm.ppf(0.5 + LEVEL / 2))
    return _estimate("permutation", known, chance.value, error, bounds=(chance.low, chance.high))


def by_lot(sample: Sample, strata: Whole | None = None) -> Permuted:
    """Return the permutation test of no effect at all, and the interval of constant effects that it does not refuse.

    Exact however few the clusters; covariates only take out noise. The interval is infinite where there are too few
    lots (three clusters a side give twenty).

    Raises:
        NotAnswerable: as `randomised`.
    """
    return _by_lot(*_prepared(sample, strata))


def waiting_list(sample: Sample, measured: Floats, started: Floats, strata: Whole | None = None) -> Estimate:
    """Return the effect of the offer now over an offer later, as long as who waited had not begun.

    measured: when each outcome was measured, started: when each one who waited began (NaN: not yet), both shape (n,),
    in days since the lot. Nobody is left out for having begun: that would choose who waited.

    Raises:
        NotAnswerable: an outcome of who waited is of after their start, or of an unknown day; else as `randomised`.
    """
    known = np.isfinite(sample.outcome)
    undated = int((known & ~np.isfinite(measured)).sum())
    if undated:
        raise NotAnswerable((Finding("measured-unknown", (undated,)),))
    waited = known & ~sample.treated
    late = int((waited & (measured > np.where(np.isfinite(started), started, np.inf))).sum())
    if late:
        raise NotAnswerable((Finding("outcome-after-waiting-ended", (late, int(waited.sum()))),))
    return randomised(sample, strata)


def randomisation_check(sample: Sample, strata: Whole | None = None) -> Check:
    """Return whether all covariates together differ no more between offered and not than a lot lets them.

    The squared distance of totals in units of their variance over lots (Hansen & Bowers 2008), with the chance of one
    so large: by lots up to `MANY` units, by chi-squared above. Of everybody who was assigned, outcome known or not.
    """
    columns = ("covariate", "offered", "not-offered", "standardised-difference", "z")
    if not sample.names:
        return Check(Code.BALANCE, State.CANNOT, columns=columns, reason="no-covariates")
    if not np.isfinite(sample.covariates).all():
        return Check(Code.BALANCE, State.CANNOT, columns=columns, reason="covariate-unknown")
    strata = _places(np.zeros(len(sample), int) if strata is None else strata)
    lot = _lot(sample, strata)
    spread = np.where(sample.covariates.std(axis=0) > 0, sample.covariates.std(axis=0), 1.0)
    mass = sample.mass[:, None]
    one = _dummies(strata)
    means = (one.T @ (mass * sample.covariates)) / (one.T @ mass)
    distances = (mass * (sample.covariates - means[strata]) / spread).T
    totals = np.column_stack([np.bincount(lot.unit, row) for row in distances])
    variance = np.zeros((len(spread), len(spread)))
    for stratum in range(one.shape[1]):
        part, own = totals[lot.stratum == stratum], lot.treated[lot.stratum == stratum]
        many, given = len(own), int(own.sum())
        if many > 1:
            variance += given * (many - given) / (many * (many - 1)) * part.T @ part
    apart = lot.treated.astype(float) @ totals
    inverse = np.linalg.pinv(variance, rcond=1e-10, hermitian=True)
    distance = float(apart @ inverse @ apart)
    freedom = int(np.linalg.matrix_rank(variance, tol=1e-10 * max(np.abs(variance).max(), 1e-300), hermitian=True))
    if freedom == 0:
        return Check(Code.BALANCE, State.CANNOT, columns=columns, reason="no-lot")
    if len(lot.treated) > MANY:
        p = float(chi2.sf(distance, freedom))
    else:
        moved = np.array(list(lots_within(lot.stratum, lot.treated))) @ totals
        p = float((np.einsum("ij,jk,ik->i", moved, inverse, moved) >= distance * (1 - 1e-9)).mean())
    error = np.sqrt(np.diag(variance))
    rows = tuple(
        (
            name,
            float(np.average(column[sample.treated], weights=sample.mass[sample.treated])),
            float(np.average(column[~sample.treated], weights=sample.mass[~sample.treated])),
            _standardised(column, sample.treated, sample.mass),
            float(total / of) if of > 0 else None,
        )
        for name, column, total, of in zip(sample.names, sample.covariates.T, apart, error, strict=True)
    )
    figures = (("distance", distance), ("freedom", float(freedom)), ("p", p), ("units", float(len(lot.treated))))
    is_suspect = p < SUSPECT
    return Check(
        Code.BALANCE,
        State.FAILED if is_suspect else State.PASSED,
        figures,
        columns,
        rows,
        "differs-more-than-by-lot" if is_suspect else "",
    )


def _prepared(sample: Sample, strata: Whole | None) -> tuple[Sample, Whole, _Lot]:
    """Return who can carry an answer, their strata from 0, and the lot among their units."""
    rows = np.isfinite(sample.outcome)
    known = sample.where(rows)
    # Few clusters are no obstacle here: the error knows, and below that the lot.
    grave = [one for one in findings(known) if one.is_grave and not one.code.startswith("too-few-clusters")]
    if grave:
        raise NotAnswerable(tuple(grave))
    strata = _places((np.zeros(len(sample), int) if strata is None else strata)[rows])
    lot = _lot(known, strata)
    for code, side in (("treated", lot.treated), ("compared", ~lot.treated)):
        if int(side.sum()) < 2:
            raise NotAnswerable((Finding(f"one-cluster-{code}", (int(side.sum()),)),))
    sides = np.bincount(lot.stratum, lot.treated) / np.bincount(lot.stratum)
    uniform = int(((sides == 0) | (sides == 1)).sum())
    if uniform:
        raise NotAnswerable((Finding("stratum-without-both", (uniform, len(sides))),))
    return known, strata, lot


def _lot(sample: Sample, strata: Whole) -> _Lot:
    unit = np.arange(len(sample)) if sample.clusters is None else _places(sample.clusters)
    first = np.unique(unit, return_index=True)[1]
    lot = _Lot(unit, strata[first], sample.treated[first])
    mixed = len(np.unique(unit[lot.treated[unit] != sample.treated]))
    if mixed:
        raise NotAnswerable((Finding("cluster-with-both", (mixed, len(first))),))
    if (lot.stratum[unit] != strata).any():
        raise NotAnswerable((Finding("cluster-in-two-strata"),))
    return lot


def _by_lot(known: Sample, strata: Whole, lot: _Lot) -> Permuted:
    beside = np.hstack([_dummies(strata), known.covariates])
    given = lot.treated.astype(float)
    try:
        lots = lots_within(lot.stratum, lot.treated)
        return permuted(known.outcome, lot.unit, given, lots, beside, known.weights)
    except ValueError as error:
        raise NotAnswerable((Finding("covariates-tell-treatment"),)) from error


def _places(labels: Whole) -> Whole:
    return np.asarray(np.unique(labels, return_inverse=True)[1], np.int64)


def _dummies(places: Whole) -> Floats:
    """Return a column per place, shape (n, places)."""
    return np.asarray(places[:, None] == np.arange(places.max() + 1), float)


def _standardised(column: Floats, treated: Booleans, mass: Floats) -> float | None:
    """Return the difference of means over the spread of both groups, None without spread."""
    sides = [(column[rows], mass[rows]) for rows in (treated, ~treated)]
    means = [np.average(values, weights=of) for values, of in sides]
    squares = [np.average((values - mean) ** 2, weights=of) for (values, of), mean in zip(sides, means, strict=True)]
    spread = float(np.sqrt(sum(squares) / 2))
    return float(means[0] - means[1]) / spread if spread > 0 else None


def _estimate(
    method: str,
    known: Sample,
    value: float,
    error: float,
    freedom: float | None = None,
    bounds: tuple[float, float] | None = None,
) -> Estimate:
    treated = int(known.treated.sum())
    return Estimate(method, Estimand.ATE, value, error, treated, len(known) - treated, freedom=freedom, bounds=bounds)
