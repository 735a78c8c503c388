"""From the three tables of a line (goals, moments, talks) to records, with every mistake by file and line. Pure.

Schools change these tables, so nothing is guessed: an unknown phase, year or competence is a finding, not a default.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from wending.dossier.rules.reflection import Competence
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.reading import reading_findings
from wending.reference.sources.catalogue.rows import Finding
from wending.reference.sources.tables import read_table
from wending.school.rules.line import GROUNDS, Goal, Ground, Line, Moment, Talk
from wending.school.rules.terms import PHASES

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "goals.csv": ("phase", "year", "competence", "goal"),
    "moments.csv": ("phase", "year", "key", "name", "what", "days", "ground", "source", "is_certain"),
    "talks.csv": ("phase", "year", "who", "about"),
}
_MAY_BE_EMPTY = {"days", "source"}
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CERTAIN = {"yes": True, "no": False}
Cells = dict[str, str]
Record = TypeVar("Record")


def parse_line(files: Mapping[str, bytes]) -> tuple[Line, tuple[Finding, ...]]:
    """Return the line that files hold, without the rows that are wrong, and what is wrong with those."""
    faults: list[Finding] = []
    line = Line(
        goals=_records(files, "goals.csv", _goal, faults),
        moments=_records(files, "moments.csv", _moment, faults),
        talks=_records(files, "talks.csv", _talk, faults),
    )
    return line, tuple(faults)


def _records(
    files: Mapping[str, bytes], name: str, build: Callable[[Cells], Record], faults: list[Finding]
) -> tuple[Record, ...]:
    if name not in files:
        faults.append(Finding(name, 1, "is absent.", "Add it, with the columns " + ", ".join(COLUMNS[name]) + "."))
        return ()
    records = []
    try:
        for line, values in read_table(name, files[name], delimiter=",", required=COLUMNS[name]):
            cells = dict(zip(COLUMNS[name], values, strict=True))
            found = [Finding(name, line, what, mend) for what, mend in _mistakes(cells)]
            faults += found
            if not found:
                records.append(build(cells))
    except BadInput as error:
        faults.append(Finding(error.file, error.line or 1, error.wrong, error.mend))
    return tuple(records)


def _mistakes(cells: Cells) -> list[tuple[str, str]]:
    """Return what is wrong with a row, and what to do about it."""
    found = [(f"{column} is empty.", "Fill it in.") for column, text in cells.items() if _is_absent(column, text)]
    if found:
        return found
    phase = PHASES.get(cells["phase"])
    if phase is None:
        found.append((f"the phase {cells['phase']!r} is unknown.", f"Write one of {', '.join(PHASES)}."))
    elif cells["year"] not in map(str, phase.years):
        found.append((f"the phase has no year {cells['year']}.", f"Write one of {', '.join(map(str, phase.years))}."))
    if "competence" in cells and cells["competence"] not in [*Competence]:
        what = f"the competence {cells['competence']!r} is unknown."
        found.append((what, f"Write one of {', '.join(Competence)}."))
    if "goal" in cells and not (cells["goal"].startswith("Ik kan ") and cells["goal"].endswith(".")):
        found.append(("the goal is no sentence of a learner.", 'Begin with "Ik kan" and end with a full stop.'))
    if "key" in cells:
        found += _moment_mistakes(cells)
    for column in ("goal", "what", "about"):
        for what in reading_findings(cells.get(column, ""), "nl"):
            found.append((f"{column} is hard to read: {what}", "Use fewer and shorter words."))
    return found


def _is_absent(column: str, text: str) -> bool:
    return not text and column not in _MAY_BE_EMPTY


def _moment_mistakes(cells: Cells) -> list[tuple[str, str]]:
    found = []
    if not _KEY.fullmatch(cells["key"]):
        found.append((f"the key is {cells['key']!r}.", "Use small letters, digits and hyphens."))
    if cells["ground"] not in GROUNDS:
        found.append((f"the ground {cells['ground']!r} is unknown.", f"Write one of {', '.join(GROUNDS)}."))
    if cells["is_certain"] not in _CERTAIN:
        found.append((f"is_certain is {cells['is_certain']!r}.", "Write yes or no."))
    if cells["is_certain"] == "yes" and not cells["source"]:
        found.append(("is certain without a source.", "Name the source that was read, or write no."))
    if cells["ground"] == "duty" and not cells["source"]:
        found.append(("is a duty without a source.", "Name the source, or call it practice."))
    if cells["ground"] == "own" and (cells["source"] or cells["is_certain"] == "yes"):
        found.append(("is our own judgement with a source.", "Call it duty or practice, or leave the source out."))
    return found


def _goal(cells: Cells) -> Goal:
    return Goal(cells["phase"], int(cells["year"]), Competence(cells["competence"]), cells["goal"])


def _moment(cells: Cells) -> Moment:
    return Moment(
        key=cells["key"],
        phase=cells["phase"],
        year=int(cells["year"]),
        name=cells["name"],
        what=cells["what"],
        days=cells["days"],
        ground=cast(Ground, cells["ground"]),
        source=cells["source"],
        is_certain=_CERTAIN[cells["is_certain"]],
    )


def _talk(cells: Cells) -> Talk:
    return Talk(cells["phase"], int(cells["year"]), cells["who"], cells["about"])
