"""The check of a lot on covariates: beside all lots by hand, and in worlds that were and were not by lot."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from tests.engine.estimation.test_randomised import people
from wending.engine.estimation import randomised as module
from wending.engine.estimation.check import State
from wending.engine.estimation.randomised import randomisation_check
from wending.engine.estimation.terms import Sample


def test_randomisation_check_of_few_units_equals_all_lots_by_hand():
    random = np.random.default_rng(10)
    treated = np.array([True] * 5 + [False] * 6)
    sample = Sample(np.full(11, np.nan), treated, random.normal(size=(11, 2)), ("age", "wage"))
    centred = sample.covariates - sample.covariates.mean(axis=0)
    inverse = np.linalg.inv(np.cov(centred.T))

    def distance(chosen):
        apart = centred[list(chosen)].mean(axis=0) - np.delete(centred, list(chosen), axis=0).mean(axis=0)
        return apart @ inverse @ apart

    real = distance(range(5))
    by_hand = np.mean([distance(chosen) >= real - 1e-9 for chosen in combinations(range(11), 5)])

    found = randomisation_check(sample)

    assert found["p"] == pytest.approx(by_hand)
    assert found["distance"] == pytest.approx(real * 5 * 6 / 11)
    assert found.rows[0][1] == pytest.approx(sample.covariates[:5, 0].mean())


def test_randomisation_check_of_many_units_is_fair_in_strata_and_clusters():
    random = np.random.default_rng(11)
    chances = []
    for _ in range(200):
        strata = np.repeat(np.arange(3), 80)
        treated = np.concatenate([random.permutation(np.arange(80) < many) for many in (20, 40, 60)])
        clusters = np.repeat(np.arange(240), 2)
        covariates = np.column_stack([strata[clusters] + random.normal(size=480), random.normal(size=240)[clusters]])
        sample = Sample(np.zeros(480), treated[clusters], covariates, ("a", "b"), clusters)
        chances.append(randomisation_check(sample, strata[clusters])["p"])
    assert stats.kstest(chances, "uniform").pvalue > 0.01


def test_randomisation_check_sees_who_was_chosen():
    sample = people(many=300)
    chosen = replace(sample, treated=sample.covariates[:, 0] + np.random.default_rng(1).normal(size=300) > 0)

    assert randomisation_check(sample).state is State.PASSED
    failed = randomisation_check(chosen)
    assert (failed.state, failed.reason) == (State.FAILED, "differs-more-than-by-lot")
    assert failed.rows[0][4] > 5
    assert abs(failed.rows[1][4]) < 3


def test_randomisation_check_that_cannot_be_done():
    sample = people()
    holes = sample.covariates.copy()
    holes[0, 0] = np.nan
    assert randomisation_check(replace(sample, covariates=holes)).reason == "covariate-unknown"
    assert randomisation_check(Sample(sample.outcome, sample.treated)).reason == "no-covariates"


def test_many_units_is_where_the_limit_holds():
    # Just above and just below the bar the two ways to reckon the chance agree.
    sample = people(many=module.MANY)
    by_lots = randomisation_check(sample)["p"]
    by_limit = stats.chi2.sf(randomisation_check(sample)["distance"], 2)
    assert by_lots == pytest.approx(by_limit, abs=0.02)
