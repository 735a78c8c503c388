"""Power and numbers needed: beside statsmodels, known textbook numbers, and trials that are played out."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from wending.engine.estimation.check import State
from wending.engine.estimation.power import (
    Design,
    people_needed,
    people_needed_for_share,
    power_check,
    power_of,
    power_of_shares,
    smallest_effect,
    smallest_effect_on_share,
)
from wending.engine.estimation.randomised import randomised
from wending.engine.estimation.terms import Estimand, Estimate, Sample

PLAIN = Design()


@pytest.mark.parametrize(
    ("share", "people", "effect"), [(0.5, 20, 0.6), (0.3, 100, 0.5), (0.5, 1000, 0.1), (0.8, 50, -0.9)]
)
def test_power_of_is_that_of_statsmodels(share, people, effect):
    peer = TTestIndPower().power(effect, people * share, 0.05, ratio=(1 - share) / share)
    assert power_of(Design(share=share), people, 3 * effect, spread=3.0) == pytest.approx(peer, abs=1e-9)


def test_people_needed_are_those_of_every_textbook():
    # Cohen (1988): 64 a group for half a standard deviation, 394 for a fifth; 388 a group from 50% to 60%.
    assert people_needed(PLAIN, 0.5) == 2 * 64
    assert people_needed(PLAIN, 0.2) in (2 * 394 - 1, 2 * 394)
    assert people_needed_for_share(PLAIN, 0.5, 0.1) in (2 * 388 - 1, 2 * 388)


def test_people_needed_are_just_enough():
    for design in (PLAIN, Design(share=0.3, explained=0.4, drop_out=0.25), Design(cluster_size=12, icc=0.05)):
        people = people_needed(design, 0.4)
        unit = int(design.cluster_size)
        assert people % unit == 0
        assert power_of(design, people, 0.4) >= 0.8 > power_of(design, people - unit, 0.4)


def test_smallest_effect_is_what_the_number_needed_was_for():
    design = Design(share=0.4, explained=0.3, drop_out=0.1)
    people = people_needed(design, 0.25, spread=2.0)
    assert smallest_effect(design, people, spread=2.0) == pytest.approx(0.25, rel=0.01)
    assert smallest_effect(PLAIN, 100) == pytest.approx(TTestIndPower().solve_power(None, 50, 0.05, 0.8), rel=1e-4)


@pytest.mark.parametrize(("base", "effect", "share"), [(0.5, 0.1, 0.5), (0.1, 0.06, 0.3), (0.6, -0.15, 0.7)])
def test_power_of_shares_is_that_of_statsmodels(base, effect, share):
    peer = power_proportions_2indep(effect, base, 400 * share, ratio=(1 - share) / share).power
    assert power_of_shares(Design(share=share), 400, base, effect) == pytest.approx(peer, abs=1e-4)


def test_smallest_effect_on_share_is_a_rise_or_a_fall_or_not_to_be_had():
    rise, fall = (smallest_effect_on_share(PLAIN, 400, 0.3, is_rise) for is_rise in (True, False))
    assert 0 < rise < 0.2
    assert -0.2 < fall < 0
    assert power_of_shares(PLAIN, 400, 0.3, rise) == pytest.approx(0.8)
    assert power_of_shares(PLAIN, 400, 0.3, fall) == pytest.approx(0.8)
    assert np.isnan(smallest_effect_on_share(PLAIN, 20, 0.05, is_rise=False))


def test_clusters_need_as_many_times_more_as_the_design_effect_says():
    alone, together = people_needed(PLAIN, 0.1), people_needed(Design(cluster_size=20, icc=0.05), 0.1)
    assert together / alone == pytest.approx(1 + 19 * 0.05, rel=0.03)
    uneven = people_needed(Design(cluster_size=20, icc=0.05, size_spread=0.6), 0.1)
    assert uneven / alone == pytest.approx(1 + ((1 + 0.36) * 20 - 1) * 0.05, rel=0.03)


@pytest.mark.parametrize("drop_out", [0.0, 0.3])
def test_power_of_clusters_is_how_often_a_played_trial_sees_the_effect(drop_out):
    random = np.random.default_rng(1)
    design = Design(cluster_size=10, icc=0.2, drop_out=drop_out, explained=0.0)
    seen, worlds = 0, 500
    for _ in range(worlds):
        clusters = np.repeat(np.arange(20), 10)
        treated = clusters < 10
        noise = np.sqrt(0.2) * random.normal(size=20)[clusters] + np.sqrt(0.8) * random.normal(size=200)
        outcome = np.where(random.random(200) < drop_out, np.nan, noise + 0.7 * treated)
        found = randomised(Sample(outcome, treated, clusters=clusters))
        seen += found.low > 0 or found.high < 0
    wanted = power_of(design, 200, 0.7)
    assert seen / worlds == pytest.approx(wanted, abs=3 * np.sqrt(wanted * (1 - wanted) / worlds))


def test_covariates_save_people_as_a_played_trial_shows():
    random = np.random.default_rng(2)
    seen, worlds = 0, 500
    for _ in range(worlds):
        covariate = random.normal(size=(80, 1))
        treated = random.permutation(80) < 40
        outcome = np.sqrt(0.5) * covariate[:, 0] + np.sqrt(0.5) * random.normal(size=80) + 0.4 * treated
        found = randomised(Sample(outcome, treated, covariate, ("before",)))
        seen += found.low > 0 or found.high < 0
    wanted = power_of(Design(explained=0.5), 80, 0.4)
    assert seen / worlds == pytest.approx(wanted, abs=3 * np.sqrt(wanted * (1 - wanted) / worlds))
    assert wanted > power_of(PLAIN, 80, 0.4) + 0.2


@pytest.mark.parametrize(
    "wrong",
    [{"share": 1.0}, {"explained": 1.0}, {"drop_out": 1.0}, {"icc": -0.1}, {"cluster_size": 0.5}, {"power": 0.04}],
)
def test_design_that_cannot_be(wrong):
    with pytest.raises(ValueError, match=r"between|one person"):
        replace(PLAIN, **wrong)


def test_power_that_cannot_be_reckoned():
    with pytest.raises(ValueError, match="no effect"):
        people_needed(PLAIN, 0.0)
    with pytest.raises(ValueError, match="more people"):
        people_needed(PLAIN, 1e-6)
    with pytest.raises(ValueError, match="too few"):
        power_of(Design(cluster_size=50), 150, 1.0)
    with pytest.raises(ValueError, match="shares"):
        power_of_shares(PLAIN, 100, 0.9, 0.2)


def estimate(error, freedom=None):
    return Estimate("randomised", Estimand.ATE, 0.1, error, 20, 20, freedom=freedom)


def test_power_check_says_whether_what_matters_could_have_been_shown():
    sample = Sample(np.arange(40.0), np.arange(40) % 2 == 0)
    found = power_check(sample, estimate(0.5), -1.5)

    # Bloom (1995): 2.8 errors.
    assert found["smallest-detectable"] == pytest.approx(0.5 * (norm.ppf(0.975) + norm.ppf(0.8)), rel=1e-4)
    assert found.state is State.PASSED
    assert found["power-for-what-matters"] == pytest.approx(norm.cdf(3 - 1.959964), abs=1e-6)
    assert found["smallest-detectable-in-spreads"] == pytest.approx(
        found["smallest-detectable"] / np.arange(1.0, 40, 2).std(ddof=1)
    )
    failed = power_check(sample, estimate(0.5), 1.3)
    assert (failed.state, failed.reason) == (State.FAILED, "could-not-have-shown")


def test_power_check_of_few_clusters_asks_for_more():
    sample = Sample(np.arange(40.0), np.arange(40) % 2 == 0)
    few, many = (power_check(sample, estimate(0.5, freedom), 1.0) for freedom in (5.0, None))
    assert few["smallest-detectable"] > 1.15 * many["smallest-detectable"]
    # With a t of n1 + n2 - 2 it is the power of the t test.
    peer = TTestIndPower().power(1.0, 10, 0.05)
    assert power_check(sample, estimate(np.sqrt(0.2), 18.0), 1.0)["power-for-what-matters"] == pytest.approx(peer)


def test_power_check_without_an_error():
    sample = Sample(np.arange(40.0), np.arange(40) % 2 == 0)
    assert power_check(sample, estimate(np.nan), 1.0).state is State.CANNOT
    with pytest.raises(ValueError, match="not zero"):
        power_check(sample, estimate(1.0), 0.0)


@pytest.mark.parametrize("freedom", [28.0, 498.0, 1198.0, None])
def test_power_check_of_an_effect_far_beyond_the_error_is_certain(freedom):
    sample = Sample(np.arange(40.0), np.arange(40) % 2 == 0)
    found = power_check(sample, estimate(0.01, freedom), 0.2)
    powers = np.array([row[1] for row in found.rows])
    assert np.isfinite(powers).all()
    assert (np.diff(powers) >= 0).all()
    assert powers[-1] == pytest.approx(1.0)


def test_power_check_of_compared_who_are_all_alike_tells_nothing_in_spreads():
    treated = np.arange(40) % 2 == 0
    found = power_check(Sample(np.where(treated, np.arange(40.0), 0.0), treated), estimate(0.5), 1.0)
    assert "smallest-detectable-in-spreads" not in dict(found.figures)
    assert np.isfinite([figure for _, figure in found.figures]).all()
