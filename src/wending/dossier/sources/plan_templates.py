"""Templates of plans in our own words, read from `plan_templates.csv` beside this file.

A row is a step: key of the template, key of the step ("0" is the goal itself), what it is in Dutch and English, and
more: of a goal for whom it is, of a step the first small thing to do.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "plan_templates.csv"
COLUMNS = ("nl", "en", "more_nl", "more_en")
FEWEST_STEPS, MOST_STEPS = 3, 8


@dataclass(frozen=True)
class Line:
    """A text with what is more to say, each by language."""

    key: str
    text: Mapping[str, str]
    more: Mapping[str, str]


@dataclass(frozen=True)
class Template:
    """A goal with its steps in their order."""

    goal: Line
    steps: tuple[Line, ...]


@lru_cache(maxsize=1)
def templates() -> dict[str, Template]:
    """Return all templates by key, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return read(csv.DictReader(file))


def read(rows: Iterable[Mapping[str, str]]) -> dict[str, Template]:
    """Return the templates of these rows.

    Raises:
        ValueError: what is wrong, in which line, and what to do.
    """
    goals: dict[str, Line] = {}
    steps: dict[str, list[Line]] = {}
    for number, row in enumerate(rows, start=2):
        where = f"{FILE.name}, line {number}"
        key, step = row["template"], row["step"]
        empty = [name for name in COLUMNS if not (row.get(name) or "").strip()]
        if empty:
            raise ValueError(f"{where}: fill in {', '.join(empty)}")
        line = Line(step, {"nl": row["nl"], "en": row["en"]}, {"nl": row["more_nl"], "en": row["more_en"]})
        if step == "0":
            if key in goals:
                raise ValueError(f"{where}: the goal of {key} stands here twice; leave one out")
            goals[key], steps[key] = line, []
        elif key not in goals:
            raise ValueError(f"{where}: begin {key} with a row of step 0, its goal")
        elif any(known.key == step for known in steps[key]):
            raise ValueError(f"{where}: step {step} of {key} stands here twice; give it another key")
        else:
            steps[key].append(line)
    for key, found in steps.items():
        if not FEWEST_STEPS <= len(found) <= MOST_STEPS:
            raise ValueError(f"{FILE.name}: {key} has {len(found)} steps; make it {FEWEST_STEPS} to {MOST_STEPS}")
    return {key: Template(goal, tuple(steps[key])) for key, goal in goals.items()}
