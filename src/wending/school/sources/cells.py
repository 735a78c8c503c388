"""What all formats of rosters share: limits, private data that is never kept, days, and tables out of bytes.

Not a format itself. Files that cannot be read raise BadInput; what is wrong with a row becomes a finding.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from wending.kit.bsn import find_bsn
from wending.kit.documents.archive import Archive
from wending.kit.documents.refusal import DocumentRefused
from wending.reference.rules.records import BadInput
from wending.reference.sources.tables import decode, read_table
from wending.school.rules.roster import Finding, Place, Roster

MAX_BYTES = 32 * 1024**2
MAX_ROWS = 200_000
MAX_TEXT = 200
DELIMITERS = ";,\t"
# Column names that hold a citizen service number or the education number that took its place.
_NUMBER = re.compile(
    r"bsn|burgerservice|sofi|persoonsgebonden|onderwijsnummer|ondwnr|\bpgn\b|ssn|social.?security", re.I
)
_BIRTH = re.compile(r"geboorte|birth|\bgeb\b\.?|^dob$", re.I)
# Keys that are random by nature: a part of them that looks like a number is chance.
_RANDOM = re.compile(
    r"https?://[a-z.]*ketenid\.nl/\S+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64,}", re.IGNORECASE
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(T.*)?")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a delivery says, and what was found in reading it."""

    roster: Roster
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Notes:
    """Gathers findings while files are read."""

    found: list[Finding] = field(default_factory=list)

    def tell(self, place: Place, code: str, *about: str | int) -> None:
        """Keep one finding."""
        self.found.append(Finding.at(place, code, *about))

    def refuse(self, place: Place, code: str, *about: str | int) -> None:
        """Keep a finding that refuses the delivery as a whole."""
        self.found.append(Finding.at(place, code, *about, grave=True))

    def clean(self, place: Place, name: str, text: str) -> str:
        """Return a text that may be kept; "" and a grave finding, without its content, when it may not."""
        if len(text) > MAX_TEXT and not _RANDOM.fullmatch(text):
            self.refuse(place, "text-too-long", name, MAX_TEXT)
            return ""
        if "\n" in text:
            self.refuse(place, "more-lines", name)
            return ""
        if len(text) >= 9 and not _RANDOM.fullmatch(text) and find_bsn(text):
            self.refuse(place, "citizen-number", name)
            return ""
        return text

    def day(self, place: Place, name: str, text: str) -> date | None:
        """Return a day as 2026-08-31 or 31-8-2026; None where empty, with a grave finding where it cannot be read."""
        if not text:
            return None
        iso, dutch = _DAY.fullmatch(text), _DUTCH_DAY.fullmatch(text)
        try:
            if iso:
                return date(int(iso[1]), int(iso[2]), int(iso[3]))
            if dutch:
                return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        except ValueError:
            pass
        self.refuse(place, "no-day", name, self.clean(place, name, text))
        return None


def private(column: str) -> str:
    """Return what makes a column private: number, birth, or "" when it is not."""
    return "number" if _NUMBER.search(column) else "birth" if _BIRTH.search(column) else ""


def tell_private(notes: Notes, place: Place, columns: Sequence[str]) -> None:
    """Tell which columns are dropped unread, as guidance has no need of them."""
    for column in columns:
        if kind := private(column):
            notes.tell(place, "private-number" if kind == "number" else "private-birth", column)


def unzip(name: str, data: bytes, wanted: Sequence[str]) -> dict[str, bytes]:
    """Return the wanted files of a zip file, by bare name; others are not even unpacked. Raise BadInput for tricks."""
    try:
        archive = Archive(data)
        members: dict[str, bytes] = {}
        for path in sorted(archive.names):
            bare = path.rsplit("/", 1)[-1]
            if bare in wanted and not path.startswith("__MACOSX/"):
                if bare in members:
                    wrong = f"holds {bare} twice."
                    raise BadInput(file=name, wrong=wrong, mend="Keep one of them.", code="file-twice", about=(bare,))
                members[bare] = archive.read(path)
    except DocumentRefused as problem:
        mend = "Export it again, as a plain zip file."
        raise BadInput(file=name, wrong=str(problem), mend=mend, code=f"zip-{problem.code}") from problem
    return members


