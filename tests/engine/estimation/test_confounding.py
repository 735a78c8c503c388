from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm

from tests.engine.estimation.nsw import EIGHT, RICH, sample
from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.check import State
from wending.engine.estimation.confounding import (
    Regression,
    bound,
    confounding,
    e_value,
    ratio_of_difference,
)
from wending.engine.estimation.terms import NotAnswerable, Sample

# Being harmed in Darfur and attitudes to peace (Cinelli & Hazlett 2020, section 5): estimate, error, degrees left.
DARFUR = Regression(0.09731582, 0.02325654, 783)


def test_robustness_of_darfur_is_the_published_one() -> None:
    assert DARFUR.partial_r2 == pytest.approx(0.02187, abs=5e-6)
    assert DARFUR.robustness() == pytest.approx(0.13878, abs=5e-6)
    assert DARFUR.robustness(is_interval=True) == pytest.approx(0.07626, abs=5e-6)


def test_bounds_of_darfur_are_the_published_ones() -> None:
    # Published for a cause one, two and three times as strong as being a woman: partial R2 and what is left.
    own = 0.00916428667504862 / 1.00916428667504862
    shared = own**2 / (1 - own) ** 2
    ratio = 0.12464092303637 / ((1 + shared**0.5) / (1 - shared) ** 0.5) ** 2
    other = ratio / (1 + ratio)
    for times, treatment, outcome, value in (
        (1, 0.0091642867, 0.1246409230, 0.0752202713),
        (2, 0.0183285734, 0.2493240642, 0.0529151724),
        (3, 0.0274928600, 0.3740504710, 0.0303960235),
    ):
        strength = bound(times, own, other)
        assert strength is not None
        assert strength == (pytest.approx(treatment, abs=1e-9), pytest.approx(outcome, abs=1e-6))
        assert DARFUR.beside(*strength)[0] == pytest.approx(value, abs=1e-6)
    low, high = DARFUR.beside(0.0091642867, 0.1246409230)[1:]
    assert (low, high) == (pytest.approx(0.0322829657, abs=1e-6), pytest.approx(0.1181575767, abs=1e-6))


@pytest.mark.parametrize("sign", [1, -1])
def test_beside_is_the_regression_with_the_hidden_cause_in(sign: int) -> None:
    rng = np.random.default_rng(1)
    people = confounded(1)
    hidden = sign * people.treated + people.covariates[:, 0] + rng.normal(size=400)
    outcome = sign * (people.outcome + 3) + 1.5 * hidden
    ones = np.ones((400, 1))
    treated = people.treated[:, None].astype(float)
    short = sm.OLS(outcome, np.hstack([ones, treated, people.covariates])).fit()
    long = sm.OLS(outcome, np.hstack([ones, treated, people.covariates, hidden[:, None]])).fit()
    first = sm.OLS(treated[:, 0], np.hstack([ones, people.covariates, hidden[:, None]])).fit()
    own = first.tvalues[-1] ** 2 / (first.tvalues[-1] ** 2 + first.df_resid)
    other = long.tvalues[-1] ** 2 / (long.tvalues[-1] ** 2 + long.df_resid)
    value, low, high = Regression(short.params[1], short.bse[1], int(short.df_resid)).beside(own, other)
    assert abs(long.params[1]) < abs(short.params[1])
    assert value == pytest.approx(long.params[1])
    assert [low, high] == pytest.approx(list(long.conf_int()[1]))


def test_robustness_is_what_takes_all_away() -> None:
    whole = Regression(2.0, 0.4, 300, inflation=1.2)
    rest = whole.robustness()
    assert whole.beside(rest, rest)[0] == pytest.approx(0, abs=1e-12)
    to_zero = whole.robustness(is_interval=True)
    assert whole.beside(to_zero, to_zero)[1] == pytest.approx(0, abs=1e-2)
    assert 0 < to_zero < rest < 1
    half = whole.robustness(0.5)
    assert whole.beside(half, half)[0] == pytest.approx(1.0)
    assert Regression(0.5, 0.4, 300).robustness(is_interval=True) == 0


