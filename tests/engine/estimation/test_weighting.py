from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.nsw import RICH, sample
from tests.engine.estimation.worlds import EFFECT, confounded, stacked_error
from wending.engine.estimation.regression import interacted
from wending.engine.estimation.terms import Estimand, Estimate, Floats, NotAnswerable, Sample
from wending.engine.estimation.weighting import (
    doubly_robust,
    effective_size,
    entropy_balanced,
    entropy_weights,
    inverse_propensity,
    propensity_weights,
)

METHODS = [inverse_propensity, entropy_balanced, doubly_robust]


@pytest.mark.parametrize(
    ("method", "value", "low", "high"),
    [
        (inverse_propensity, 1782, 255, 3310),
        (entropy_balanced, 1583, 144, 3023),
        (doubly_robust, 1585, 41, 3128),
    ],
)
def test_weighting_of_job_training_gives_the_pinned_figures(
    method: Callable[[Sample], Estimate], value: int, low: int, high: int
) -> None:
    found = method(sample(names=RICH))
    assert found.value == pytest.approx(value, abs=2)
    assert (found.low, found.high) == (pytest.approx(low, abs=2), pytest.approx(high, abs=2))
    if method is not entropy_balanced:
        assert round(found.effective or 0) == 70


def test_inverse_propensity_has_the_value_of_statsmodels() -> None:
    import statsmodels.api as sm
    from statsmodels.treatment.treatment_effects import TreatmentEffect

    people = confounded(1)
    design = np.column_stack([np.ones(400), people.covariates])
    chance = sm.Logit(people.treated.astype(float), design).fit(disp=0)
    other = TreatmentEffect(sm.OLS(people.outcome, design), people.treated.astype(int), results_select=chance)
    assert inverse_propensity(people).value == pytest.approx(
        other.ipw(effect_group=1, return_results=False)[0], rel=1e-6
    )


@pytest.mark.parametrize(("estimand", "group"), [(Estimand.ATE, "all"), (Estimand.ATT, 1)])
def test_inverse_propensity_has_value_and_error_of_statsmodels_for_all_and_for_the_treated(
    estimand: Estimand, group: str | int
) -> None:
    import statsmodels.api as sm
    from statsmodels.treatment.treatment_effects import TreatmentEffect

    people = confounded(3)
    design = np.column_stack([np.ones(400), people.covariates])
    chance = sm.Logit(people.treated.astype(float), design).fit(disp=0)
    other = TreatmentEffect(sm.OLS(people.outcome, design), people.treated.astype(float), results_select=chance)
    by_moments = other.ipw(effect_group=group)
    found = inverse_propensity(people, estimand)
    assert found.estimand is estimand
    assert found.value == pytest.approx(by_moments.effect[0], rel=1e-6)
    assert found.error == pytest.approx(by_moments.results_gmm.bse[0], rel=1e-6)
    with pytest.raises(ValueError, match="ATT and ATE"):
        inverse_propensity(people, Estimand.ATU)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("is_weighted", [False, True])
@pytest.mark.parametrize("is_clustered", [False, True])
def test_errors_are_those_of_the_stacked_equations(
    method: Callable[[Sample], Estimate], is_weighted: bool, is_clustered: bool
) -> None:
    rng = np.random.default_rng(2)
    people = replace(
        confounded(2, 300),
        weights=rng.uniform(0.5, 2, 300) if is_weighted else None,
        clusters=rng.integers(0, 30, 300) if is_clustered else None,
    )
    design = np.column_stack([np.ones(300), people.covariates])
    treated, mass = people.treated.astype(float), people.mass
    start = method(people)

    def odds(slope: Floats) -> Floats:
        return np.exp(np.clip(design @ slope, -30, 30))

    def moments(all_: Floats) -> Floats:
        slope, rest, value = all_[:3], all_[3:-1], all_[-1]
        weight = mass * (1 - treated) * odds(slope)
        if method is entropy_balanced:
            first = (mass * treated)[:, None] * design - weight[:, None] * design
        else:
            first = (mass * (treated - odds(slope) / (1 + odds(slope))))[:, None] * design
        left, between = people.outcome, []
        if method is doubly_robust:
            left = people.outcome - design @ rest[:3]
            between = [(mass * (1 - treated) * left)[:, None] * design]
        means = np.column_stack([mass * treated * (left - rest[-1] - value), weight * (left - rest[-1])])
        return np.column_stack([first, *between, means])

    found = _solve(moments, 5 + 3 * (method is doubly_robust))
    assert found[-1] == pytest.approx(start.value, rel=1e-4)
    assert stacked_error(moments, found, people.clusters) == pytest.approx(start.error, rel=1e-3)


def _solve(moments: Callable[[Floats], Floats], many: int) -> Floats:
    from scipy.optimize import root

    found = root(lambda all_: moments(all_).sum(axis=0), np.zeros(many), tol=1e-12)
    assert found.success
    return np.asarray(found.x)


@pytest.mark.parametrize("method", METHODS)
def test_errors_are_as_large_as_estimates_scatter(method: Callable[[Sample], Estimate]) -> None:
    found = [method(confounded(seed, 250)) for seed in range(150)]
    values = np.array([one.value for one in found])
    assert values.mean() == pytest.approx(EFFECT, abs=4 * values.std() / 150**0.5)
    assert np.mean([one.error for one in found]) == pytest.approx(values.std(), rel=0.2)


def test_doubly_robust_survives_a_wrong_chance_when_its_line_is_right() -> None:
    bent = confounded(5, 2_000, curve=0.5)
    straight = bent.with_outcome(1 + bent.covariates @ [1.0, 0.5] + EFFECT * bent.treated)
    assert doubly_robust(straight).value == pytest.approx(EFFECT, abs=1e-8)
    assert abs(inverse_propensity(straight).value - EFFECT) > 0.01


def test_doubly_robust_survives_a_wrong_line_when_its_chance_is_right() -> None:
    people = confounded(5, 20_000)
    curved = people.with_outcome(people.outcome + 2 * people.covariates[:, 0] ** 2)
    found = doubly_robust(curved)
    assert abs(found.value - EFFECT) < 3 * found.error < 0.25
    assert abs(interacted(curved, Estimand.ATT).value - EFFECT) > 0.25


def test_weights_of_everybody_are_those_of_the_estimates() -> None:
    people = confounded(6)
    for weights, method in (
        (propensity_weights(people), inverse_propensity),
        (entropy_weights(people), entropy_balanced),
    ):
        rows = people.treated
        gap = np.average(people.outcome[rows], weights=weights[rows]) - np.average(
            people.outcome[~rows], weights=weights[~rows]
        )
        assert gap == pytest.approx(method(people).value, rel=1e-6)
        assert effective_size(weights[~rows]) == pytest.approx(method(people).effective, rel=1e-6)


def test_entropy_balanced_refuses_means_beyond_everybody() -> None:
    people = confounded(7)
    covariates = people.covariates.copy()
    covariates[people.treated, 0] += 20
    with pytest.raises(NotAnswerable, match="cannot-be-balanced"):
        entropy_balanced(replace(people, covariates=covariates))


def test_effective_size_is_all_when_even_and_one_when_one_carries_all() -> None:
    assert effective_size(np.full(7, 3.0)) == pytest.approx(7)
    assert effective_size(np.array([5.0, 0, 0])) == pytest.approx(1)
    assert effective_size(np.array([1.0, 3.0])) == pytest.approx(1.6)
