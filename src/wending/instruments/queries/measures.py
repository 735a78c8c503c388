"""How reliable scales proved, and the answers from which it is computed: totals, never one person."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wending.instruments.models import Measure, Sitting
from wending.instruments.rules.adaptive import USUAL_ITEMS
from wending.instruments.rules.instrument import Instrument
from wending.instruments.rules.reliability import Coefficient, Floats, Reliability
from wending.instruments.rules.response import ItemNumbers
from wending.instruments.rules.sitting import FULL, answers_from_json

# People x items: how high each answer counts, from 0.
Steps = NDArray[np.int64]


def measures(instrument: Instrument) -> list[Measure]:
    """Return what was computed for this version, in the order of the scales."""
    rows = Measure.objects.filter(instrument=instrument.id, version=instrument.version)
    found = {row.scale: row for row in rows}
    return [found[scale.id] for scale in instrument.scales if scale.id in found]


def reliabilities(instrument: Instrument) -> list[Reliability]:
    """Return how reliable the scales of this version proved; empty before it was computed."""
    return [as_reliability(row.found) for row in measures(instrument)]


def computed(instrument: Instrument) -> datetime | None:
    """Return when that was computed last."""
    return max((row.computed for row in measures(instrument)), default=None)


def standard_errors(instrument: Instrument) -> dict[str, float]:
    """Return the measured standard error of each scale for which it is known, in points."""
    return {one.scale: one.sem for one in reliabilities(instrument)}


def item_numbers(instrument: Instrument) -> dict[str, ItemNumbers]:
    """Return the numbers of items that were estimated from answers; empty before that."""
    return {
        item: ItemNumbers(slope, tuple(thresholds))
        for row in measures(instrument)
        for item, (slope, thresholds) in row.items.items()
    }


def usual_items(instrument: Instrument) -> int:
    """Return after how many items the short form usually ends; 0 where that was not tried.

    It was tried with our interests and the assumed numbers (bench/short_form.py).
    """
    return USUAL_ITEMS if instrument.id == "interests" and not item_numbers(instrument) else 0


def answer_steps(instrument: Instrument) -> dict[str, Steps]:
    """Return per scale the steps of all answers (people x items): of each person the last full form without a gap.

    Made-up people do not count.
    """
    rows = Sitting.objects.filter(
        instrument=instrument.id, version=instrument.version, form=FULL, finished__isnull=False
    ).exclude(person__is_example=True)
    last = {row.person_id: answers_from_json(row.answers) for row in rows.order_by("finished").iterator()}
    found = {}
    for scale in instrument.scales:
        items = instrument.items_of(scale.id)
        table = [
            [instrument.step(item, answer) for item in items if (answer := answers.get(item.id)) is not None]
            for answers in last.values()
        ]
        whole = [steps for steps in table if len(steps) == len(items)]
        found[scale.id] = np.array(whole, dtype=np.int64).reshape(len(whole), len(items))
    return found


def as_shares(instrument: Instrument, scale: str, steps: Steps) -> Floats:
    """Return steps of a scale as shares from 0 to 1."""
    highest = [len(instrument.options_of(item)) - 1 for item in instrument.items_of(scale)]
    return np.asarray(steps / np.array(highest, dtype=np.float64))


def as_json(found: Reliability) -> dict[str, Any]:
    """Return a reliability as plain values."""
    return asdict(found)


def as_reliability(raw: dict[str, Any]) -> Reliability:
    """Return a reliability that was kept."""
    return Reliability(**{**raw, "alpha": Coefficient(**raw["alpha"]), "omega": Coefficient(**raw["omega"])})
