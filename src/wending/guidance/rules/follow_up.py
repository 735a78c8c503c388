"""Follow-up after a case: what somebody does now, how satisfied they are, which step they took.

No answer, "I do not know" and "I would rather not say" are unknown: never read as unemployed, satisfied or not. Every
share keeps its numerator, its denominator (known answers) and the unknown beside it.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Months after closing.
MONTHS = (3, 6, 12)
# Days for which the link in the mail works.
ANSWER_DAYS = 60


class Doing(StrEnum):
    """What somebody does now, in their own choice."""

    WORK = "work"
    WORK_AND_LEARNING = "work-and-learning"
    OWN_BUSINESS = "own-business"
    LEARNING = "learning"
    UNPAID = "unpaid"
    SEEKING = "seeking"
    OTHER = "other"
    NOT_KNOWN = "not-known"
    NOT_SAID = "not-said"


class Step(StrEnum):
    """Whether somebody took a step they meant to take."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not-yet"
    NOT_KNOWN = "not-known"
    NOT_SAID = "not-said"


class Satisfied(StrEnum):
    """How satisfied somebody is with the guidance: 1 (not) to 5 (very)."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    NOT_KNOWN = "not-known"
    NOT_SAID = "not-said"


UNKNOWN = frozenset({"", "not-known", "not-said"})
IN_WORK = frozenset({Doing.WORK, Doing.WORK_AND_LEARNING, Doing.OWN_BUSINESS})
SATISFIED = frozenset({Satisfied.FOUR, Satisfied.FIVE})
TOOK_A_STEP = frozenset({Step.YES, Step.PARTLY})


@dataclass(frozen=True)
class Share:
    """A part of known answers; `unknown` were asked, but said nothing of it."""

    numerator: int
    denominator: int
    unknown: int

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.denominator + self.unknown


def share_of(answers: Iterable[str], counted: frozenset[str]) -> Share:
    """Return how many of the known answers are among the counted ones. An empty answer is an unknown one."""
    told = list(answers)
    known = [answer for answer in told if answer not in UNKNOWN]
    return Share(sum(answer in counted for answer in known), len(known), len(told) - len(known))


def due_on(closed: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(closed.year * 12 + closed.month - 1 + months, 12)
    return date(year, month + 1, min(closed.day, calendar.monthrange(year, month + 1)[1]))
