"""The permutation test and its interval, beside a slow twin that tries every effect, and scipy."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from scipy import stats

from wending.engine.estimation import permutation
from wending.engine.estimation.permutation import lots_within, orders, permuted


def slow_p(outcome, cell, given, lots, beside, effect):
    """Return the share of lots whose correlation with what is left without the effect is at least so large."""
    off = np.eye(len(outcome)) - beside @ np.linalg.pinv(beside)
    left = off @ (outcome - effect * given[cell])

    def size(lot):
        column = off @ lot[cell]
        length = np.sqrt(column @ column)
        return abs(column @ left) / length if length > 1e-6 else 0.0

    real = size(given)
    return np.mean([size(lot) >= real - 1e-9 for lot in lots])


@pytest.mark.parametrize("covariate", [False, True])
def test_permuted_refuses_just_outside_its_interval(covariate):
    random = np.random.default_rng(11)
    cell = np.repeat(np.arange(9), random.integers(2, 9, 9))
    strata = np.array([0] * 5 + [1] * 4)
    given = np.array([1.0, 1, 0, 0, 0, 1, 1, 0, 0])
    outcome = random.normal(size=9)[cell] + random.normal(size=len(cell)) + 2 * given[cell]
    beside = (strata[cell][:, None] == [0, 1]).astype(float)
    if covariate:
        beside = np.column_stack([beside, random.normal(size=len(cell))])
    lots = list(lots_within(strata, given > 0))

    found = permuted(outcome, cell, given, iter(lots), beside)

    assert found.lots == comb(5, 2) * comb(4, 2)
    assert found.p == pytest.approx(slow_p(outcome, cell, given, lots, beside, 0.0))
    assert found.value == pytest.approx(np.linalg.lstsq(np.column_stack([given[cell], beside]), outcome)[0][0])
    small = 1e-6
    assert slow_p(outcome, cell, given, lots, beside, found.low + small) > 0.05
    assert slow_p(outcome, cell, given, lots, beside, found.low - small) <= 0.05
    assert slow_p(outcome, cell, given, lots, beside, found.high - small) > 0.05
    assert slow_p(outcome, cell, given, lots, beside, found.high + small) <= 0.05


def test_permuted_of_two_groups_is_the_permutation_test_of_scipy():
    random = np.random.default_rng(12)
    outcome = random.normal(size=12) + np.repeat([1.0, 0.0], 6)
    given = np.repeat([1.0, 0.0], 6)
    peer = stats.permutation_test(
        (outcome[:6], outcome[6:]), lambda a, b, axis: a.mean(axis) - b.mean(axis), vectorized=True, n_resamples=np.inf
    )

    found = permuted(outcome, np.arange(12), given, lots_within(np.zeros(12, int), given > 0), np.ones((12, 1)))

    assert found.p == pytest.approx(peer.pvalue)
    assert found.value == pytest.approx(peer.statistic)


@pytest.mark.parametrize(("side", "is_finite"), [(3, False), (4, True)])
def test_permuted_has_no_ends_with_too_few_lots(side, is_finite):
    given = np.repeat([1.0, 0.0], side)
    outcome = np.random.default_rng(1).normal(size=2 * side) + given
    cells = np.arange(2 * side)
    lots = lots_within(np.zeros(2 * side, int), given > 0)

    found = permuted(outcome, cells, given, lots, np.ones((2 * side, 1)))

    assert np.isfinite([found.low, found.high]).all() == is_finite


def test_permuted_with_a_mass_of_two_equals_everybody_twice():
    random = np.random.default_rng(13)
    cell = np.repeat(np.arange(8), 3)
    given, outcome = np.repeat([1.0, 0.0], 4), random.normal(size=24)
    mass = random.integers(1, 4, 24)

    once = permuted(
        outcome, cell, given, lots_within(np.zeros(8, int), given > 0), np.ones((24, 1)), mass.astype(float)
    )
    twice = permuted(
        np.repeat(outcome, mass),
        np.repeat(cell, mass),
        given,
        lots_within(np.zeros(8, int), given > 0),
        np.ones((mass.sum(), 1)),
    )

    assert (once.value, once.p, once.low, once.high) == pytest.approx((twice.value, twice.p, twice.low, twice.high))


def test_permuted_of_a_treatment_that_follows_from_strata():
    given = np.array([1.0, 1, 0, 0])
    with pytest.raises(ValueError, match="follows"):
        permuted(np.arange(4.0), np.arange(4), given, iter([given]), np.column_stack([given, 1 - given]))


def test_lots_within_are_all_and_each_once():
    lots = [tuple(lot) for lot in lots_within(np.array([0, 0, 0, 1, 1]), np.array([True, False, False, True, False]))]

    wanted = {(*first, *second) for first in set(_ones(3, 1)) for second in set(_ones(2, 1))}
    assert set(lots) == wanted
    assert len(lots) == len(wanted) == 6


def _ones(many, chosen):
    return [tuple(float(place in one) for place in range(many)) for one in combinations(range(many), chosen)]


def test_lots_within_many_units_are_drawn_the_same_each_time(monkeypatch):
    monkeypatch.setattr(permutation, "MOST", 50)
    treated = np.arange(40) % 2 == 0
    strata = np.repeat([0, 1], 20)
    first, again = (list(lots_within(strata, treated)) for _ in range(2))

    assert len(first) == 50
    assert (first[0] == treated).all()
    assert np.array_equal(first, again)
    assert {tuple(np.bincount(strata, lot)) for lot in first} == {(10.0, 10.0)}


def test_orders_are_all_distinct_arrangements():
    found = [tuple(order.tolist()) for order in orders(np.array([2, 2, 3, 4]))]
    assert len(found) == len(set(found)) == 12
    assert {tuple(sorted(order)) for order in found} == {(2, 2, 3, 4)}
