"""Discontinuities: beside published figures, local lines of statsmodels, and worlds with a known jump."""

from dataclasses import replace

import causaldata
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from diff_diff import RegressionDiscontinuity

from wending.engine.estimation.check import Code, State
from wending.engine.estimation.discontinuity import bins, discontinuity, jump
from wending.engine.estimation.discontinuity_checks import (
    bandwidth_check,
    covariates_check,
    density_check,
    placebo_cutoffs,
)
from wending.engine.estimation.local_lines import LocalLines
from wending.engine.estimation.sandwich import least_squares
from wending.engine.estimation.terms import Estimand, NotAnswerable, Sample


def world(random, many=1500, effect=1.0, noise=0.5):
    running = random.uniform(-1, 1, many)
    treated = running >= 0
    outcome = np.sin(2 * running) + running**2 + effect * treated + noise * random.normal(size=many)
    covariate = running + random.normal(size=many)
    return Sample(outcome, treated, covariate[:, None], ("age",)), running


def codes(refused):
    return [finding.code for finding in refused.value.findings]


@pytest.fixture(scope="module")
def votes():
    data = causaldata.close_elections_lmb.load_pandas().data[["score", "demvoteshare"]].dropna().astype(float)
    return data["score"].to_numpy(), data["demvoteshare"].to_numpy()


def test_discontinuity_is_that_published_for_close_elections(votes):
    # Lee, Moretti & Butler (2004) with rdrobust, as in Cunningham's Causal Inference: The Mixtape (2021), chapter 6:
    # conventional 46.491 (1.241), robust interval 43.293 to 49.052.
    score, share = votes
    found = discontinuity(Sample(score, share >= 0.5), share, 0.5)
    # rdrobust takes its error as known; ours is that of a t with many degrees of freedom here.
    published = found.value - 1.959964 * found.error, found.value + 1.959964 * found.error
    assert published == pytest.approx((43.293, 49.052), abs=5e-4)
    assert (found.low, found.high) == pytest.approx((43.293, 49.052), abs=0.01)
    assert found.high - found.low > published[1] - published[0]
    assert jump(score, share, 0.5).plain == pytest.approx(46.491, abs=5e-4)
    assert found.estimand is Estimand.LATE
    assert found.treated + found.compared < len(score)


def test_jump_is_the_local_line_and_its_bias_correction_the_local_curve(votes):
    # With one bandwidth for line and curvature, taking out the bias is fitting a curve (Calonico et al. 2014).
    score, share = votes
    away = share - 0.5
    weights = np.maximum(1 - np.abs(away) / 0.08, 0)
    side = (away >= 0).astype(float)
    line = np.column_stack([np.ones(len(away)), side, away, away * side])
    curve = np.column_stack([line, away**2, away**2 * side])
    rows = weights > 0

    found = jump(score, share, 0.5, (0.08, 0.08))

    assert found.plain == pytest.approx(sm.WLS(score[rows], line[rows], weights[rows]).fit().params[1], rel=1e-6)
    assert found.value == pytest.approx(sm.WLS(score[rows], curve[rows], weights[rows]).fit().params[1], rel=1e-6)
    assert found.below + found.above == rows.sum()


def test_jump_has_an_error_near_the_robust_one_of_the_local_curve():
    sample, running = world(np.random.default_rng(15), many=6000)
    weights = np.maximum(1 - np.abs(running) / 0.5, 0)
    rows = weights > 0
    curve = np.column_stack([running[rows] ** power for power in (0, 1, 2)])
    curve = np.hstack([curve, curve * sample.treated[rows, None]])
    peer = sm.WLS(sample.outcome[rows], curve, weights[rows]).fit(cov_type="HC0")
    assert jump(sample.outcome, running, 0.0, (0.5, 0.5)).error == pytest.approx(peer.bse[3], rel=0.04)


def test_discontinuity_covers_a_known_jump():
    random = np.random.default_rng(1)
    held, worlds = 0, 60
    values = []
    for _ in range(worlds):
        sample, running = world(random, many=700)
        found = discontinuity(sample, running, 0.0)
        held += found.low <= 1.0 <= found.high
        values.append(found.value)
    assert held / worlds >= 0.85
    assert np.mean(values) == pytest.approx(1.0, abs=0.06)


