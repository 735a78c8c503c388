"""The short form: which item comes next, and when enough is known. Transparent rules over the model in `response`.

First every scale gets FIRST items in turn. Then comes the item that is expected to take away most doubt where it
matters: the fall of a scale's variance, weighed by how close the scale lies to the border between the highest TOP
scales and the rest (4 p (1 - p), p the chance to lie above that border). A scale whose error is small enough is asked
no further; near the border it must be smaller. It ends when the highest TOP are certain enough, or every error is small
enough, or nothing is left to ask. No item is asked twice; a skipped item stays skipped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wending.instruments.rules.instrument import Instrument
from wending.instruments.rules.response import Belief, Floats, ItemNumbers, assumed, belief, variance_after
from wending.instruments.rules.scoring import Answers

FIRST, TOP = 3, 3
CERTAIN = 0.85
# Points of the score. The whole form, ten items a scale, leaves an error of about 7.5 under the assumed numbers.
NEAR_ERROR, FAR_ERROR = 9.5, 14.0
# How many items of sixty it takes people drawn from the prior, on average (bench/short_form.py).
USUAL_ITEMS = 29
# How much doubt far from the border still counts: without it a scale could be forgotten.
LEAST_WEIGHT = 0.05


@dataclass(frozen=True, slots=True)
class Step:
    """What the short form does now: the next item, or None with why it ends (certain, precise, exhausted)."""

    item: str | None
    reason: str


def numbers_of(instrument: Instrument, known: Mapping[str, ItemNumbers]) -> dict[str, ItemNumbers]:
    """Return the numbers of every item: as estimated where known, else as assumed."""
    return {item.id: known.get(item.id) or assumed(len(instrument.options_of(item))) for item in instrument.items}


def beliefs(instrument: Instrument, answers: Answers, numbers: Mapping[str, ItemNumbers]) -> dict[str, Belief]:
    """Return per scale what answers make us believe of its score."""
    found = {}
    for scale in instrument.scales:
        items = instrument.items_of(scale.id)
        steps = {
            place: instrument.step(item, answer)
            for place, item in enumerate(items)
            if (answer := answers.get(item.id)) is not None
        }
        found[scale.id] = belief([numbers[item.id] for item in items], steps)
    return found


def next_step(instrument: Instrument, answers: Answers, numbers: Mapping[str, ItemNumbers]) -> Step:
    """Return the next item of the short form, or why it ends. The same answers always give the same step."""
    open_items = [item for item in instrument.items if item.id not in answers]
    if not open_items:
        return Step(None, "exhausted")
    asked = {scale.id: 0 for scale in instrument.scales}
    for item in instrument.items:
        asked[item.scale] += answers.get(item.id) is not None
    opening = [scale for scale in asked if asked[scale] < FIRST and any(item.scale == scale for item in open_items)]
    if opening:
        scale = min(opening, key=lambda name: asked[name])
        return Step(next(item.id for item in open_items if item.scale == scale), "opening")
    known = beliefs(instrument, answers, numbers)
    if top_chance(known) >= CERTAIN:
        return Step(None, "certain")
    weights = border_weights(known)
    unsure = {scale for scale, one in known.items() if one.error > small_error(weights[scale])}
    if not unsure:
        return Step(None, "precise")
    open_items = [item for item in open_items if item.scale in unsure]
    if not open_items:
        return Step(None, "exhausted")
    gains = [
        weights[item.scale] * (known[item.scale].variance - variance_after(known[item.scale], numbers[item.id]))
        for item in open_items
    ]
    return Step(open_items[int(np.argmax(np.round(gains, 9)))].id, "doubt")


def small_error(weight: float) -> float:
    """Return the error, in points, that is small enough: NEAR_ERROR for a scale at the border, FAR_ERROR far off."""
    return FAR_ERROR - (FAR_ERROR - NEAR_ERROR) * weight


def top_scales(known: Mapping[str, Belief]) -> tuple[str, ...]:
    """Return the TOP scales with the highest expected score, equal ones in the order given."""
    return tuple(sorted(known, key=lambda scale: -known[scale].mean)[:TOP])


def top_chance(known: Mapping[str, Belief]) -> float:
    """Return the chance that every one of the highest TOP scales lies above every other; 1 when there are no others.

    Exact for the beliefs: the sum over scores v of P(lowest of the top = v) x P(highest of the rest < v).
    """
    top = top_scales(known)
    rest = [scale for scale in known if scale not in top]
    if not rest:
        return 1.0
    values = np.unique(np.concatenate([one.true_scores for one in known.values()]))
    at_least = np.prod([_at_least(known[scale], values) for scale in top], axis=0)
    is_value = at_least - np.append(at_least[1:], 0.0)
    below = np.prod([1 - _at_least(known[scale], values) for scale in rest], axis=0)
    return float(is_value @ below)


def border_weights(known: Mapping[str, Belief]) -> dict[str, float]:
    """Return per scale how much doubt about it matters for which scales are highest, LEAST_WEIGHT to 1."""
    means: Sequence[float] = sorted((one.mean for one in known.values()), reverse=True)
    if len(means) <= TOP:
        return dict.fromkeys(known, 1.0)
    border = (means[TOP - 1] + means[TOP]) / 2
    above = {scale: float(one.chances[one.true_scores > border].sum()) for scale, one in known.items()}
    return {scale: max(4 * p * (1 - p), LEAST_WEIGHT) for scale, p in above.items()}


def _at_least(one: Belief, values: Floats) -> Floats:
    """Return per value the chance that the score is at least that value."""
    order = np.argsort(one.true_scores)
    sums = np.concatenate([np.cumsum(one.chances[order][::-1])[::-1], [0.0]])
    return np.asarray(sums[np.searchsorted(one.true_scores[order], values, side="left")])
