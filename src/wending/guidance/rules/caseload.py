"""The caseload: whom a professional has not met for long. It orders attention and judges neither of the two.

Terms: *last met* = the day of the last conversation that took place, whether in the agenda or in a note.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True)
class Load:
    """One open case in the caseload."""

    case: UUID
    opened: date
    last_met: date | None = None
    name: str = ""


class Order(StrEnum):
    """What the caseload is ordered by."""

    MET = "met"
    OPENED = "opened"
    NAME = "name"


def days_without(load: Load, today: date) -> int:
    """Return the days since the last conversation, or since the case was opened when there was none; at least 0."""
    return max((today - (load.last_met or load.opened)).days, 0)


def is_long_ago(load: Load, today: date, weeks: int) -> bool:
    """Say whether more than so many weeks went by without a conversation."""
    return days_without(load, today) > 7 * weeks


def ordered(loads: Iterable[Load], order: Order, today: date) -> list[Load]:
    """Return the caseload in an order: longest not met first, oldest first, or by name. Equal ones keep their order."""
    if order is Order.NAME:
        return sorted(loads, key=lambda load: load.name.casefold())
    if order is Order.OPENED:
        return sorted(loads, key=lambda load: load.opened)
    return sorted(loads, key=lambda load: -days_without(load, today))
