"""Rules of sharing by link: how long at most, how often a PIN may be wrong, and what a PIN is."""

import re
from datetime import date, timedelta

USUAL, LONGEST = timedelta(days=30), timedelta(days=365)
MOST_TRIES = 5
# More links than this at once nobody keeps track of.
MOST_SHARES = 50
_PIN = re.compile(r"[0-9]{4,8}")


def is_pin(text: str) -> bool:
    """Return whether this is a PIN: four to eight digits.

    >>> is_pin("0482"), is_pin("48"), is_pin("geheim"), is_pin("٠٤٨٢")
    (True, False, False, False)
    """
    return _PIN.fullmatch(text) is not None


def is_end(day: date, today: date) -> bool:
    """Return whether a link made today may end on this day: today at the earliest, a year from now at the latest."""
    return today <= day <= today + LONGEST
