"""The demands on a rotation, each with a code, so that one can be left out and be named when it stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wending.engine.rotation.terms import Answers, Cell, Place, Team

EVERY = -1


class Code(StrEnum):
    """Name what is demanded.

    coverage (task, week): all needed hours are worked. room (task, week): no more hours than there is work. hours
    (week): nobody works more than they have. tasks (week): nobody has more than most_tasks, of which one of learning.
    load (person): the limits in every week. skill, authorisation (task): who works on it has them. buddy (task):
    a learner has a buddy. monotony (task): no more than most_weeks in a row. accepted, declined (a place): answers.
    """

    COVERAGE = "coverage"
    ROOM = "room"
    HOURS = "hours"
    TASKS = "tasks"
    LOAD = "load"
    SKILL = "skill"
    AUTHORISATION = "authorisation"
    BUDDY = "buddy"
    MONOTONY = "monotony"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, order=True)
class Demand:
    """Hold one demand: its code, and who, what and when it is about (empty and EVERY: all of them)."""

    code: Code
    person: str = ""
    task: str = ""
    week: int = EVERY


def coverage(cell: Cell) -> Demand:
    """Return the demand that a task is covered in a week."""
    return Demand(Code.COVERAGE, task=cell[0], week=cell[1])


def answered(code: Code, place: Place) -> Demand:
    """Return the demand that an answer makes."""
    return Demand(code, place.person, place.task, place.week)


def demands_of(team: Team, answers: Answers) -> list[Demand]:
    """Return all demands, those that are easiest to talk about last: a search that leaves out tries the first first.

    Raises ValueError when a place was accepted for a person, task or week that the team does not have.
    """
    for place in sorted(answers.accepted):
        if place.person not in team.person or place.task not in team.task or not 0 <= place.week < team.weeks:
            raise ValueError(f"accepted, but not of this team: {place}; leave it out of the answers")
    weeks = range(team.weeks)
    cells = [(task.id, week) for task in team.tasks for week in weeks]
    per_task = (Code.MONOTONY, Code.BUDDY, Code.SKILL, Code.AUTHORISATION)
    return [
        *(answered(Code.DECLINED, place) for place in sorted(answers.declined)),
        *(Demand(Code.LOAD, person=person.id) for person in team.people),
        *(Demand(code, task=task.id) for code in per_task for task in team.tasks),
        *(Demand(code, week=week) for code in (Code.TASKS, Code.HOURS) for week in weeks),
        *(Demand(Code.ROOM, task=task, week=week) for task, week in cells),
        *(answered(Code.ACCEPTED, place) for place in sorted(answers.accepted)),
        *(coverage(cell) for cell in cells if team.need(team.task[cell[0]], cell[1])),
    ]
