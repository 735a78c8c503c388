"""Looking along in each other's lesson: the states of an observation, and what was seen of each sign.

Terms: *observed* = the teacher who asks, and whose it is; *observer* = the colleague who looks along. It is no
judgement: nothing is added up, and nobody above the two sees it.
"""

from enum import StrEnum


class State(StrEnum):
    """Where an observation stands."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    GIVEN = "given"


class Seen(StrEnum):
    """What an observer saw of a sign."""

    YES = "yes"
    PARTLY = "partly"
    NOT_NOW = "not-now"
