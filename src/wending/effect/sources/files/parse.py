"""Reads the mapping (TOML) that says which column of which file is which column of the tables of a study.

Terms: a *part* fills rows of one table from one file; `set` holds constants, `columns` what comes from the file, and
`long` gives each row of the file once per entry, so that y_30, y_90 become rows. Files themselves are read in `select`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from wending.effect.rules.plan import Problem
from wending.effect.rules.plan_file import line_of
from wending.effect.rules.tables import COLUMNS, Type

VERSION = 1
FORMATS = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".parquet": "parquet", ".dta": "dta"}
TESTS = ("is", "is_not", "from", "to", "known")


@dataclass(frozen=True)
class MappedFile:
    """A file beside the mapping. delimiter, encoding and decimal are of CSV; "" lets the delimiter be found out."""

    name: str
    path: str
    format: str
    delimiter: str = ""
    encoding: str = "utf-8"
    decimal: str = "."


@dataclass(frozen=True)
class FromColumn:
    """How a value comes from a column of a file, in this order: skip, unknown, recode, empty, then its type.

    skip: codes of rows that do not count (never asked). unknown: codes that mean "we do not know", never "no". recode:
    what each code becomes; a code that is not in it is told as a mistake. empty: what an empty cell means. times, plus:
    from the unit of the file to ours. days: the form of dates; since: numbers of days after a day. is_class: words
    and codes instead of numbers; has_labels: the value labels of Stata instead of its codes.
    """

    column: str
    skip: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    recode: Mapping[str, str] = field(default_factory=dict)
    empty: str | None = None
    times: float = 1
    plus: float = 0
    days: str = "%Y-%m-%d"
    since: date | None = None
    is_class: bool = False
    has_labels: bool = False


@dataclass(frozen=True)
class Where:
    """Which rows count: a column, a test (one of `TESTS`) and its value or values."""

    column: str
    test: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class MappedPart:
    """Rows of one table out of one file. treated_when: only for periods: `first` is the first period that passes."""

    table: str
    file: str
    set: Mapping[str, str]
    columns: Mapping[str, FromColumn]
    where: tuple[Where, ...] = ()
    is_distinct: bool = False
    treated_when: Where | None = None


@dataclass(frozen=True)
class FileMapping:
    """A whole mapping; `parts` in the order of the file, each entry of `long` a part of its own."""

    files: Mapping[str, MappedFile]
    parts: tuple[MappedPart, ...]


class BadMapping(Exception):
    """A mapping that cannot be read; `problems` say where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(f"{one.field}: {one.code}" for one in problems))


def parse_mapping(content: bytes) -> FileMapping:
    """Return the mapping in a TOML file.

    Raises:
        BadMapping: no TOML, or something in it that is missing, unknown or of another type.
    """
    try:
        raw = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMapping((Problem("", "not-toml", (line_of(error, content),)),)) from error
    found: list[Problem] = []
    _names(raw, {"version", "title", "files", "tables"}, "", found)
    if raw.get("version", VERSION) != VERSION:
        found.append(Problem("version", "unknown-version", (str(raw.get("version")),)))
    files: dict[str, MappedFile] = {}
    for name, one in _items(raw.get("files"), "files", found):
        if (made := _file(name, one, found)) is not None:
            files[name] = made
    parts: list[MappedPart] = []
    tables = raw.get("tables")
    if not isinstance(tables, list) or not tables:
        found.append(Problem("tables", "missing"))
        tables = []
    for number, one in enumerate(tables, start=1):
        parts += _parts(f"tables[{number}]", one, files, found)
    if found:
        raise BadMapping(tuple(found))
    return FileMapping(files, tuple(parts))


def _items(value: Any, where: str, found: list[Problem]) -> list[tuple[str, Any]]:
    if not isinstance(value, Mapping) or not value:
        found.append(Problem(where, "missing"))
        return []
    return [(str(name), one) for name, one in value.items()]


def _names(value: Mapping[str, Any], known: set[str], where: str, found: list[Problem]) -> None:
    found += [Problem(f"{where}.{name}".lstrip("."), "unknown-field") for name in value if name not in known]


def _file(name: str, one: Any, found: list[Problem]) -> MappedFile | None:
    where = f"files.{name}"
    if not isinstance(one, Mapping) or not isinstance(one.get("path"), str):
        found.append(Problem(f"{where}.path", "missing"))
        return None
    _names(one, {"path", "format", "delimiter", "encoding", "decimal"}, where, found)
    path = PurePosixPath(one["path"])
    if path.is_absolute() or ".." in path.parts or "\\" in one["path"]:
        found.append(Problem(f"{where}.path", "outside-folder", (one["path"],)))
    form = str(one.get("format") or FORMATS.get(path.suffix.lower(), ""))
    if form not in set(FORMATS.values()):
        found.append(Problem(f"{where}.format", "unknown-format", (form or path.suffix,)))
    more = {key: str(one[key]) for key in ("delimiter", "encoding", "decimal") if key in one}
    if more.get("decimal", ".") not in {".", ","}:
        found.append(Problem(f"{where}.decimal", "unknown-decimal", (more["decimal"],)))
    return MappedFile(name, str(path), form, **more)


