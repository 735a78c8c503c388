"""Self-assessment of a school's guidance: frameworks, steps, and how schools are compared.

Terms: *framework* = a set of criteria (the Dutch criteria for LOB in secondary school or mbo, the Gatsby benchmarks);
*criterion* = a heading of it; *statement* = our own sentence under a criterion; *step* = 1 to 4 on the scale, 0 for "I
do not know"; *standing* = the mean step of a criterion, over its statements that were set.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import quantiles

from wending.kit.small_cells import SMALLEST

FRAMEWORKS = ("lob-vo", "lob-mbo", "gatsby")
STEPS = (1, 2, 3, 4)
NOT_KNOWN = 0
# From how many members of the team the spread of their steps may be seen.
FEWEST_TEAM = 3
# Others to compare with: ten beside the school itself.
FEWEST_SCHOOLS = SMALLEST + 1


class RoundState(StrEnum):
    """The course of a round: the team fills in apart, talks, and the manager sets."""

    FILLING = "filling"
    TALKING = "talking"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A heading of a framework, with its source. Names and sentences in Dutch and English."""

    framework: str
    key: str
    name_nl: str
    name_en: str
    source: str
    source_date: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of our own under a criterion."""

    key: str
    criterion: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the scale, with what it looks like."""

    step: int
    name_nl: str
    name_en: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Questions:
    """All that the tables hold."""

    criteria: tuple[Criterion, ...]
    statements: tuple[Statement, ...]
    steps: tuple[Step, ...]

    def criteria_of(self, framework: str) -> list[Criterion]:
        """Return the criteria of a framework in order."""
        return [one for one in self.criteria if one.framework == framework]

    def statements_of(self, criterion: str) -> list[Statement]:
        """Return the statements under a criterion in order."""
        return [one for one in self.statements if one.criterion == criterion]


def school_year(day: date) -> str:
    """Return the school year of a day, from 1 August: "2026-2027"."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def standing(steps: Iterable[int]) -> float | None:
    """Return the mean of steps that are known, one decimal; None without any."""
    known = [step for step in steps if step in STEPS]
    return round(sum(known) / len(known), 1) if known else None


def spread(steps: Sequence[int]) -> tuple[int, int] | None:
    """Return the lowest and highest step that members of a team gave; None below `FEWEST_TEAM` who know."""
    known = [step for step in steps if step in STEPS]
    return (min(known), max(known)) if len(known) >= FEWEST_TEAM else None


def quartiles_of(standings: Sequence[Mapping[str, float]]) -> dict[str, list[float]]:
    """Return for each criterion the quartiles [Q1, Q2, Q3] over schools; left out below `FEWEST_SCHOOLS` of them."""
    found: dict[str, list[float]] = {}
    for key in sorted({key for one in standings for key in one}):
        values = [one[key] for one in standings if key in one]
        if len(values) >= FEWEST_SCHOOLS:
            found[key] = [round(value, 1) for value in quantiles(values, n=4, method="inclusive")]
    return found
