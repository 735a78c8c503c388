"""A part of a school's line: one year of a phase, with what is kept of it, and the picture of a whole line.

A *cell* of the picture is a competence in a phase: full when each year has a goal, partly, or empty; `doubles` are
goals told before. Moments of the default line are kept by key, so that their source is never retyped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wending.dossier.rules.reflection import Competence
from wending.school.rules.line import Goal, Line, LineFinding, Moment, Talk
from wending.school.rules.terms import PHASES

Fill = Literal["full", "partly", "empty"]


@dataclass(frozen=True, slots=True)
class Part:
    """One year of a phase. `lessons` are keys of the bank by competence; `evidence` is what learners keep."""

    phase: str
    year: int
    goals: Mapping[Competence, tuple[str, ...]]
    lessons: Mapping[Competence, tuple[str, ...]]
    talks: tuple[tuple[str, str], ...]
    moments: tuple[str, ...]
    own_moments: tuple[tuple[str, str], ...]
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A competence in a phase: goals in all its years, how many years lack one, and goals told before."""

    phase: str
    competence: Competence
    goals: int
    without: tuple[int, ...]
    doubles: int
    lessons: int

    @property
    def fill(self) -> Fill:
        """How far the years of the phase are filled."""
        years = len(PHASES[self.phase].years)
        return "full" if not self.without else "empty" if len(self.without) == years else "partly"


def default_part(line: Line, phase: str, year: int) -> Part:
    """Return a year of a phase as the default line has it, without lessons."""
    here = [goal for goal in line.goals if (goal.phase, goal.year) == (phase, year)]
    return Part(
        phase=phase,
        year=year,
        goals={one: tuple(goal.text for goal in here if goal.competence is one) for one in Competence},
        lessons=dict.fromkeys(Competence, ()),
        talks=tuple((talk.who, talk.about) for talk in line.talks if (talk.phase, talk.year) == (phase, year)),
        moments=tuple(moment.key for moment in line.moments if (moment.phase, moment.year) == (phase, year)),
        own_moments=(),
    )


def content_of(part: Part) -> dict[str, Any]:
    """Return a part as it is kept."""
    return {
        "goals": {one.value: [*part.goals.get(one, ())] for one in Competence},
        "lessons": {one.value: [*part.lessons.get(one, ())] for one in Competence},
        "talks": [[*talk] for talk in part.talks],
        "moments": [*part.moments],
        "own_moments": [[*moment] for moment in part.own_moments],
        "evidence": part.evidence,
    }


def part_of(phase: str, year: int, content: Mapping[str, Any]) -> Part:
    """Return what was kept as a part."""
    goals, lessons = content.get("goals", {}), content.get("lessons", {})
    return Part(
        phase=phase,
        year=year,
        goals={one: tuple(goals.get(one.value, ())) for one in Competence},
        lessons={one: tuple(lessons.get(one.value, ())) for one in Competence},
        talks=tuple((who, about) for who, about in content.get("talks", ())),
        moments=tuple(content.get("moments", ())),
        own_moments=tuple((name, what) for name, what in content.get("own_moments", ())),
        evidence=content.get("evidence", ""),
    )


def line_of(parts: Iterable[Part], moments: Mapping[str, Moment]) -> Line:
    """Return parts as a line. `moments` are those of the default line by key; an unknown key is left out."""
    parts = list(parts)
    return Line(
        goals=tuple(
            Goal(part.phase, part.year, one, text) for part in parts for one in Competence for text in part.goals[one]
        ),
        moments=tuple(
            [
                Moment(
                    key,
                    part.phase,
                    part.year,
                    found.name,
                    found.what,
                    found.days,
                    found.ground,
                    found.source,
                    found.is_certain,
                )
                for part in parts
                for key in part.moments
                if (found := moments.get(key))
            ]
            + [
                Moment(f"own-{name.casefold()}", part.phase, part.year, name, what, "", "own", "", False)
                for part in parts
                for name, what in part.own_moments
            ]
        ),
        talks=tuple(Talk(part.phase, part.year, who, about) for part in parts for who, about in part.talks),
    )


def picture(
    line: Line, findings: Iterable[LineFinding], lessons: Mapping[tuple[str, Competence], int], phases: Iterable[str]
) -> list[list[Cell]]:
    """Return a row of cells per phase, in the order given, a cell per competence."""
    doubles = [(one.phase, one.competence) for one in findings if one.kind == "goal_twice"]
    rows = []
    for phase in phases:
        row = []
        for competence in Competence:
            years = [goal.year for goal in line.goals if goal.phase == phase and goal.competence is competence]
            row.append(
                Cell(
                    phase=phase,
                    competence=competence,
                    goals=len(years),
                    without=tuple(year for year in PHASES[phase].years if year not in years),
                    doubles=doubles.count((phase, competence)),
                    lessons=lessons.get((phase, competence), 0),
                )
            )
        rows.append(row)
    return rows
