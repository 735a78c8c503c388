"""The chance to be treated given covariates (Rosenbaum & Rubin 1983), by logistic regression of statsmodels."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.regression import full_rank
from wending.engine.estimation.terms import Finding, Floats, NotAnswerable, Sample

# A fitted chance nearer to 0 or 1 than this is a covariate that says everything: perfect separation.
CERTAIN = 1e-8


@dataclass(frozen=True)
class Propensity:
    """Fitted chances, shape (n,), the design (n, k + 1), and the inverse information of its coefficients."""

    chance: Floats
    columns: Floats
    covariance: Floats


def propensity(sample: Sample) -> Propensity:
    """Fit the chance to be treated.

    Raises:
        NotAnswerable: covariates that follow from each other, or that tell exactly who was treated.
    """
    import statsmodels.api as sm
    from statsmodels.tools.sm_exceptions import PerfectSeparationError, PerfectSeparationWarning

    spread = np.where(sample.covariates.std(axis=0) > 0, sample.covariates.std(axis=0), 1.0)
    columns = np.column_stack([np.ones(len(sample)), (sample.covariates - sample.covariates.mean(axis=0)) / spread])
    if not full_rank(columns[:, 1:]):
        raise NotAnswerable((Finding("covariates-overlap"),))
    model = sm.GLM(sample.treated.astype(float), columns, family=sm.families.Binomial(), freq_weights=sample.mass)
    try:
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", PerfectSeparationWarning)  # told below, as a finding
            fitted = model.fit(maxiter=200)
            chance = np.asarray(fitted.fittedvalues, float)
    except PerfectSeparationError as error:
        raise NotAnswerable((Finding("covariates-tell-treatment"),)) from error
    told = np.minimum(chance, 1 - chance)[sample.treated]
    if not fitted.converged or (told < CERTAIN).all() or np.abs(fitted.params).max() > 30 / CERTAIN**0.25:
        raise NotAnswerable((Finding("covariates-tell-treatment"),))
    information = (columns * (sample.mass * chance * (1 - chance))[:, None]).T @ columns
    return Propensity(chance, columns, np.linalg.pinv(information))
