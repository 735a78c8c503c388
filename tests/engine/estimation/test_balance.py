from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.nsw import RICH, sample
from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.balance import COLUMNS, balance
from wending.engine.estimation.check import Code, State
from wending.engine.estimation.terms import Estimand, Sample
from wending.engine.estimation.weighting import entropy_weights, propensity_weights


def test_balance_of_job_training_fails_until_it_is_weighted() -> None:
    people = sample(names=RICH)
    alone, weighted = balance(people), balance(people, propensity_weights(people))
    assert (alone.code, alone.state, alone.reason) == (Code.BALANCE, State.FAILED, "unbalanced")
    assert alone["above-after"] == 13
    assert weighted.state is State.PASSED
    assert weighted["largest-before"] == alone["largest-after"] == pytest.approx(3.7645, abs=1e-4)
    assert 0 < weighted["largest-after"] < 0.1
    assert balance(people, entropy_weights(people))["largest-after"] < 1e-6


def test_balance_of_a_few_people_is_what_one_reckons_by_hand() -> None:
    column = np.array([1.0, 2.0, 3.0, 2.0, 4.0, 6.0])
    people = Sample(np.arange(6.0), np.arange(6) < 3, column[:, None], ("age",))
    row = dict(zip(COLUMNS, balance(people, np.array([1.0, 1, 1, 2, 1, 1])).rows[0], strict=True))
    # Treated 1, 2, 3: mean 2, variance 1. Compared 2, 4, 6: mean 4, variance 4; with 2 twice as heavy the mean is 3.5.
    assert row["difference-before"] == pytest.approx(-2)
    assert row["difference-after"] == pytest.approx(-1.5)
    assert row["ratio-before"] == pytest.approx(1 / 4)
    # Weights 2, 1, 1: sum of weighted squares 11, times 4 / (16 - 6).
    assert row["ratio-after"] == pytest.approx(1 / 4.4)
    assert (row["mean-treated"], row["mean-compared-before"], row["mean-compared-after"]) == (2, 4, 3.5)
    both = balance(people, estimand=Estimand.ATE).rows[0]
    assert both[1] == pytest.approx(-2 / 2.5**0.5)


@pytest.mark.parametrize(("gap", "state"), [(0.09, State.PASSED), (0.11, State.FAILED), (-0.11, State.FAILED)])
def test_balance_passes_below_a_tenth_of_a_spread(gap: float, state: State) -> None:
    column = np.tile(np.arange(10.0), 2)
    column[10:] -= gap * column[:10].std(ddof=1)
    people = Sample(np.arange(20.0), np.arange(20) < 10, column[:, None], ("age",))
    assert balance(people).state is state
    assert balance(people)["largest-after"] == pytest.approx(abs(gap))


def test_balance_does_not_depend_on_units_nor_on_the_size_of_weights() -> None:
    people = confounded(1)
    weights = np.random.default_rng(1).uniform(0, 2, 400)
    other = replace(people, covariates=people.covariates * [100.0, -1.0] + 7)
    first, second = balance(people, weights).rows, balance(other, weights * 9).rows
    assert [row[2] for row in second] == pytest.approx([first[0][2], -first[1][2]])  # type: ignore[operator]


def test_balance_looks_only_at_those_whose_outcome_is_known() -> None:
    people = confounded(2)
    known = people.covariates[:, 0] < 0.5
    partly = people.with_outcome(np.where(known, people.outcome, np.nan))
    assert balance(partly).rows == balance(people.where(known)).rows


def test_balance_has_no_ratio_for_two_values_and_no_figure_without_spread() -> None:
    people = confounded(3)
    columns = np.column_stack([people.covariates[:, 0] > 0, people.treated, np.ones(400)]).astype(float)
    found = balance(replace(people, covariates=columns, names=("two", "own", "one")))
    assert [row[3] for row in found.rows] == [None, None, None]
    assert (found.rows[1][1], found.rows[2][1]) == (None, 0.0)
    assert (found.state, found["largest-after"]) == (State.FAILED, float("inf"))


def test_balance_says_when_it_cannot_look() -> None:
    people = confounded(4)
    assert balance(Sample(people.outcome, people.treated)).reason == "no-covariates"
    assert balance(people.with_outcome(np.full(400, np.nan))).reason == "too-few-known"
    for bad in (np.ones(3), -np.ones(400), np.where(people.treated, 1.0, 0.0)):
        with pytest.raises(ValueError, match="weight"):
            balance(people, bad)
