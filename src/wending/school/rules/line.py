"""The continuous line (doorlopende leerlijn): learning goals, choice moments and talks per phase and year.

A *goal* says what a learner can do, in "Ik kan ..."; a *moment* is a choice or duty that comes at its own time, with
where we know it from; a *talk* is a conversation about what was experienced. A *gap* is what a line leaves out, a
*double* what it tells twice: both are for a school to look at, neither is a mistake by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wending.dossier.rules.reflection import Competence
from wending.school.rules.alike import overlap
from wending.school.rules.terms import PHASES

# Why a moment is in the line: a duty, an agreement or habit in schools, or our own judgement.
Ground = Literal["duty", "practice", "own"]
GROUNDS: tuple[Ground, ...] = ("duty", "practice", "own")
DOUBLE_FROM = 0.8


@dataclass(frozen=True, slots=True)
class Goal:
    """What a learner can do at the end of a year of a phase."""

    phase: str
    year: int
    competence: Competence
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A choice or duty. `days` is empty when it has no day; `source` is empty where we read none.

    `is_certain` is True only where the source itself was read; then still ask a school for its own dates.
    """

    key: str
    phase: str
    year: int
    name: str
    what: str
    days: str
    ground: Ground
    source: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: who takes part and what about."""

    phase: str
    year: int
    who: str
    about: str


@dataclass(frozen=True, slots=True)
class Line:
    """A programme of one or more phases."""

    goals: tuple[Goal, ...]
    moments: tuple[Moment, ...]
    talks: tuple[Talk, ...]


@dataclass(frozen=True, slots=True)
class LineFinding:
    """A gap or a double. `competence` is None where it is not about one; `text` is the goal or moment it is about."""

    kind: Literal["no_goal", "no_talk", "talk_missing_for_moment", "goal_twice", "moment_twice"]
    phase: str
    year: int
    competence: Competence | None = None
    text: str = ""


def gaps_and_doubles(line: Line) -> tuple[LineFinding, ...]:
    """Return what a line leaves out or tells twice, in the order of phases and years.

    Only phases with at least one goal, moment or talk are looked at: a line for vmbo alone has no gap in mbo. Two goals
    of one competence are double when they share the words, or at least 80 % of their pairs of words (`DOUBLE_FROM`).
    """
    present = {goal.phase for goal in line.goals} | {moment.phase for moment in line.moments}
    present |= {talk.phase for talk in line.talks}
    found = [
        *(gap for phase in PHASES if phase in present for gap in _gaps(line, phase)),
        *_goals_twice(line),
        *_moments_twice(line),
    ]
    order = {phase: at for at, phase in enumerate(PHASES)}
    return tuple(sorted(found, key=lambda one: (order.get(one.phase, len(order)), one.year, one.kind, one.text)))


def _gaps(line: Line, phase: str) -> Iterator[LineFinding]:
    goals = {(goal.year, goal.competence) for goal in line.goals if goal.phase == phase}
    talks = {talk.year for talk in line.talks if talk.phase == phase}
    for year in PHASES[phase].years:
        for competence in Competence:
            if (year, competence) not in goals:
                yield LineFinding("no_goal", phase, year, competence)
        if year not in talks:
            yield LineFinding("no_talk", phase, year)
    for moment in line.moments:
        if moment.phase == phase and moment.year not in talks:
            yield LineFinding("talk_missing_for_moment", phase, moment.year, text=moment.name)


def _goals_twice(line: Line) -> Iterator[LineFinding]:
    for at, goal in enumerate(line.goals):
        for other in line.goals[:at]:
            if goal.competence == other.competence and _same(goal.text, other.text):
                yield LineFinding("goal_twice", goal.phase, goal.year, goal.competence, goal.text)
                break


def _moments_twice(line: Line) -> Iterator[LineFinding]:
    seen: set[str] = set()
    for moment in line.moments:
        if moment.key in seen:
            yield LineFinding("moment_twice", moment.phase, moment.year, text=moment.name)
        seen.add(moment.key)


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other) or overlap(one, other) >= DOUBLE_FROM


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
