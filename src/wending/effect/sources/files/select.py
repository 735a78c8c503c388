"""Carries out a mapping: rows of files become rows of tables, and what does not fit is told with file, column, lines.

The work is done by DuckDB, in expressions made here; every name and value from outside is quoted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wending.effect.rules.tables import COLUMNS, StudyTables, Type, empty_table
from wending.effect.rules.tables_check.found import FIRST
from wending.effect.sources.files.opening import LABEL, ROW, connect, opened, unreadable
from wending.effect.sources.files.parse import FileMapping, FromColumn, MappedFile, MappedPart, Where
from wending.engine.estimation.terms import Finding, NotAnswerable

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

YES = ("1", "true", "yes", "y", "ja", "j", "waar")
NO = ("0", "false", "no", "n", "nee", "onwaar")
# Missing codes of Stata: unknown, unless a mapping skips them.
STATA = r"\.[a-z]?"
TREATED = "__treated"


@dataclass(frozen=True)
class Read:
    """What came of files: tables with keys as they were there, rows read per file, and what did not fit."""

    tables: StudyTables
    files: Mapping[str, int]
    findings: tuple[Finding, ...]


def read_files(mapping: FileMapping, folder: Path, memory: str = "1GB") -> Read:
    """Return the tables that files in a folder give under a mapping; findings about files have lines, not rows."""
    import duckdb
    import pandas as pd

    found: list[Finding] = []
    frames: dict[str, list[pd.DataFrame]] = {}
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as scratch, connect(Path(scratch), memory) as link:
        rows: dict[str, duckdb.DuckDBPyRelation] = {}
        for one in mapping.files.values():
            try:
                rows[one.name] = opened(link, one, folder, Path(scratch))
                counts[one.name] = int(rows[one.name].aggregate("count(*)").fetchall()[0][0])
            except NotAnswerable as wrong:
                found += wrong.findings
            except duckdb.Error as error:
                found += unreadable(one.path, error).findings
        for part in mapping.parts:
            if part.file in counts:
                try:
                    frame, wrong_cells = _part(rows[part.file], mapping.files[part.file], part)
                    frames.setdefault(part.table, []).append(frame)
                    found += wrong_cells
                except NotAnswerable as wrong:
                    found += wrong.findings
    tables = {
        name: pd.concat(frames[name], ignore_index=True) if name in frames else empty_table(name) for name in COLUMNS
    }
    return Read(StudyTables(**tables), counts, tuple(dict.fromkeys(found)))


def _part(rows: duckdb.DuckDBPyRelation, file: MappedFile, part: MappedPart) -> tuple[pd.DataFrame, list[Finding]]:
    import duckdb

    types = dict(zip(rows.columns, (str(one) for one in rows.types), strict=True))
    wanted = [*(one.column for one in part.columns.values()), *(one.column for one in _tests_of(part))]
    absent = [name for name in dict.fromkeys(wanted) if name not in types]
    if absent:
        raise NotAnswerable(tuple(Finding("file-column-missing", (file.path, name, 0)) for name in absent))
    shapes = {column.name: column.type for column in COLUMNS[part.table]}
    tests = [_test(one, types) for one in part.where]
    cells, flags = [f"{ROW} AS {ROW}"], {}
    for name, spec in part.columns.items():
        text, value = _cell(spec, types, shapes[name], file)
        if spec.skip:
            tests.append(f"{_text(spec, types)} IS NULL OR {_text(spec, types)} NOT IN ({_list(spec.skip)})")
        cells.append(f'{value} AS "{name}"')
        flags[f"__bad_{name}"] = name
        cells.append(f'({text} IS NOT NULL AND ({value}) IS NULL) AS "__bad_{name}"')
    if part.treated_when:
        cells.append(f"{_test(part.treated_when, types)} AS {TREATED}")
    for name, constant in part.set.items():
        _, value = _typed(_quoted(constant), FromColumn("", is_class=not _is_number(constant)), shapes[name], ".")
        cells.append(f'{value} AS "{name}"')
    try:
        kept = rows.filter(" AND ".join(f"({test})" for test in tests)) if tests else rows
        frame = kept.project(", ".join(cells)).df()
    except duckdb.Error as error:
        raise unreadable(file.path, error) from error
    found = []
    heading = 1 if file.format == "csv" else 0
    for flag, name in flags.items():
        bad = frame.loc[frame[flag], ROW]
        if len(bad):
            spec = part.columns[name]
            code = "code-not-in-recode" if spec.recode else f"cell-not-{shapes[name].value}"
            lines = (int(one) + heading for one in bad.sort_values().iloc[:FIRST])
            found.append(Finding(code, (file.path, spec.column, len(bad), *lines)))
    frame = frame.drop(columns=[ROW, *flags])
    if part.treated_when:
        first = frame["period"].where(frame.pop(TREATED)).groupby(frame["unit"]).transform("min")
        frame["first"] = first.fillna(0)
    if part.is_distinct:
        frame = frame.drop_duplicates(ignore_index=True)
    if part.table == "outcomes" and "observed" not in frame:
        frame["observed"] = frame["value"].notna() if "value" in frame else False
    return frame, found


def _tests_of(part: MappedPart) -> tuple[Where, ...]:
    return (*part.where, part.treated_when) if part.treated_when else part.where


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _named(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _list(texts: tuple[str, ...]) -> str:
    return ", ".join(_quoted(one) for one in texts)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _text(spec: FromColumn, types: Mapping[str, str]) -> str:
    """Return a cell of a file as text, whole numbers without a point, and nothing for what is empty."""
    column = spec.column
    if spec.has_labels and f"{LABEL}{column}" in types:
        column = f"{LABEL}{column}"
    name, of = _named(column), types[column]
    if of in {"FLOAT", "DOUBLE"}:
        whole = f"{name} = floor({name}) AND abs({name}) < 1e15"
        whole = f"CASE WHEN isnan({name}) THEN NULL WHEN {whole} THEN CAST(CAST({name} AS BIGINT) AS VARCHAR)"
        return f"({whole} ELSE CAST({name} AS VARCHAR) END)"
    if of == "DATE" or of.startswith("TIMESTAMP"):
        return f"strftime({name}, '%Y-%m-%d')"
    if of == "BOOLEAN":
        return f"CAST(CAST({name} AS INTEGER) AS VARCHAR)"
    return f"nullif(trim(CAST({name} AS VARCHAR)), '')"


def _test(one: Where, types: Mapping[str, str]) -> str:
    text = _text(FromColumn(one.column), types)
    if one.test == "known":
        is_known = f"({text} IS NOT NULL AND NOT regexp_full_match({text}, '{STATA}'))"
        return is_known if one.values == ("1",) else f"NOT {is_known}"
    if one.test in {"is", "is_not"}:
        return f"coalesce({text} {'IN' if one.test == 'is' else 'NOT IN'} ({_list(one.values)}), false)"
    sign = ">=" if one.test == "from" else "<="
    if _is_number(one.values[0]):
        return f"coalesce(TRY_CAST({text} AS DOUBLE) {sign} {float(one.values[0])}, false)"
    # Days in ISO form are in the order of their text.
    return f"coalesce({text} {sign} {_quoted(one.values[0])}, false)"


def _cell(spec: FromColumn, types: Mapping[str, str], shape: Type, file: MappedFile) -> tuple[str, str]:
    """Return two expressions: what there was to read (nothing when unknown), and what it became."""
    text = _text(spec, types)
    if file.format == "dta":
        text = f"(CASE WHEN regexp_full_match({text}, '{STATA}') THEN NULL ELSE {text} END)"
    if spec.unknown:
        text = f"(CASE WHEN {text} IN ({_list(spec.unknown)}) THEN NULL ELSE {text} END)"
    became = text
    if spec.recode:
        # A code that becomes nothing is unknown, and told so: it counts as read.
        nothing = tuple(code for code, new in spec.recode.items() if new == "")
        if nothing:
            text = f"(CASE WHEN {text} IN ({_list(nothing)}) THEN NULL ELSE {text} END)"
        cases = " ".join(f"WHEN {_quoted(code)} THEN {_quoted(new)}" for code, new in spec.recode.items() if new != "")
        became = f"(CASE {became} {cases} ELSE NULL END)" if cases else "NULL"
    if spec.empty is not None:
        became = f"(CASE WHEN {text} IS NULL THEN {_quoted(spec.empty)} ELSE {became} END)"
    return _typed(text, spec, shape, file.decimal, became)


def _typed(text: str, spec: FromColumn, shape: Type, decimal: str, became: str | None = None) -> tuple[str, str]:
    value = became or text
    is_words = spec.is_class or spec.has_labels or any(not _is_number(new) for new in spec.recode.values() if new)
    if shape in {Type.KEY, Type.CLASS} or (shape is Type.MIXED and is_words):
        return text, value
    if shape is Type.DAY:
        if spec.since is not None:
            since = f"DATE '{spec.since.isoformat()}'"
            return text, f"CAST({since} + CAST(floor(TRY_CAST({value} AS DOUBLE)) AS INTEGER) AS TIMESTAMP)"
        return text, f"TRY_STRPTIME({value}, {_quoted(spec.days)})"
    if shape is Type.YES_NO:
        is_yes, is_no = f"lower({value}) IN ({_list(YES)})", f"lower({value}) IN ({_list(NO)})"
        return text, f"(CASE WHEN {is_yes} THEN true WHEN {is_no} THEN false END)"
    number = f"replace({value}, ',', '.')" if decimal == "," else value
    number = f"TRY_CAST({number} AS DOUBLE)"
    if (spec.times, spec.plus) != (1, 0):
        number = f"({number} * {spec.times!r} + {spec.plus!r})"
    return text, number
