"""The best rotation for a team: first as much covered as possible, then variety, learning, wishes and evenness.

Exact by mixed-integer programming, with a proven bound. It proposes; who does what is for people to agree on.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wending.engine.rotation.improve import improved, is_near, worth
from wending.engine.rotation.model import Model, elastic
from wending.engine.rotation.score import blocks, score, shortage
from wending.engine.rotation.terms import NO_ANSWERS, Answers, Cell, Place, Proposal, Team, Turn, Weights, Wish

OUR_WEIGHTS = Weights()
# The part of the time for a first try at the whole program: enough for a small team.
FIRST_SHARE = 0.1


def propose(
    team: Team,
    answers: Answers = NO_ANSWERS,
    weights: Weights = OUR_WEIGHTS,
    seconds: float = 60.0,
    gap: float = 0.0,
) -> Proposal:
    """Return the best rotation found within seconds, with how far it can be from the best.

    gap: stop when the total is proven within this share of the best. The same input gives the same proposal, also in
    another order, unless time runs out first. Raises TimeoutError when there is no rotation at all by then, ValueError
    for accepted places that the team does not have.
    """
    end = time.monotonic() + seconds
    model = elastic(team, answers)
    least = model.program.best(dict.fromkeys(model.short.values(), -1.0), seconds)
    if least.is_infeasible:
        everything = {(task.id, week): team.need(task, week) for task in team.tasks for week in range(team.weeks)}
        return Proposal((), everything, score(team, (), weights), 0.0, sum(everything.values()), is_possible=False)
    if least.values is None:
        raise TimeoutError(f"no rotation was found in {seconds} seconds")
    blocks_short = round(sum(least.values[column] for column in model.short.values()))
    model.program.row([(column, 1.0) for column in model.short.values()], upper=blocks_short + 1e-6)
    gains = gains_of(model, weights)
    whole = model.program.best(gains, FIRST_SHARE * (end - time.monotonic()), gap)
    values, bound = whole.values, whole.bound
    if values is None:
        kept = {column: round(least.values[column]) for column in model.taken.values()}
        values = model.program.best(gains, end - time.monotonic(), gap, kept).values
    if values is not None and not is_near(worth(gains, values), bound, gap):
        bound = min(bound, model.program.relaxed_bound(gains, end - time.monotonic()))
        values = improved(model, gains, values, bound, gap, end)
        if not is_near(worth(gains, values), bound, gap) and time.monotonic() < end:
            whole = model.program.best(gains, end - time.monotonic(), gap)
            bound = min(bound, whole.bound)
            if whole.values is not None and worth(gains, whole.values) > worth(gains, values):
                values = whole.values
    turns = tuple(_turns(model, least.values if values is None else values))
    found = score(team, turns, weights)
    least_short = max(0, math.ceil(-least.bound - 1e-6))
    return Proposal(turns, shortage(team, turns), found, max(bound, found.total), least_short)


def gains_of(model: Model, weights: Weights) -> dict[int, float]:
    """Return what each column adds to the total (see score), with columns and rows for variety and the peak added."""
    team, program = model.team, model.program
    gains: dict[int, float] = defaultdict(float)
    peak = program.column(0, math.inf, whole=False)
    gains[peak] = -weights.evenness * len(team.people)
    for name, places in _by_person(model).items():
        room, wishes = blocks(team, name), team.person[name].wishes
        done = []
        for task in sorted({place.task for place in places}):
            column = program.column(0, 1, whole=False)
            program.row([(column, 1.0), *((model.taken[p], -1.0) for p in places if p.task == task)], upper=0)
            done.append((column, 1.0))
        learning = [
            (model.taken[p], 2.0 if wishes.get(p.task) is Wish.LEARN else 1.0) for p in places if p not in model.blocks
        ]
        wanted = [model.amount(place) for place in places if wishes.get(place.task) is Wish.WANTED]
        for terms, gain, enough in (
            (done, weights.variety, weights.enough_tasks),
            (learning, weights.learning, weights.enough_learning),
            (wanted, weights.wanted, weights.enough_wanted * room),
        ):
            counted = program.column(0, enough, whole=False)
            program.row([(counted, 1.0), *((column, -factor) for column, factor in terms)], upper=0)
            gains[counted] = gain
        for place in places:
            if wishes.get(place.task) is Wish.UNWANTED:
                column, factor = model.amount(place, -weights.unwanted)
                gains[column] += factor
        load = [model.amount(place, _load(team, place) / room) for place in places]
        program.row([*load, (peak, -1.0)], upper=0)
    return gains


def _load(team: Team, place: Place) -> float:
    return float(team.task[place.task].physical + team.task[place.task].mental)


def _by_person(model: Model) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in model.taken:
        found[place.person].append(place)
    return found


def _turns(model: Model, values: NDArray[np.float64]) -> Iterator[Turn]:
    """Yield the turns in order of person, task and week; learners get the buddies of their cell one by one."""
    chosen = [place for place, column in sorted(model.taken.items()) if values[column] > 0.5]
    buddies: dict[Cell, list[str]] = defaultdict(list)
    for place in chosen:
        if place in model.blocks:
            buddies[place.task, place.week].append(place.person)
    for place in chosen:
        column, factor = model.amount(place)
        buddy = "" if place in model.blocks else buddies[place.task, place.week].pop(0)
        yield Turn(*(place.person, place.task, place.week), round(factor * values[column]), buddy)
