"""The fixed words of appointments and conversations: states, ways, sides. What pages call them: `queries.words`."""

from enum import StrEnum


class Way(StrEnum):
    """How people talk."""

    PLACE = "place"
    VIDEO = "video"
    PHONE = "phone"


class State(StrEnum):
    """How an appointment stands."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    MET = "met"
    NO_SHOW = "no-show"


class Waits(StrEnum):
    """How a place on the waiting list stands."""

    WAITS = "waits"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"
    LAPSED = "lapsed"


class Asked(StrEnum):
    """Who asks: somebody for themselves, or an employer for people or firm."""

    QUESTION = "question"
    EMPLOYER = "employer"


class Stand(StrEnum):
    """Whose turn it is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Side(StrEnum):
    """From whom a message is, and for whom."""

    CLIENT = "client"
    PROFESSIONAL = "professional"
    LINE = "line"
    NOTE = "note"


# What a centre can say of getting in and being understood.
FACTS = (
    "step-free",
    "toilet",
    "parking",
    "hearing-loop",
    "quiet-room",
    "sign-language",
    "interpreter",
    "guide-dog",
    "bus",
)
# Languages in which a centre may help, as codes.
LANGUAGES = ("nl", "en", "de", "fr", "pl", "tr", "ar", "uk", "ti", "es")
FIRM_SIZES = ("1", "2-9", "10-49", "50-249", "250+")
