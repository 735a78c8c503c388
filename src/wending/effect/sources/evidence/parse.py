"""Reads evidence from a CSV file: a heading with the names of fields, and a study a line. Pure: bytes in, rows out."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields

from wending.effect.rules.evidence import Told, problems
from wending.kit.bsn import find_bsn

COLUMNS = tuple(one.name for one in fields(Told))
REQUIRED = frozenset(COLUMNS) - {"effect", "error", "people", "target", "setting", "mode", "context"}
MOST_ROWS = 2000
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Mistake:
    """What is wrong: the line (1 is the heading), the column and a code."""

    line: int
    column: str
    code: str


def parse_evidence(content: bytes) -> tuple[tuple[Told, ...], tuple[Mistake, ...]]:
    """Return the studies in a file and everything that is wrong with it; with mistakes nothing should be kept."""
    if len(content) > MOST_BYTES:
        return (), (Mistake(1, "", "too-large"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (Mistake(1, "", "not-utf-8"),)
    head = text.splitlines()[0] if text.strip() else ""
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        return _read(rows)
    except csv.Error:
        return (), (Mistake(rows.line_num + 1, "", "no-table"),)


def _read(rows: csv.DictReader[str]) -> tuple[tuple[Told, ...], tuple[Mistake, ...]]:
    given = set(rows.fieldnames or ())
    wrong = [Mistake(1, name, "missing-column") for name in COLUMNS if name in REQUIRED and name not in given]
    wrong += [Mistake(1, name, "unknown-column") for name in sorted(given - set(COLUMNS) - {""})]
    if wrong:
        return (), tuple(wrong)
    found: list[Told] = []
    for row in rows:
        if len(found) >= MOST_ROWS:
            return (), (Mistake(rows.line_num, "", "too-many-rows"),)
        if row.get(None):
            wrong.append(Mistake(rows.line_num, "", "too-many-cells"))
            continue
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        wrong += [Mistake(rows.line_num, name, "citizen-number") for name, cell in cells.items() if find_bsn(cell)]
        told, mistakes = _told(cells, rows.line_num)
        wrong += mistakes
        if told is not None:
            found.append(told)
    if not found and not wrong:
        wrong.append(Mistake(1, "", "empty-file"))
    return (tuple(found) if not wrong else ()), tuple(wrong)


def _told(row: dict[str, str], line: int) -> tuple[Told | None, list[Mistake]]:
    wrong: list[Mistake] = []

    def number(name: str) -> float | None:
        if not row[name]:
            return None
        try:
            return float(row[name].replace(",", "."))
        except ValueError:
            wrong.append(Mistake(line, name, "not-a-number"))
            return None

    def whole(name: str) -> int | None:
        if (row[name] and not row[name].isascii()) or (row[name] and not row[name].isdigit()):
            wrong.append(Mistake(line, name, "not-whole"))
            return None
        return int(row[name]) if row[name] else None

    numbers = {name: number(name) for name in ("effect", "error")}
    wholes = {name: whole(name) for name in ("year", "horizon", "people")}
    wrong += [Mistake(line, name, "empty") for name in ("year", "horizon") if not row[name]]
    if wrong:
        return None, wrong
    texts = {name: _safe(row[name]) for name in COLUMNS if name not in numbers and name not in wholes}
    told = Told(**texts, **numbers, **wholes)  # type: ignore[arg-type]
    return told, [Mistake(line, name, code) for name, code in problems(told)]


def _safe(text: str) -> str:
    """Return a cell without the apostrophe that our own files put before what a spreadsheet would run."""
    return text[1:] if text[:2] in {"'=", "'+", "'-", "'@"} else text