def _parts(where: str, one: Any, files: Mapping[str, MappedFile], found: list[Problem]) -> list[MappedPart]:
    if not isinstance(one, Mapping):
        found.append(Problem(where, "not-a-table"))
        return []
    _names(one, {"table", "file", "set", "columns", "where", "long", "distinct", "treated_when"}, where, found)
    table, file = str(one.get("table", "")), str(one.get("file", ""))
    if table not in COLUMNS:
        found.append(Problem(f"{where}.table", "unknown-table", (table,)))
        return []
    if file not in files:
        found.append(Problem(f"{where}.file", "unknown-file", (file,)))
    tests = one.get("where", [])
    wheres = tuple(_where(f"{where}.where[{at}]", test, found) for at, test in enumerate(tests, start=1))
    when = _where(f"{where}.treated_when", one["treated_when"], found) if "treated_when" in one else None
    if when is not None and table != "periods":
        found.append(Problem(f"{where}.treated_when", "only-for-periods", (table,)))
    entries = one.get("long") or [{}]
    made = []
    for number, entry in enumerate(entries, start=1):
        at = f"{where}.long[{number}]" if one.get("long") else where
        if entry:
            _names(entry, {"set", "columns"}, at, found)
        constants = {**one.get("set", {}), **entry.get("set", {})}
        columns = {**one.get("columns", {}), **entry.get("columns", {})}
        made.append(
            MappedPart(
                table=table,
                file=file,
                set={str(name): _plain(value) for name, value in constants.items()},
                columns={str(name): _column(f"{at}.columns.{name}", spec, found) for name, spec in columns.items()},
                where=tuple(test for test in wheres if test is not None),
                is_distinct=one.get("distinct") is True,
                treated_when=when,
            )
        )
        _complete(table, made[-1], at, found)
    return made


def _complete(table: str, part: MappedPart, where: str, found: list[Problem]) -> None:
    known = {column.name: column for column in COLUMNS[table]}
    given = [*part.set, *part.columns, *(["first"] if part.treated_when else [])]
    found += [Problem(f"{where}.{name}", "unknown-column", (table,)) for name in given if name not in known]
    found += [Problem(f"{where}.{name}", "set-and-column") for name in part.set if name in part.columns]
    for column in known.values():
        # Whether an outcome was observed follows from its value, unless a column says so.
        if column.is_required and column.name not in given and column.type is not Type.YES_NO:
            found.append(Problem(f"{where}.columns.{column.name}", "missing", (table,)))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_plain(one) for one in (value if isinstance(value, list) else [value]))


def _where(where: str, one: Any, found: list[Problem]) -> Where | None:
    tests = [name for name in TESTS if isinstance(one, Mapping) and name in one]
    if len(tests) != 1 or not isinstance(one.get("column"), str) or len(one) != 2:
        found.append(Problem(where, "not-a-test", (", ".join(TESTS),)))
        return None
    return Where(one["column"], tests[0], _texts(one[tests[0]]))


_KEYS = {"column", "skip", "unknown", "recode", "empty", "times", "plus", "days", "since", "class", "labels"}


def _column(where: str, spec: Any, found: list[Problem]) -> FromColumn:
    if isinstance(spec, str):
        return FromColumn(spec)
    if not isinstance(spec, Mapping) or not isinstance(spec.get("column"), str):
        found.append(Problem(f"{where}.column", "missing"))
        return FromColumn("")
    _names(spec, _KEYS, where, found)
    try:
        since = spec.get("since")
        return FromColumn(
            column=spec["column"],
            skip=_texts(spec.get("skip", [])),
            unknown=_texts(spec.get("unknown", [])),
            recode={str(code): _plain(becomes) for code, becomes in spec.get("recode", {}).items()},
            empty=_plain(spec["empty"]) if "empty" in spec else None,
            times=float(spec.get("times", 1)),
            plus=float(spec.get("plus", 0)),
            days=str(spec.get("days", "%Y-%m-%d")),
            since=since if since is None or isinstance(since, date) else date.fromisoformat(str(since)),
            is_class=spec.get("class") is True,
            has_labels=spec.get("labels") is True,
        )
    except (TypeError, ValueError, AttributeError) as error:
        found.append(Problem(where, "not-readable", (str(error)[:200],)))
        return FromColumn(spec["column"])
