"""From the files of activities (TOML) to records, with every mistake by file and line. Pure: bytes in, records out.

Whether what is read is fit for a classroom (words, coverage, likeness) is judged in `check`.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from wending.dossier.rules.reflection import Competence
from wending.reference.sources.catalogue.rows import Finding
from wending.school.rules import terms as t

LAYOUT = "Keep to the layout in src/wending/school/README.md."
_LISTS = ("phases", "competences", "steps", "occupations", "skills")
_TEXTS = ("key", "subject", "outside", "title", "title_en", "summary_en", "now", "evidence", "question", "material")
_FIELDS = {*_TEXTS, *_LISTS, "minutes", "safety"}
# A talk about oneself belongs to no occupation more than to another.
_MAY_BE_EMPTY = {"skills"}
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEAD = re.compile(r"^\[\[activity\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Placed:
    """An activity and where it stands; `lines` tells on which line each field begins."""

    activity: t.Activity
    file: str
    line: int
    lines: Mapping[str, int]

    def finding(self, field: str, what: str, mend: str) -> Finding:
        """Return a finding at a field of this activity."""
        return Finding(self.file, self.lines.get(field, self.line), f"{field} {what}", mend)


@dataclass(frozen=True, slots=True)
class Bank:
    """The activities that could be read, and what is wrong with the others."""

    placed: tuple[Placed, ...]
    faults: tuple[Finding, ...]

    @property
    def activities(self) -> tuple[t.Activity, ...]:
        """The activities in the order of files and lines."""
        return tuple(placed.activity for placed in self.placed)


def parse_activities(files: Mapping[str, bytes], occupations: Collection[str], skills: Collection[str]) -> Bank:
    """Return the activities of files by name; ids are checked against the occupations and skills of a catalogue."""
    placed: list[Placed] = []
    faults: list[Finding] = []
    for name in sorted(files):
        try:
            text = files[name].decode()
            tables = tomllib.loads(text)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            told = re.search(r"line (\d+)", str(error))
            faults.append(Finding(name, int(told[1]) if told else 1, f"is no TOML: {error}.", LAYOUT))
            continue
        rows, places = tables.get("activity"), _places(text)
        if len(tables) != 1 or not isinstance(rows, list) or len(rows) != len(places):
            faults.append(Finding(name, 1, "is not a list of [[activity]] and nothing else.", LAYOUT))
            continue
        for row, (line, lines) in zip(rows, places, strict=True):
            found = _faults(row, name, line, lines)
            faults += found
            if not found:
                placed.append(Placed(_activity(row), name, line, lines))
    for entry in placed:
        faults += _unknown(entry, set(occupations), set(skills))
    return Bank(tuple(placed), tuple(faults))


def _places(text: str) -> list[tuple[int, dict[str, int]]]:
    """Return per activity the line of its heading and the lines of its fields."""
    starts = [match.start() for match in _HEAD.finditer(text)]
    places = []
    for start, end in pairwise([*starts, len(text)]):
        line = text.count("\n", 0, start) + 1
        block = text[start:end].split("\n")
        fields = {match[1]: line + at for at, row in enumerate(block) if (match := re.match(r"([a-z_]+) *=", row))}
        places.append((line, fields))
    return places


def _faults(row: Mapping[str, Any], file: str, line: int, lines: Mapping[str, int]) -> list[Finding]:
    """Return what keeps a row from being an activity: first its shape, and of a row in shape its codes."""

    def at(field: str, what: str, mend: str) -> Finding:
        return Finding(file, lines.get(field, line), f"{field} {what}", mend)

    found = [at(field, "is no field of an activity.", LAYOUT) for field in row if field not in _FIELDS]
    for field in _TEXTS:
        if not _is_text(row.get(field)):
            found.append(at(field, "is empty.", "Write a text."))
    for field in _LISTS:
        value = row.get(field)
        if not isinstance(value, list) or not all(map(_is_text, value)) or not (value or field in _MAY_BE_EMPTY):
            found.append(at(field, "is no list of texts.", "Write at least one."))
        elif len(set(value)) < len(value):
            found.append(at(field, "names something twice.", "Name each once."))
    if type(row.get("minutes")) is not int or not t.MINUTES_LEAST <= row["minutes"] <= t.MINUTES_MOST:
        mend = f"Write a number from {t.MINUTES_LEAST} to {t.MINUTES_MOST}."
        found.append(at("minutes", f"is {row.get('minutes')!r}.", mend))
    if not isinstance(row.get("safety", ""), str):
        found.append(at("safety", "is no text.", "Write a text, or leave it out."))
    return found or _code_faults(row, at)


def _code_faults(row: Mapping[str, Any], at: Callable[[str, str, str], Finding]) -> list[Finding]:
    found = []
    if not _KEY.fullmatch(row["key"]):
        found.append(at("key", f"is {row['key']!r}.", "Use small letters, digits and hyphens."))
    for field, known in (("subject", t.SUBJECTS), ("outside", t.OUTSIDE)):
        if row[field] not in known:
            found.append(at(field, f"is {row[field]!r}, which is unknown.", f"Write one of {', '.join(known)}."))
    for field, codes in (("phases", [*t.PHASES]), ("competences", [one.value for one in Competence])):
        for code in row[field]:
            if code not in codes:
                found.append(at(field, f"names {code!r}, which is unknown.", f"Write some of {', '.join(codes)}."))
    for field, least, most in (
        ("steps", t.STEPS_LEAST, t.STEPS_MOST),
        ("occupations", t.OCCUPATIONS_LEAST, t.OCCUPATIONS_MOST),
    ):
        if not least <= len(row[field]) <= most:
            found.append(at(field, f"has {len(row[field])}.", f"Write {least} to {most}."))
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _unknown(entry: Placed, occupations: set[str], skills: set[str]) -> list[Finding]:
    """Return the ids that the catalogue does not know."""
    found = []
    named = (("occupations", entry.activity.occupations, occupations), ("skills", entry.activity.skills, skills))
    for field, ids, known in named:
        for code in ids:
            if code not in known:
                found.append(entry.finding(field, f"names {code!r}, not in the catalogue.", "Take an id from there."))
    return found


def _activity(row: Mapping[str, Any]) -> t.Activity:
    values: dict[str, Any] = {field: row[field].strip() for field in _TEXTS}
    values |= {field: tuple(row[field]) for field in _LISTS}
    values["competences"] = tuple(Competence(code) for code in row["competences"])
    return t.Activity(**values, minutes=row["minutes"], safety=row.get("safety", "").strip())
