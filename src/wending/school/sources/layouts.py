"""One door to the three layouts of rosters: which there are, which a file seems to be, and reading one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from wending.reference.rules.records import BadInput
from wending.school.rules.roster import Finding, Roster
from wending.school.rules.roster_fit import fitted
from wending.school.sources.cells import MAX_BYTES, Reading
from wending.school.sources.oneroster.parse import parse as parse_oneroster
from wending.school.sources.table.mapping import ColumnMap
from wending.school.sources.table.parse import parse as parse_table
from wending.school.sources.uwlr.parse import parse as parse_uwlr

LARGEST_FILE = MAX_BYTES
Files = Sequence[tuple[str, bytes]]


class Layout(StrEnum):
    """Layouts of rosters."""

    ONEROSTER = "oneroster"
    UWLR = "uwlr"
    TABLE = "csv"


def layout_of(name: str) -> Layout:
    """Return the layout that the name of a file suggests. Raise BadInput where it suggests none."""
    endings = {".zip": Layout.ONEROSTER, ".xml": Layout.UWLR, ".csv": Layout.TABLE, ".txt": Layout.TABLE}
    found = next((layout for ending, layout in endings.items() if name.casefold().endswith(ending)), None)
    if found is None:
        raise BadInput(file=name, wrong="ends in none of .zip, .xml and .csv.", mend="Say which layout it has.")
    return found


def refused(problem: BadInput) -> Finding:
    """Return why files could not be read at all, as a finding."""
    return Finding(problem.file, problem.line or 0, problem.code, problem.about, grave=True)


def read(layout: Layout, files: Files, mapping: ColumnMap, known: Roster) -> Reading:
    """Read one delivery on top of the roster that is known; `mapping.whole` tells what names everybody.

    Raise BadInput when it cannot be read at all.
    """
    if layout is not Layout.TABLE and len(files) != 1:
        mend = "Give one file in this layout."
        raise BadInput(file=files[1][0], wrong="is one file too many.", mend=mend, code="one-file")
    name, content = files[0]
    if layout is Layout.ONEROSTER:
        # Nothing known is something else than an empty roster: changes (a delta) need something to build on.
        reading = parse_oneroster(name, content, known if known.people else None)
    elif layout is Layout.UWLR:
        whole = {"learners_whole": "learners" in mapping.whole, "staff_whole": "staff" in mapping.whole}
        reading = parse_uwlr(name, content, **whole)
    else:
        reading = parse_table(files, mapping, known)
    roster, findings = fitted(reading.roster)
    return replace(reading, roster=roster, findings=(*reading.findings, *findings))