@pytest.mark.parametrize("side", ["above", "over", "below", "under"])
def test_discontinuity_whichever_side_is_treated_and_whoever_is_at_the_bar(side):
    _, running = world(np.random.default_rng(2))
    running = np.round(running, 2)
    treated = {"above": running >= 0, "over": running > 0, "below": running < 0, "under": running <= 0}[side]
    outcome = np.sin(2 * running) + 2.0 * treated + 0.3 * np.random.default_rng(3).normal(size=len(running))
    found = discontinuity(Sample(outcome, treated), running, 0.0)
    assert found.method == "discontinuity"
    assert found.value == pytest.approx(2.0, abs=0.3)


def test_discontinuity_that_is_fuzzy_is_the_ratio_of_jumps_and_covers():
    random = np.random.default_rng(4)
    held, worlds = 0, 40
    for _ in range(worlds):
        running = random.uniform(-1, 1, 1600)
        keen = random.normal(size=1600)
        received = random.random(1600) < 0.2 + 0.5 * (running >= 0) + 0.1 * (keen > 0)
        outcome = running + 2.0 * received + 0.5 * keen + 0.3 * random.normal(size=1600)
        found = discontinuity(Sample(outcome, received), running, 0.0)
        held += found.low <= 2.0 <= found.high
    best = jump(outcome, running, 0.0)
    taken = jump(received.astype(float), running, 0.0, (best.bandwidth, best.curvature))
    assert found.method == "fuzzy-discontinuity"
    assert found.value == pytest.approx(best.value / taken.value)
    assert held / worlds >= 0.87


def test_discontinuity_that_is_fuzzy_has_the_error_of_its_library():
    random = np.random.default_rng(5)
    running = random.uniform(-1, 1, 3000)
    received = random.random(3000) < 0.1 + 0.7 * (running >= 0)
    outcome = 100 * (running + 2.0 * received + 0.3 * random.normal(size=3000))
    own = jump(outcome, running, 0.0)
    table = pd.DataFrame({"y": outcome, "x": running, "d": received.astype(float)})
    peer = RegressionDiscontinuity(h=own.bandwidth, b=own.curvature).fit(table, "y", "x", takeup="d")

    found = discontinuity(Sample(outcome, received), running, 0.0)

    assert found.error == pytest.approx(peer.se, rel=0.02)
    assert found.value == pytest.approx(peer.att, rel=0.02)


def test_discontinuity_with_receipt_that_does_not_jump():
    random = np.random.default_rng(6)
    running = random.uniform(-1, 1, 800)
    received = random.random(800) < 0.5
    with pytest.raises(NotAnswerable) as refused:
        discontinuity(Sample(running + random.normal(size=800), received), running, 0.0)
    assert codes(refused) == ["interval-without-ends"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda running: np.where(running < 0, -1.0, running), "running-few-values-below"),
        (lambda running: running + 5, "too-few-below-cutoff"),
        (lambda running: np.where(np.arange(len(running)) == 3, np.nan, running), "running-unknown"),
    ],
)
def test_discontinuity_with_a_running_variable_that_carries_no_answer(change, code):
    sample, running = world(np.random.default_rng(7))
    with pytest.raises(NotAnswerable) as refused:
        discontinuity(sample, change(running), 0.0)
    assert codes(refused) == [code]


def test_discontinuity_of_all_treated():
    sample, running = world(np.random.default_rng(8))
    with pytest.raises(NotAnswerable) as refused:
        discontinuity(replace(sample, treated=np.ones(len(sample), bool)), running, 0.0)
    assert codes(refused) == ["too-few-compared"]


def test_jump_pulls_are_those_of_its_library_with_any_kernel_and_order():
    random = np.random.default_rng(20)
    running = np.round(random.normal(size=900), 2)  # with ties
    outcome = running**3 + (running >= 0) + random.normal(size=900)
    for kernel, order in (("triangular", 1), ("epanechnikov", 2), ("uniform", 1)):
        peer = jump(outcome, running, 0.0, (0.7, 1.1), kernel=kernel, order=order)
        lines = LocalLines(running, 0.7, 1.1, np.ones(900), kernel, order)
        assert lines.pulls() @ outcome == pytest.approx(peer.value, rel=1e-8)
        assert lines.sandwich(outcome, None).error == pytest.approx(peer.error, rel=0.1)


