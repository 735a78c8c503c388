"""Group-time effects put together: one figure, by time since the start, by group, by period.

As in Callaway & Sant'Anna (2021). Weights are sizes of groups; that these are estimated too is in the errors. Effects
of before the start are in no figure for all; they are shown by time since it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.scale.fixed_effects import At
from wending.engine.estimation.scale.group_time import METHOD, Cell, GroupTime
from wending.engine.estimation.terms import Estimand, Estimate, Floats


@dataclass(frozen=True)
class Aggregates:
    """simple: all effects from the start on, by group size. dynamic: by time since the start; group; calendar.

    of_dynamic and of_calendar are plain means over times from the start on and over periods; of_group is by group size.
    """

    simple: Estimate
    dynamic: tuple[At, ...]
    of_dynamic: Estimate
    group: tuple[At, ...]
    of_group: Estimate
    calendar: tuple[At, ...]
    of_calendar: Estimate


@dataclass(frozen=True)
class _Average:
    """Weights of cells, shape (J,), and what each pattern adds because the weights are estimated, shape (P,)."""

    weights: Floats
    added: Floats


def aggregates(effects: GroupTime) -> Aggregates:
    """Put effects together. Unknown cells are in none."""
    values = np.array([cell.value for cell in effects.cells])
    sizes = {int(one): float(effects.units[effects.first == one].sum()) for one in np.unique(effects.first)}
    after = [place for place, cell in enumerate(effects.cells) if cell.since >= 0]

    def by_size(places: list[int]) -> _Average:
        groups = np.array([effects.cells[place].first for place in places])
        size = np.array([sizes[group] for group in groups.tolist()])
        weights = np.zeros(len(values))
        weights[places] = size / size.sum()
        # With weights n_g / sum n_g, one more unit in group g moves the average by (effect - average) / sum.
        gap = values[places] - values[places] @ weights[places]
        added = (effects.first[:, None] == groups) @ gap / size.sum()
        return _Average(weights, added)

    def evenly(averages: list[_Average]) -> _Average:
        return _Average(
            np.mean([one.weights for one in averages], axis=0), np.mean([one.added for one in averages], axis=0)
        )

    def estimate(average: _Average) -> Estimate:
        inside = {effects.cells[place].first for place in np.flatnonzero(average.weights).tolist()}
        influence = effects.influence @ average.weights + average.added
        variance = (effects.units * influence**2).sum() + average.weights @ effects.around @ average.weights
        compared = max((effects.cells[place].compared for place in np.flatnonzero(average.weights)), default=0)
        treated = int(sum(sizes[group] for group in inside))
        value = float(values @ average.weights)
        return Estimate(METHOD, Estimand.ATT, value, float(np.sqrt(variance)), treated, compared)

    def split(places: list[int], by: Callable[[Cell], int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place in places:
            found.setdefault(by(effects.cells[place]), []).append(place)
        return dict(sorted(found.items()))

    times = {one: by_size(here) for one, here in split(list(range(len(values))), lambda cell: cell.since).items()}
    groups = {one: by_size(here) for one, here in split(after, lambda cell: cell.first).items()}
    periods = {one: by_size(here) for one, here in split(after, lambda cell: cell.period).items()}
    return Aggregates(
        estimate(by_size(after)),
        tuple(At(one, estimate(average)) for one, average in times.items()),
        estimate(evenly([average for one, average in times.items() if one >= 0])),
        tuple(At(one, estimate(average)) for one, average in groups.items()),
        estimate(_of_groups(effects, groups, values, sizes)),
        tuple(At(one, estimate(average)) for one, average in periods.items()),
        estimate(evenly(list(periods.values()))),
    )


def _of_groups(effects: GroupTime, groups: dict[int, _Average], values: Floats, sizes: dict[int, float]) -> _Average:
    """Return the average of groups by their size, each an even mean of its own effects."""
    size = np.array([sizes[group] for group in groups])
    share = size / size.sum()
    own = np.array([values @ average.weights for average in groups.values()])
    gap = own - own @ share
    added = (effects.first[:, None] == np.array(list(groups))) @ gap / size.sum()
    return _Average(share @ np.array([average.weights for average in groups.values()]), added)
