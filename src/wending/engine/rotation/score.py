"""What a rotation comes to, counted from its turns alone: the same for a proposal, a rival or one made by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from wending.engine.rotation.lacks import is_able
from wending.engine.rotation.terms import Cell, Score, Team, Turn, Weights, Wish


def score(team: Team, turns: Iterable[Turn], weights: Weights) -> Score:
    """Return what turns come to and their weighted total (see Weights and Score); turns are not checked.

    total = variety + learning + wanted - unwanted, each times its weight, - evenness x people x peak (levels, 0..6).
    """
    tasks: dict[str, set[str]] = defaultdict(set)
    points, learning, wanted = Counter[str](), Counter[str](), Counter[str]()
    unwanted = 0
    for turn in turns:
        person, task = team.person[turn.person], team.task[turn.task]
        wish = person.wishes.get(turn.task)
        tasks[turn.person].add(turn.task)
        points[turn.person] += (task.physical + task.mental) * turn.blocks
        learning[turn.person] += (2 if wish is Wish.LEARN else 1) if not is_able(person, task) else 0
        wanted[turn.person] += turn.blocks if wish is Wish.WANTED else 0
        unwanted += turn.blocks if wish is Wish.UNWANTED else 0
    room = {name: blocks(team, name) for name in tasks}
    varied = sum(min(len(done), weights.enough_tasks) for done in tasks.values())
    learned = sum(min(count, weights.enough_learning) for count in learning.values())
    liked = sum(min(count, weights.enough_wanted * room[name]) for name, count in wanted.items())
    peak = max((count / room[name] for name, count in points.items()), default=0.0)
    total = (
        weights.variety * varied
        + weights.learning * learned
        + weights.wanted * liked
        - weights.unwanted * unwanted
        - weights.evenness * len(team.people) * peak
    )
    return Score(varied, learned, liked, unwanted, peak, total)


def blocks(team: Team, name: str) -> int:
    """Return the whole blocks of a person in all weeks, at least 1."""
    return max(1, sum(team.room(team.person[name], week) for week in range(team.weeks)))


def shortage(team: Team, turns: Iterable[Turn]) -> dict[Cell, int]:
    """Return the blocks that are not covered, by (task, week), only where there are any; learning covers nothing."""
    worked: dict[Cell, int] = defaultdict(int)
    for turn in turns:
        if is_able(team.person[turn.person], team.task[turn.task]):
            worked[turn.task, turn.week] += turn.blocks
    cells = [(task, week) for task in team.tasks for week in range(team.weeks)]
    short = {(task.id, week): team.need(task, week) - worked[task.id, week] for task, week in cells}
    return {cell: blocks for cell, blocks in short.items() if blocks > 0}
