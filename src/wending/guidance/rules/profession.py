"""The profession in fixed words: roles, fields of knowledge, terms of registers. What pages call them: `queries`.

Terms: *NICE roles* = the five roles of career professionals in the European network NICE (nice-network.eu); *knowledge
field* = the five fields of expertise that the vision behind Wending asks of a guidance professional.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class NiceRole(StrEnum):
    """The five roles of NICE."""

    COUNSELLING = "counselling"
    EDUCATION = "education"
    ASSESSMENT = "assessment"
    SERVICE = "service"
    SYSTEMS = "systems"


class KnowledgeField(StrEnum):
    """What a guidance professional knows about."""

    PSYCHODIAGNOSTICS = "psychodiagnostics"
    PROGRAMMES = "programmes"
    OCCUPATIONS = "occupations"
    MARKET = "market"
    SECTORS = "sectors"


# Months before the end of a registration at which its owner is told.
REMIND_MONTHS = (6, 3, 1)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of that month where it has no such day."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def reminder_due(until: date, today: date) -> int | None:
    """Return which reminder counts today: 6, 3 or 1 months before the end; None before those and after the end.

    Only the latest counts: who enters a registration that ends in two weeks gets one reminder, not three.
    """
    if today > until:
        return None
    passed = [months for months in REMIND_MONTHS if today >= months_before(until, months)]
    return min(passed, default=None)


@dataclass(frozen=True, slots=True)
class Entry:
    """What counts of a line in a learning log. `points` is None where nobody awarded any, or where that is unknown."""

    day: date
    hours: Decimal
    points: Decimal | None
    role: str
    field: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Lines, hours and awarded points together; `with_points` says how many lines carry points."""

    lines: int
    hours: Decimal
    points: Decimal
    with_points: int


def add_up(entries: Iterable[Entry]) -> Sum:
    """Return the sum of lines of a log; lines without points add hours only."""
    lines = list(entries)
    awarded = [line.points for line in lines if line.points is not None]
    return Sum(len(lines), sum((line.hours for line in lines), Decimal()), sum(awarded, Decimal()), len(awarded))


def within(entries: Iterable[Entry], begins: date, ends: date) -> list[Entry]:
    """Return the lines of a period, its first and last day included."""
    return [line for line in entries if begins <= line.day <= ends]
