"""Coverage: reckoned rightly, refuting what is wrong, and not refuting the estimators as they are."""

from dataclasses import replace

import pytest
from scipy.stats import binomtest

from wending.engine.estimation.coverage import Case, Run, cases_of, run, runs_of, summarised, truth_of
from wending.engine.estimation.regression import difference
from wending.engine.estimation.terms import Estimand
from wending.engine.estimation.world import World, sample_of

CASES = (
    Case(
        name="plain",
        world=World(
            people=300, months=12, horizons=(365,), outcomes=("in-work",), has_periods=False, has_history=False
        ),
        estimate=lambda tables: difference(sample_of(tables, "in-work", 365)),
        truth=lambda truth: truth.effect("in-work", 365, estimand=Estimand.ATE),
    ),
)
QUICK = ["difference, randomised", "difference, 20 firms", "interacted, of the treated", "matching, straight line"]
QUICK += ["entropy balancing", "inverse propensity", "inverse propensity, of all", "doubly robust"]
PRODUCT = "wending.engine.estimation.cases"


def _run(seed: int, value: float, error: float = 1.0) -> Run:
    return Run("made", seed, value, error, value - 2 * error, value + 2 * error)


def test_summarised_counts_what_a_hand_counts() -> None:
    runs = [_run(1, 0.0), _run(2, 3.0), _run(3, 1.0), _run(4, float("nan"))]
    found = summarised("made", runs, 0.5)
    assert (found.worlds, found.unanswered) == (4, 1)
    assert found.held == pytest.approx(2 / 3)
    assert found.bias == pytest.approx(4 / 3 - 0.5)
    assert found.error_ratio == pytest.approx(1 / (7 / 3) ** 0.5)
    assert (found.low, found.high) == pytest.approx((0.0943, 0.9916), abs=1e-4)  # Clopper & Pearson for 2 of 3
    assert not found.is_refuted
    with pytest.raises(ValueError, match="1 of 1"):
        summarised("made", runs[:1], 0.5)


def test_summarised_refutes_errors_that_are_half_as_large_as_they_should_be() -> None:
    halved = [run(CASES[0], seed) for seed in range(150)]
    halved = [replace(one, low=one.value - 0.98 * one.error, high=one.value + 0.98 * one.error) for one in halved]
    found = summarised("plain", halved, truth_of(CASES[0]))
    assert found.is_refuted
    assert found.held == pytest.approx(0.67, abs=0.12)


def test_runs_of_leave_out_what_is_done_and_do_not_depend_on_processes() -> None:
    alone = list(runs_of(__name__, ["plain"], range(6), processes=1))
    assert [one.seed for one in alone] == list(range(6))
    assert len({one.value for one in alone}) == 6
    rest = list(runs_of(__name__, ["plain"], range(6), processes=2, done=alone[:4]))
    assert rest == alone[4:]


def test_run_without_an_answer_has_no_figure() -> None:
    tiny = replace(CASES[0], world=replace(CASES[0].world, people=12))
    found = run(tiny, 1)
    assert found.value != found.value


@pytest.mark.parametrize("name", QUICK)
def test_intervals_hold_the_truth_as_often_as_they_say(name: str) -> None:
    case = cases_of(PRODUCT)[name]
    truth = truth_of(case)
    runs = [run(case, seed) for seed in range(60)]
    held = sum(one.low <= truth <= one.high for one in runs)
    assert binomtest(held, len(runs), 0.95).pvalue > 0.002, f"{held} of {len(runs)}"


def test_every_case_gives_a_figure_that_lies_about_its_truth() -> None:
    for case in cases_of(PRODUCT).values():
        if case.is_slow:
            continue
        found = run(case, 5)
        assert abs(found.value - truth_of(replace(case, large=20_000))) < 5 * found.error, case.name
