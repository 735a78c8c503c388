from itertools import product

import pytest

from wending.engine.estimation.check import EVERY, Check, Code, State
from wending.engine.estimation.design import BY_LOT, CARRYING, EXCUSED, Design
from wending.engine.estimation.verdict import Incomplete, Reason, Verdict, verdict

OTHERS = [design for design in Design if design not in BY_LOT]


def _checks(**states: str) -> list[Check]:
    """Return every check passed, but for those named: "failed", "told", or the reason for which it cannot be done."""
    found = []
    for code in EVERY:
        state = states.get(code.value.replace("-", "_"), "passed")
        if state in ("passed", "told"):
            found.append(Check(code, State(state)))
        elif state == "failed":
            found.append(Check(code, State.FAILED, reason="because"))
        else:
            found.append(Check(code, State.CANNOT, reason=state))
    return found


@pytest.mark.parametrize("design", list(Design))
def test_verdict_when_all_passes_is_the_best_of_the_design(design: Design) -> None:
    found = verdict(design, _checks())
    assert found.verdict is (Verdict.RANDOMISED if design in BY_LOT else Verdict.CREDIBLE)
    assert found.reasons == ()


@pytest.mark.parametrize("lacking", EVERY)
def test_verdict_is_refused_without_any_one_check(lacking: Code) -> None:
    with pytest.raises(Incomplete) as refused:
        verdict(Design.RANDOMISED, [check for check in _checks() if check.code is not lacking])
    assert refused.value.lacking == (lacking,)


@pytest.mark.parametrize("design", list(Design))
def test_failed_placebo_caps_at_suggestive(design: Design) -> None:
    found = verdict(design, _checks(placebo="failed"))
    assert found.verdict is Verdict.SUGGESTIVE
    assert found.reasons == (Reason(Code.PLACEBO, State.FAILED, "because", Verdict.SUGGESTIVE),)


@pytest.mark.parametrize(("design", "code"), [(design, code) for design in Design for code in sorted(CARRYING[design])])
def test_verdict_without_what_carries_the_design_is_not_identified(design: Design, code: Code) -> None:
    found = verdict(design, _checks(**{code.value.replace("-", "_"): "failed"}, negative_control="failed"))
    assert found.verdict is Verdict.NOT_IDENTIFIED
    assert [reason.cap for reason in found.reasons] == [Verdict.NOT_IDENTIFIED, Verdict.SUGGESTIVE]


@pytest.mark.parametrize(("design", "code"), list(product(Design, Code)))
def test_a_failed_check_never_leaves_the_best_verdict(design: Design, code: Code) -> None:
    found = verdict(design, _checks(**{code.value.replace("-", "_"): "failed"}))
    assert found.verdict in (Verdict.SUGGESTIVE, Verdict.NOT_IDENTIFIED)
    assert [reason.code for reason in found.reasons] == [code]


@pytest.mark.parametrize(("design", "code"), list(product(Design, Code)))
def test_a_check_that_cannot_be_done_counts_unless_excused(design: Design, code: Code) -> None:
    name = code.value.replace("-", "_")
    assert verdict(design, _checks(**{name: "no reason of the design"})).verdict is Verdict.SUGGESTIVE
    for reason in EXCUSED[design].get(code, ()):
        assert verdict(design, _checks(**{name: reason})).reasons == ()


@pytest.mark.parametrize("design", [design for design in OTHERS if Code.PRE_TRENDS not in CARRYING[design]])
def test_verdict_without_placebo_nor_control_is_suggestive(design: Design) -> None:
    checks = _checks(placebo="no-earlier-outcome", negative_control="no-untouched-outcome")
    found = verdict(design, checks)
    assert found.verdict is Verdict.SUGGESTIVE
    assert found.reasons == (Reason(Code.PLACEBO, State.CANNOT, "no-earlier-outcome", Verdict.SUGGESTIVE),)


def test_verdict_tells_a_reason_once() -> None:
    checks = _checks(placebo="too-imprecise", negative_control="no-untouched-outcome")
    found = verdict(Design.DOUBLY_ROBUST, checks)
    assert found.reasons == (Reason(Code.PLACEBO, State.CANNOT, "too-imprecise", Verdict.SUGGESTIVE),)


def test_verdict_by_lot_needs_no_placebo() -> None:
    checks = _checks(
        placebo="no-earlier-outcome",
        negative_control="no-untouched-outcome",
        confounding="assigned-by-lot",
        overlap="assigned-by-lot",
        pre_trends="one-period",
        flow="told",
        power="told",
    )
    assert verdict(Design.RANDOMISED, checks).verdict is Verdict.RANDOMISED
    assert verdict(Design.DOUBLY_ROBUST, checks).verdict is Verdict.SUGGESTIVE


@pytest.mark.parametrize("code", EVERY)
def test_a_told_check_will_do_only_where_there_is_no_bar(code: Code) -> None:
    found = verdict(Design.MATCHING_AND_WEIGHTING, _checks(**{code.value.replace("-", "_"): "told"}))
    has_bar = code in {Code.BALANCE, Code.PRE_TRENDS, Code.PLACEBO, Code.NEGATIVE_CONTROL}
    assert found.verdict is (Verdict.SUGGESTIVE if has_bar else Verdict.CREDIBLE)


def test_verdict_counts_each_of_two_checks_of_one_code() -> None:
    twice = [*_checks(), Check(Code.NEGATIVE_CONTROL, State.FAILED, reason="effect-where-none-can-be")]
    assert verdict(Design.DOUBLY_ROBUST, twice).verdict is Verdict.SUGGESTIVE
