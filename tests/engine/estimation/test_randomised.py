"""Effects of what was given by lot: beside statsmodels, paired and stratified twins, and worlds with a known effect."""

from dataclasses import replace

import causaldata
import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from wending.engine.estimation.randomised import by_lot, randomised, waiting_list
from wending.engine.estimation.regression import interacted
from wending.engine.estimation.terms import NotAnswerable, Sample


def people(seed=1, many=60, effect=2.0):
    random = np.random.default_rng(seed)
    treated = random.permutation(np.arange(many) % 2 == 0)
    covariates = random.normal(size=(many, 2))
    outcome = covariates @ [1.0, -1.0] * (1 + treated) + effect * treated + random.normal(size=many)
    return Sample(outcome, treated, covariates, ("age", "wage"))


def classes(random, each, treated, spread=0.6, effect=0.0):
    """Return people in classes of the given sizes; `treated` per class."""
    clusters = np.repeat(np.arange(len(each)), each)
    noise = random.normal(size=len(each))[clusters] * spread + random.normal(size=len(clusters))
    return Sample(noise + effect * treated[clusters], treated[clusters], clusters=clusters)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_randomised_by_person_is_lin_with_hc2():
    sample = people()
    known = interacted(sample)

    found = randomised(sample)

    assert (found.value, found.error) == pytest.approx((known.value, known.error))
    assert found.method == "randomised"
    assert 20 < found.freedom < 60
    assert found.high - found.value == pytest.approx(stats.t.ppf(0.975, found.freedom) * found.error)


def test_randomised_leaves_out_unknown_outcomes_and_their_strata_too():
    sample = people()
    strata = np.arange(60) % 3
    outcome = sample.outcome.copy()
    outcome[:7] = np.nan
    holed = sample.with_outcome(outcome)

    assert randomised(holed, strata) == randomised(sample.where(np.arange(60) >= 7), strata[7:])


def test_randomised_in_strata_is_the_mean_of_their_differences():
    random = np.random.default_rng(2)
    strata = np.repeat([0, 1, 2], [20, 40, 10])
    # Other chances per stratum: a difference of all would mix strata.
    treated = np.concatenate([np.arange(20) < 5, np.arange(40) < 28, np.arange(10) < 5])
    outcome = strata * 5.0 + treated * (1.0 + strata) + random.normal(size=70)
    value = variance = 0.0
    for stratum, share in enumerate([20 / 70, 40 / 70, 10 / 70]):
        own, others = (outcome[(strata == stratum) & side] for side in (treated, ~treated))
        value += share * (own.mean() - others.mean())
        variance += share**2 * (own.var(ddof=1) / len(own) + others.var(ddof=1) / len(others))

    found = randomised(Sample(outcome, treated), strata)

    assert found.value == pytest.approx(value)
    assert found.error == pytest.approx(variance**0.5)


def test_randomised_in_pairs_is_the_paired_t_test():
    random = np.random.default_rng(3)
    first, second = random.normal(size=(2, 15)) + 3 * random.normal(size=15)
    sample = Sample(np.concatenate([first, second]), np.repeat([True, False], 15))

    found = randomised(sample, np.tile(np.arange(15), 2))

    interval = stats.ttest_rel(first, second).confidence_interval()
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


def test_randomised_by_cluster_against_cluster_robust_statsmodels():
    random = np.random.default_rng(4)
    sample = classes(random, random.integers(5, 15, 60), np.arange(60) % 2 == 0, effect=1.0)
    columns = sm.add_constant(sample.treated.astype(float))
    peer = sm.OLS(sample.outcome, columns).fit(cov_type="cluster", cov_kwds={"groups": sample.clusters})

    found = randomised(sample)

    assert found.value == pytest.approx(peer.params[1])
    # With sixty classes the small-sample correction is all but gone.
    assert found.error == pytest.approx(peer.bse[1], rel=0.03)
    assert found.method == "cluster-randomised"
    assert found.freedom < 58


def test_randomised_of_an_incentive_to_learn_a_result_is_near_what_was_published():
    # Thornton (2008, American Economic Review 98): 34% without an incentive; with her covariates it adds .431 (.023).
    data = causaldata.thornton_hiv.load_pandas().data.dropna(subset=["any", "got"])
    sample = Sample(data["got"].to_numpy(float), data["any"].to_numpy() > 0)

    found = randomised(sample)

    assert (found.treated, found.compared) == (2211, 623)
    assert sample.outcome[~sample.treated].mean() == pytest.approx(0.34, abs=0.005)
    assert found.low < 0.431 < found.high
    assert found.error == pytest.approx(0.021, abs=0.0005)


