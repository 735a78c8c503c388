"""Instrumental variables: beside pyfixest and statsmodels, and worlds with a known effect and a weak instrument."""

from dataclasses import replace

import causaldata
import numpy as np
import pandas as pd
import pyfixest
import pytest
import statsmodels.api as sm

from wending.engine.estimation.instruments import effect_of_receipt, instrumented
from wending.engine.estimation.randomised import randomised
from wending.engine.estimation.terms import Estimand, NotAnswerable, Sample


def world(random, many=800, share=0.4, instruments=1, effect=2.0):
    """Return people of whom some take part when called, some always; who takes part fares better anyway."""
    called = (random.random((many, instruments)) < 0.5).astype(float)
    keen = random.normal(size=many)
    covariate = random.normal(size=many)
    received = called.mean(axis=1) * share + 0.4 * (keen + 0.5 * covariate > 0) > random.random(many)
    outcome = effect * received + 1.5 * keen + covariate + random.normal(size=many)
    return Sample(outcome, received, covariate[:, None], ("age",), clusters=np.arange(many) // 10), called


def table(sample, instruments):
    data = pd.DataFrame({"y": sample.outcome, "d": sample.treated.astype(float), "x": sample.covariates[:, 0]})
    for place, column in enumerate(instruments.T):
        data[f"z{place}"] = column
    return data.assign(g=sample.clusters)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize("clustered", [False, True])
def test_instrumented_equals_pyfixest(clustered):
    sample, called = world(np.random.default_rng(1))
    vcov = {"CRV1": "g"} if clustered else "hetero"
    peer = pyfixest.feols("y ~ x | d ~ z0", data=table(sample, called), vcov=vcov)
    peer.IV_Diag()

    found = instrumented(sample if clustered else replace(sample, clusters=None), called)

    assert found.value == pytest.approx(peer.coef()["d"])
    assert found.error == pytest.approx(peer.se()["d"])
    assert found.strength == pytest.approx(peer._eff_F)
    assert found.needed == pytest.approx(23.1, abs=0.05)  # Montiel Olea & Pflueger (2013), one instrument
    assert found.moved == pytest.approx(peer._model_1st_stage.coef()["z0"])


def test_instrumented_with_three_instruments_equals_pyfixest():
    sample, called = world(np.random.default_rng(2), instruments=3)
    peer = pyfixest.feols("y ~ x | d ~ z0 + z1 + z2", data=table(sample, called), vcov="hetero")

    found = instrumented(replace(sample, clusters=None), called)

    assert (found.value, found.error) == pytest.approx((peer.coef()["d"], peer.se()["d"]))


def test_instrumented_strength_with_alike_errors_is_the_f_of_the_first_stage():
    # In the limit the effective F of alike errors is the plain one, and `needed` that of Stock & Yogo's kind: for
    # three instruments of equal strength K_eff = 3 and the bar is lower than for one.
    random = np.random.default_rng(3)
    instruments = random.normal(size=(20_000, 3))
    latent = instruments @ [0.03, 0.02, 0.01] + random.normal(size=20_000)
    sample = Sample(random.normal(size=20_000), latent > 0)
    first = sm.OLS(sample.treated.astype(float), sm.add_constant(instruments)).fit()

    found = instrumented(sample, instruments)

    assert found.strength == pytest.approx(first.fvalue, rel=0.01)
    assert 10 < found.needed < 23.1
    assert np.isnan(found.moved)


@pytest.mark.parametrize("instruments", [1, 2])
@pytest.mark.parametrize("clustered", [False, True])
def test_instrumented_range_ends_where_the_reduced_form_is_just_refused(instruments, clustered):
    sample, called = world(np.random.default_rng(4), instruments=instruments)
    sample = sample if clustered else replace(sample, clusters=None)
    columns = sm.add_constant(np.column_stack([called, sample.covariates]))
    tested = np.eye(columns.shape[1])[1 : 1 + instruments]

    def p(effect):
        model = sm.OLS(sample.outcome - effect * sample.treated, columns)
        fitted = (
            model.fit(cov_type="cluster", cov_kwds={"groups": sample.clusters}, use_t=True)
            if clustered
            else model.fit(cov_type="HC1", use_t=True)
        )
        return float(fitted.f_test(tested).pvalue)

    ((low, high),) = instrumented(sample, called).ranges

    assert p(low) == pytest.approx(0.05, abs=1e-6)
    assert p(high) == pytest.approx(0.05, abs=1e-6)
    assert p((low + high) / 2) > 0.05


@pytest.mark.parametrize("share", [0.4, 0.04])
def test_instrumented_covers_the_truth_also_with_a_weak_instrument(share):
    random = np.random.default_rng(5)
    held = plain = 0
    worlds = 400
    for _ in range(worlds):
        sample, called = world(random, many=300, share=share)
        found = instrumented(replace(sample, clusters=None), called)
        held += any(low <= 2.0 <= high for low, high in found.ranges)
        plain += abs(found.value - 2.0) <= 1.96 * found.error
    assert 0.93 <= held / worlds <= 0.975
    if share < 0.1:
        assert plain / worlds > 0.975  # the plain interval is far off here: far too wide, or in the wrong place


def test_instrumented_with_a_weak_instrument_gives_no_estimate():
    sample, called = world(np.random.default_rng(6), many=300, share=0.02)
    found = instrumented(replace(sample, clusters=None), called)
    assert found.estimate is None
    assert {finding.code for finding in found.findings} == {"instrument-weak", "interval-without-ends"}
    assert not np.isfinite(found.ranges).all()


def test_instrumented_that_is_weak_but_tells_has_the_interval_of_anderson_and_rubin():
    sample, called = world(np.random.default_rng(8), many=400, share=0.2)
    found = instrumented(replace(sample, clusters=None), called)
    assert [finding.code for finding in found.findings] == ["instrument-weak"]
    assert (found.estimate.low, found.estimate.high) == found.ranges[0]
    # Uneven, as it is with a weak instrument, where the plain one would be even.
    assert found.value - found.estimate.low > found.estimate.high - found.value + 0.5
    assert found.estimate.estimand is Estimand.LATE


def test_instrumented_by_instruments_that_contradict_each_other():
    random = np.random.default_rng(8)
    sample, called = world(random, many=4000, instruments=2)
    sample = replace(sample, clusters=None, outcome=sample.outcome + 3 * called[:, 1])  # touches the outcome itself
    found = instrumented(sample, called)
    assert found.estimate is None
    assert "instruments-contradict" in [finding.code for finding in found.findings]


def test_instrumented_whose_estimate_lies_outside_what_is_not_refused():
    # One instrument moves the spread of outcomes too, so that the two weigh otherwise in the estimate and in the test.
    random = np.random.default_rng(30)
    called = (random.random((400, 2)) < 0.5).astype(float)
    received = random.random(400) < 0.1 + 0.4 * called[:, 0] + 0.4 * called[:, 1]
    outcome = 2 * received + random.normal(size=400) * (0.3 + 4 * called[:, 1]) + 1.5 * called[:, 1]

    found = instrumented(Sample(outcome, received), called)

    ((low, high),) = found.ranges
    assert not low <= found.value <= high
    assert found.estimate is None
    assert [finding.code for finding in found.findings] == ["instruments-contradict"]


def test_effect_of_receipt_is_the_effect_of_the_offer_per_person_moved():
    sample, called = world(np.random.default_rng(9))
    offered = Sample(sample.outcome, called[:, 0] > 0)
    share = sample.treated[offered.treated].mean() - sample.treated[~offered.treated].mean()

    found = effect_of_receipt(offered, sample.treated)

    assert found.value == pytest.approx(randomised(offered).value / share)


def test_effect_of_receipt_when_all_did_as_offered_is_the_effect_of_the_offer():
    sample, called = world(np.random.default_rng(10))
    offered = Sample(sample.outcome, called[:, 0] > 0)
    found, offer = effect_of_receipt(offered, offered.treated), randomised(offered)
    assert found.value == pytest.approx(offer.value)
    assert (found.low, found.high) == pytest.approx((offer.low, offer.high), rel=0.02)


def test_instrumented_when_all_did_as_offered_says_so():
    sample, called = world(np.random.default_rng(10))
    found = instrumented(Sample(sample.outcome, called[:, 0] > 0), called)
    assert [finding.code for finding in found.findings] == ["everybody-did-as-offered"]
    assert (found.moved, found.strength) == (pytest.approx(1.0), np.inf)
    assert found.needed == pytest.approx(23.1, abs=0.05)


def test_effect_of_receipt_with_unknown_receipt():
    sample, called = world(np.random.default_rng(10))
    offered = Sample(sample.outcome, called[:, 0] > 0)
    received = np.where(np.arange(800) == 5, np.nan, sample.treated)
    with pytest.raises(NotAnswerable) as refused:
        effect_of_receipt(offered, received)
    assert codes(refused) == ["receipt-unknown"]
    outcome = np.where(np.arange(800) == 5, np.nan, sample.outcome)
    assert np.isfinite(effect_of_receipt(offered.with_outcome(outcome), received).value)


def test_effect_of_receipt_in_strata_takes_their_levels_out():
    random = np.random.default_rng(11)
    strata = np.repeat([0, 1], [300, 900])
    called = random.random(1200) < np.where(strata == 0, 0.8, 0.2)
    received = called & (random.random(1200) < 0.7)
    sample = Sample(2.0 * received - 6.0 * strata + random.normal(size=1200), called)
    assert effect_of_receipt(sample, received, strata).value == pytest.approx(2.0, abs=0.25)
    assert effect_of_receipt(sample, received).value > 4


def test_effect_of_receipt_of_college_by_its_nearness():
    # The data of Card (1995); more than twelve years of school as yes or no, so that pyfixest is the measure.
    data = causaldata.close_college.load_pandas().data.dropna().copy()
    data["college"] = (data["educ"] > 12).astype(float)
    peer = pyfixest.feols("lwage ~ exper + black + south + married + smsa | college ~ nearc4", data=data, vcov="hetero")
    sample = Sample(
        data["lwage"].to_numpy(float),
        data["college"].to_numpy() > 0,
        data[["exper", "black", "south", "married", "smsa"]].to_numpy(float),
        ("exper", "black", "south", "married", "smsa"),
    )

    found = instrumented(sample, data["nearc4"].to_numpy(float))

    assert (found.value, found.error) == pytest.approx((peer.coef()["college"], peer.se()["college"]))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sample, called: (replace(sample, treated=np.ones(800, bool)), called), "too-few-compared"),
        (lambda sample, called: (replace(sample, treated=np.zeros(800, bool)), called), "too-few-treated"),
        (lambda sample, called: (sample, np.ones((800, 1))), "instrument-never-differs"),
        (lambda sample, called: (sample, np.where(np.arange(800)[:, None] == 4, np.nan, called)), "instrument-unknown"),
        (lambda sample, called: (sample, 2 * sample.covariates + 1), "instrument-follows-from-covariates"),
    ],
)
def test_instrumented_with_data_that_carry_no_answer(change, code):
    sample, called = world(np.random.default_rng(12))
    sample, instruments = change(replace(sample, clusters=None), called)
    with pytest.raises(NotAnswerable) as refused:
        instrumented(sample, instruments)
    assert codes(refused) == [code]