def test_jump_has_the_freedom_of_the_spread_of_its_error():
    # With outcomes that are noise alone the squared error is as spread as a chi-squared with its freedom.
    random = np.random.default_rng(21)
    running = np.round(random.uniform(-1, 1, 400), 2)
    squares = [jump(random.normal(size=400), running, 0.0, (0.5, 0.7)).error ** 2 for _ in range(400)]
    freedom = jump(random.normal(size=400), running, 0.0, (0.5, 0.7)).freedom
    assert 2 * np.mean(squares) ** 2 / np.var(squares) == pytest.approx(freedom, rel=0.25)
    assert np.mean(squares) == pytest.approx((LocalLines(running, 0.5, 0.7, np.ones(400)).pulls() ** 2).sum(), rel=0.05)


def test_discontinuity_with_weights_is_that_of_so_many_people():
    sample, running = world(np.random.default_rng(8))
    many = np.random.default_rng(9).integers(1, 4, len(sample))
    best = jump(sample.outcome, running, 0.0)
    bandwidths = best.bandwidth, best.curvature
    repeated = jump(np.repeat(sample.outcome, many), np.repeat(running, many), 0.0, bandwidths)
    found = discontinuity(replace(sample, weights=many.astype(float)), running, 0.0)
    assert found.value == pytest.approx(repeated.value, rel=1e-9)
    tenfold = discontinuity(replace(sample, weights=10.0 * many), running, 0.0)
    assert (tenfold.value, tenfold.error) == pytest.approx((found.value, found.error))
    even = discontinuity(replace(sample, weights=np.ones(len(sample))), running, 0.0)
    assert (even.value, even.error) == pytest.approx((best.value, best.error), rel=0.1)


def test_discontinuity_by_cluster_is_cr2_of_the_curve_of_a_library():
    # With one bandwidth for line and curvature the jump is a coefficient of a weighted curve.
    sample, running = world(np.random.default_rng(8))
    clusters = np.random.default_rng(9).integers(0, 40, len(sample))
    weights = np.maximum(1 - np.abs(running) / 0.5, 0)
    rows = weights > 0
    side = (running >= 0).astype(float)
    curve = np.column_stack([side, *(running**power for power in (0, 1, 2)), side * running, side * running**2])
    peer = least_squares(curve[rows], sample.outcome[rows], np.eye(6)[0], clusters[rows], weights[rows])
    found = jump(sample.outcome, running, 0.0, (0.5, 0.5), clusters=clusters)
    assert (found.value, found.error, found.freedom) == pytest.approx((peer.value, peer.error, peer.freedom), rel=1e-8)


def test_jump_holds_the_truth_with_clusters_where_people_alone_would_not():
    random = np.random.default_rng(22)
    held = alone = 0
    for _ in range(100):
        clusters = random.integers(0, 60, 480)
        running = random.uniform(-1, 1, 60)[clusters] + 0.02 * random.normal(size=480)
        outcome = running + (running >= 0) + random.normal(size=60)[clusters] + random.normal(size=480)
        for groups in (clusters, None):
            found = jump(outcome, running, 0.0, (0.9, 0.9), clusters=groups)
            holds = abs(found.value - 1.0) <= found.reach * found.error
            held, alone = held + holds * (groups is not None), alone + holds * (groups is None)
    assert held >= 88  # fewer of 100 has a chance of 1 in 250 when it is 95%
    assert alone < 82


def test_jump_of_very_many_at_the_same_scores_has_an_error_as_good_as_known():
    random = np.random.default_rng(23)
    running = random.integers(-12, 12, 60_000) / 12
    found = jump(running + random.normal(size=60_000), running, 0.0, (0.9, 0.9))
    assert found.reach == pytest.approx(1.959964)


def test_discontinuity_with_few_clusters_near_the_bar():
    sample, running = world(np.random.default_rng(8))
    clusters = np.where(running >= 0, np.where(running > 0.9, np.arange(len(running)), 0), np.arange(len(running)))
    with pytest.raises(NotAnswerable) as refused:
        discontinuity(replace(sample, clusters=clusters), running, 0.0)
    assert codes(refused) == ["too-few-clusters-near-cutoff"]


