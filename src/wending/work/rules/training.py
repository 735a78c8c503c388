"""Totals of a training plan: what is known adds up; what is not known is counted, so that no total pretends."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """What one line asks: people, and hours and costs of each; None where not known."""

    people: int
    hours: Decimal | None
    costs: Decimal | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the lines. `hours_unknown`, `costs_unknown`: of how many lines that is not known."""

    lines: int
    people: int
    hours: Decimal
    costs: Decimal
    hours_unknown: int
    costs_unknown: int


def totals(amounts: Iterable[Amount]) -> Totals:
    """Return the sums of people, hours (people x hours each) and costs (people x costs each)."""
    rows = list(amounts)
    return Totals(
        lines=len(rows),
        people=sum(row.people for row in rows),
        hours=sum((row.people * row.hours for row in rows if row.hours is not None), Decimal(0)),
        costs=sum((row.people * row.costs for row in rows if row.costs is not None), Decimal(0)),
        hours_unknown=sum(row.hours is None for row in rows),
        costs_unknown=sum(row.costs is None for row in rows),
    )
