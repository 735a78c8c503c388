"""Scores: reversed and missing answers, ties, and change, against known answers and laws."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.world import made, small
from wending.instruments.rules.adaptive import numbers_of
from wending.instruments.rules.reliability import change_index, is_real_change
from wending.instruments.rules.scoring import differs, scores, tiers
from wending.instruments.rules.sitting import (
    FULL,
    SHORT,
    Sitting,
    allowed,
    first_open_page,
    page_of,
    pages,
    results,
    sitting_from_json,
)

POINTS = st.floats(0, 100)
ERRORS = st.floats(0, 30)


def test_scores_turn_reversed_items() -> None:
    joy, calm = scores(small(), {"joy-1": 3, "joy-2": 1, "calm-1": 1, "calm-2": 3})
    assert (joy.score, joy.raw) == (100.0, 3.0)
    assert (calm.score, calm.raw) == (50.0, 2.0)


def test_scores_leave_out_what_was_skipped_until_too_much_is() -> None:
    joy, calm = scores(small(), {"joy-1": 2, "joy-2": None})
    assert (joy.score, joy.answered, joy.of) == (50.0, 1, 2)
    assert (calm.score, calm.raw, calm.answered) == (None, None, 0)
    strict = made("A", items=3)
    assert scores(strict, {"A0": 4})[0].score is None
    assert scores(strict, {"A0": 4, "A1": 4})[0].score == 100.0


def test_sum_of_a_scale_with_a_skipped_item_is_the_mean_times_all_items() -> None:
    (one,) = scores(made("A", items=4, scoring="sum"), {"A0": 4, "A1": 2, "A2": 3})
    assert one.raw == pytest.approx(12.0)


def test_scores_refuse_an_answer_that_is_no_option() -> None:
    with pytest.raises(ValueError, match="9"):
        scores(small(), {"joy-1": 9})


@given(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.randoms())
def test_scores_do_not_depend_on_the_order_of_answers(answers: list[int], random: object) -> None:
    instrument = made("AB", items=3)
    pairs = list(zip([item.id for item in instrument.items], answers, strict=True))
    before = scores(instrument, dict(pairs))
    random.shuffle(pairs)  # type: ignore[attr-defined]
    assert scores(instrument, dict(pairs)) == before
    assert all(0 <= one.score <= 100 for one in before if one.score is not None)


def test_tiers_keep_ties_together() -> None:
    found = {"R": 70.0, "I": 68.0, "A": 70.0, "S": 20.0, "E": 15.0, "C": 45.0}
    assert tiers(found, dict.fromkeys(found, 5.0)) == (("R", "A", "I"), ("C",), ("S", "E"))
    assert tiers({"R": 50.0, "I": 50.0}, {"R": 0.0, "I": 0.0}) == (("R", "I"),)
    assert tiers(dict.fromkeys("RIA", 40.0), dict.fromkeys("RIA", 3.0)) == (("R", "I", "A"),)


@given(st.dictionaries(st.sampled_from("RIASEC"), st.tuples(POINTS, ERRORS), min_size=1))
def test_tiers_name_each_scale_once_from_high_to_low(made_up: dict[str, tuple[float, float]]) -> None:
    found = {scale: score for scale, (score, _error) in made_up.items()}
    groups = tiers(found, {scale: error for scale, (_score, error) in made_up.items()})
    flat = [scale for group in groups for scale in group]
    assert sorted(flat) == sorted(found)
    assert [found[scale] for scale in flat] == sorted(found.values(), reverse=True)


def test_change_index_is_that_of_jacobson_and_truax_for_equal_errors() -> None:
    # Their example: 47.5 after 32.5 with SD 7.5 and reliability .80, so SEM 3.354 and S_diff 4.74.
    sem = 7.5 * sqrt(1 - 0.80)
    assert sem == pytest.approx(3.354, abs=0.001)
    assert change_index(32.5, 47.5, sem, sem) == pytest.approx(3.16, abs=0.01)
    assert is_real_change(32.5, 47.5, sem, sem)


@given(POINTS, POINTS, ERRORS, ERRORS)
def test_change_is_as_large_forth_as_back(one: float, other: float, error: float, also: float) -> None:
    assert change_index(one, other, error, also) == -change_index(other, one, also, error)
    assert not is_real_change(one, one, error, also)
    if is_real_change(one, other, error, also):
        assert abs(one - other) > 1.95 * max(error, also)
        assert differs(one, error, other, also) or abs(one - other) < 1e-8


def test_results_take_the_measured_error_only_for_a_whole_scale() -> None:
    instrument = small()
    numbers = numbers_of(instrument, {})
    joy, calm = results(instrument, FULL, {"joy-1": 3, "joy-2": 2, "calm-1": 1}, numbers, {"joy": 4.5, "calm": 4.5})
    assert (joy.score, joy.error, joy.basis) == (75.0, 4.5, "measured")
    assert (calm.score, calm.basis) == (0.0, "assumed")
    assert calm.error > 10


def test_results_of_the_short_form_lean_towards_the_middle() -> None:
    instrument = small()
    joy, calm = results(instrument, SHORT, {"joy-1": 3, "joy-2": 1}, numbers_of(instrument, {}), {})
    assert joy.score is not None
    assert 50 < joy.score < 100
    assert calm.score is None


def test_allowed_leaves_out_what_the_instrument_does_not_know() -> None:
    assert allowed(small(), {"joy-1": "3", "joy-2": "4", "calm-1": "x", "evil": "1"}) == {"joy-1": 3}


def test_pages_hold_six_items_and_the_last_the_rest() -> None:
    instrument = made("AB", items=7)
    assert pages(instrument) == 3
    assert [len(page_of(instrument, number)) for number in (0, 1, 2, 3, 4)] == [0, 6, 6, 2, 0]
    seen = {item.id: None for item in page_of(instrument, 1)}
    assert first_open_page(instrument, {}) == 1
    assert first_open_page(instrument, seen) == 2


def test_sitting_survives_its_json_and_refuses_what_is_none() -> None:
    instrument = small()
    found = results(instrument, FULL, {"joy-1": 3}, numbers_of(instrument, {}), {})
    one = Sitting("a", "made", "1", FULL, "nl", "2026-01-01", "2026-01-02", {"joy-1": 3, "joy-2": None}, found)
    assert sitting_from_json(one.to_json()) == one
    assert sitting_from_json({"id": "a"}) is None
    assert sitting_from_json([]) is None
