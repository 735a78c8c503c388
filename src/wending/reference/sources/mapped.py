"""Reads CSV files whose columns are mapped to our fields by the user, for downloads whose layout is not fixed.

Values may stand between commas, semicolons or tabs. Numbers are Dutch: a comma before decimals, points between
thousands; a column that uses the point for decimals is read too when that is beyond doubt. A field is found in the
column mapped to it, else in the column with its own name; a column that begins with "=" is a fixed value: "=2026". An
empty cell means that the source does not say; a sign in place of a number is kept as the reason why there is none. What
fields mean is up to the sources. Pure.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.regions import region_code
from wending.reference.sources.tables import decode, read_table

DELIMITERS = ";,\t"
MAX_BYTES = 64 * 1024**2
MAX_CODE, MAX_REGION = 200, 16
_PERIOD = re.compile(r"(19|20)[0-9]{2}(-Q[1-4])?")
_SYSTEM = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
_SIGN = re.compile(r"[-–.*x]|n\.?v\.?t\.?|n\.?b\.?|onbekend", re.IGNORECASE)
_SMALL = re.compile(r"<\s*[0-9]+")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_DUTCH = re.compile(r"-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?")
_POINT = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a source. `numbers` are those of them that are read as numbers, with decimals."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    # At least one of these must be there; they are optional otherwise.
    one_of: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field, required ones first."""
        return (*self.required, *self.optional, *self.one_of)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or None with the reason in `note`; neither when the source does not say."""

    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One row of a file: the cells by field, "" for a field that is not mapped; `points` use a point for decimals."""

    file: str
    line: int
    cells: Mapping[str, str]
    mapped: frozenset[str]
    points: frozenset[str]

    def bad(self, wrong: str, mend: str) -> BadInput:
        """Return the refusal of this row."""
        return BadInput(file=self.file, line=self.line, wrong=wrong, mend=mend)

    def text(self, field: str, most: int = MAX_CODE) -> str:
        """Return a cell that must not be empty."""
        cell = self.cells[field]
        if not cell:
            raise self.bad(f"{field} is empty.", "Write it, or remove the row.")
        if len(cell) > most:
            raise self.bad(f"{field} has {len(cell)} characters, more than {most}.", "Look whether columns moved.")
        return cell

    def system(self, default: str, field: str = "system") -> str:
        """Return the code list that a row speaks in."""
        cell = self.cells[field] or default
        if not _SYSTEM.fullmatch(cell):
            raise self.bad(f"the {field} {cell!r} is no name of a code list.", "Write it as brc2014 or uwv.")
        return cell

    def period(self, field: str = "period") -> str:
        """Return a year or a quarter."""
        cell = self.text(field)
        if not _PERIOD.fullmatch(cell):
            raise self.bad(f"the {field} {cell!r} cannot be read.", "Write 2024 or 2024-Q3.")
        return cell

    def region(self) -> str:
        """Return the code of the region; the whole country when regions are not mapped, an unknown one as given."""
        if "region" not in self.mapped:
            return region_code("NL")
        code = region_code(self.text("region"))
        if len(code) > MAX_REGION:
            mend = "Write its code, or one of the names in regions.csv of the catalogue."
            raise self.bad(f"the region {code!r} is not known and too long to be a code.", mend)
        return code

    def number(self, field: str, low: float = 0, high: float = float("inf")) -> Amount:
        """Return a number from low to high, or the sign that stands in its place."""
        cell = self.cells[field]
        if not cell or is_sign(cell):
            return Amount(None, sign(cell))
        pattern = _POINT if field in self.points else _DUTCH
        if not pattern.fullmatch(cell):
            raise self.bad(f"{field} is {cell!r}, which is no number.", "Write 1234,5 or leave it empty.")
        value = float(cell if field in self.points else cell.replace(".", "").replace(",", "."))
        if not low <= value <= high:
            raise self.bad(f"{field} is {cell}, not from {low:g} to {high:g}.", "Look whether columns moved.")
        return Amount(value)

    def percent(self, field: str) -> Amount:
        """Return a percentage from 0 to 100; the sign for it may stand behind."""
        plain = self.cells[field].removesuffix("%").rstrip()
        return replace(self, cells={**self.cells, field: plain}).number(field, 0, 100)

    def whole(self, field: str, low: int = 0) -> int | None:
        """Return a whole number; None when there is none or a sign stands in its place."""
        cell = self.cells[field]
        if not cell or is_sign(cell):
            return None
        if not (re.fullmatch(r"[0-9]{1,9}", cell) or (_THOUSANDS.fullmatch(cell) and len(cell) < 12)):
            raise self.bad(f"{field} is {cell!r}, which is no whole number.", "Write 1234 or leave it empty.")
        value = int(cell.replace(".", ""))
        if value < low:
            raise self.bad(f"{field} is {cell}, below {low}.", "Look whether columns moved.")
        return value

    def count(self, field: str) -> Amount:
        """Return a whole number as an amount, or the sign that stands in its place."""
        value = self.whole(field)
        return Amount(None, sign(self.cells[field])) if value is None else Amount(float(value))


