"""What comes out of a file of a firm's administration: rows, and findings of what is wrong, by line.

Terms: *finding* = something in a line that is left out or wrong, by a code for which `queries/exchange_words` has the
sentences; a *grave* one keeps the whole file out. A *reference* is what the administration calls a row, by which the
same row is found again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from wending.work.rules.openings import Kind

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a line (1 is the heading). `what` names a column or value, never a private number."""

    line: int
    code: str
    what: str = ""
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who works at a firm."""

    line: int
    name: str
    email: str = ""
    hours: Decimal | None = None
    team: str = ""


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """An opening."""

    line: int
    reference: str
    kind: Kind
    title: str
    text: str
    hours: Decimal | None
    period: str
    place: str
    opens: date
    closes: date
    places: int


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A line of a training plan."""

    line: int
    reference: str
    who: str
    people: int
    what: str
    starts: date | None
    hours: Decimal | None
    costs: Decimal | None
    owner: str
    funding: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    """Rows that can be used, and what was found."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file may come in."""
        return any(one.is_grave for one in self.findings)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file changed, or would change: names of what is new and changed, how many stay, and findings."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    findings: tuple[Finding, ...]
    is_refused: bool = False
