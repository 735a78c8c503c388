"""States of a complaint before the independent council, and its terms: days within which it answers.

The terms are Wending's own proposal, not a rule of law; a council can keep others by changing them here.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum


class Stage(StrEnum):
    """How far the council is."""

    RECEIVED = "received"
    IN_HAND = "in-hand"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What the council decided."""

    FOUNDED = "founded"
    PARTLY = "partly"
    UNFOUNDED = "unfounded"
    SOLVED = "solved"
    NOT_OURS = "not-ours"


# Days to the first answer and to the decision.
ANSWER_DAYS = 7
DECIDE_DAYS = 42

NEXT = {
    Stage.RECEIVED: (Stage.IN_HAND, Stage.DECIDED, Stage.WITHDRAWN),
    Stage.IN_HAND: (Stage.DECIDED, Stage.WITHDRAWN),
    Stage.DECIDED: (),
    Stage.WITHDRAWN: (),
}


def answer_by(received: date) -> date:
    """Return the day by which the council gives its first answer."""
    return received + timedelta(days=ANSWER_DAYS)


def decide_by(received: date) -> date:
    """Return the day by which the council decides."""
    return received + timedelta(days=DECIDE_DAYS)


def is_independent(council_roles_elsewhere: Iterable[str]) -> bool:
    """Say whether a council member may handle a complaint, given their other roles in the organisation it is about.

    Who also works there, or leads it, may not.
    """
    return not set(council_roles_elsewhere) - {"council"}
