"""Better rotations for a large team: all but one week or some people is kept, and that part is solved exactly.

Large neighbourhood search with a mixed-integer program (fix-and-optimise, Helber & Sahling 2010). It never makes a
rotation worse, and needs no bound of its own: the bound of the whole program says how good the outcome is.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from itertools import cycle

import numpy as np
from numpy.typing import NDArray

from wending.engine.rotation.model import Model
from wending.engine.rotation.terms import Place

Values = NDArray[np.float64]
GROUPS = 4
# The most of the time for one part, and the share of the gap of the whole at which a part is good enough.
PART_SHARE, PART_GAP = 0.12, 0.2
MOST_GAP = 0.02
WORTHWHILE = 1e-6


def improved(model: Model, gains: Mapping[int, float], values: Values, bound: float, gap: float, end: float) -> Values:
    """Return values that gain at least as much, by solving part after part until none helps or until end.

    values: of all columns. bound, gap: stop within this share of the bound. end: on the monotonic clock, in seconds.
    """
    seconds = PART_SHARE * (end - time.monotonic())
    best = worth(gains, values)
    parts = _parts(model)
    idle = 0
    for free in cycle(parts):
        left = end - time.monotonic()
        if is_near(best, bound, gap) or left <= 0 or idle == len(parts):
            break
        kept = {column: round(values[column]) for place, column in model.taken.items() if place not in free}
        enough = min(MOST_GAP, PART_GAP * (bound - best) / max(abs(best), 1.0))
        found = model.program.best(gains, min(left, seconds), enough, kept)
        gained = -math.inf if found.values is None else worth(gains, found.values)
        if found.values is not None and gained > best + WORTHWHILE:
            values, best, idle = found.values, gained, 0
        else:
            idle += 1
    return values


def worth(gains: Mapping[int, float], values: Values) -> float:
    """Return what the values of all columns gain."""
    return float(sum(gain * values[column] for column, gain in gains.items()))


def is_near(gained: float, bound: float, gap: float) -> bool:
    """Return whether what is gained is within a share of the bound."""
    return bound - gained <= max(gap * abs(gained), WORTHWHILE)


def _parts(model: Model) -> list[set[Place]]:
    """Return the places of each week, twice as these help most, and of each of some groups of people."""
    people = {person.id: number % GROUPS for number, person in enumerate(model.team.people)}
    weeks = [{place for place in model.taken if place.week == week} for week in range(model.team.weeks)]
    groups = [{place for place in model.taken if people[place.person] == group} for group in range(GROUPS)]
    return [*weeks, *weeks, *groups]
