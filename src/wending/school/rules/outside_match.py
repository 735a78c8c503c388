"""Why an offer fits a class: themes, region, phase and size, each as a reason to read. No score, and no distance that
we do not know: a place has a region of the labour market, or none.

Terms: *tally* = the themes that ten or more learners of a class chose, frozen; *wish* = the
themes a class is matched on, from the tally or from the teacher.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wending.kit.small_cells import SMALLEST


class Near(StrEnum):
    """Where an offer is, seen from the school."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a class looks for. `phase` empty or `size` 0: not told."""

    themes: tuple[str, ...] = ()
    region: str = ""
    phase: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What an offer says. No phases: for all."""

    themes: tuple[str, ...]
    region: str
    phases: tuple[str, ...]
    most: int
    first_free: date | None


@dataclass(frozen=True, slots=True)
class Fit:
    """The reasons; `order` sorts offers, most themes first, then near, then soon."""

    themes: tuple[str, ...]
    near: Near
    is_for_phase: bool
    has_room: bool
    order: tuple[int, int, int, int]


def fit_of(wish: Wish, offer: OfferFacts) -> Fit:
    """Return why an offer fits a wish."""
    themes = tuple(theme for theme in offer.themes if theme in wish.themes)
    near = near_of(wish.region, offer.region)
    is_for_phase = not wish.phase or not offer.phases or wish.phase in offer.phases
    has_room = offer.first_free is not None and wish.size <= offer.most
    day = offer.first_free.toordinal() if offer.first_free else date.max.toordinal()
    order = (0 if is_for_phase and has_room else 1, -len(themes), [*Near].index(near), day)
    return Fit(themes, near, is_for_phase, has_room, order)


def near_of(one: str, other: str) -> Near:
    """Return whether two regions are the same; unknown when one is not told."""
    if not one or not other:
        return Near.UNKNOWN
    return Near.SAME if one == other else Near.OTHER


def tally_of(choices: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """Return the themes that ten or more learners chose; None below ten learners who share. Never a count."""
    if len(choices) < SMALLEST:
        return None
    counts = Counter(theme for chosen in choices for theme in set(chosen))
    return tuple(sorted(theme for theme, count in counts.items() if count >= SMALLEST))
