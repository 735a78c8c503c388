"""What makes it impossible: smallest sets of demands that cannot all be met, each by its code.

A set is irreducible: leave out any one of its demands, and the others can be met together. First coverage is made
elastic, and what falls short is demanded for real until nothing is left that can give way (elastic filter); then every
demand that is not needed for the contradiction is left out (deletion filter). Chinneck & Dravnieks 1991.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from wending.engine.rotation.demands import EVERY, Code, Demand, answered, demands_of
from wending.engine.rotation.model import elastic, strict
from wending.engine.rotation.terms import NO_ANSWERS, Answers, Cell, Team

Obstacle = tuple[Demand, ...]


def obstacles(team: Team, answers: Answers = NO_ANSWERS, most: int = 10, seconds: float = 60.0) -> list[Obstacle]:
    """Return sets of demands that cannot be met together, none sharing coverage; empty when all can be met.

    most: of sets. When one has been found, its coverage (or without any, its accepted places) is let go, and the search
    goes on. A set for which time ran out is left away: raises TimeoutError when even the first was not found.
    """
    end = time.monotonic() + seconds
    found: list[Obstacle] = []
    let_go: set[Demand] = set()
    while len(found) < most:
        try:
            obstacle = _obstacle(team, answers, let_go, end)
        except TimeoutError:
            if not found:
                raise
            break
        if not obstacle:
            break
        found.append(obstacle)
        covered = {demand for demand in obstacle if demand.code is Code.COVERAGE}
        let_go |= covered or {demand for demand in obstacle if demand.code is Code.ACCEPTED}
    return found


def can_be_met(team: Team, answers: Answers, demands: Collection[Demand], seconds: float = 60.0) -> bool:
    """Return whether these demands can all be met; raises TimeoutError when that is not known in time."""
    answer = strict(team, answers, demands).program.best(seconds=seconds)
    if answer.values is None and not answer.is_infeasible:
        raise TimeoutError(f"not known in {seconds:.0f} seconds whether {len(demands)} demands can be met")
    return not answer.is_infeasible


def _obstacle(team: Team, answers: Answers, let_go: Collection[Demand], end: float) -> Obstacle:
    """Return one irreducible set without what was let go, empty when there is none."""
    given = Answers(
        frozenset(place for place in answers.accepted if answered(Code.ACCEPTED, place) not in let_go),
        answers.declined,
    )
    free = {(demand.task, demand.week) for demand in let_go if demand.code is Code.COVERAGE}
    cells = _short_cells(team, given, free, end)
    if cells is None:
        return ()
    kept = [demand for demand in demands_of(team, given) if _touches(demand, team, given, cells)]
    for demand in list(kept):
        rest = [other for other in kept if other != demand]
        if not can_be_met(team, given, rest, end - time.monotonic()):
            kept = rest
    return tuple(sorted(kept))


def _short_cells(team: Team, answers: Answers, free: Collection[Cell], end: float) -> set[Cell] | None:
    """Return cells that cannot all be covered, as found by the elastic filter; None when all can but the free ones."""
    cells: set[Cell] = set()
    while True:
        model = elastic(team, answers, cells)
        costs = {column: -1.0 for cell, column in model.short.items() if cell not in free}
        answer = model.program.best(costs, end - time.monotonic())
        if answer.is_infeasible:
            return cells
        if answer.values is None:
            raise TimeoutError("no time left to find what makes it impossible")
        short = {cell for cell, column in model.short.items() if cell not in free and answer.values[column] > 0.5}
        if not short:
            return None
        cells |= short


def _touches(demand: Demand, team: Team, answers: Answers, cells: Collection[Cell]) -> bool:
    """Return whether a demand can matter when these cells are to be covered and accepted places to be kept."""
    if demand.code is Code.COVERAGE:
        return (demand.task, demand.week) in cells
    about = {*cells, *((place.task, place.week) for place in answers.accepted)}
    tasks, weeks = {task for task, _ in about}, {week for _, week in about}
    return (not demand.task or demand.task in tasks) and (demand.week == EVERY or demand.week in weeks)
