"""The best routes through a world: exact label-correcting search, step by step, with dominance.

A label is a way to have got somewhere: the bits held (credentials and learned needs), time, cost and the chance of the
doors so far. A label falls away when another with at most as many steps holds at least its bits and is nowhere worse,
or when no way on from it can better a route already found. Both are safe: doors only ask for bits, amounts only grow
and chances only shrink (Martins 1984, on the multicriteria shortest path).

How the unknown is compared: an amount is the pair (number of steps whose amount is unknown, sum of the known ones), and
a route is better in time or cost only when neither is higher. So an unknown amount never counts as nothing: a route
with one never beats, on that amount, a route without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wending.engine.routes.compiled import Compiled, Floats, Table, compiled
from wending.engine.routes.front import best_rows, bettered
from wending.engine.routes.terms import MOST_STEPS, Amount, Option, Route, World, values

MONTHS, COST = 1, 3
# Chances are products in any order: equal ones must be equal.
DIGITS = 10


@dataclass(frozen=True, eq=False)
class _Labels:
    """n labels after some steps: bits (n x b), amounts (n x 4), doors (n), ready (n), came (n x steps options)."""

    bits: Table
    amounts: Floats
    doors: Floats
    ready: Floats
    came: NDArray[np.int16]

    def of(self, rows: NDArray[np.int64]) -> _Labels:
        return _Labels(self.bits[rows], self.amounts[rows], self.doors[rows], self.ready[rows], self.came[rows])


def best_routes(
    world: World,
    options: Sequence[Option] | None = None,
    most_steps: int = MOST_STEPS,
    most_months: float | None = None,
    most_cost: float | None = None,
) -> list[Route]:
    """Return the Pareto front on (time, cost, chance): routes of 0 to most_steps steps, one for each best outcome.

    options: those of the world that may be used, all when None. most_months, most_cost: limits to the known amounts.
    Sorted by values (see terms). A route with a chance of 0 is none.
    """
    tables = compiled(world, world.options if options is None else options)
    if tables is None:
        return []
    most = np.array([np.inf, _limit(most_months), np.inf, _limit(most_cost)])
    return _Search(world, tables, most).run(most_steps)


class _Search:
    """One search, with the best outcomes so far."""

    def __init__(self, world: World, tables: Compiled, most: Floats) -> None:
        self.world, self.tables, self.most = world, tables, most
        self.scale = 1.0 if world.prospect is None else world.prospect
        self.best = np.empty((0, 5))
        self.came: list[NDArray[np.int16]] = []
        self.ready = np.empty(0)

    def run(self, most_steps: int) -> list[Route]:
        bits = self.tables.gains.shape[1]
        labels = _Labels(
            np.zeros((1, bits), dtype=np.float32),
            np.zeros((1, 4)),
            np.ones(1),
            np.array([self.world.ready]),
            np.empty((1, 0), dtype=np.int16),
        )
        self._arrive(labels)
        earlier: list[_Labels] = []
        for left in range(most_steps, 0, -1):
            if not len(self.tables.options):
                break
            labels = self._hopeful(labels, left)
            if not len(labels.ready):
                break
            earlier.append(labels)
            labels = self._next(labels)
            self._arrive(labels)
            if left > 1:
                labels = _undominated(labels, earlier)
        return sorted(
            (self._route(row, came, ready) for row, came, ready in zip(self.best, self.came, self.ready, strict=True)),
            key=values,
        )

    def _hopeful(self, labels: _Labels, left: int) -> _Labels:
        """Leave out labels that can only end in something that is no better than what is found.

        What the best `left` options would each add by themselves bounds what they add together.
        """
        added = np.sort((1 - labels.bits) * self.tables.weights.astype(np.float32) @ self.tables.gains.T, axis=1)
        ready = np.minimum(1, labels.ready + added[:, -left:].sum(axis=1) + 1e-6)
        hoped = np.column_stack([labels.amounts, -np.round(self.scale * labels.doors * ready, DIGITS)])
        keep = ~bettered(hoped, self.best) & (ready >= self.world.least_ready)
        return labels.of(np.flatnonzero(keep))

    def _next(self, labels: _Labels) -> _Labels:
        """Return every label one step on: through an open door, within the limits, to something new."""
        tables = self.tables
        chances = tables.doors.open_to(labels.bits)
        is_new = (1 - labels.bits) @ tables.gains.T > 0
        for column in (MONTHS, COST):
            is_new &= labels.amounts[:, column, None] + tables.amounts[None, :, column] <= self.most[column]
        rows, options = np.nonzero(is_new & (chances > 0))
        bits = np.maximum(labels.bits[rows], tables.gains[options])
        return _Labels(
            bits,
            labels.amounts[rows] + tables.amounts[options],
            np.round(labels.doors[rows] * chances[rows, options], DIGITS + 2),
            np.asarray(np.round(np.minimum(1.0, self.world.ready + bits @ tables.weights), DIGITS + 2), dtype=float),
            np.column_stack([labels.came[rows], options.astype(np.int16)]),
        )

    def _arrive(self, labels: _Labels) -> None:
        """Add the labels from which the goal can be entered to what is found."""
        chance = np.round(
            self.scale * labels.doors * labels.ready * self.tables.arrival.open_to(labels.bits)[:, 0], DIGITS
        )
        rows = np.flatnonzero((chance > 0) & (labels.ready >= self.world.least_ready))
        found = np.column_stack([labels.amounts[rows], -chance[rows]])
        new = np.flatnonzero(~bettered(found, self.best))
        together = np.concatenate([self.best, found[new]])
        kept = best_rows(together)
        came = [*self.came, *labels.came[rows[new]]]
        self.ready = np.concatenate([self.ready, labels.ready[rows[new]]])[kept]
        self.best, self.came = together[kept], [came[number] for number in kept]

    def _route(self, row: Floats, came: NDArray[np.int16], ready: float) -> Route:
        return Route(
            steps=tuple(self.tables.options[number] for number in came),
            months=Amount(int(row[0]), float(row[1])),
            cost=Amount(int(row[2]), float(row[3])),
            ready=float(ready),
            chance=float(-row[4]),
            also=tuple(self.tables.also[number] for number in came),
        )


def _undominated(labels: _Labels, earlier: Sequence[_Labels]) -> _Labels:
    """Return the labels that no other, of these or of earlier steps, equals or betters in bits and in amounts."""
    rows = _comparable(labels)
    for before in earlier:
        keep = np.flatnonzero(~bettered(rows, _comparable(before)))
        labels, rows = labels.of(keep), rows[keep]
    return labels.of(best_rows(rows))


def _comparable(labels: _Labels) -> Floats:
    """Return labels as rows in which lower is better."""
    return np.column_stack([labels.amounts, -labels.doors, -labels.bits])


def _limit(most: float | None) -> float:
    return np.inf if most is None else most
