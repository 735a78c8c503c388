"""How a comparison comes about: what makes the compared tell what would have happened to the treated."""

from enum import StrEnum


class Design(StrEnum):
    """Designs of a study, the strongest first."""

    RANDOMISED = "randomised"
    CLUSTER_RANDOMISED = "cluster-randomised"
    WAITING_LIST = "waiting-list"
    STEPPED_WEDGE = "stepped-wedge"
    DISCONTINUITY = "discontinuity"
    INSTRUMENT = "instrument"
    STAGGERED = "staggered"
    SYNTHETIC_CONTROL = "synthetic-control"
    TIME_TO_EVENT = "time-to-event"
    DOUBLY_ROBUST = "doubly-robust"
    MATCHING_AND_WEIGHTING = "matching-and-weighting"


BY_LOT = frozenset({Design.RANDOMISED, Design.CLUSTER_RANDOMISED, Design.WAITING_LIST, Design.STEPPED_WEDGE})
