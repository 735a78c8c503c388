"""Reads the modules of the training line (TOML, Dutch and English beside each other) into records. Pure: bytes in.

Terms: *step* = what a teacher does in an own lesson; *look back* = a question to oneself afterwards; *sign* = behaviour
that a colleague who looks along can see or hear; *reading* = where a claim of the module can be checked.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHORTEST, LONGEST = 10, 20
FIELDS = frozenset({"minutes", "title", "goal", "text", "steps", "look_back", "signs", "reading"})


class BadModule(ValueError):
    """A module that cannot be used: which file, what is wrong."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Dutch and in English."""

    nl: str
    en: str

    def within(self, language: str) -> str:
        """Return the text in a language; Dutch in any other than English."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a claim can be checked; `as_of` is "" where the source gives no date."""

    title: str
    as_of: str
    fact: Words


@dataclass(frozen=True, slots=True)
class Module:
    """One module: some minutes of reading and an exercise in a lesson. `key` is the name of its file."""

    key: str
    minutes: int
    title: Words
    goal: Words
    text: tuple[Words, ...]
    steps: tuple[Words, ...]
    look_back: Words
    signs: tuple[Words, ...]
    readings: tuple[Reading, ...]


def parse_module(content: bytes, name: str) -> Module:
    """Read one file, "03-listening.toml"; its number is its place in the line.

    Raises:
        BadModule: not TOML, an unknown or missing field, a text without one of the languages, or a wrong number.
    """
    try:
        row = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadModule(f"{name}: {error}") from error
    missing, unknown = sorted(FIELDS - {"reading"} - set(row)), sorted(set(row) - FIELDS)
    if missing or unknown:
        raise BadModule(f"{name}: missing {', '.join(missing) or 'nothing'}, unknown {', '.join(unknown) or 'nothing'}")
    minutes = row["minutes"]
    if not isinstance(minutes, int) or not SHORTEST <= minutes <= LONGEST:
        raise BadModule(f"{name}: minutes is a whole number from {SHORTEST} to {LONGEST}")
    return Module(
        key=name.removesuffix(".toml").partition("-")[2],
        minutes=minutes,
        title=_words(row["title"], name, "title"),
        goal=_words(row["goal"], name, "goal"),
        text=_several(row["text"], name, "text", 2, 5),
        steps=_several(row["steps"], name, "steps", 2, 5),
        look_back=_words(row["look_back"], name, "look_back"),
        signs=_several(row["signs"], name, "signs", 2, 4),
        readings=tuple(_reading(one, name) for one in row.get("reading", [])),
    )


def _several(rows: Any, name: str, field: str, fewest: int, most: int) -> tuple[Words, ...]:
    if not isinstance(rows, list) or not fewest <= len(rows) <= most:
        raise BadModule(f"{name}: {field} has {fewest} to {most} texts")
    return tuple(_words(row, name, field) for row in rows)


def _words(row: Any, name: str, field: str) -> Words:
    if not isinstance(row, Mapping) or set(row) != {"nl", "en"} or not all(str(text).strip() for text in row.values()):
        raise BadModule(f"{name}: {field} has a text in nl and in en")
    return Words(str(row["nl"]), str(row["en"]))


def _reading(row: Any, name: str) -> Reading:
    if not isinstance(row, Mapping) or set(row) != {"title", "as_of", "fact"} or not row["title"]:
        raise BadModule(f"{name}: a reading has title, as_of and fact")
    return Reading(str(row["title"]), str(row["as_of"]), _words(row["fact"], name, "fact"))
