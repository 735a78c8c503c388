"""Firms and institutions that let learners in: kinds of offers, the course of a visit, and when a firm may see names.

Terms: *host* = who offers (a firm or institution); *offer* = what a host does for schools; *visit* = one group of one
school that uses an offer on a day, also where the host comes to school; *place* = a day of an offer takes as many
groups as it has places. A host sees numbers. Names only of learners who agreed, shortly around the day.
"""

from datetime import date, timedelta
from enum import StrEnum

# A host sees names from this long before the day until this long after it.
NAMES_BEFORE, NAMES_AFTER = timedelta(days=14), timedelta(days=7)
# A request that the host leaves unanswered gives its place free again.
ANSWER_WITHIN = timedelta(days=14)
# How long the class may look back after the day.
LOOK_BACK = timedelta(days=14)
# The least age that makes a learner answer for themselves.
OWN_ANSWER = 16
MOST_GROUPS, MOST_LEARNERS = 10, 200


class OfferKind(StrEnum):
    """What a host does. *Bliksemstage*: a very short placement of some hours."""

    VISIT = "visit"
    GUEST = "guest"
    FLASH = "flash"
    ASSIGNMENT = "assignment"
    MENTOR = "mentor"


class OfferState(StrEnum):
    """Whether schools find an offer. *Waiting*: who made it has not confirmed the address yet."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"


class VisitState(StrEnum):
    """The course of a visit."""

    ASKED = "asked"
    AGREED = "agreed"
    DONE = "done"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


# Worlds of work that a class can be curious about; a host chooses up to three.
THEMES = (
    *("zorg", "techniek", "bouwen", "groen", "eten", "handel", "kantoor"),
    *("computers", "kunst", "veiligheid", "vervoer", "kinderen"),
)
MOST_THEMES = 3


class Answer(StrEnum):
    """What a parent, or a learner of sixteen or older, says about one visit."""

    OPEN = ""
    YES = "yes"
    NO = "no"


def names_shown(day: date, today: date, state: str) -> bool:
    """Say whether a host may see the names of who agreed, today."""
    is_on = state in {VisitState.AGREED, VisitState.DONE}
    return is_on and day - NAMES_BEFORE <= today <= day + NAMES_AFTER


def may_come(is_sixteen: bool, answer: str) -> bool:
    """Say whether a learner may come along: below sixteen only when a parent said yes."""
    return answer != Answer.NO if is_sixteen else answer == Answer.YES
