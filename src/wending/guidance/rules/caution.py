"""What a text should not hold: a citizen service number (BSN). And how long a beginning of an answer may be.

A BSN has nine digits that pass the eleven test: 9a + 8b + ... + 2h - i is a multiple of eleven, and not zero.
"""

import re

MOST_SENTENCES = 2
_NINE = re.compile(r"(?<![\d+])\d(?:[ .\-]?\d){8}(?![ .\-]?\d)")
_END = re.compile(r"[.!?…]+(?=\s|$)")


def has_citizen_number(text: str) -> bool:
    """Say whether a text holds what looks like a citizen service number."""
    return any(_passes(re.sub(r"\D", "", found)) for found in _NINE.findall(text))


def _passes(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return digits != "000000000" and total % 11 == 0


def count_sentences(text: str) -> int:
    """Return how many sentences a text has; a last one without a full stop counts."""
    parts = [part for part in _END.split(" ".join(text.split())) if re.search(r"\w", part)]
    return len(parts)


def is_only_beginning(text: str, beginnings: list[str]) -> bool:
    """Say whether an answer is nothing but one of the beginnings."""
    return _bare(text) in {_bare(beginning) for beginning in beginnings}


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
