"""What a rotation made by hand breaks, turn by turn: for a swap, say, where nothing is planned anew.

Coverage, room and answers are not looked at: they are about the whole rotation and what was said to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wending.engine.rotation.demands import Code, Demand
from wending.engine.rotation.lacks import lacks, may_learn
from wending.engine.rotation.terms import Team, Turn

TOLERANCE = 1e-6


def broken(team: Team, turns: Iterable[Turn]) -> frozenset[Demand]:
    """Return the demands that these turns break, each with the person, task and week where that is known.

    A turn with a buddy is one of learning: then only skills may be missing. load is in points, level x hours.
    """
    made = list(turns)
    found = set()
    weekly: dict[tuple[str, int], list[Turn]] = defaultdict(list)
    for turn in made:
        person, task = team.person[turn.person], team.task[turn.task]
        weekly[turn.person, turn.week].append(turn)
        if turn.buddy and may_learn(person, task):
            continue
        found |= {Demand(Code(lack.code), turn.person, turn.task, turn.week) for lack in lacks(person, task)}
    for (name, week), own in weekly.items():
        person = team.person[name]
        if sum(turn.blocks for turn in own) > team.room(person, week):
            found.add(Demand(Code.HOURS, name, week=week))
        if len(own) > team.most_tasks or sum(bool(turn.buddy) for turn in own) > 1:
            found.add(Demand(Code.TASKS, name, week=week))
        for most, load in ((person.most_physical, "physical"), (person.most_mental, "mental")):
            points = sum(getattr(team.task[turn.task], load) * turn.blocks * team.block for turn in own)
            if most is not None and points > most + TOLERANCE:
                found.add(Demand(Code.LOAD, name, week=week))
    return frozenset(found | _buddies(made) | _monotony(team, made))


def _buddies(turns: list[Turn]) -> set[Demand]:
    """Return the tasks and weeks in which more learn than are at work."""
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for turn in turns:
        counts[turn.task, turn.week] += -1 if turn.buddy else 1
    return {Demand(Code.BUDDY, task=task, week=week) for (task, week), count in counts.items() if count < 0}


def _monotony(team: Team, turns: list[Turn]) -> set[Demand]:
    found = set()
    places = {(turn.person, turn.task, turn.week) for turn in turns}
    for name, task in {(turn.person, turn.task) for turn in turns}:
        most = team.task[task].most_weeks
        row = team.person[name].before.get(task, 0)
        for week in range(team.weeks):
            row = row + 1 if (name, task, week) in places else 0
            if most is not None and row > most:
                found.add(Demand(Code.MONOTONY, name, task, week))
    return found
