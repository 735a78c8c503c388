"""What dashboards count, declared as data in the form that all figures of Wending share.

Terms: *base* = the people of a quarter of whom something is asked; *share* = an indicator of a base: yes, no or
unknown, together the base. Unknown is its own value, never "no": who was not asked or did not answer is unknown.
"""

from dataclasses import dataclass
from enum import StrEnum

from wending.accounts.rules.roles import Kind
from wending.kit.small_cells import SMALLEST
from wending.reference.rules.indicators import Indicator

OWN = "Wending"
# Days after a quarter before it is counted once and for all: who came on its last day had as long to be seen.
WAITS = 30
# Months after the end of guidance, as guidance asks them; answers are waited for two months more.
HORIZONS = (3, 6, 12)


class Theme(StrEnum):
    """Under which heading a figure stands."""

    REACH = "reach"
    WAITING = "waiting"
    QUALITY = "quality"
    OUTCOMES = "outcomes"


@dataclass(frozen=True, slots=True)
class Share:
    """An indicator of a base. `has_no`: whether "no" can be known at all; else it is yes or unknown."""

    theme: Theme
    indicator: Indicator
    has_no: bool = True


@dataclass(frozen=True, slots=True)
class Base:
    """People of a quarter. `adds_up`: nobody is in it in two quarters for the same reason, so a year is their sum.

    `dimensions`: what it may be split by, one at a time. `months`: how long after the end of guidance, 0 for none.
    `mean`: what a mean of days is of, and of who said yes to which share.
    """

    key: str
    kind: Kind
    indicator: Indicator
    shares: tuple[Share, ...]
    dimensions: tuple[str, ...]
    adds_up: bool
    months: int = 0
    mean: tuple[str, Indicator] | None = None


def _of(key: str, nl: str, en: str, about_nl: str, about_en: str, unit: str = "percent", better: str = "") -> Indicator:
    return Indicator(key, nl, en, unit, about_nl, about_en, OWN, smallest=SMALLEST, better=better)


HAD_TALK = _of(
    "talk_in_time",
    "gesprek binnen 30 dagen",
    "conversation within 30 days",
    "Mensen die begonnen en binnen 30 dagen een gesprek hadden. Van de anderen kennen we geen gesprek in die tijd.",
    "People who began and had a conversation within 30 days. Of the others we know of none in that time.",
    better="up",
)
WAIT = _of(
    "wait_days",
    "wachttijd",
    "waiting time",
    "Dagen van het begin tot het eerste gesprek: het gemiddelde van wie binnen 30 dagen een gesprek had.",
    "Days from the beginning to the first conversation: the mean of who had one within 30 days.",
    "days",
    "down",
)
SATISFIED = _of(
    "satisfied",
    "tevreden over de begeleiding",
    "satisfied with the guidance",
    "Mensen die hun begeleiding een 4 of 5 geven, van 1 tot 5. Wie geen antwoord gaf, is onbekend.",
    "People who give their guidance a 4 or 5, from 1 to 5. Who did not answer is unknown.",
    better="up",
)
IN_WORK = _of(
    "in_work",
    "heeft werk",
    "has work",
    "Mensen die zeggen dat ze werken, in loondienst of met een eigen bedrijf. Wie geen antwoord gaf, is onbekend.",
    "People who say they work, employed or with their own business. Who did not answer is unknown.",
    better="up",
)
TOOK_A_STEP = _of(
    "took_step",
    "zette een stap",
    "took a step",
    "Mensen die zeggen dat ze een stap zetten die ze wilden zetten, helemaal of voor een deel.",
    "People who say they took a step they meant to take, wholly or in part.",
    better="up",
)


def _ended(months: int) -> Base:
    return Base(
        f"ended-{months}",
        Kind.CENTRE,
        _of(
            f"ended_{months}",
            f"{months} maanden na afloop",
            f"{months} months after the end",
            f"Mensen van wie de begeleiding {months} maanden eerder stopte. Zij hadden twee maanden om te antwoorden.",
            f"People whose guidance ended {months} months before. Then there were two months to answer.",
            "people",
        ),
        (Share(Theme.QUALITY, SATISFIED), Share(Theme.OUTCOMES, IN_WORK), Share(Theme.OUTCOMES, TOOK_A_STEP)),
        ("approach", "language"),
        adds_up=True,
        months=months,
    )


