"""What of an export may be kept for a day, to name its columns on a page: nothing that is never read. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from wending.reference.rules.records import BadInput
from wending.school.rules.roster import NOWHERE
from wending.school.sources.cells import Notes, as_utf8, private, sniffed


def keepable(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Return the names and texts of tables without private columns; nothing where a value may not be kept, or no table.

    Lines stay where they are.
    """
    try:
        return [(name, _stripped(name, content)) for name, content in files]
    except (BadInput, csv.Error, ValueError):
        return []


def columns_of(text: str) -> list[tuple[str, str]]:
    """Return the headings of a table that was kept, each with its first value."""
    rows = csv.reader(io.StringIO(text), delimiter=sniffed(text.encode()))
    names, first = next(rows, []), next(rows, [])
    return [(name.strip(), first[at] if at < len(first) else "") for at, name in enumerate(names) if name.strip()]


def _stripped(name: str, content: bytes) -> str:
    text, _ = as_utf8(name, content)
    delimiter = sniffed(text)
    rows = list(csv.reader(io.StringIO(text.decode()), delimiter=delimiter))
    kept = [at for at, heading in enumerate(rows[0]) if not private(heading)] if rows else []
    notes, out = Notes(), io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        cells = [row[at] for at in kept if at < len(row)]
        for cell in cells:
            notes.clean(NOWHERE, "", cell)
        writer.writerow(cells)
    if notes.found:
        raise ValueError("a value that may not be kept")
    return out.getvalue()
