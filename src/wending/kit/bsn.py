"""Finds what looks like a citizen service number (BSN) in text, so that it is refused before it is kept. A number that
passes the check may be something else: say so, and let people leave it out. Keeps and logs nothing."""

import re

_NINE = re.compile(r"(?<![\d])(?:\d[ .\-]?){8}\d(?![\d])")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_eleven_test(digits: str) -> bool:
    """Say whether nine digits pass the eleven test of the BSN: 9a + 8b + ... + 2h - i is a multiple of 11, not zero."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and total != 0


def find_bsn(text: str) -> str:
    """Return the first part of a text that looks like a BSN, as it is written; empty where there is none."""
    for found in _NINE.finditer(text):
        if passes_eleven_test(re.sub(r"\D", "", found.group())):
            return found.group()
    return ""
