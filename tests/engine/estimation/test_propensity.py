from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize

from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.propensity import propensity
from wending.engine.estimation.terms import NotAnswerable, Sample


def test_propensity_is_the_most_likely_one() -> None:
    weights = np.random.default_rng(1).uniform(0.5, 2, 300)
    people = replace(confounded(1, 300), weights=weights)
    design = np.column_stack([np.ones(300), people.covariates])

    def unlikely(slope: np.ndarray) -> float:
        line = design @ slope
        return float((weights * (np.logaddexp(0, line) - people.treated * line)).sum())

    best = minimize(unlikely, np.zeros(3), method="BFGS", options={"gtol": 1e-9}).x
    found = propensity(people)
    np.testing.assert_allclose(found.chance, 1 / (1 + np.exp(-design @ best)), atol=1e-6)
    assert weights @ (people.treated - found.chance) == pytest.approx(0, abs=1e-8)


def test_propensity_does_not_depend_on_units() -> None:
    people = confounded(2)
    other = replace(people, covariates=people.covariates * [1e6, 1e-3] + [5e5, 3.0])
    np.testing.assert_allclose(propensity(people).chance, propensity(other).chance, atol=1e-9)


def test_propensity_refuses_covariates_that_tell_who_was_treated() -> None:
    treated = np.arange(200) >= 100
    for column in (np.arange(200.0), np.where(treated, 3.0, 1.0) + np.arange(200) % 2):
        with pytest.raises(NotAnswerable, match="covariates-tell-treatment"):
            propensity(Sample(np.zeros(200), treated, column[:, None], ("age",)))


def test_propensity_refuses_covariates_that_follow_from_each_other() -> None:
    people = confounded(3)
    total = np.column_stack([people.covariates, people.covariates.sum(axis=1)])
    with pytest.raises(NotAnswerable, match="covariates-overlap"):
        propensity(replace(people, covariates=total, names=("a", "b", "total")))
