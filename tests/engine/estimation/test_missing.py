from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.check import Code, State
from wending.engine.estimation.missing import Stage, flow, missing
from wending.engine.estimation.regression import adjusted, difference
from wending.engine.estimation.terms import NotAnswerable, Sample


def _trial(seed: int, effect: float, unknown: Callable[[np.random.Generator], np.ndarray], people: int = 400) -> Sample:
    rng = np.random.default_rng(seed)
    treated = np.arange(people) % 2 == 0
    outcome = (rng.random(people) < np.where(treated, 0.4 + effect, 0.4)).astype(float)
    return Sample(np.where(unknown(rng), np.nan, outcome), treated)


def _some(share: float, people: int = 400) -> Callable[[np.random.Generator], np.ndarray]:
    return lambda rng: rng.random(people) < share


def test_missing_bounds_are_those_of_manski() -> None:
    people = _trial(1, 0.2, _some(0.1))
    found = missing(difference, people, 0, 1)
    shares = {}
    for name, rows in (("own", people.treated), ("other", ~people.treated)):
        known = np.isfinite(people.outcome[rows])
        shares[name] = (known.mean(), people.outcome[rows][known].mean())
    (own, own_mean), (other, other_mean) = shares["own"], shares["other"]
    assert found["worst"] == pytest.approx(own * own_mean - (other * other_mean + 1 - other))
    assert found["best"] == pytest.approx(own * own_mean + 1 - own - other * other_mean)
    assert found["unknown-treated"] == pytest.approx(1 - own)
    assert found["is-range-given"] == 1.0


def test_missing_bounds_lie_as_far_apart_as_what_is_unknown() -> None:
    people = _trial(2, 0.2, _some(0.2))
    found = missing(difference, people, -1, 3)
    assert found["best"] - found["worst"] == pytest.approx(4 * (found["unknown-treated"] + found["unknown-compared"]))


def test_missing_passes_when_nobody_is_unknown() -> None:
    found = missing(difference, confounded(1))
    assert (found.code, found.state, found.rows) == (Code.MISSING, State.PASSED, ())
    assert found["unknown-treated"] == found["unknown-difference"] == 0


def test_missing_passes_when_the_worst_case_keeps_the_conclusion() -> None:
    assert missing(difference, _trial(3, 0.5, _some(0.02)), 0, 1).state is State.PASSED


def test_missing_fails_when_a_little_difference_turns_it() -> None:
    found = missing(difference, _trial(4, 0.12, _some(0.35)), 0, 1)
    assert difference(_trial(4, 0.12, _some(0.35))).low > 0
    assert (found.state, found.reason) == (State.FAILED, "unknowns-can-turn-it")
    assert found["tipping"] < 0.5


def test_missing_tips_where_filling_in_would() -> None:
    """Fill the unknown with the mean of their arm, moved by delta: the value must be that of the table."""
    people = _trial(5, 0.3, _some(0.2))
    found = missing(difference, people, 0, 1)
    for delta, arms, value, *_ in found.rows:
        outcome = people.outcome.copy()
        for sign, rows in ((1, people.treated), (-1 if arms == "opposed" else 0, ~people.treated)):
            gone = rows & ~np.isfinite(people.outcome)
            outcome[gone] = np.nanmean(people.outcome[rows]) + sign * float(delta or 0) * found["spread"]
        assert value == pytest.approx(difference(people.with_outcome(outcome)).value)
    opposed = {row[0]: row for row in found.rows if row[1] == "opposed"}
    inside = -np.floor(found["tipping"] * 4) / 4
    assert float(opposed[inside][3] or 0) > 0
    assert float(opposed[inside - 0.25][3] or 0) <= 0


