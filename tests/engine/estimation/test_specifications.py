from collections.abc import Callable

import numpy as np
import pytest

from tests.engine.estimation.nsw import DEMOGRAPHICS, RICH, sample
from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.check import State
from wending.engine.estimation.regression import adjusted, difference
from wending.engine.estimation.specifications import covariate_sets, curve, specifications
from wending.engine.estimation.terms import Estimand, Estimate, Finding, NotAnswerable, Sample
from wending.engine.estimation.weighting import doubly_robust, inverse_propensity

ESTIMATORS: dict[str, Callable[[Sample], Estimate]] = {
    "regression": adjusted,
    "inverse-propensity": inverse_propensity,
    "doubly-robust": doubly_robust,
}
SETS = {"both": ("first", "second"), "first": ("first",), "second": ("second",)}


def test_specifications_of_job_training_have_no_sign() -> None:
    people = sample(names=RICH)
    sets = covariate_sets(
        {"history": ("re74", "re75", "u74", "u75"), "curves": ("age2", "age3", "educ2")}, DEMOGRAPHICS
    )
    found = specifications(curve(people, ESTIMATORS, sets), adjusted(people))
    assert (found.state, found.reason) == (State.FAILED, "sign-depends-on-choices")
    assert (found["specifications"], found["same-sign"]) == (12, 0.5)
    assert found["lowest"] < -3000 < 1500 < found["highest"]
    values = [row[2] for row in found.rows]
    assert values == sorted(values)  # type: ignore[type-var]


def test_specifications_where_the_covariates_say_all_agree() -> None:
    people = confounded(1, 600)
    found = specifications(curve(people, ESTIMATORS, SETS), doubly_robust(people))
    assert (found.state, found["same-sign"]) == (State.PASSED, 1.0)
    by_hand = adjusted(people.only(("second",)))
    assert ("regression", "second", by_hand.value, by_hand.low, by_hand.high, "") in found.rows


def test_curve_stops_when_told_and_goes_on_without_doing_anything_twice() -> None:
    people = confounded(2)
    seen: list[float] = []
    called: list[str] = []

    def counting(name: str) -> Callable[[Sample], Estimate]:
        def run(people: Sample) -> Estimate:
            called.append(name)
            return ESTIMATORS[name](people)

        return run

    def four(share: float) -> bool:
        seen.append(share)
        return len(seen) <= 4

    counted = {name: counting(name) for name in ESTIMATORS}
    part = curve(people, counted, SETS, four)
    assert (len(part.done), part.is_complete, len(called)) == (4, False, 4)
    assert seen == pytest.approx([0, 1 / 9, 2 / 9, 3 / 9, 4 / 9])
    with pytest.raises(ValueError, match="finish the curve"):
        specifications(part, adjusted(people))
    rest = curve(people, counted, SETS, done=part.done)
    assert rest.is_complete
    assert len(called) == 9
    assert rest == curve(people, ESTIMATORS, SETS)


def test_curve_stopped_keeps_what_was_done_further_on() -> None:
    people = confounded(2)
    whole = curve(people, ESTIMATORS, SETS)
    part = curve(people, ESTIMATORS, SETS, lambda share: False, whole.done[5:])
    assert part.done == whole.done[5:]
    assert not part.is_complete


def test_specifications_tell_what_refused() -> None:
    people = confounded(3)

    def refusing(people: Sample) -> Estimate:
        raise NotAnswerable((Finding("cannot-be-balanced"),))

    found = specifications(curve(people, {"a": adjusted, "b": refusing}, SETS), adjusted(people))
    assert (found["specifications"], found["refused"]) == (3, 3)
    assert found.rows[-1] == ("b", "second", None, None, None, "cannot-be-balanced")
    alone = specifications(curve(people, {"b": refusing}, SETS), adjusted(people))
    assert (alone.state, alone.reason) == (State.CANNOT, "too-few-specifications")


def test_specifications_of_a_claim_of_nothing_are_told() -> None:
    people = confounded(4)
    claimed = Estimate("made", Estimand.ATE, 0.1, 1.0, 9, 9)
    assert specifications(curve(people, ESTIMATORS, SETS), claimed).state is State.TOLD


def test_covariate_sets_are_every_combination() -> None:
    sets = covariate_sets({"a": ("x", "y"), "b": ("z",)}, ("w",))
    assert sets == {"none": ("w",), "a": ("w", "x", "y"), "b": ("w", "z"), "a+b": ("w", "x", "y", "z")}
    with pytest.raises(ValueError, match="more than 8"):
        covariate_sets({str(one): (str(one),) for one in range(9)})


def test_curve_refuses_a_covariate_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no such covariate: wage"):
        curve(confounded(5), {"a": difference}, {"it": ("wage",)})


def test_only_keeps_the_order_asked_for() -> None:
    people = confounded(6)
    np.testing.assert_array_equal(people.only(("second", "first")).covariates, people.covariates[:, ::-1])
