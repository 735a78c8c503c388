"""A career talk at school (loopbaandialoog): the learner writes, the adult responds. Nothing in it is marked.

Terms: *voice* = who responds; *paper* = what the learner wrote before and after a talk; a *moment* is when a talk
begins. What the learner wrote is shown only after they said so.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# Keys of the questions of the preparation: each is about something that really happened.
QUESTIONS = ("experience", "did", "means", "next", "ask")
MINUTES_LEAST, MINUTES_MOST = 5, 90
MOST_MOMENTS = 400


class TalkState(StrEnum):
    """Where a talk stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What the learner says to the moment; nothing yet is the empty word."""

    NONE = ""
    YES = "yes"
    NO = "no"


class Voice(StrEnum):
    """Who gives words back: at an assignment and in a talk."""

    STAFF = "staff"
    PEER = "peer"
    PARENT = "parent"
    WORKPLACE = "workplace"


# Who comes by a link, without account.
BY_LINK = (Voice.PARENT, Voice.WORKPLACE)


def moments(
    *, days: Sequence[date], begins: time, ends: time, minutes: int, taken: Collection[datetime], zone: ZoneInfo
) -> list[datetime]:
    """Return the moments of talks of so many minutes that fit between two times on some days, in order.

    Moments within a talk that is taken, or that would run into one, are left out. Raises ValueError for a length
    outside MINUTES_LEAST to MINUTES_MOST or an end before the begin.
    """
    if not MINUTES_LEAST <= minutes <= MINUTES_MOST:
        raise ValueError(f"no length of a talk: {minutes}")
    if ends <= begins:
        raise ValueError("ends before it begins")
    length = timedelta(minutes=minutes)
    found: list[datetime] = []
    for day in sorted(set(days)):
        at, end = (datetime.combine(day, clock, tzinfo=zone) for clock in (begins, ends))
        while at + length <= end and len(found) < MOST_MOMENTS:
            if not any(abs(at - other) < length for other in taken):
                found.append(at)
            at += length
    return found
