"""From answers to scores of scales, and from scores to what can be said of their order. No verdict, no forced code.

Terms: a *score* runs from 0 (the lowest answer to every item) to 100 (the highest to every item). *raw* is the mean or
the sum of the answers as numbers, as the instrument prescribes. An answer of None is *skipped*. Scores are *tied* when
they differ less than their errors allow: then neither is called the higher one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from wending.instruments.rules.instrument import Instrument, Item

Answers = Mapping[str, int | None]
# Two-sided 95% of the normal distribution.
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """A score of one scale. `score` 0 to 100, None when too much was skipped; `raw` in the numbers of the answers."""

    scale: str
    score: float | None
    raw: float | None
    answered: int
    of: int


def scores(instrument: Instrument, answers: Answers) -> tuple[ScaleScore, ...]:
    """Return a score per scale, in the order of the scales.

    Skipped items are left out of the mean; a sum is then the mean times the number of items (person mean). More skipped
    than `missing_most` of a scale gives None. Answers to unknown items are left out; an unknown value is a ValueError.
    """
    return tuple(_score(instrument, scale.id, answers) for scale in instrument.scales)


def _score(instrument: Instrument, scale: str, answers: Answers) -> ScaleScore:
    items = instrument.items_of(scale)
    given = [(item, answer) for item in items if (answer := answers.get(item.id)) is not None]
    shares, numbers = [], []
    for item, answer in given:
        step, options = instrument.step(item, answer), instrument.options_of(item)
        shares.append(step / (len(options) - 1))
        numbers.append(options[step].value)
    if not given or len(items) - len(given) > instrument.missing_most * len(items) + 1e-9:
        return ScaleScore(scale, None, None, len(given), len(items))
    mean = sum(numbers) / len(numbers)
    raw = mean * len(items) if instrument.scoring == "sum" else mean
    return ScaleScore(scale, 100 * sum(shares) / len(shares), raw, len(given), len(items))


def share_of(instrument: Instrument, item: Item, answer: int) -> float:
    """Return how high an answer counts, from 0 to 1."""
    return instrument.step(item, answer) / (len(instrument.options_of(item)) - 1)


def differs(first: float, first_error: float, second: float, second_error: float) -> bool:
    """Return whether two scores differ by more than their standard errors allow, at 95%.

    The distance is weighed by the error of a difference, sqrt(e1^2 + e2^2); equal scores never differ.
    """
    return abs(first - second) > max(Z95 * sqrt(first_error**2 + second_error**2), 1e-9)


def tiers(found: Mapping[str, float], errors: Mapping[str, float]) -> tuple[tuple[str, ...], ...]:
    """Return scales in groups from high to low: who is in a group does not differ from the highest of that group.

    Within a group the order is that of the scores, equal ones in the order given. Nothing is cut off after three.
    """
    order = sorted(found, key=lambda scale: -found[scale])
    groups: list[list[str]] = []
    for scale in order:
        head = groups[-1][0] if groups else None
        if head is not None and not differs(found[head], errors[head], found[scale], errors[scale]):
            groups[-1].append(scale)
        else:
            groups.append([scale])
    return tuple(tuple(group) for group in groups)
