"""What a rotation comes to, counted from its turns alone: the same for a proposal, a rival or one made by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wending.engine.rotation.lacks import is_able
from wending.engine.rotation.terms import Cell, Score, Team, Turn, Weights, Wish


def score(team: Team, turns: Iterable[Turn], weights: Weights) -> Score:
    """Return the counts and the weighted total of turns (see Weights); turns are not checked.

    total = variety x different tasks + learning x learning turns + wanted x blocks - unwanted x blocks
    - evenness x people x peak, with peak in load levels (0..6).
    """
    tasks: dict[str, set[str]] = defaultdict(set)
    points: dict[str, float] = defaultdict(float)
    learning = wanted = unwanted = 0
    for turn in turns:
        person, task = team.person[turn.person], team.task[turn.task]
        wish = person.wishes.get(turn.task)
        tasks[turn.person].add(turn.task)
        points[turn.person] += (task.physical + task.mental) * turn.blocks * team.block
        learning += (2 if wish is Wish.LEARN else 1) if not is_able(person, task) else 0
        wanted += turn.blocks if wish is Wish.WANTED else 0
        unwanted += turn.blocks if wish is Wish.UNWANTED else 0
    variety = sum(min(len(done), weights.enough_tasks) for done in tasks.values())
    peak = max((points[name] / available(team, name) for name in points), default=0.0)
    total = (
        weights.variety * variety
        + weights.learning * learning
        + weights.wanted * wanted
        - weights.unwanted * unwanted
        - weights.evenness * len(team.people) * peak
    )
    return Score(variety, learning, wanted, unwanted, peak, total)


def available(team: Team, name: str) -> float:
    """Return the hours of a person in all weeks that can be planned, in whole blocks; at least one block."""
    return max(1, sum(team.room(team.person[name], week) for week in range(team.weeks))) * team.block


def shortage(team: Team, turns: Iterable[Turn]) -> dict[Cell, int]:
    """Return the blocks that are not covered, by (task, week), only where there are any; learning covers nothing."""
    worked: dict[Cell, int] = defaultdict(int)
    for turn in turns:
        if is_able(team.person[turn.person], team.task[turn.task]):
            worked[turn.task, turn.week] += turn.blocks
    cells = [(task, week) for task in team.tasks for week in range(team.weeks)]
    short = {(task.id, week): team.need(task, week) - worked[task.id, week] for task, week in cells}
    return {cell: blocks for cell, blocks in short.items() if blocks > 0}
