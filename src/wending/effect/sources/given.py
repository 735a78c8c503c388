"""Tables of a study as somebody gives them: in one folder a file per table, as CSV, Parquet or Stata.

A file has the columns of `rules.tables`; what is in them is looked at later. Other forms of files need a mapping.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from wending.effect.rules.tables import COLUMNS, StudyTables, Type, empty_table
from wending.effect.sources.files.opening import LABEL, ROW, connect, opened, unreadable
from wending.effect.sources.files.parse import MappedFile
from wending.effect.sources.files.select import NO, STATA, YES
from wending.effect.sources.tables import together
from wending.engine.estimation.terms import Finding, NotAnswerable

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

FORMATS = ("parquet", "csv", "dta")


def files_given(folder: Path) -> dict[str, Path]:
    """Return the file of each table that is in a folder.

    Raises:
        NotAnswerable: `file-missing` (neither people nor periods), `file-of-a-table-twice` (which counts?).
    """
    found: dict[str, Path] = {}
    twice: list[Finding] = []
    for name in COLUMNS:
        paths = [path for form in FORMATS if (path := folder / f"{name}.{form}").is_file()]
        if len(paths) > 1:
            twice.append(Finding("file-of-a-table-twice", (name, ", ".join(path.name for path in paths), len(paths))))
        if paths:
            found[name] = paths[0]
    if twice:
        raise NotAnswerable(tuple(twice))
    if not {"persons", "periods"} & set(found):
        raise NotAnswerable((Finding("file-missing", (f"{folder}/persons.csv", "", 0)),))
    return found


def tables_given(folder: Path) -> StudyTables:
    """Return the tables in a folder; who has no file is empty.

    Raises:
        NotAnswerable: as `files_given`; `file-unreadable` and `file-ragged` with the file and, where known, the line.
    """
    files = files_given(folder)
    wrong: list[Finding] = []
    frames = {name: empty_table(name) for name in COLUMNS}
    for name, path in files.items():
        with tempfile.TemporaryDirectory() as scratch, connect(Path(scratch)) as link:
            try:
                frames[name] = _frame(link, name, path, Path(scratch))
            except NotAnswerable as found:
                wrong += found.findings
    if wrong:
        raise NotAnswerable(tuple(wrong))
    return StudyTables(**frames)


def _frame(link: duckdb.DuckDBPyConnection, name: str, path: Path, scratch: Path) -> pd.DataFrame:
    import duckdb

    form = path.suffix[1:]
    try:
        frame = opened(link, MappedFile(name, path.name, form), path.parent, scratch).df()
    except duckdb.Error as error:
        raise unreadable(path.name, error) from error
    columns = {column.name: column.type for column in COLUMNS[name]}
    for column in [one for one in frame.columns if one.startswith(LABEL)]:
        # The label of a code is a word: it counts where words are meant.
        label, of = frame.pop(column), column.removeprefix(LABEL)
        if columns.get(of) is Type.CLASS:
            frame[of] = label
    frame = frame.drop(columns=ROW)
    if form == "dta":
        frame = frame.apply(lambda texts: texts.mask(texts.str.fullmatch(STATA).fillna(False).astype(bool), None))
    for column, of in columns.items():
        if of is Type.MIXED:
            frame = together(frame, column)
        elif of is Type.YES_NO and column in frame:
            frame[column] = frame[column].map(_yes_or_no)
    return frame


def _yes_or_no(value: object) -> object:
    """Return true or false for a word that says so; anything else as it was, to be told."""
    word = value.strip().lower() if isinstance(value, str) else None
    return True if word in YES else False if word in NO else value
