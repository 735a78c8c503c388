"""One taking of one instrument by one person: answers, and once it is finished its results. Not where it is kept.

Terms: the *form* is full (every item) or short (stops when enough is known); answers stand in the order in which they
were given, None is skipped. A *result* has the score of a scale (0 to 100, None when too much was skipped) and its
standard error; the *basis* says where that comes from: measured (from answers of many people) or assumed (from the
numbers in `response`). Reading is forgiving: what is not understood is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wending.instruments.rules.adaptive import beliefs
from wending.instruments.rules.instrument import Instrument, Item
from wending.instruments.rules.response import ItemNumbers
from wending.instruments.rules.scoring import scores, tiers

FULL, SHORT = "full", "short"
PAGE = 6


@dataclass(frozen=True, slots=True)
class Result:
    """What a sitting tells of one scale. Points from 0 to 100; answered items of all."""

    scale: str
    score: float | None
    error: float
    answered: int
    of: int
    basis: str = "assumed"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A taking of an instrument; days and times in ISO form, `finished` empty while it goes on."""

    id: str
    instrument: str
    version: str
    form: str
    lang: str
    started: str
    finished: str = ""
    answers: Mapping[str, int | None] = field(default_factory=dict)
    results: tuple[Result, ...] = ()

    def with_answers(self, given: Mapping[str, int | None]) -> "Sitting":
        """Return the sitting with these answers added, or changed in their place."""
        return replace(self, answers={**self.answers, **given})

    def scores(self) -> dict[str, float]:
        """Return the scores that are known, by scale."""
        return {one.scale: one.score for one in self.results if one.score is not None}

    def errors(self) -> dict[str, float]:
        """Return the standard errors of the scores that are known, by scale."""
        return {one.scale: one.error for one in self.results if one.score is not None}

    def tiers(self) -> tuple[tuple[str, ...], ...]:
        """Return the scales from high to low, those that do not differ together."""
        return tiers(self.scores(), self.errors())

    def to_json(self) -> dict[str, Any]:
        """Return plain values, for a session."""
        return {
            **{name: getattr(self, name) for name in _WORDS},
            "answers": dict(self.answers),
            "results": results_to_json(self.results),
        }


_WORDS = ("id", "instrument", "version", "form", "lang", "started", "finished")
_MOST_LETTERS = 64


def results_to_json(results: tuple[Result, ...]) -> list[list[Any]]:
    """Return results as plain values."""
    return [[one.scale, one.score, one.error, one.answered, one.of, one.basis] for one in results]


def results_from_json(raw: object) -> tuple[Result, ...]:
    """Return the results that were kept."""
    return tuple(Result(*one) for one in raw if len(one) == 6) if isinstance(raw, list) else ()


def sitting_from_json(raw: object) -> Sitting | None:
    """Return a sitting that was kept, None when it cannot be read."""
    if not isinstance(raw, Mapping) or not all(isinstance(raw.get(name), str) for name in _WORDS):
        return None
    words = {name: raw[name][:_MOST_LETTERS] for name in _WORDS}
    return Sitting(
        **words, answers=answers_from_json(raw.get("answers")), results=results_from_json(raw.get("results"))
    )


def answers_from_json(raw: object) -> dict[str, int | None]:
    """Return the answers that were kept, in their order."""
    found = raw.items() if isinstance(raw, Mapping) else ()
    return {key: value for key, value in found if isinstance(key, str) and (value is None or isinstance(value, int))}


def allowed(instrument: Instrument, given: Mapping[str, str]) -> dict[str, int]:
    """Return from raw words (item id -> number) the answers that the instrument knows; all else is left out."""
    found = {}
    for item in instrument.items:
        values = {str(option.value): option.value for option in instrument.options_of(item)}
        if given.get(item.id) in values:
            found[item.id] = values[given[item.id]]
    return found


def results(
    instrument: Instrument,
    form: str,
    answers: Mapping[str, int | None],
    numbers: Mapping[str, ItemNumbers],
    measured: Mapping[str, float],
) -> tuple[Result, ...]:
    """Return what answers tell, per scale.

    The full form gives the plain score; its error is `measured` (SEM by scale) where known, else that of the model. The
    short form gives the score that the model expects, with the error of the model.
    """
    known = beliefs(instrument, answers, numbers)
    found = []
    for one in scores(instrument, answers):
        model = known[one.scale]
        if form == SHORT:
            score = model.mean if one.answered else None
            found.append(Result(one.scale, score, model.error, one.answered, one.of))
        elif one.scale in measured and one.answered == one.of:
            found.append(Result(one.scale, one.score, measured[one.scale], one.answered, one.of, "measured"))
        else:
            found.append(Result(one.scale, one.score, model.error, one.answered, one.of))
    return tuple(found)


def page_of(instrument: Instrument, number: int) -> tuple[Item, ...]:
    """Return the items of a page of the full form, counted from 1; none beyond the last."""
    return instrument.items[(number - 1) * PAGE : number * PAGE] if number >= 1 else ()


def pages(instrument: Instrument) -> int:
    """Return how many pages the full form has."""
    return -(-len(instrument.items) // PAGE)


def first_open_page(instrument: Instrument, answers: Mapping[str, int | None]) -> int:
    """Return the first page with an item that was not seen, the last when all were."""
    for number in range(1, pages(instrument) + 1):
        if any(item.id not in answers for item in page_of(instrument, number)):
            return number
    return pages(instrument)