def test_instrumented_by_an_offer_to_four_groups():
    sample, _ = world(np.random.default_rng(12))
    offered = np.arange(800) < 400
    clusters = np.where(offered, np.arange(800) // 100, np.arange(800) // 10)
    with pytest.raises(NotAnswerable) as refused:
        instrumented(replace(sample, clusters=clusters), offered.astype(float))
    assert refused.value.findings[0].about == (4, 5)
    assert codes(refused) == ["too-few-clusters-offered"]


def test_instrumented_that_moves_nobody():
    received = np.tile([True, True, False, False], 20)
    sample = Sample(np.random.default_rng(13).normal(size=80), received)
    with pytest.raises(NotAnswerable) as refused:
        instrumented(sample, np.tile([1.0, 0.0], 40))
    assert codes(refused) == ["instrument-moves-nobody"]


def test_instrumented_with_a_mass_of_two_has_the_value_of_everybody_twice():
    sample, called = world(np.random.default_rng(14), many=200)
    mass = np.random.default_rng(15).integers(1, 3, 200)
    weighted = replace(sample, clusters=None, weights=mass.astype(float))
    rows = np.repeat(np.arange(200), mass)
    twice = Sample(sample.outcome[rows], sample.treated[rows], sample.covariates[rows], ("age",))
    assert instrumented(weighted, called).value == pytest.approx(instrumented(twice, called[rows]).value)
