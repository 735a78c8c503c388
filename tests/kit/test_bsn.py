"""What looks like a citizen service number is found, whatever is between its digits; other numbers are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wending.kit.bsn import find_bsn, passes_eleven_test


@pytest.mark.parametrize(
    "text", ["111222333", "mijn nummer: 123456782.", "1112.22.333", "111 222 333", "1112-22-333", "BSN 1234.56.782"]
)
def test_find_bsn_in_text(text: str) -> None:
    assert find_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000000000",
        "111222334",
        "06 12345678",
        "1112223330",
        "20261125",
        "+31612345678",
        "in 2026 om 10:00",
        "NL91 ABNA 0417 1643 00",
    ],
)
def test_find_bsn_leaves_other_numbers_alone(text: str) -> None:
    assert find_bsn(text) == ""


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_never_passes(digits: str, place: int, shift: int) -> None:
    """The eleven test finds every mistake in one digit: that is what it is for."""
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert not (passes_eleven_test(digits) and passes_eleven_test(wrong))
