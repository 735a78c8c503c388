"""Whom an organisation counts in the figures of its own work: only ever counts, and only for its own managers.

This is not research: no consent is asked, nothing of one person is kept, and no name or number of a person is told.
Terms: *base* = the people of a quarter of whom something is counted; *group* = one coarse class of them, such as a line
of guidance; an answer of None is unknown, never "no". Each fact belongs to one quarter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """Its name in an address: 2026-3."""
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def before(self) -> "Quarter":
        """The quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> "Quarter":
        """The quarter after."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    def has(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return self.first <= day <= self.last


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day."""
    return Quarter(day.year, (day.month + 2) // 3)


@dataclass(frozen=True, slots=True)
class CountedPerson:
    """Somebody in a base. `token` is drawn anew at each call: it only keeps one person from being counted twice.

    groups: by dimension the class of this person. answers: by indicator yes, no, or None for unknown. days: what a
    mean is taken of. staff: a token, drawn anew too, of who guides them, so that nothing is shown of one of those.
    """

    token: str
    base: str
    groups: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    days: int | None = None
    staff: str = ""
