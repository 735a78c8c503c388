"""What a questionnaire is made of, as plain records. Not how it is read (`sources`) nor how it is scored (`scoring`).

Terms: an *instrument* has *scales*; a scale has *items* that measure one thing; an item is answered with an *option* of
its *option set*. A *reversed* item counts the other way round. A *norm* tells how a group scored, with its source. An
instrument *feeds* a part of the profile (interests or values) when its scales are those that matching reckons with.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("nl", "en")
RIASEC = ("R", "I", "A", "S", "E", "C")
# The six work values, in the order of O*NET 1.B.2.a to f.
WORK_VALUES = ("achievement", "conditions", "recognition", "relationships", "support", "independence")
# The scales that an instrument must have to feed a part of the profile.
FEEDS: Mapping[str, tuple[str, ...]] = {"": (), "interests": RIASEC, "values": WORK_VALUES}
SCORINGS = ("mean", "sum")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Dutch and, where it is given, in English."""

    nl: str
    en: str = ""

    def in_language(self, lang: str) -> str:
        """Return the text in a language; in Dutch where it is not given."""
        return (self.en if lang == "en" else "") or self.nl

    def language_shown(self, lang: str) -> str:
        """Return the language in which `in_language` answers."""
        return "en" if lang == "en" and self.en else "nl"


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One answer: its number and its words."""

    value: int
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One statement; `options` names its option set, `picture` a picture of the site."""

    id: str
    scale: str
    text: Text
    is_reversed: bool = False
    options: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """What some items measure together. `prompt` asks for an example from someone's own life; may be empty."""

    id: str
    name: Text
    meaning: Text
    prompt: Text = Text("")


@dataclass(frozen=True, slots=True)
class Norm:
    """How a group scored on a scale: mean and standard deviation of the score as the instrument gives it, 0 to 100."""

    scale: str
    group: Text
    n: int
    mean: float
    sd: float
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What an instrument says about itself: each text is shown on its page."""

    author: str
    purpose: Text
    basis: Text
    evidence: Text
    sources: tuple[str, ...]
    norms: Text
    not_for: Text


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire of one version. `missing_most` is the share of a scale that may stay without answer, 0 to 1."""

    id: str
    version: str
    name: Text
    line: Text
    question: Text
    picture: str
    minutes: int
    feeds: str
    scoring: str
    missing_most: float
    has_short_form: bool
    statement: Statement
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]
    option_sets: Mapping[str, tuple[AnswerOption, ...]]
    norms: tuple[Norm, ...] = ()

    def items_of(self, scale: str) -> tuple[Item, ...]:
        """Return the items of a scale, in the order of the list."""
        return tuple(item for item in self.items if item.scale == scale)

    def item(self, item_id: str) -> Item:
        """Return an item; raise KeyError when there is none with this id."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def options_of(self, item: Item) -> tuple[AnswerOption, ...]:
        """Return the answers an item can get, from low to high."""
        return self.option_sets[item.options]

    def step(self, item: Item, value: int) -> int:
        """Return how high an answer counts, from 0 (lowest) to the number of options less one, reversed where due.

        Raise ValueError when the value is none of the item's options.
        """
        values = [option.value for option in self.options_of(item)]
        place = values.index(value)
        return len(values) - 1 - place if item.is_reversed else place
