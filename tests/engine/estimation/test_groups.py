"""Effects by group: beside one regression with all groups, statsmodels, and worlds without any effect."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import chi2, norm
from statsmodels.stats.multitest import multipletests

from wending.engine.estimation.groups import by_group
from wending.engine.estimation.randomised import randomised
from wending.engine.estimation.regression import difference
from wending.engine.estimation.terms import Estimand, Estimate, Sample

NAMES = ("low", "middle", "high")


def world(random, effects=(2.0, 0.5, 0.5), each=100):
    groups = np.repeat(np.arange(len(effects)), each)
    treated = np.arange(len(groups)) % 2 == 0
    outcome = groups + treated * np.array(effects)[groups] + random.normal(size=len(groups))
    return Sample(outcome, treated), groups


def test_by_group_is_one_regression_with_all_groups():
    sample, groups = world(np.random.default_rng(1))
    dummies = groups[:, None] == np.arange(3)
    columns = np.hstack([dummies, dummies * sample.treated[:, None]]).astype(float)
    peer = sm.OLS(sample.outcome, columns).fit(cov_type="HC2")
    contrasts = np.array([[0, 0, 0, 1, -1, 0], [0, 0, 0, 1, 0, -1], [0, 0, 0, 0, 1, -1]])
    apart = peer.t_test(contrasts)

    found = by_group(sample, groups, NAMES, difference)

    assert [one.name for one in found.groups] == list(NAMES)
    assert [one.estimate.value for one in found.groups] == pytest.approx(peer.params[3:])
    assert [one.estimate.error for one in found.groups] == pytest.approx(peer.bse[3:])
    assert [one.p_adjusted for one in found.groups] == pytest.approx(multipletests(peer.pvalues[3:], method="holm")[1])
    assert [one.value for one in found.differences] == pytest.approx(apart.effect)
    assert [one.error for one in found.differences] == pytest.approx(apart.sd.ravel())
    assert [one.p_adjusted for one in found.differences] == pytest.approx(multipletests(apart.pvalue, method="holm")[1])
    equal = peer.wald_test(contrasts[:2], scalar=True)
    assert found.p_equal == pytest.approx(chi2.sf(equal.statistic, 2))
    assert [(one.first, one.second) for one in found.differences] == [
        ("low", "middle"),
        ("low", "high"),
        ("middle", "high"),
    ]


def test_by_group_holds_for_all_groups_and_all_differences_at_once():
    random = np.random.default_rng(2)
    groups_held = differences_held = alarms = 0
    worlds = 400
    for _ in range(worlds):
        sample, groups = world(random, effects=(0.0, 0.0, 0.0, 0.0), each=60)
        found = by_group(sample, groups, (*NAMES, "top"), randomised)
        groups_held += all(one.low <= 0 <= one.high for one in found.groups)
        differences_held += all(one.low <= 0 <= one.high for one in found.differences)
        alarms += any(one.p_adjusted <= 0.05 for one in found.groups)
    assert groups_held / worlds == pytest.approx(0.95, abs=0.033)
    assert 0.93 <= differences_held / worlds <= 0.99
    assert alarms / worlds == pytest.approx(0.05, abs=0.033)


def test_by_group_widens_intervals_as_sidak():
    sample, groups = world(np.random.default_rng(3))
    one = by_group(sample, groups, NAMES, difference).groups[0]
    reach = norm.ppf(0.5 + 0.95 ** (1 / 3) / 2) * one.estimate.error
    assert (one.low, one.high) == pytest.approx((one.estimate.value - reach, one.estimate.value + reach))


def test_by_group_of_a_small_group_gives_a_finding_and_no_number():
    sample, groups = world(np.random.default_rng(4))
    few = replace(sample, treated=np.where(groups == 0, np.arange(300) < 9, sample.treated))
    asked = []

    def estimator(part):
        asked.append(len(part))
        return difference(part)

    found = by_group(few, groups, NAMES, estimator)

    assert found.groups[0].estimate is None
    assert np.isnan(found.groups[0].low)
    assert [(one.code, one.about) for one in found.groups[0].findings] == [("too-few-treated", (9, 10))]
    assert asked == [100, 100]
    assert [(one.first, one.second) for one in found.differences] == [("middle", "high")]


def test_by_group_counts_only_known_outcomes():
    sample, groups = world(np.random.default_rng(5))
    outcome = np.where((groups == 2) & (np.arange(300) > 215), np.nan, sample.outcome)
    found = by_group(sample.with_outcome(outcome), groups, NAMES, difference)
    assert {one.code for one in found.groups[2].findings} == {"too-few-treated", "too-few-compared"}


def test_by_group_tells_what_is_in_the_way_in_one_group():
    sample, groups = world(np.random.default_rng(6))
    flat = sample.with_outcome(np.where(groups == 1, 4.0, sample.outcome))
    found = by_group(flat, groups, NAMES, difference)
    assert [one.code for one in found.groups[1].findings] == ["outcome-never-differs"]
    assert found.groups[0].estimate is not None


def test_by_group_with_unknown_groups_and_a_group_without_people():
    sample, groups = world(np.random.default_rng(7))
    found = by_group(sample, np.where(groups == 2, -1, groups), NAMES, difference)
    assert [(one.code, one.about) for one in found.findings] == [("group-unknown", (100, 300))]
    assert found.groups[2].findings[0].about == (0, 10)


def test_by_group_with_clusters_in_several_groups_takes_the_widest_error():
    sample, groups = world(np.random.default_rng(8))
    sample = replace(sample, clusters=np.arange(300) % 20)
    found = by_group(sample, groups, NAMES, difference)
    assert found.findings[0].code == "clusters-in-several-groups"
    one, other = (found.groups[place].estimate.error for place in (0, 1))
    assert found.differences[0].error == pytest.approx(one + other)
    assert np.isnan(found.p_equal)


def test_by_group_of_few_people_has_differences_with_welch():
    random = np.random.default_rng(9)
    sample, groups = world(random, effects=(1.0, 0.0), each=22)
    found = by_group(sample, groups, ("low", "high"), randomised)
    first, second = (one.estimate for one in found.groups)
    freedom = (first.error**2 + second.error**2) ** 2 / (
        first.error**4 / first.freedom + second.error**4 / second.freedom
    )
    from scipy.stats import t

    reach = t.ppf(0.975, freedom) * np.hypot(first.error, second.error)
    assert found.differences[0].high == pytest.approx(first.value - second.value + reach)


def test_by_group_of_an_interval_without_an_error_takes_no_part_in_the_rest():
    sample, groups = world(np.random.default_rng(10))

    def estimator(part):
        bounds = (0.0, 3.0) if part.outcome.mean() > 2 else None
        return Estimate("permutation", Estimand.ATE, 1.0, 0.5, 50, 50, bounds=bounds)

    found = by_group(sample, groups, NAMES, estimator)

    assert found.groups[2].estimate.high == 3.0
    assert np.isnan(found.groups[2].p_adjusted)
    assert [one.code for one in found.groups[2].findings] == ["interval-not-by-error"]
    assert len(found.differences) == 1


def test_by_group_with_a_place_without_a_name():
    sample, groups = world(np.random.default_rng(11))
    with pytest.raises(ValueError, match="named group"):
        by_group(sample, groups, NAMES[:2], difference)