def test_missing_errors_count_that_shares_unknown_are_guesses() -> None:
    people = _trial(10, 0.3, _some(0.3))
    found = missing(difference, people, 0, 1)
    _, _, _, low, high = next(row for row in found.rows if row[:2] == (2.0, "opposed"))
    rng, values = np.random.default_rng(11), []
    for _ in range(1500):
        value = 0.0
        for sign, rows in ((1, people.treated), (-1, ~people.treated)):
            drawn = rng.choice(people.outcome[rows], rows.sum())
            value += sign * np.nanmean(drawn) + 2 * found["spread"] * np.isnan(drawn).mean()
        values.append(value)
    assert (float(high or 0) - float(low or 0)) / 2 / 1.959964 == pytest.approx(np.std(values), rel=0.06)


def test_missing_passes_when_only_unlikely_unknowns_turn_it() -> None:
    found = missing(difference, _trial(12, 0.25, _some(0.15)), 0, 1)
    assert found["worst-low"] < 0
    assert (found.state, found["tipping"] >= 0.5) == (State.PASSED, True)


def test_missing_passes_where_outcomes_cannot_lie_as_far_as_it_takes() -> None:
    """A tenth of 100,000 treated unknown, 11.6% of the others with a job against 10%: nobody has less than no job."""
    own = np.repeat([np.nan, 1.0, 0.0], [10_000, 10_422, 79_578])
    other = np.repeat([1.0, 0.0], [10_000, 90_000])
    people = Sample(np.concatenate([own, other]), np.arange(200_000) < 100_000)
    found = missing(difference, people, 0, 1)
    assert found["worst-low"] > 0
    assert (found.state, found["tipping"] < 0.5) == (State.PASSED, True)


def test_missing_works_with_any_estimator() -> None:
    people = confounded(6)
    partly = people.with_outcome(np.where(np.arange(400) % 9 == 0, np.nan, people.outcome))
    found = missing(adjusted, partly)
    assert found["worst"] < adjusted(partly).value < found["best"]
    assert found["is-range-given"] == 0


def test_missing_refuses_outcomes_outside_the_range_and_nothing_known() -> None:
    people = _trial(7, 0.1, _some(0.1))
    with pytest.raises(ValueError, match="outside the range"):
        missing(difference, people, 0, 0.5)
    with pytest.raises(NotAnswerable):
        missing(difference, people.with_outcome(np.full(400, np.nan)))


def test_missing_of_an_effect_of_nothing_can_also_turn() -> None:
    people = _trial(8, 0.0, _some(0.4))
    assert difference(people).low < 0 < difference(people).high
    assert missing(difference, people, 0, 1).state is State.FAILED


def test_flow_gives_shares_lost_and_the_interval_of_newcombe() -> None:
    # Newcombe (1998), example (a): 56 of 70 against 48 of 80, method 10: 0.0524 to 0.3339.
    found = flow([Stage("asked", 70, 80), Stage("answered", 14, 32)])
    assert found.state is State.TOLD
    assert found["unknown-difference"] == pytest.approx(0.2)
    assert found["unknown-difference-low"] == pytest.approx(0.0524, abs=5e-5)
    assert found["unknown-difference-high"] == pytest.approx(0.3339, abs=5e-5)
    assert found.rows == (("asked", 70, 80), ("answered", 14, 32))


def test_flow_refuses_people_out_of_nowhere() -> None:
    with pytest.raises(ValueError, match="more people at answered"):
        flow([Stage("asked", 10, 10), Stage("answered", 11, 9)])
    with pytest.raises(ValueError, match="at least one"):
        flow([])
    assert flow([Stage("asked", 0, 10)]).state is State.CANNOT


def test_missing_counts_weights_in_what_is_unknown() -> None:
    people = _trial(9, 0.2, _some(0.2))
    heavy = np.where(np.isfinite(people.outcome), 1.0, 3.0)
    weighted = missing(difference, replace(people, weights=heavy), 0, 1)
    assert weighted["tipping"] < missing(difference, people, 0, 1)["tipping"]


def test_missing_begins_at_the_interval_of_the_estimate_however_that_was_made() -> None:
    people = _trial(5, 0.3, _some(0.2))
    of_few = replace(difference(people), freedom=3.0)
    found = missing(lambda _: of_few, people)
    middle = next(row for row in found.rows if row[0] == 0)
    assert middle[2:] == pytest.approx((of_few.value, of_few.low, of_few.high))
