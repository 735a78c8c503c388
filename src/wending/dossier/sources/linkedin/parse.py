"""Reads the ZIP with CSV files that LinkedIn hands out, the basic and the complete one. Pure.

Only what is about work and learning is opened; messages, contacts, adverts and the like stay closed. Dates are words
("Jan 2020"), in English also when the site was in another language.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from html import unescape

from wending.dossier.rules.exchange import Imported
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import Credential, Item, Kind, LanguageLevel, Link, Moment, Person, Record, SkillClaim
from wending.dossier.sources.languages import language_code
from wending.dossier.sources.reading import MOST_ITEMS, Reading, imported, joined
from wending.kit.documents.archive import Archive

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(r"([A-Za-z]{3})[a-z]*\.? (?:\d{1,2}, )?(\d{4})")
_SITES = re.compile(r"\[?\s*(?:([^:,\[\]]{1,40}):)?(https?://[^,\]\s]+|www\.[^,\]\s]+)\s*\]?")
_NEEDED = ("Profile.csv", "Positions.csv", "Education.csv", "Skills.csv")
# About someone's work, but of no kind that a record holds.
_UNREAD = ("Publications.csv", "Patents.csv", "Organizations.csv", "TestScores.csv")
_CLOSED = {"recommendations_received.csv", "recommendations received.csv", "endorsement_received_info.csv"}

Row = dict[str, str]


def is_linkedin(names: frozenset[str]) -> bool:
    """Tell whether a ZIP with these files is what LinkedIn hands out."""
    return bool({"profile.csv", "positions.csv"} & {_bare(name) for name in names})


def parse(archive: Archive) -> Imported:
    """Return the record in an opened ZIP; raise RecordRefused when there is none in it."""
    if not is_linkedin(archive.names):
        raise RecordRefused("linkedin", "unknown")
    reading = Reading()
    files = {_bare(name): name for name in sorted(archive.names, reverse=True)}
    items: list[Item] = []
    for name, read in _READERS.items():
        for line, row in _rows(archive, files, name, reading):
            if not _is_unfinished(name, row):
                items.append(read(row, f"{name}:{line}", reading))
            else:
                reading.tell(name, "not_kept", what=Part.UNFINISHED)
    for name in _NEEDED:
        if name.casefold() not in files:
            reading.tell("linkedin", "missing_part", what=name)
    for name in _UNREAD:
        if name.casefold() in files:
            reading.tell("linkedin", "not_kept", what=name)
    if _CLOSED & set(files):
        reading.tell("linkedin", "privacy", what=Part.REFERENCES)
    record = Record(_person(archive, files, reading), tuple(items), tuple(_skills(archive, files, reading)))
    return imported("linkedin", record, reading)


def _bare(name: str) -> str:
    """Return the name of a file without folders, in small letters: exports differ in them."""
    return name.rsplit("/", 1)[-1].casefold()


def _rows(archive: Archive, files: dict[str, str], name: str, reading: Reading) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a file with their line; a note before the names of the columns is skipped."""
    if name.casefold() not in files:
        return
    try:
        text = archive.read(files[name.casefold()]).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        reading.tell(name, "not_text")
        return
    skipped = 0
    if text.lower().startswith("notes:"):
        _, gap, rest = text.partition("\n\n")
        skipped = text[: len(text) - len(rest)].count("\n") if gap else 0
        text = rest if gap else text
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    try:
        for number, row in enumerate(reader):
            if number >= MOST_ITEMS:
                raise RecordRefused(name, "too_many", limit=MOST_ITEMS)
            told = {str(key).strip(): unescape(found) for key, found in row.items() if key and isinstance(found, str)}
            if any(row.get(None) or ()):  # more values than columns
                reading.tell(f"{name}:{reader.line_num + skipped}", "bad_shape", what=name)
            yield reader.line_num + skipped, told
    except csv.Error:
        reading.tell(name, "bad_shape", what=name)


def _moment(value: str, where: str, reading: Reading) -> Moment | None:
    """Return a date in words, such as Jan 2020 or Jan 5, 2020; else as others write it."""
    found = _WORDS.fullmatch(value.strip())
    if found and found[1].casefold() in _MONTHS:
        return reading.moment(where, f"{found[2]}-{_MONTHS.index(found[1].casefold()) + 1:02}")
    return reading.moment(where, value)


def _period(row: Row, begin: str, end: str, where: str, reading: Reading) -> tuple[Moment | None, Moment | None]:
    return reading.period(where, _moment(row.get(begin, ""), where, reading), _moment(row.get(end, ""), where, reading))


def _job(row: Row, where: str, reading: Reading) -> Item:
    """Return a job; LinkedIn leaves the end of one that goes on empty."""
    start, end = _period(row, "Started On", "Finished On", where, reading)
    return Item(
        Kind.WORK,
        reading.name(where, row.get("Title")),
        organisation=reading.name(where, row.get("Company Name")),
        place=reading.name(where, row.get("Location")),
        start=start,
        end=end,
        is_ongoing=start is not None and not row.get("Finished On", "").strip(),
        description=reading.text(where, row.get("Description")),
    )


def _school(row: Row, where: str, reading: Reading) -> Item:
    start, end = _period(row, "Start Date", "End Date", where, reading)
    return Item(
        Kind.EDUCATION,
        reading.name(where, row.get("Degree Name")),
        organisation=reading.name(where, row.get("School Name")),
        start=start,
        end=end,
        description=reading.text(where, joined([row.get("Notes", ""), row.get("Activities", "")], "\n")),
        field=reading.name(where, row.get("Field Of Study") or row.get("Fields of Study")),
    )