def rows(
    file: str, content: bytes, *, required: Sequence[str], optional: Sequence[str] = (), delimiter: str = ","
) -> Iterator[tuple[Place, dict[str, str]]]:
    """Yield the rows of a table by column. A heading without rows is allowed. Raise BadInput where it is no table."""
    limit(file, content)
    columns = heading(file, content, delimiter)
    absent = [column for column in required if column not in columns]
    if absent:
        wrong = f"has no column {', '.join(absent)}; it has {', '.join(columns)}."
        about = (", ".join(absent),)
        raise BadInput(file=file, line=1, wrong=wrong, mend="Export it again.", code="column-absent", about=about)
    if not content.strip().partition(b"\n")[2].strip():
        return
    names = (*required, *optional)
    table = read_table(file, content, delimiter=delimiter, required=required, optional=optional)
    for count, (line, values) in enumerate(table):
        if count >= MAX_ROWS:
            wrong, mend = f"has more than {MAX_ROWS} rows.", "Export one school at a time."
            raise BadInput(file=file, wrong=wrong, mend=mend, code="too-many-rows", about=(MAX_ROWS,))
        yield Place(file, line), dict(zip(names, values, strict=True))


def heading(file: str, content: bytes, delimiter: str) -> list[str]:
    """Return the columns of a table in UTF-8; raise BadInput when it has one twice."""
    first = decode(file, content).partition("\n")[0].rstrip("\r")
    try:
        columns = [column.strip() for column in next(csv.reader(io.StringIO(first), delimiter=delimiter), [])]
    except csv.Error as problem:
        wrong = f"has a heading that cannot be read ({problem})."
        raise BadInput(file=file, line=1, wrong=wrong, mend="Save it as CSV again.", code="no-table") from problem
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        names = ", ".join(twice)
        wrong = f"has the column {names} twice."
        raise BadInput(file=file, line=1, wrong=wrong, mend="Keep one of them.", code="column-twice", about=(names,))
    return columns


def limit(file: str, content: bytes) -> None:
    """Raise BadInput for a file that is too large or empty."""
    if len(content) > MAX_BYTES:
        most = MAX_BYTES // 1024**2
        wrong, mend = f"is larger than {most} MB.", "Export one school at a time."
        raise BadInput(file=file, wrong=wrong, mend=mend, code="too-large", about=(most,))
    if not content.strip():
        raise BadInput(file=file, wrong="is empty.", mend="Export it again.", code="empty-file")


def as_utf8(file: str, content: bytes) -> tuple[bytes, str]:
    """Return text as UTF-8 and the name of how it was written: UTF-8, or Windows-1252 where it is not UTF-8.

    Raise BadInput when it is neither, or no text at all.
    """
    limit(file, content)
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        mend = "Save the sheet as CSV (UTF-8) in a spreadsheet."
        raise BadInput(file=file, wrong="is no CSV file.", mend=mend, code="no-csv")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.encode(), encoding
    wrong = "is no text in UTF-8 or Windows-1252."
    raise BadInput(file=file, wrong=wrong, mend="Save it as CSV (UTF-8).", code="no-text")


def sniffed(content: bytes) -> str:
    """Return what separates the values: the sign that the heading has most of outside quotation marks."""
    first = re.sub(r'"[^"]*"', "", content.partition(b"\n")[0].decode("utf-8", errors="replace"))
    return max(DELIMITERS, key=first.count)


def plain(name: str) -> str:
    """Return the name of a column as compared: case, spaces, dots, hyphens and underscores do not matter."""
    return re.sub(r"[\s._-]+", "", name).casefold()


def staff_key(number: str) -> str:
    """Return the id of one of the staff without an ECK iD: administrations number learners and staff apart."""
    return f"staff/{number}"
