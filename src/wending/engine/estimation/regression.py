"""Straight comparisons and regressions: a difference of means, and one adjusted for covariates.

Causal only in a randomised study; elsewhere they are shown as rivals of what is. Least squares is of statsmodels.
"""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.findings import answerable
from wending.engine.estimation.sandwich import least_squares
from wending.engine.estimation.terms import Estimand, Estimate, Finding, Floats, NotAnswerable, Sample


def difference(sample: Sample) -> Estimate:
    """Return the difference of means with errors that allow unequal spread (HC2; Neyman 1923), by cluster CR2.

    Raises:
        NotAnswerable: see `findings`.
    """
    known = answerable(sample)
    return _least_squares("difference", Estimand.ATE, known, known.treated[:, None].astype(float))


def adjusted(sample: Sample) -> Estimate:
    """Return the coefficient of treatment beside the covariates, in one straight line for all.

    Outside a randomised study it weighs people by how uncertain their treatment was (Angrist 1998), not evenly.
    """
    known = answerable(sample)
    return _least_squares(
        "regression", Estimand.ATE, known, np.column_stack([known.treated.astype(float), known.covariates])
    )


def interacted(sample: Sample, estimand: Estimand = Estimand.ATE) -> Estimate:
    """Return the effect adjusted by a line of its own for treated and compared (Lin 2013).

    Covariates are centred on those whose effect is meant: all, or the treated.
    """
    known = answerable(sample)
    mass = known.mass * (known.treated if estimand is Estimand.ATT else 1)
    centred = known.covariates - np.average(known.covariates, axis=0, weights=mass)
    treated = known.treated[:, None].astype(float)
    return _least_squares("interacted", estimand, known, np.hstack([treated, centred, treated * centred]))


def full_rank(columns: Floats) -> bool:
    """Say whether no column follows from the others, shape (n, k), whatever their units."""
    spread = np.where(columns.std(axis=0) > 0, columns.std(axis=0), 1.0)
    return bool(np.linalg.matrix_rank(columns / spread) == columns.shape[1])


def _least_squares(method: str, estimand: Estimand, sample: Sample, columns: Floats) -> Estimate:
    import statsmodels.api as sm

    columns = np.column_stack([np.ones(len(sample)), columns])
    if not full_rank(columns):
        raise NotAnswerable((Finding("covariates-overlap"),))
    treated = int(sample.treated.sum())
    many = (treated, len(sample) - treated)
    if sample.clusters is not None:
        # With few clusters the usual sandwich is too small: 20 of them held the truth in 91 of 100 worlds.
        found = least_squares(columns, sample.outcome, np.eye(columns.shape[1])[1], sample.clusters, sample.mass)
        return Estimate(method, estimand, found.value, found.error, *many, freedom=found.freedom)
    fitted = sm.WLS(sample.outcome, columns, weights=sample.mass).fit(cov_type="HC2")
    return Estimate(method, estimand, float(fitted.params[1]), float(fitted.bse[1]), *many)
