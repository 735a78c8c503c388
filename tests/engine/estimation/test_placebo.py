from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from tests.engine.estimation.nsw import RICH, columns, sample
from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.check import Code, State
from wending.engine.estimation.matching import matched
from wending.engine.estimation.placebo import negative_control, placebo
from wending.engine.estimation.regression import adjusted, difference
from wending.engine.estimation.terms import Estimand, Estimate, Finding, NotAnswerable, Sample
from wending.engine.estimation.weighting import doubly_robust, entropy_balanced, inverse_propensity

NSW = [
    (adjusted, -1080),
    (inverse_propensity, -1377),
    (entropy_balanced, -1446),
    (doubly_robust, -1595),
    (matched, -1627),
]


@pytest.mark.parametrize(("estimator", "value"), NSW)
def test_placebo_on_earnings_of_1975_fails_for_every_estimator(
    estimator: Callable[[Sample], Estimate], value: float
) -> None:
    people = sample(names=RICH)
    claimed = Estimate("any", Estimand.ATT, 1794, 671, 185, 15992)
    found = placebo(estimator, people, {"re75": columns("cps")["re75"]}, claimed, without=("re75", "u75"))
    assert (found.code, found.state) == (Code.PLACEBO, State.FAILED)
    assert found.reason == "effect-where-none-can-be"
    assert found["value"] == pytest.approx(value, abs=2)
    assert found["high"] < 0


def _giving(value: float, error: float) -> Callable[[Sample], Estimate]:
    return lambda people: Estimate("made", Estimand.ATE, value, error, 9, 9)


@pytest.mark.parametrize(
    ("value", "error", "state", "reason"),
    [
        (0.1, 0.2, State.PASSED, ""),
        (0.5, 0.2, State.FAILED, "effect-where-none-can-be"),
        (-0.5, 0.2, State.FAILED, "effect-where-none-can-be"),
        (0.1, 0.6, State.CANNOT, "too-imprecise"),
        (-0.3, 0.4, State.CANNOT, "too-imprecise"),
    ],
)
def test_placebo_passes_only_when_it_holds_nothing_and_leaves_out_the_claim(
    value: float, error: float, state: State, reason: str
) -> None:
    claimed = Estimate("made", Estimand.ATE, -1.0, 0.1, 9, 9)
    found = placebo(_giving(value, error), confounded(1), {"before": np.zeros(400)}, claimed)
    assert (found.state, found.reason) == (state, reason)
    assert found["bar"] == 1.0


def test_placebo_with_several_outcomes_widens_each_and_tells_the_worst() -> None:
    people = confounded(1)
    rng = np.random.default_rng(1)
    outcomes = {"fine": rng.normal(size=400), "bad": people.outcome, "also": rng.normal(size=400)}
    claimed = difference(people)
    found = placebo(difference, people, outcomes, claimed)
    assert (found.state, found.reason) == (State.FAILED, "effect-where-none-can-be")
    assert [row[-1] for row in found.rows] == ["passed", "failed", "passed"]
    value, low = float(found.rows[1][1] or 0), float(found.rows[1][2] or 0)
    assert (value - low) / claimed.error == pytest.approx(2.39398, abs=1e-5)  # 1 - 0.05 / 6 of the normal


def test_placebo_says_why_it_cannot_look() -> None:
    people = confounded(1)
    claimed = difference(people)
    assert placebo(difference, people, {}, claimed).reason == "no-earlier-outcome"
    assert negative_control(difference, people, {}, claimed).reason == "no-untouched-outcome"
    unknown = placebo(difference, people, {"before": np.full(400, np.nan)}, claimed)
    assert (unknown.state, unknown.reason, unknown.rows[0][1]) == (State.CANNOT, "outcome-unknown", None)
    with pytest.raises(ValueError, match="no such covariate: wage"):
        placebo(difference, people, {"before": people.outcome}, claimed, without=("wage",))


def test_placebo_takes_the_earlier_outcome_out_of_the_covariates() -> None:
    seen: list[tuple[str, ...]] = []

    def watching(people: Sample) -> Estimate:
        seen.append(people.names)
        raise NotAnswerable((Finding("stop"),))

    people = confounded(1)
    placebo(watching, people, {"before": people.outcome}, difference(people), without=("first",))
    assert seen == [("second",)]


def test_negative_control_carries_the_claim_over_in_spreads() -> None:
    people = confounded(1)
    control = people.covariates[:, 1] * 1000
    claimed = Estimate("made", Estimand.ATE, 0.5, 0.1, 9, 9)
    found = negative_control(_giving(0.0, 1.0), people, {"height": control}, claimed)
    rows = ~people.treated
    assert found["bar"] == pytest.approx(0.5 * control[rows].std() / people.outcome[rows].std())
    assert found.state is State.PASSED


def test_placebo_passes_in_a_world_without_hidden_causes() -> None:
    states = []
    for seed in range(40):
        people = confounded(seed, 600)
        earlier = people.covariates @ [1.0, 0.5] + np.random.default_rng(900 + seed).normal(size=600)
        found = placebo(inverse_propensity, people, {"earlier": earlier}, inverse_propensity(people))
        states.append(found.state)
    assert states.count(State.PASSED) >= 35
    # The same outcome without the covariates that explain it is seen through.
    people = confounded(0, 600)
    bare = partial(placebo, difference, people, {"earlier": people.covariates @ [1.0, 0.5]})
    assert bare(difference(people)).state is State.FAILED


def test_placebo_has_the_interval_of_its_estimate_however_that_was_made() -> None:
    claimed = Estimate("made", Estimand.ATE, -2.0, 0.1, 9, 9)
    of_few = Estimate("made", Estimand.ATE, 0.5, 0.2, 9, 9, freedom=4.0)
    of_lots = Estimate("made", Estimand.ATE, 0.5, 0.2, 9, 9, bounds=(-0.1, 0.7))
    for estimate in (of_few, of_lots):
        found = placebo(lambda _, estimate=estimate: estimate, confounded(1), {"before": np.zeros(400)}, claimed)
        assert found.state is State.PASSED  # with a normal error it would have failed
        assert (found["low"], found["high"]) == (estimate.low, estimate.high)
    both = {"before": np.zeros(400), "earlier": np.zeros(400)}
    found = placebo(lambda _: of_few, confounded(1), both, claimed)
    assert found.rows[0][2] == pytest.approx(0.5 - 0.2 * 3.4954, abs=1e-5)  # t with 4 degrees at 1.25%
    assert placebo(lambda _: of_lots, confounded(1), both, claimed).rows[0][2] == -0.1