@pytest.mark.parametrize(
    ("each", "given"), [((4, 30, 9, 12, 5, 8, 20, 6, 10, 7), 5), ((25, 5, 5, 8, 6, 6, 7, 9, 4, 30), 3)]
)
def test_randomised_by_few_uneven_clusters_covers_where_the_usual_error_does_not(each, given):
    random = np.random.default_rng(5)
    held = usual = 0
    worlds = 600
    for _ in range(worlds):
        treated = random.permutation(np.arange(len(each)) < given)
        sample = classes(random, np.array(each), treated, effect=1.0)
        found = randomised(sample)
        held += found.low <= 1.0 <= found.high
        x = sample.treated - sample.treated.mean()
        left = sample.outcome - sample.outcome.mean() - found.value * x
        error = np.sqrt((np.bincount(sample.clusters, x * left) ** 2).sum() * len(each) / (len(each) - 1)) / (x @ x)
        usual += abs(found.value - 1.0) <= 1.96 * error
    assert 0.935 <= held / worlds <= 0.985
    assert usual / worlds < 0.91


def test_randomised_by_too_few_degrees_of_freedom_takes_the_interval_of_the_lot():
    # One large class among small ones leaves hardly any freedom.
    random = np.random.default_rng(6)
    sample = classes(random, np.array([60, 4, 5, 6, 50, 4, 6, 5]), np.arange(8) < 4, effect=1.0)

    found, chance = randomised(sample), by_lot(sample)

    assert found.method == "permutation"
    assert (found.low, found.high) == (chance.low, chance.high)
    assert chance.lots == 70
    assert found.value == pytest.approx(sample.outcome[sample.treated].mean() - sample.outcome[~sample.treated].mean())
    assert found.error == pytest.approx((chance.high - chance.low) / 2 / 1.959964, rel=1e-6)


def test_by_lot_refuses_a_true_null_as_often_as_it_says():
    random = np.random.default_rng(7)
    each = np.array([3, 20, 5, 8, 4, 9, 6, 12])
    chances = []
    for _ in range(300):
        treated = random.permutation(np.arange(8) < 4)
        chances.append(by_lot(classes(random, each, treated, spread=2.0)).p)
    assert 0.02 <= np.mean(np.array(chances) <= 0.0572) <= 0.095  # 4 of 70 lots
    assert min(chances) == pytest.approx(2 / 70)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([1, 0, 0, 0, 0, 0], "one-cluster-treated"),
        ([1, 1, 1, 1, 1, 0], "one-cluster-compared"),
        ([1, 1, 1, 0, 0, 0], "too-few-lots"),
    ],
)
def test_randomised_by_clusters_that_carry_no_answer(given, code):
    sample = classes(np.random.default_rng(8), np.array([40, 12, 30, 12, 30, 12]), np.array(given, bool))
    with pytest.raises(NotAnswerable) as refused:
        randomised(sample)
    assert codes(refused) == [code]


def test_randomised_with_all_outcomes_unknown():
    sample = people()
    with pytest.raises(NotAnswerable) as refused:
        randomised(sample.with_outcome(np.full(60, np.nan)))
    assert "outcome-unknown" in codes(refused)


def test_randomised_without_anybody_to_compare():
    with pytest.raises(NotAnswerable) as refused:
        randomised(Sample(np.arange(30.0), np.ones(30, bool)))
    assert codes(refused) == ["too-few-compared"]


def test_randomised_within_clusters_is_sent_to_strata():
    sample = replace(people(), clusters=np.arange(60) // 6)
    with pytest.raises(NotAnswerable) as refused:
        randomised(sample)
    assert codes(refused) == ["cluster-with-both"]


def test_randomised_with_a_stratum_where_all_were_treated():
    sample = people()
    with pytest.raises(NotAnswerable) as refused:
        randomised(sample, np.where(sample.treated & (np.arange(60) < 8), 1, 0))
    assert codes(refused) == ["stratum-without-both"]


def test_randomised_with_a_cluster_in_two_strata():
    sample = classes(np.random.default_rng(9), np.full(12, 5), np.arange(12) % 2 == 0)
    with pytest.raises(NotAnswerable) as refused:
        randomised(sample, np.arange(60) % 2)
    assert codes(refused) == ["cluster-in-two-strata"]


def test_randomised_with_covariates_that_follow_from_strata():
    sample = people()
    strata = np.arange(60) % 3
    with pytest.raises(NotAnswerable) as refused:
        randomised(replace(sample, covariates=strata[:, None].astype(float), names=("region",)), strata)
    assert codes(refused) == ["covariates-overlap"]


def test_waiting_list_while_all_wait_is_the_trial():
    sample = people()
    measured, started = np.full(60, 90.0), np.where(sample.treated, 0.0, 91.0)
    started[np.flatnonzero(~sample.treated)[:5]] = np.nan  # never began
    assert waiting_list(sample, measured, started) == randomised(sample)


def test_waiting_list_after_one_had_begun():
    sample = people()
    measured, started = np.full(60, 90.0), np.where(sample.treated, 0.0, 90.0)
    started[np.flatnonzero(~sample.treated)[0]] = 89.0
    with pytest.raises(NotAnswerable) as refused:
        waiting_list(sample, measured, started)
    assert refused.value.findings[0].code == "outcome-after-waiting-ended"
    assert refused.value.findings[0].about == (1, 30)


def test_waiting_list_with_an_unknown_day():
    sample = people()
    measured = np.full(60, 90.0)
    measured[3] = np.nan
    with pytest.raises(NotAnswerable) as refused:
        waiting_list(sample, measured, np.full(60, np.nan))
    assert codes(refused) == ["measured-unknown"]
