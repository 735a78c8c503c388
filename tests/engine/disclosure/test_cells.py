"""Sums, rounding, ends and noise against values worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wending.engine.disclosure.cells import Unsafe, rounded, share_is_safe, why_unsafe, with_noise, without_ends


@pytest.mark.parametrize(
    ("contributions", "reasons"),
    [
        ([10.0] * 10, ()),
        ([10.0] * 9, (Unsafe.FEW,)),
        ([10.0] * 9 + [np.nan], (Unsafe.FEW,)),
        # Two of 90 each of 199: 180 is 90.45%; the rest, 19, is more than 9.
        ([90.0, 90.0] + [19 / 8] * 8, (Unsafe.TOP_TWO,)),
        # Two of 85 of 190: 89.5%.
        ([85.0, 85.0] + [20 / 8] * 8, ()),
        # 100, 1 and eight of 1: after the top two 8 is left, less than 10% of 100.
        ([100.0] + [1.0] * 9, (Unsafe.TOP_TWO, Unsafe.P_PERCENT)),
        # What somebody lost counts as what somebody won.
        ([-100.0] + [1.0] * 9, (Unsafe.TOP_TWO, Unsafe.P_PERCENT)),
        ([0.0] * 10, ()),
    ],
)
def test_why_unsafe(contributions: list[float], reasons: tuple[Unsafe, ...]) -> None:
    assert why_unsafe(np.array(contributions)) == reasons


def test_why_unsafe_by_the_p_percent_rule_alone() -> None:
    """Largest 100, second 20, rest 9: the second knows the largest within 9%; the top two hold 93%, allowed here."""
    values = np.array([100.0, 20] + [1.0] * 9)
    assert why_unsafe(values, top_two=0.95) == (Unsafe.P_PERCENT,)
    assert why_unsafe(values, top_two=0.95, p_percent=8) == ()


def test_rounded_to_fives() -> None:
    assert rounded(np.array([0.0, 2.4, 2.5, 7.4, 7.5, 12])).tolist() == [0, 0, 5, 5, 10, 10]
    assert np.isnan(rounded(np.array([np.nan]))[0])
    with pytest.raises(ValueError, match="above 0"):
        rounded(np.array([1.0]), 0)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=20, max_size=60, unique=True))
def test_without_ends_leaves_nobody_alone_at_an_end(values: list[float]) -> None:
    made = without_ends(np.array(values))
    assert (made == made.max()).sum() >= 10
    assert (made == made.min()).sum() >= 10
    ordered = sorted(values)
    assert set(made) <= set(ordered[9:-9])


def test_without_ends_of_few_is_unknown() -> None:
    assert np.isnan(without_ends(np.arange(19.0))).all()
    assert np.isnan(without_ends(np.array([0.0, 1, 1, np.nan]))).all()


def test_without_ends_of_two_values_does_not_show_the_one_who_earns() -> None:
    assert (without_ends(np.array([0.0] * 39 + [51_234])) == 0).all()
    two = np.array([0.0] * 20 + [1.0] * 20)
    assert np.array_equal(without_ends(two), two)


def test_with_noise_has_the_stated_scale_and_stays_the_same() -> None:
    values = np.zeros(40_000)
    noise = with_noise(values, 2.0, seed=5)
    # The mean size of Laplace noise is its scale; its error here is 2 / sqrt(40,000) = 0.01.
    assert np.abs(noise).mean() == pytest.approx(2.0, abs=0.05)
    assert noise.mean() == pytest.approx(0, abs=0.06)
    assert np.array_equal(noise, with_noise(values, 2.0, seed=5))
    assert not np.array_equal(noise, with_noise(values, 2.0, seed=6))


@pytest.mark.parametrize(
    ("counted", "known", "safe"), [(10, 20, True), (9, 20, False), (10, 19, False), (0, 100, False)]
)
def test_share_is_safe_counts_the_others_too(counted: int, known: int, safe: bool) -> None:
    assert share_is_safe(counted, known) is safe