def _volunteering(row: Row, where: str, reading: Reading) -> Item:
    start, end = _period(row, "Started On", "Finished On", where, reading)
    return Item(
        Kind.VOLUNTEERING,
        reading.name(where, row.get("Role")),
        organisation=reading.name(where, row.get("Company Name") or row.get("Organization")),
        start=start,
        end=end,
        description=reading.text(where, row.get("Description")),
        field=reading.name(where, row.get("Cause")),
    )


def _certificate(row: Row, where: str, reading: Reading) -> Item:
    start, end = _period(row, "Started On", "Finished On", where, reading)
    issuer = reading.name(where, row.get("Authority"))
    return Item(
        Kind.CREDENTIAL,
        reading.name(where, row.get("Name")),
        organisation=issuer,
        start=start,
        end=end,
        links=reading.link(where, row.get("Url")),
        credential=Credential(
            issuer=issuer,
            issued=str(start or ""),
            expires=str(end or ""),
            ident=reading.name(where, row.get("License Number")),
        ),
    )


def _project(row: Row, where: str, reading: Reading) -> Item:
    start, end = _period(row, "Started On", "Finished On", where, reading)
    return Item(
        Kind.PROJECT,
        reading.name(where, row.get("Title")),
        start=start,
        end=end,
        description=reading.text(where, row.get("Description")),
        links=reading.link(where, row.get("Url")),
    )


def _course(row: Row, where: str, reading: Reading) -> Item:
    return Item(
        Kind.COURSE,
        reading.name(where, row.get("Name") or row.get("Course Name")),
        organisation=reading.name(where, row.get("School")),
        description=reading.text(where, row.get("Number")),
    )


def _is_unfinished(name: str, row: Row) -> bool:
    """Tell whether a row is a course of LinkedIn Learning that was looked at and not finished."""
    return name == "Learning.csv" and _done(row) in {"", "N/A"}


def _done(row: Row) -> str:
    return _column(row, "Content Completed At") or _column(row, "Completed Date")


def _learning(row: Row, where: str, reading: Reading) -> Item:
    return Item(
        Kind.COURSE,
        reading.name(where, _column(row, "Content Title")),
        organisation="LinkedIn Learning",
        end=_moment(_done(row).split(" ")[0], where, reading),
        description=reading.text(where, _column(row, "Content Description")),
    )


def _column(row: Row, start: str) -> str:
    """Return a column whose name goes on with an explanation."""
    return next((found.strip() for name, found in row.items() if name.startswith(start)), "")


def _honour(row: Row, where: str, reading: Reading) -> Item:
    return Item(
        Kind.AWARD,
        reading.name(where, row.get("Title")),
        start=_moment(row.get("Issued On", ""), where, reading),
        description=reading.text(where, row.get("Description")),
    )


def _language(row: Row, where: str, reading: Reading) -> Item:
    """Return a language; the words of LinkedIn for levels are no levels of the CEFR, so they stay words."""
    name = reading.name(where, row.get("Name"))
    return Item(
        Kind.LANGUAGE,
        name,
        description=reading.name(where, row.get("Proficiency")),
        language=LanguageLevel(language_code(name)),
    )


_READERS: dict[str, Callable[[Row, str, Reading], Item]] = {
    "Positions.csv": _job,
    "Education.csv": _school,
    "Volunteering.csv": _volunteering,
    "Volunteer Experiences.csv": _volunteering,
    "Certifications.csv": _certificate,
    "Projects.csv": _project,
    "Courses.csv": _course,
    "Learning.csv": _learning,
    "Honors.csv": _honour,
    "Languages.csv": _language,
}


def _person(archive: Archive, files: dict[str, str], reading: Reading) -> Person:
    _, row = next(_rows(archive, files, "Profile.csv", reading), (0, {}))
    where = "Profile.csv"
    for column, what in (("Birth Date", Part.BIRTH), ("Twitter Handles", "Twitter")):
        if row.get(column, "").strip(" []"):
            reading.tell(where, "privacy" if column == "Birth Date" else "not_kept", what=what)
    emails = [row for _, row in _rows(archive, files, "Email Addresses.csv", reading)]
    first = next((row for row in emails if row.get("Primary", "").casefold() == "yes"), emails[0] if emails else {})
    phones = [row.get("Number", "") for _, row in _rows(archive, files, "PhoneNumbers.csv", reading)]
    links: list[Link] = []
    for label, url in _SITES.findall(row.get("Websites", "")):
        links += reading.link(where, url, label.strip().capitalize())
    return Person(
        name=reading.name(where, joined([row.get("First Name", ""), row.get("Last Name", "")])),
        headline=reading.name(where, row.get("Headline")),
        summary=reading.text(where, row.get("Summary")),
        email=reading.name("Email Addresses.csv", first.get("Email Address")),
        phone=reading.name("PhoneNumbers.csv", next((phone for phone in phones if phone), "")),
        street=reading.name(where, row.get("Address")),
        postcode=reading.name(where, row.get("Zip Code")),
        place=reading.name(where, row.get("Geo Location")),
        links=tuple(links),
    )


def _skills(archive: Archive, files: dict[str, str], reading: Reading) -> Iterator[SkillClaim]:
    for line, row in _rows(archive, files, "Skills.csv", reading):
        name = reading.name(f"Skills.csv:{line}", row.get("Name"))
        if name:
            yield SkillClaim(name)
