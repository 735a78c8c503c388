"""What alumni are asked, and how a round is counted: once, when it closes, so that no two views can be subtracted.

Terms: *round* = a cohort asked after one or three years; *unknown* = was asked and did not answer, or said nothing of
it: a value of its own, never "no"; *share* = people of those asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from wending.dossier.rules.reflection import Competence
from wending.kit.small_cells import SMALLEST, Total, hidden_cells

# Years after leaving at which somebody is asked, and how long the links of a round work.
YEARS = (1, 3)
OPEN_FOR = timedelta(days=60)
# A guest may be asked this long; then the row goes.
GUEST_FOR = timedelta(days=366)
UNKNOWN = "unknown"
NOTHING = "nothing"


class Doing(StrEnum):
    """What somebody does now."""

    WORK = "work"
    WORK_LEARNING = "work-learning"
    MBO = "mbo"
    HIGHER = "higher"
    OTHER_SCHOOL = "other-school"
    SEEKING = "seeking"
    OTHER = "other"


class Helped(StrEnum):
    """Whether guidance at school helped in choosing."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"
    NOT = "not"


MISSED = (*[str(one) for one in Competence], NOTHING)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; empty where left open."""

    doing: str = ""
    helped: str = ""
    missed: tuple[str, ...] = ()


def due_on(left_on: date, years: int) -> date:
    """Return the day a cohort is asked; 29 February becomes the 28th."""
    try:
        return left_on.replace(year=left_on.year + years)
    except ValueError:
        return left_on.replace(year=left_on.year + years, day=28)


def frozen_result(asked: int, replies: Sequence[Reply]) -> dict[str, Any]:
    """Return what may be shown of a round: counts, None where hidden; only the numbers asked below ten answers.

    `doing` and `helped` hold every value and the unknown, and add up to `asked`; `missed` counts whoever named it, of
    `told`, who answered that question at all. With fewer than ten asked even that number stays hidden.
    """
    if asked < SMALLEST:
        return {"asked": None, "answered": None}
    if len(replies) < SMALLEST:
        return {"asked": asked, "answered": None}
    # Who did not answer is a group too: a small one stays hidden.
    silent = asked - len(replies)
    return {
        "asked": asked,
        "answered": None if 0 < silent < SMALLEST else len(replies),
        "doing": _counted([*Doing], [one.doing for one in replies], asked),
        "helped": _counted([*Helped], [one.helped for one in replies], asked),
        "missed": _missed(replies),
    }


def _counted(values: Sequence[str], told: Sequence[str], asked: int) -> dict[str, int | None]:
    cells: dict[str, int] = {value: list(told).count(value) for value in values}
    cells[UNKNOWN] = asked - sum(cells.values())
    cells["all"] = asked
    return _open(cells, [("all", (*values, UNKNOWN))], leave="all")


def _missed(replies: Sequence[Reply]) -> dict[str, int | None]:
    told = [set(one.missed) for one in replies if one.missed]
    cells: dict[str, int] = {}
    totals: list[Total[str]] = []
    for value in MISSED:
        cells[value] = sum(value in one for one in told)
        # Who did not name it is a count that a reader can reckon, so it is guarded too.
        cells[f"not {value}"] = len(told) - cells[value]
        totals.append(("told", (value, f"not {value}")))
    cells["told"] = len(told)
    shown = _open(cells, totals, leave="")
    return {key: count for key, count in shown.items() if not key.startswith("not ")}


def _open(cells: Mapping[str, int], totals: Sequence[Total[str]], leave: str) -> dict[str, int | None]:
    hidden = hidden_cells(cells, totals)
    return {key: None if key in hidden else count for key, count in cells.items() if key != leave}
