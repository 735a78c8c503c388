"""Alpha, omega and their bounds: known answers, twins, and models whose reliability is known beforehand."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.instruments.reliability_twin import alpha_by_pairs, bounds_by_beta, omega_by_search
from wending.instruments.rules.reliability import (
    LEAST_PEOPLE,
    alpha_interval,
    cronbach_alpha,
    mcdonald_omega,
    omega_interval,
    one_factor,
    reliability,
    sem,
)

ANSWERS = arrays(np.float64, st.tuples(st.integers(3, 8), st.integers(2, 5)), elements=st.integers(0, 4).map(float))


def of_one_factor(loadings: list[float], unique: list[float]) -> np.ndarray:
    """Return the covariance of items with one common factor."""
    return np.outer(loadings, loadings) + np.diag(unique)


@given(ANSWERS)
def test_alpha_agrees_with_covariances_counted_pair_by_pair(answers: np.ndarray) -> None:
    assume(answers.sum(axis=1).std() > 1e-9)
    assert cronbach_alpha(answers) == pytest.approx(alpha_by_pairs(answers), abs=1e-9)


def test_alpha_is_one_when_all_items_say_the_same() -> None:
    same = np.repeat(np.array([[0.0], [1.0], [3.0]]), 4, axis=1)
    assert cronbach_alpha(same) == pytest.approx(1.0)
    with pytest.raises(ValueError, match="same sum"):
        cronbach_alpha(np.ones((4, 3)))


@given(ANSWERS, st.floats(0.1, 9), st.floats(-5, 5))
def test_alpha_does_not_depend_on_the_unit(answers: np.ndarray, factor: float, shift: float) -> None:
    assume(answers.sum(axis=1).std() > 1e-9)
    assert cronbach_alpha(factor * answers + shift) == pytest.approx(cronbach_alpha(answers), abs=1e-6)


def test_alpha_interval_gives_the_published_example() -> None:
    # ci.cronbach of the R package statpsych: alpha .85, 7 items, 89 people.
    low, high = alpha_interval(0.85, 89, 7)
    # It takes another (normal) form; Feldt's exact bounds lie close by.
    assert (low, high) == pytest.approx((0.7971, 0.8931), abs=0.006)
    assert low < 0.85 < high


@pytest.mark.parametrize(("alpha", "n", "k"), [(0.85, 89, 7), (0.6, 30, 2), (0.92, 400, 10), (-0.2, 31, 4)])
def test_alpha_interval_agrees_with_quantiles_of_the_beta_distribution(alpha: float, n: int, k: int) -> None:
    assert alpha_interval(alpha, n, k) == pytest.approx(bounds_by_beta(alpha, n, k))


def test_alpha_interval_holds_the_truth_as_often_as_it_says() -> None:
    generator = np.random.default_rng(7)
    k, truth, hits, rounds = 5, 5 / 6, 0, 400
    for _round in range(rounds):
        people = generator.standard_normal((40, 1)) + generator.standard_normal((40, k))
        low, high = alpha_interval(cronbach_alpha(people), 40, k)
        hits += low <= truth <= high
    assert 0.92 <= hits / rounds <= 0.98


@pytest.mark.parametrize("loadings", [[0.9, 0.7, 0.5, 0.3], [0.8, 0.8, 0.8], [0.4, 0.6, 0.5, 0.7, 0.2, 0.9]])
def test_omega_of_one_factor_is_found_back(loadings: list[float]) -> None:
    unique = [0.3 + 0.1 * place for place in range(len(loadings))]
    truth = sum(loadings) ** 2 / (sum(loadings) ** 2 + sum(unique))
    covariance = of_one_factor(loadings, unique)
    assert one_factor(covariance) == pytest.approx(loadings, abs=1e-4)
    assert mcdonald_omega(covariance) == pytest.approx(truth, abs=1e-4)


def test_omega_is_alpha_when_all_loadings_are_equal_and_above_it_when_not() -> None:
    def alpha_of(covariance: np.ndarray) -> float:
        k = len(covariance)
        return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))

    equal = of_one_factor([0.7] * 4, [0.5] * 4)
    assert mcdonald_omega(equal) == pytest.approx(alpha_of(equal), abs=1e-6)
    unequal = of_one_factor([1.2, 0.8, 0.3, 0.2], [0.5] * 4)
    assert mcdonald_omega(unequal) > alpha_of(unequal) + 0.01


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_omega_agrees_with_a_general_minimiser(seed: int) -> None:
    generator = np.random.default_rng(seed)
    people = generator.standard_normal((60, 1)) * generator.uniform(0.5, 1.0, 5) + generator.standard_normal((60, 5))
    covariance = np.cov(people, rowvar=False)
    assert mcdonald_omega(covariance) == pytest.approx(omega_by_search(covariance), abs=0.003)


def test_omega_interval_is_the_same_each_time_and_holds_the_value() -> None:
    generator = np.random.default_rng(3)
    people = generator.standard_normal((80, 1)) + generator.standard_normal((80, 4))
    low, high = omega_interval(people, rounds=200)
    assert (low, high) == omega_interval(people, rounds=200)
    assert low < mcdonald_omega(np.cov(people, rowvar=False)) < high


def test_sem_is_nothing_for_a_perfect_measure_and_the_spread_for_none() -> None:
    assert sem(10.0, 1.0) == 0.0
    assert sem(10.0, 0.0) == sem(10.0, -0.4) == 10.0
    assert sem(15.0, 0.91) == pytest.approx(4.5)


def test_reliability_refuses_too_few_people() -> None:
    answers = np.random.default_rng(1).random((LEAST_PEOPLE, 3))
    found = reliability("R", answers)
    assert (found.n, found.items) == (LEAST_PEOPLE, 3)
    assert found.mean == pytest.approx(100 * answers.mean())
    with pytest.raises(ValueError, match="too few"):
        reliability("R", answers[:-1])
