"""What keeps a person from a task, and so what it would take: the one place that says who is able or may learn."""

from __future__ import annotations

from dataclasses import dataclass

from wending.engine.rotation.terms import Person, Step, Task, Team

SKILL, AUTHORISATION, PHYSICAL, MENTAL = "skill", "authorisation", "physical", "mental"


@dataclass(frozen=True)
class Lack:
    """Hold one thing that is missing: its code, its name (of a skill or authorisation), what there is and is needed.

    For skills in levels; for an authorisation 0 and 1; for load in points of the shortest turn in the easiest week.
    """

    code: str
    name: str
    has: float
    needs: float


def lacks(person: Person, asked: Task | Step) -> tuple[Lack, ...]:
    """Return the skills and authorisations that a person lacks for a task or a step, by name."""
    found = [
        Lack(SKILL, skill, person.skills.get(skill, 0), level)
        for skill, level in sorted(asked.skills.items())
        if person.skills.get(skill, 0) < level
    ]
    missing = sorted(asked.authorisations - person.authorisations)
    return (*found, *(Lack(AUTHORISATION, name, 0, 1) for name in missing))


def what_it_takes(team: Team, person: Person, task: Task) -> tuple[Lack, ...]:
    """Return all that is missing before a person can do a task; empty when nothing is."""
    blocks = [team.least(task, week) for week in range(team.weeks) if team.need(task, week)]
    hours = min(blocks, default=0) * team.block
    loads = ((PHYSICAL, task.physical, person.most_physical), (MENTAL, task.mental, person.most_mental))
    heavy = [
        Lack(code, "", most, level * hours) for code, level, most in loads if most is not None and level * hours > most
    ]
    return (*lacks(person, task), *heavy)


def is_able(person: Person, task: Task) -> bool:
    """Return whether a person has the skills and authorisations of a task."""
    return not lacks(person, task)


def may_learn(person: Person, task: Task) -> bool:
    """Return whether a person may learn a task beside a buddy: only skills are missing and the task allows it."""
    missing = lacks(person, task)
    return bool(missing) and task.is_learnable and all(lack.code == SKILL for lack in missing)
