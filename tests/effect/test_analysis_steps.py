"""Steps of an analysis: kept whole, never made twice, stopped and gone on, never mixed with other inputs."""

from pathlib import Path

import pytest

from wending.effect.rules.analysis.steps import Steps, Stopped, go_on
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.terms import Estimand, Estimate, Finding, NotAnswerable

ESTIMATE = Estimate("difference", Estimand.ATT, 1 / 3, 0.1, 10, 20)


def test_do_keeps_the_same_number_to_the_last_bit(tmp_path: Path) -> None:
    made = []
    for _ in range(2):
        found = Steps(tmp_path, {"plan": "a"}, go_on).do("one", lambda: made.append(1) or ESTIMATE)
        assert found == ESTIMATE
    assert made == [1]


def test_do_makes_anew_for_other_inputs(tmp_path: Path) -> None:
    other = Estimate("difference", Estimand.ATT, 2.0, 0.1, 10, 20)
    Steps(tmp_path, {"plan": "a"}, go_on).do("one", lambda: ESTIMATE)
    assert Steps(tmp_path, {"plan": "b"}, go_on).do("one", lambda: other) == other


def test_do_keeps_checks_and_refusals(tmp_path: Path) -> None:
    check = Check(Code.POWER, State.TOLD, (("mde", 0.25),), ("a", "b"), ((1, None), (2.5, "x")))

    def refuse() -> Check:
        raise NotAnswerable((Finding("too-few-treated", (3, 10)),))

    steps = Steps(tmp_path, {}, go_on)
    assert steps.do("check", lambda: check) == check
    assert steps.attempt("refused", refuse) == (None, (Finding("too-few-treated", (3, 10)),))
    again = Steps(tmp_path, {}, go_on)
    assert again.do("check", lambda: pytest.fail("made twice")) == check
    assert again.attempt("refused", lambda: pytest.fail("made twice"))[1] == (Finding("too-few-treated", (3, 10)),)


def test_do_stops_when_told_and_goes_on_later(tmp_path: Path) -> None:
    seen = []
    steps = Steps(tmp_path, {}, lambda step, share: seen.append((step, share)) or len(seen) < 2, total=4)
    steps.do("one", lambda: ESTIMATE)
    with pytest.raises(Stopped):
        steps.do("two", lambda: ESTIMATE)
    assert seen == [("one", 0.0), ("two", 0.25)]
    assert Steps(tmp_path, {}, go_on).do("one", lambda: pytest.fail("made twice")) == ESTIMATE


def test_do_ignores_what_a_killed_run_left_half(tmp_path: Path) -> None:
    steps = Steps(tmp_path, {}, go_on)
    steps.do("one", lambda: ESTIMATE)
    [file] = steps.folder.iterdir()
    file.rename(file.with_suffix(".77.part"))
    other = Estimate("difference", Estimand.ATT, 2.0, 0.1, 10, 20)
    assert Steps(tmp_path, {}, go_on).do("one", lambda: other) == other