def test_confounding_of_job_training_is_two_percent() -> None:
    found = confounding(sample(names=RICH))
    assert found["robustness"] == pytest.approx(0.022, abs=5e-4)
    assert (found.state, found.reason) == (State.FAILED, "one-like-the-strongest-explains-it")
    assert [row[:2] for row in found.rows[:3]] == [("black", 1), ("black", 2), ("black", 3)]
    assert len(found.rows) == len(RICH) + 2
    assert confounding(sample("nsw", EIGHT)).state is State.PASSED


def test_confounding_benchmark_is_a_twin_of_a_covariate() -> None:
    """Leave a covariate out: beside what it was, the estimate comes back to that with it in."""
    people = confounded(3)
    row = next(row for row in confounding(people).rows if row[:2] == ("first", 1))
    columns = np.column_stack([np.ones(400), people.treated, people.covariates])
    fitted = sm.OLS(people.treated.astype(float), columns[:, [0, 2, 3]]).fit()
    own = fitted.tvalues[1] ** 2 / (fitted.tvalues[1] ** 2 + fitted.df_resid)
    assert row[2] == pytest.approx(own / (1 - own))


def test_confounding_of_nothing_is_told() -> None:
    rng = np.random.default_rng(4)
    people = Sample(rng.normal(size=400), rng.random(400) < 0.5, rng.normal(size=(400, 2)), ("a", "b"))
    found = confounding(people)
    assert (found.state, found["robustness-interval"]) == (State.TOLD, 0.0)


def test_confounding_by_cluster_widens_the_interval_only() -> None:
    people = confounded(5)
    clusters = np.random.default_rng(5).integers(0, 20, 400)
    shaken = people.with_outcome(people.outcome + 2 * np.random.default_rng(6).normal(size=20)[clusters])
    treated = np.random.default_rng(7).random(20)[clusters] < 0.5
    shaken = replace(shaken, treated=treated, outcome=shaken.outcome + 4 * treated)
    plain, grouped = confounding(shaken), confounding(replace(shaken, clusters=clusters))
    assert grouped["robustness"] == plain["robustness"]
    assert grouped["robustness-interval"] < plain["robustness-interval"]


def test_confounding_without_covariates_has_no_benchmark() -> None:
    people = confounded(6)
    found = confounding(Sample(people.outcome, people.treated))
    assert (found.state, found.reason) == (State.CANNOT, "no-covariates")
    assert found["robustness"] > 0
    with pytest.raises(NotAnswerable, match="covariates-overlap"):
        confounding(replace(people, covariates=people.covariates[:, [0, 0]]))


def test_bound_is_none_where_nothing_can_be_so_strong() -> None:
    assert bound(1, 0.6, 0.1) is None
    assert bound(3, 0.3, 0.1) is None
    assert bound(3, 0.1, 0.1) is not None


def test_e_value_is_the_published_one() -> None:
    found = e_value(3.9, 1.8, 8.7)
    assert (round(found.value, 2), round(found.limit, 2)) == (7.26, 3.0)


def test_e_value_is_the_same_upside_down_and_one_for_nothing() -> None:
    found, other = e_value(0.5, 0.4, 0.8), e_value(2.0, 1.25, 2.5)
    assert (found.value, found.limit) == (pytest.approx(other.value), pytest.approx(other.limit))
    assert e_value(1.3, 0.9, 1.8).limit == 1.0
    for ratio, low, high in ((2.0, 2.5, 3.0), (1.0, 0.0, 2.0), (2.0, 1.0, 1.5)):
        with pytest.raises(ValueError, match="ratio"):
            e_value(ratio, low, high)


def test_ratio_of_difference_is_as_published() -> None:
    value, low, high = ratio_of_difference(-0.42, 0.14)
    # VanderWeele & Ding (2017): exp(0.91 d), exp(0.91 d - 1.78 s), exp(0.91 d + 1.78 s).
    assert (value, low, high) == pytest.approx((0.682, 0.532, 0.875), abs=1e-3)