_ALL = (
    Base(
        "begun",
        Kind.CENTRE,
        _of(
            "begun",
            "mensen die begonnen",
            "people who began",
            "Mensen van wie de begeleiding begon.",
            "People whose guidance began.",
            "people",
        ),
        (Share(Theme.WAITING, HAD_TALK, has_no=False),),
        ("approach", "language"),
        adds_up=True,
        mean=("talk_in_time", WAIT),
    ),
    *(_ended(months) for months in HORIZONS),
    Base(
        "learners",
        Kind.SCHOOL,
        _of(
            "learners",
            "leerlingen en studenten",
            "learners",
            "Leerlingen en studenten die aan het eind van het kwartaal op school zaten.",
            "Learners who were at the school at the end of the quarter.",
            "people",
        ),
        (
            Share(
                Theme.REACH,
                _of(
                    "school_talk",
                    "had een loopbaangesprek",
                    "had a career talk",
                    "Leerlingen met wie in het kwartaal een loopbaangesprek was dat in Wending is opgeschreven.",
                    "Learners with whom a career talk was held in the quarter, as written down in Wending.",
                    better="up",
                ),
                has_no=False,
            ),
            Share(
                Theme.QUALITY,
                _of(
                    "handed_in",
                    "leverde een opdracht in",
                    "handed in an assignment",
                    "Leerlingen die in het kwartaal een opdracht inleverden. Zonder account is het onbekend.",
                    "Learners who handed in an assignment in the quarter. Without an account it is unknown.",
                    better="up",
                ),
            ),
        ),
        ("phase",),
        adds_up=False,
    ),
    Base(
        "colleagues",
        Kind.EMPLOYER,
        _of(
            "colleagues",
            "mensen met een account bij het bedrijf",
            "people with an account at the firm",
            "Mensen die aan het eind van het kwartaal met hun eigen account bij het bedrijf hoorden.",
            "People who belonged to the firm with their own account at the end of the quarter.",
            "people",
        ),
        (
            Share(
                Theme.REACH,
                _of(
                    "work_talk",
                    "had een ontwikkelgesprek",
                    "had a development talk",
                    "Mensen die een gesprek voorbereidden met een dag in het kwartaal. Andere kennen we niet.",
                    "People who prepared a talk with a day in the quarter. We do not know of other talks.",
                    better="up",
                ),
                has_no=False,
            ),
            Share(
                Theme.QUALITY,
                _of(
                    "in_training",
                    "begon met scholing",
                    "began training",
                    "Mensen die met hun eigen ja bij scholing staan die in het kwartaal begon. Andere kennen we niet.",
                    "People who stand, by their own yes, at training that began in the quarter. We know of no other.",
                    better="up",
                ),
                has_no=False,
            ),
            Share(
                Theme.OUTCOMES,
                _of(
                    "rotated",
                    "wisselde van taak",
                    "changed tasks",
                    "Mensen die ja zeiden op een beurt in een rooster van dit kwartaal. Anders is het onbekend.",
                    "People who said yes to a turn in a rotation that ran in the quarter. Otherwise it is unknown.",
                ),
                has_no=False,
            ),
        ),
        ("hours",),
        adds_up=False,
    ),
)
BASES = {base.key: base for base in _ALL}


def bases_of(kind: str) -> tuple[Base, ...]:
    """Return what is counted for a kind of organisation, in the order of a page; nothing for other kinds."""
    return tuple(base for base in _ALL if base.kind == kind)


def dimensions_of(kind: str) -> tuple[str, ...]:
    """Return what figures of a kind of organisation may be split by: one of these at a time, never two."""
    return tuple(dict.fromkeys(dimension for base in bases_of(kind) for dimension in base.dimensions))
