"""Waiting times in whole days, of at least ten people; and periods that do not overlap.

Terms: *wait* = days from asking to the first conversation that was; a week belongs to the month of its Thursday (as ISO
8601 does for years), so that weeks, months and quarters fit into each other and no two periods overlap in part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from wending.kit.small_cells import SMALLEST


@dataclass(frozen=True, slots=True)
class Wait:
    """Median and 80th percentile in days (nearest rank: a number of days that somebody waited), over n people."""

    median: int
    slow: int
    n: int


def wait_of(days: Sequence[int]) -> Wait | None:
    """Return the wait of at least ten people; None for fewer. Nearest rank: the ceil(p * n)-th of the sorted days."""
    n = len(days)
    if n < SMALLEST:
        return None
    ordered = sorted(days)
    return Wait(ordered[ceil(n / 2) - 1], ordered[ceil(n * 4 / 5) - 1], n)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year made of whole weeks: those whose Thursday lies in it."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """Its name in an address: 2026-3."""
        return f"{self.year}-{self.number}"

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Its three months as year and month."""
        return tuple((self.year, self.number * 3 - 2 + add) for add in range(3))

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of its weeks."""
        day = monday_of(date(self.year, self.number * 3 - 2, 1))
        if month_of(day) != (self.year, self.number * 3 - 2):
            day += timedelta(days=7)
        found = []
        while quarter_of(day) == self:
            found.append(day)
            day += timedelta(days=7)
        return tuple(found)

    @property
    def before(self) -> "Quarter":
        """The quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> "Quarter":
        """The quarter after."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> tuple[int, int]:
    """Return year and month to which the week of a day belongs: those of its Thursday."""
    thursday = monday_of(day) + timedelta(days=3)
    return thursday.year, thursday.month


def quarter_of(day: date) -> Quarter:
    """Return the quarter to which the week of a day belongs."""
    year, month = month_of(day)
    return Quarter(year, (month + 2) // 3)


def read_quarter(key: str) -> Quarter | None:
    """Return the quarter named in an address, None for what is none."""
    year, _, number = key.partition("-")
    if len(year) == 4 and year.isdecimal() and number in {"1", "2", "3", "4"}:
        return Quarter(int(year), int(number))
    return None