def test_checks_carry_weights_and_clusters():
    sample, running = world(np.random.default_rng(14))
    clusters = np.random.default_rng(9).integers(0, 40, len(sample))
    whole = replace(sample, clusters=clusters, weights=np.linspace(1, 2, len(sample)))
    found, best = bandwidth_check(whole, running, 0.0), discontinuity(whole, running, 0.0)
    row = next(row for row in found.rows if row[0] == "width-1")
    assert row[2:5] == pytest.approx((best.value, best.low, best.high))
    assert covariates_check(whole, running, 0.0).rows[0][1] != covariates_check(sample, running, 0.0).rows[0][1]
    assert placebo_cutoffs(whole, running, 0.0)["told"] == 6


def test_bins_are_even_and_hold_everybody():
    sample, running = world(np.random.default_rng(9), many=333)
    found = bins(sample.outcome, running, 0.0)
    assert sum(row[2] for row in found) == 333
    assert min(row[2] for row in found) >= 10
    assert list(found) == sorted(found)
    below = running < 0
    assert sum(row[1] * row[2] for row in found if row[0] < 0) == pytest.approx(sample.outcome[below].sum())


def test_density_check_passes_for_chance_and_fails_for_who_moved_over():
    random = np.random.default_rng(10)
    running = random.normal(size=4000)
    moved = np.where((running > -0.1) & (running < 0) & (random.random(4000) < 0.6), -running, running)
    assert density_check(running, 0.0).state is State.PASSED
    failed = density_check(moved, 0.0)
    assert (failed.state, failed.reason) == (State.FAILED, "density-jumps-at-cutoff")
    assert failed.rows[1][1] > failed.rows[0][1]


def test_density_check_of_few_people():
    assert density_check(np.linspace(-1, 1, 12), 0.0).state is State.CANNOT


def test_density_check_is_as_often_wrong_as_it_says():
    random = np.random.default_rng(11)
    wrong = [density_check(random.normal(size=800), 0.2).state is State.FAILED for _ in range(150)]
    assert np.mean(wrong) <= 0.1


def test_covariates_check_sees_a_covariate_that_jumps():
    sample, running = world(np.random.default_rng(12))
    other = sample.covariates[:, 0] + 3 * (running >= 0)
    both = replace(sample, covariates=np.column_stack([sample.covariates, other]), names=("age", "wage"))

    passed, failed = covariates_check(sample, running, 0.0), covariates_check(both, running, 0.0)

    assert (passed.code, passed.state) == (Code.BALANCE, State.PASSED)
    assert failed.state is State.FAILED
    assert failed.rows[1][1] == pytest.approx(3.0, abs=1.0)
    assert failed.rows[0][5] == pytest.approx(min(1.0, failed.rows[0][4]))  # the last of Holm is not adjusted


def test_covariates_check_without_covariates():
    sample, running = world(np.random.default_rng(12))
    assert covariates_check(Sample(sample.outcome, sample.treated), running, 0.0).reason == "no-covariates"


def test_placebo_cutoffs_see_a_jump_elsewhere_but_not_the_real_one():
    sample, running = world(np.random.default_rng(13), effect=5.0)
    elsewhere = sample.with_outcome(sample.outcome + 3.0 * (running > np.median(running[running < 0])))

    passed, failed = placebo_cutoffs(sample, running, 0.0), placebo_cutoffs(elsewhere, running, 0.0)

    assert passed.state is State.PASSED
    assert passed["told"] == 6
    assert (failed.state, failed.reason) == (State.FAILED, "jumps-without-cutoff")
    assert failed.rows[1][1] == pytest.approx(3.0, abs=0.5)


def test_bandwidth_check_tells_the_jump_by_other_choices():
    sample, running = world(np.random.default_rng(14))
    best = jump(sample.outcome, running, 0.0)

    found = bandwidth_check(sample, running, 0.0)

    assert found.state is State.TOLD
    rows = {row[0]: row for row in found.rows}
    assert rows["width-1"][2] == pytest.approx(best.value)
    assert rows["width-0.5"][1] == pytest.approx(best.bandwidth / 2)
    assert rows["width-0.5"][4] - rows["width-0.5"][3] > rows["width-2"][4] - rows["width-2"][3]
    assert found["lowest"] <= best.value <= found["highest"]
