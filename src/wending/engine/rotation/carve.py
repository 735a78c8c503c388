"""Job carving: split a task along one skill or authorisation, so that others can do the part that does not ask it.

A carving follows the steps of a task as told by the team; it is a proposal, and whether a split task is still good work
is for people to judge. Each part is planned in whole blocks, so a split can ask up to one block a week more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from wending.engine.rotation.lacks import AUTHORISATION, SKILL, is_able, lacks
from wending.engine.rotation.model import elastic
from wending.engine.rotation.terms import NO_ANSWERS, Answers, Place, Step, Task, Team

Told = TypeVar("Told")


@dataclass(frozen=True)
class Carving:
    """Hold one way to split a task, along a skill (at the level of the task) or an authorisation.

    part: the steps that do not ask it. rest: the steps that do. newly_able: who lack only this for the task, and
    nothing for the part. short: blocks that cannot be covered after the split, None when not known in time.
    """

    task: str
    code: str
    name: str
    part: Task
    rest: Task
    newly_able: tuple[str, ...]
    short: int | None = None


def carvings(team: Team, answers: Answers = NO_ANSWERS, seconds: float = 60.0) -> list[Carving]:
    """Return the splits of one task that let someone in, those with least shortage left first, then most people.

    Answers about a task that is split are left out of the count of shortage: they are to be asked anew.
    """
    end = time.monotonic() + seconds
    found = []
    for carving in _splits(team):
        split = carved(team, carving)
        model = elastic(split, _without(answers, carving.task))
        best = model.program.best(dict.fromkeys(model.short.values(), -1.0), end - time.monotonic())
        is_known = best.values is not None and -best.bound > sum(best.values[c] for c in model.short.values()) - 0.5
        found.append(replace(carving, short=round(-best.bound) if is_known else None))
    return sorted(found, key=lambda one: (one.short is None, one.short, -len(one.newly_able), one.task, one.name))


def carved(team: Team, carving: Carving) -> Team:
    """Return the team with a task split; wishes and weeks before on the task go to both pieces."""
    tasks = [task for task in team.tasks if task.id != carving.task]
    people = tuple(
        replace(person, wishes=_passed(person.wishes, carving), before=_passed(person.before, carving))
        for person in team.people
    )
    return replace(team, people=people, tasks=(*tasks, carving.part, carving.rest))


def _splits(team: Team) -> Iterator[Carving]:
    for task in team.tasks:
        asked = [(SKILL, name) for name in sorted(task.skills)]
        asked += [(AUTHORISATION, name) for name in sorted(task.authorisations)]
        for code, name in asked:
            needs = [step for step in task.steps if _asks(step, task, code, name)]
            free = [step for step in task.steps if step not in needs]
            if not needs or not free:
                continue
            part, rest = _piece(task, free, f"{task.id}-{name}"), _piece(task, needs, f"{task.id}+{name}")
            able = []
            for person in team.people:
                missing = [(lack.code, lack.name) for lack in lacks(person, task)]
                if missing == [(code, name)] and is_able(person, part):
                    able.append(person.id)
            if able:
                yield Carving(task.id, code, name, part, rest, tuple(able))


def _asks(step: Step, task: Task, code: str, name: str) -> bool:
    if code == AUTHORISATION:
        return name in step.authorisations
    return 0 < task.skills[name] <= step.skills.get(name, 0)


def _piece(task: Task, steps: list[Step], name: str) -> Task:
    """Return the steps as a task of their own, that asks the most that one of them asks."""
    share = sum(step.share for step in steps)
    skills: dict[str, int] = {}
    for step in steps:
        for skill, level in step.skills.items():
            skills[skill] = max(level, skills.get(skill, 0))
    return replace(
        task,
        id=name,
        hours=tuple(hours * share for hours in task.hours),
        skills=skills,
        authorisations=frozenset().union(*(step.authorisations for step in steps)),
        physical=max(task.physical if step.physical is None else step.physical for step in steps),
        mental=max(task.mental if step.mental is None else step.mental for step in steps),
        steps=tuple(replace(step, share=step.share / share) for step in steps),
    )


def _passed(told: Mapping[str, Told], carving: Carving) -> dict[str, Told]:
    kept = {name: value for name, value in told.items() if name != carving.task}
    if carving.task in told:
        kept |= {piece.id: told[carving.task] for piece in (carving.part, carving.rest)}
    return kept


def _without(answers: Answers, task: str) -> Answers:
    def others(places: frozenset[Place]) -> frozenset[Place]:
        return frozenset(place for place in places if place.task != task)

    return Answers(others(answers.accepted), others(answers.declined))
