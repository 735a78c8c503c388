"""A case that goes to another professional of the same centre: the client is told first, and may say no until a day."""

from enum import StrEnum

# Days that a client has to say no; without a word the case goes over after them.
DAYS = 7


class HandoverState(StrEnum):
    """Where a handover stands."""

    TOLD = "told"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
