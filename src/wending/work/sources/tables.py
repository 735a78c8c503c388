"""Reads people, openings and training plans of a firm from CSV. Pure: bytes in, rows and findings out.

Columns are found by their heading, in Dutch or English; others are left unread, and told. What looks like a citizen
service number keeps the whole file out. The apostrophe that our own files put before a formula is taken off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from wending.kit.bsn import find_bsn
from wending.work.rules.exchange import Finding, OpeningRow, PersonRow, Reading, TrainingRow
from wending.work.rules.openings import Kind

MOST_ROWS = 10_000
MOST_BYTES = 10 * 1024**2
LONGEST = {"name": 100, "title": 120, "text": 8000, "email": 254, "team": 100, "reference": 80, "what": 200}
_PRIVATE = re.compile(r"bsn|burgerservice|sofi|geboorte|birth|nationali|religi|geslacht|gender|iban|salar", re.I)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

PEOPLE = {"naam": "name", "name": "name", "e-mail": "email", "email": "email", "mail": "email", "e-mailadres": "email"}
PEOPLE |= {"uren": "hours", "hours": "hours", "team": "team", "afdeling": "team", "department": "team"}
OPENINGS = {"kenmerk": "reference", "reference": "reference", "soort": "kind", "kind": "kind", "titel": "title"}
OPENINGS |= {"title": "title", "tekst": "text", "text": "text", "uren": "hours", "hours": "hours", "periode": "period"}
OPENINGS |= {"period": "period", "plek": "place", "place": "place", "van": "opens", "opens": "opens", "tot": "closes"}
OPENINGS |= {"closes": "closes", "aantal": "places", "places": "places"}
TRAINING = {"kenmerk": "reference", "reference": "reference", "wie": "who", "who": "who", "aantal": "people"}
TRAINING |= {"people": "people", "wat": "what", "what": "what", "begin": "starts", "starts": "starts", "uren": "hours"}
TRAINING |= {"hours": "hours", "kosten": "costs", "costs": "costs", "regelt": "owner", "owner": "owner"}
TRAINING |= {"regeling": "funding", "funding": "funding"}
KINDS = {"vacature": Kind.VACANCY, "project": Kind.PROJECT, "taak": Kind.TASK, "meekijkdag": Kind.SHADOW}
KINDS |= {kind.value: kind for kind in Kind}

Row = TypeVar("Row")


@dataclass(slots=True)
class _Notes:
    """Gathers findings; `is_bad` says that the row at hand cannot be used."""

    found: list[Finding] = field(default_factory=list)
    is_bad: bool = False

    def tell(self, line: int, code: str, what: str = "", *, is_grave: bool = False) -> None:
        self.found.append(Finding(line, code, what, is_grave))

    def bad(self, line: int, code: str, what: str = "") -> None:
        self.is_bad = True
        self.tell(line, code, what)


class _Cells:
    """The cells of one row by the name of their field."""

    def __init__(self, line: int, cells: dict[str, str], notes: _Notes) -> None:
        self.line, self._cells, self._notes = line, cells, notes

    def text(self, name: str, *, must: bool = False) -> str:
        text = self._cells.get(name, "")
        if must and not text:
            self._notes.bad(self.line, "empty", name)
        if len(text) > LONGEST.get(name, 120):
            self._notes.bad(self.line, "long", name)
        return text

    def number(self, name: str, most: int) -> Decimal | None:
        text = self._cells.get(name, "").replace("€", "").strip()
        if not text:
            return None
        # 1.250,50 and 1250.50: the last sign is the decimal one.
        plain = text.replace(".", "").replace(",", ".") if "," in text else text
        try:
            value = Decimal(plain)
        except InvalidOperation:
            value = Decimal(-1)
        if not 0 <= value <= most:
            self._notes.bad(self.line, "number", name)
            return None
        return value

    def count(self, name: str) -> int:
        value = self.number(name, 999)
        if value is not None and (value != int(value) or value < 1):
            self._notes.bad(self.line, "number", name)
        return int(value) if value else 1

    def day(self, name: str) -> date | None:
        text = self._cells.get(name, "")
        if not text:
            return None
        dutch = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", text)
        try:
            if dutch:
                return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
            return date.fromisoformat(text)
        except ValueError:
            self._notes.bad(self.line, "day", name)
            return None


def read_people(data: bytes) -> Reading[PersonRow]:
    """Return the people in a CSV file."""

    def row(cells: _Cells, notes: _Notes) -> PersonRow:
        email = cells.text("email").lower()
        if email and not _MAIL.fullmatch(email):
            notes.bad(cells.line, "email", "email")
        name, hours = cells.text("name", must=True), cells.number("hours", 60)
        return PersonRow(cells.line, name, email, hours, cells.text("team"))

    return _read(data, PEOPLE, ("name",), row)


def read_openings(data: bytes) -> Reading[OpeningRow]:
    """Return the openings in a CSV file."""

    def row(cells: _Cells, notes: _Notes) -> OpeningRow | None:
        kind = KINDS.get(cells.text("kind", must=True).casefold())
        opens, closes = cells.day("opens"), cells.day("closes")
        if kind is None:
            notes.bad(cells.line, "kind", "kind")
        if opens is None or closes is None or closes < opens:
            notes.bad(cells.line, "period", "closes")
        reference, title = cells.text("reference", must=True), cells.text("title", must=True)
        more = cells.text("text"), cells.number("hours", 60), cells.text("period"), cells.text("place")
        places = cells.count("places")
        if kind is None or opens is None or closes is None:
            return None
        return OpeningRow(cells.line, reference, kind, title, *more, opens, closes, places)

    return _read(data, OPENINGS, ("reference", "kind", "title", "opens", "closes"), row)


def read_training(data: bytes) -> Reading[TrainingRow]:
    """Return the lines of a training plan in a CSV file."""

    def row(cells: _Cells, notes: _Notes) -> TrainingRow:
        return TrainingRow(
            line=cells.line,
            reference=cells.text("reference", must=True),
            who=cells.text("who", must=True),
            people=cells.count("people"),
            what=cells.text("what", must=True),
            starts=cells.day("starts"),
            hours=cells.number("hours", 5000),
            costs=cells.number("costs", 999_999),
            owner=cells.text("owner"),
            funding=cells.text("funding"),
        )

    return _read(data, TRAINING, ("reference", "who", "what"), row)


def _read(
    data: bytes, columns: dict[str, str], must: tuple[str, ...], make: Callable[[_Cells, _Notes], Row | None]
) -> Reading[Row]:
    notes = _Notes()
    rows: list[Row] = []
    for cells in _rows(data, columns, must, notes):
        notes.is_bad = False
        row = make(cells, notes)
        if row is not None and not notes.is_bad:
            rows.append(row)
    return Reading(tuple(rows), tuple(notes.found))


def _rows(data: bytes, columns: dict[str, str], must: tuple[str, ...], notes: _Notes) -> Iterator[_Cells]:
    text = _decoded(data, notes)
    if text is None:
        return
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count))
    names: list[str] = []
    count = 0
    try:
        for cells in reader:
            if not names:
                names = _named(cells, columns, must, notes)
                if not names:
                    return
                continue
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                notes.tell(reader.line_num, "too_many", str(MOST_ROWS), is_grave=True)
                return
            if any(find_bsn(cell) for cell in cells):
                notes.tell(reader.line_num, "bsn", is_grave=True)
                continue
            told = {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}
            yield _Cells(reader.line_num, told, notes)
    except csv.Error:
        notes.tell(reader.line_num, "no_table", is_grave=True)


def _named(cells: list[str], columns: dict[str, str], must: tuple[str, ...], notes: _Notes) -> list[str]:
    names = [columns.get(cell.strip().casefold(), "") for cell in cells]
    for cell, name in zip(cells, names, strict=True):
        if not name and cell.strip():
            notes.tell(1, "private" if _PRIVATE.search(cell) else "unread", cell.strip()[:60])
    absent = [name for name in must if name not in names]
    twice = {name for name in names if name and names.count(name) > 1}
    for name in (*absent, *sorted(twice)):
        notes.tell(1, "column" if name in absent else "twice", name, is_grave=True)
    return [] if absent or twice else names


def _decoded(data: bytes, notes: _Notes) -> str | None:
    code = "too_large" if len(data) > MOST_BYTES else "no_table" if data[:2] == b"PK" or b"\0" in data else ""
    code = code or ("" if data.strip() else "empty_file")
    if code:
        notes.tell(0, code, is_grave=True)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