def is_sign(cell: str) -> bool:
    """Tell whether a cell holds one of the signs that sources write where they give no figure."""
    return bool(_SIGN.fullmatch(cell) or _SMALL.fullmatch(cell))


def sign(cell: str) -> str:
    """Return the reason that a sign stands for: unpublished, small, or the sign itself."""
    return "small" if _SMALL.fullmatch(cell) else "unpublished" if cell == "." else cell


def read_mapped(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str], layout: Layout) -> Iterator[MappedRow]:
    """Yield the rows of files by field; `columns` maps a field to its column. Raise BadInput naming file and line."""
    refuse_unknown(files[0][0], columns, layout.fields)
    for name, content in files:
        delimiter, header = heading(name, content)
        found = columns_of(header, columns, layout.fields)
        _refuse_absent(name, header, columns, found, layout)
        yield from _rows(name, content, delimiter, found, layout)


def refuse_unknown(file: str, columns: Mapping[str, str], fields: Sequence[str]) -> None:
    """Raise BadInput when something is mapped to a field that the source does not have."""
    for field in columns:
        if field not in fields:
            raise BadInput(
                file=file, wrong=f"there is no field {field} here.", mend=f"The fields are {', '.join(fields)}."
            )


def heading(name: str, content: bytes) -> tuple[str, list[str]]:
    """Return what separates the values of a file, and the names of its columns."""
    if len(content) > MAX_BYTES:
        raise BadInput(file=name, wrong=f"is larger than {MAX_BYTES // 1024**2} MB.", mend="Give a smaller selection.")
    if not content.strip():
        raise BadInput(file=name, wrong="is empty.", mend="Download the file again.")
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise BadInput(file=name, wrong="is no CSV file.", mend="Save the sheet as CSV (UTF-8) in a spreadsheet.")
    first = decode(name, content).splitlines()[0]
    delimiter = max(DELIMITERS, key=first.count)
    header = [column.strip() for column in next(csv.reader(io.StringIO(first), delimiter=delimiter), [])]
    return delimiter, header


def columns_of(header: Sequence[str], columns: Mapping[str, str], fields: Sequence[str]) -> dict[str, str]:
    """Return the column of each field that a file has: as mapped, else of the same name; fixed values as they are."""
    wanted = {field: columns.get(field, field) for field in fields}
    return {field: column for field, column in wanted.items() if column in header or column.startswith("=")}


def _refuse_absent(
    name: str, header: Sequence[str], columns: Mapping[str, str], found: Mapping[str, str], layout: Layout
) -> None:
    has = ", ".join(header)
    for column in dict.fromkeys([*columns.values(), *found.values()]):
        if not column.startswith("=") and header.count(column) != 1:
            wrong = f"has {'no' if column not in header else 'twice the'} column {column}; it has {has}."
            raise BadInput(file=name, line=1, wrong=wrong, mend="Correct --map, or the heading of the file.")
    for field in layout.required:
        if field not in found:
            wrong = f"nothing is mapped to {field}, which is needed; the columns are {has}."
            raise BadInput(file=name, line=1, wrong=wrong, mend=f"Add --map COLUMN={field}.")
    if layout.one_of and not set(layout.one_of) & set(found):
        wrong = f"nothing is mapped to any of {', '.join(layout.one_of)}; the columns are {has}."
        raise BadInput(file=name, line=1, wrong=wrong, mend="Add --map COLUMN=FIELD for one of them.")


def _rows(name: str, content: bytes, delimiter: str, found: Mapping[str, str], layout: Layout) -> Iterator[MappedRow]:
    fixed = {field: column[1:].strip() for field, column in found.items() if column.startswith("=")}
    read = [field for field in found if field not in fixed]
    empty = dict.fromkeys(layout.fields, "") | fixed
    table = read_table(name, content, delimiter=delimiter, required=[found[field] for field in read])
    rows = [(line, empty | dict(zip(read, values, strict=True))) for line, values in table]
    points = frozenset(
        field
        for field in layout.numbers
        if field in found and _has_points(name, field, [(line, cells[field].rstrip("% ")) for line, cells in rows])
    )
    for line, cells in rows:
        yield MappedRow(name, line, cells, frozenset(found), points)


def _has_points(name: str, field: str, cells: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a column uses the point for decimals; raise BadInput when that cannot be told."""
    numbers = [(line, cell) for line, cell in cells if "." in cell or "," in cell]
    numbers = [(line, cell) for line, cell in numbers if not is_sign(cell)]
    comma = next((line for line, cell in numbers if "," in cell), 0)
    point = next((line for line, cell in numbers if "," not in cell and not _THOUSANDS.fullmatch(cell)), 0)
    if comma and point:
        wrong = f"{field} has a decimal comma here, and a decimal point on line {point}."
        raise BadInput(file=name, line=comma, wrong=wrong, mend="Use the comma for decimals everywhere.")
    if numbers and not comma and not point:
        line, cell = numbers[0]
        wrong = f"{field} is {cell}: it cannot be told whether that point is for thousands or for decimals."
        raise BadInput(file=name, line=line, wrong=wrong, mend="Write 1234,5: a comma for decimals, no points.")
    return bool(point)
