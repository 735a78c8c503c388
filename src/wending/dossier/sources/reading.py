"""What all readers share: gathering findings while reading, and texts, dates and addresses made fit for a record.

Nothing that is left out goes unsaid; the same remark about the same place is made once. Not a parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from wending.dossier.rules.exchange import Imported
from wending.dossier.rules.findings import Finding, RecordRefused, finding
from wending.dossier.rules.record import Item, Link, Moment, Record, SkillClaim

LONGEST_NAME = 300
LONGEST_TEXT = 10_000
LONGEST_ADDRESS = 2_000
MOST_ITEMS = 1_000
_DUTCH_DATE = re.compile(r"(?:\d{1,2}[-/.])?(\d{1,2})[-/.](\d{4})")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w+;")
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)")
_BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table"}
_SKIPPED = {"script", "style"}


class Reading:
    """Gathers what is to be told of one file."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far, in order."""
        return tuple(self._found)

    def tell(self, where: str, code: str, **params: object) -> None:
        """Add a finding."""
        self._found[finding(where, code, **params)] = None

    def name(self, where: str, value: object) -> str:
        """Return a short text of one line."""
        return " ".join(self._cut(where, _written(value), LONGEST_NAME).split())

    def text(self, where: str, value: object) -> str:
        """Return a text of several lines."""
        return self._cut(where, _written(value), LONGEST_TEXT)

    def markup(self, where: str, value: object) -> str:
        """Return a text of HTML in plain words."""
        return self._cut(where, plain_text(_written(value)), LONGEST_TEXT)

    def moment(self, where: str, value: object) -> Moment | None:
        """Return a date: ISO 8601, or month and year such as 01/2020 and 31-01-2020."""
        text = _written(value).strip()
        if not text:
            return None
        dutch = _DUTCH_DATE.fullmatch(text)
        found = Moment.read(f"{dutch[2]}-{int(dutch[1]):02}" if dutch else text)
        if found is None:
            self.tell(where, "bad_date", value=text[:40])
        return found

    def period(self, where: str, start: Moment | None, end: Moment | None) -> tuple[Moment | None, Moment | None]:
        """Return both moments; an end before the begin is left out."""
        if start and end and (end.year, end.month or 12) < (start.year, start.month or 1):
            self.tell(where, "end_before_start", value=f"{start} - {end}")
            return start, None
        return start, end

    def link(self, where: str, url: object, label: str = "") -> tuple[Link, ...]:
        """Return a link, or nothing when there is no address or one that is not of the web."""
        address = _written(url).strip()
        if not address:
            return ()
        if "://" not in address and _BARE.match(address):
            address = f"https://{address}"
        if not is_web_address(address):
            self.tell(where, "bad_link", value=address[:60])
            return ()
        return (Link(address, label),)

    def _cut(self, where: str, text: str, limit: int) -> str:
        text = clean(text)
        if len(text) > limit:
            self.tell(where, "cut", limit=limit)
        return text[:limit].strip()


def imported(form: str, record: Record, reading: Reading) -> Imported:
    """Return what was read; items without any name are left out and told. Raise RecordRefused for too many
    or nothing at all.
    """
    if len(record.items) > MOST_ITEMS or len(record.skills) > MOST_ITEMS:
        raise RecordRefused(form, "too_many", limit=MOST_ITEMS)
    for item in record.items:
        if not _is_named(item):
            reading.tell(str(item.kind), "no_name")
    named = tuple(item for item in record.items if _is_named(item))
    whole = Record(record.person, named, record.skills, record.lang)
    if whole.is_empty:
        raise RecordRefused(form, "nothing")
    return Imported(form, whole, reading.findings)


def all_skills(record: Record) -> tuple[SkillClaim, ...]:
    """Return the skills of a record and those of its items, each once: the first that is told.

    A skill without address is the same as one with that name.
    """
    told = [*record.skills, *(skill for item in record.items for skill in item.skills)]
    found: dict[str, SkillClaim] = {}
    names = {skill.name.casefold() for skill in told if skill.uri}
    for skill in told:
        if skill.uri or skill.name.casefold() not in names:
            found.setdefault(skill.uri or skill.name.casefold(), skill)
    return tuple(found.values())


def _is_named(item: Item) -> bool:
    return bool(item.title or item.organisation or item.description)


def clean(text: str) -> str:
    """Return the text composed (NFC), with one kind of line end and without control signs and half characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    return "".join(s for s in text if s in "\n\t" or unicodedata.category(s) not in {"Cc", "Cs", "Cn", "Co"}).strip()


def is_web_address(address: str) -> bool:
    """Tell whether this is an address of the web that can be shown as a link."""
    if len(address) > LONGEST_ADDRESS or any(sign.isspace() or not sign.isprintable() for sign in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None


def joined(parts: Iterable[str], between: str = " ") -> str:
    """Return the parts that are not empty, joined."""
    return between.join(part for part in parts if part)


def plain_text(text: str) -> str:
    """Return a text of HTML in plain words: each block a line, each item of a list a line with a dash."""
    if not _MARKUP.search(text):
        return text.strip()
    lines = _Lines()
    lines.feed(text)
    lines.close()
    lines.end_block()
    return "\n".join(lines.found).strip()


def to_markup(text: str) -> str:
    """Return a text as HTML, a paragraph a line: `plain_text` gives it back."""
    lines = [escape(line, quote=False) or "<br>" for line in text.split("\n")]
    return "".join(f"<p>{line}</p>" for line in lines) if text else ""


class _Lines(HTMLParser):
    """Gathers the lines of HTML. The end of a block ends a line that says something; `<br>` ends any line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._line: list[str] = []
        self._dash = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._silent += 1
        elif tag == "br":
            self._end_line()
        elif tag in _BLOCKS:
            self.end_block()
            self._dash = "- " if tag == "li" else self._dash

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.end_block()
            self._dash = "" if tag == "li" else self._dash

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def end_block(self) -> None:
        if "".join(self._line).strip():
            self._end_line()
        self._line.clear()

    def _end_line(self) -> None:
        said = " ".join("".join(self._line).split())
        self.found.append(self._dash + said if said else "")
        self._dash = "" if said else self._dash
        self._line.clear()


def _written(value: object) -> str:
    """Return a value of a file as text; what is no text or number is nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
