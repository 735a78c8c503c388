"""Learning moments per month. Terms: *way* = from whom or what somebody learned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WAYS = ("colleague", "doing", "mistake", "customer", "search", "explaining")
MINUTES = (5, 15, 30, 60, 120)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """How many moments and minutes a month had; `first` is its first day."""

    first: date
    count: int
    minutes: int


def months(moments: Iterable[tuple[date, int]], today: date, most: int = MONTHS) -> list[Month]:
    """Return the last months up to today's, oldest first, empty ones too; moments are (day, minutes)."""
    found = []
    year, month = today.year, today.month
    known = list(moments)
    for _turn in range(most):
        here = [minutes for day, minutes in known if (day.year, day.month) == (year, month)]
        found.append(Month(date(year, month, 1), len(here), sum(here)))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found[::-1]
