"""Reads the data files of the profession (TOML, Dutch and English beside each other) into records. Pure: bytes in.

Terms: *demand* = the points a register asks per period, with the day since when and a source; a register without
demands is one of which we do not know it.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from wending.guidance.rules.profession import KnowledgeField, NiceRole

Record = TypeVar("Record")


class Keyed(Protocol):
    """A record with a key."""

    @property
    def key(self) -> str:
        """What names it."""


KeyedRecord = TypeVar("KeyedRecord", bound=Keyed)


class BadFile(ValueError):
    """A data file that cannot be used: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Dutch and in English."""

    nl: str
    en: str

    def within(self, language: str) -> str:
        """Return the text in a language; Dutch in any other than English."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True, slots=True)
class Demand:
    """Points asked per period, since a day, said by a source."""

    points: Decimal
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Register:
    """A register or certificate; `as_of` is empty where its source gives no date."""

    key: str
    name: str
    about: Words
    source: str
    href: str
    as_of: str
    demands: tuple[Demand, ...]

    def demand_on(self, day: date) -> Demand | None:
        """Return what is asked of a period that begins on a day; None where we do not know."""
        return max((one for one in self.demands if one.since <= day), key=lambda one: one.since, default=None)


@dataclass(frozen=True, slots=True)
class Named:
    """A choice with a name, and where needed an explanation."""

    key: str
    name: Words
    about: Words


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the self-review, under one of the five roles."""

    key: str
    role: NiceRole
    words: Words


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a fact of a module can be checked."""

    title: str
    fact: Words
    source: str
    href: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to check oneself by, the place of the right answer, and why."""

    ask: Words
    options: tuple[Words, ...]
    right: int
    why: Words


@dataclass(frozen=True, slots=True)
class Module:
    """A short module of the learning offer. `field` is None for one about the profession as a whole."""

    key: str
    role: NiceRole
    field: KnowledgeField | None
    minutes: int
    title: Words
    goal: Words
    text: tuple[Words, ...]
    page: str
    steps: tuple[Words, ...]
    readings: tuple[Reading, ...]
    questions: tuple[Question, ...]


def parse_registers(content: bytes, file: str) -> tuple[Register, ...]:
    """Return the registers of a file.

    Raises:
        BadFile: no TOML, a missing value, or a key twice; the message names the file and the register.
    """
    rows = _table(content, file).get("register", [])
    found = tuple(_each(rows, file, _register))
    return _unique(found, file)


def parse_named(content: bytes, file: str, kind: str) -> tuple[Named, ...]:
    """Return the choices of a kind (method, theme) of a file. Raises BadFile."""
    return _unique(tuple(_each(_table(content, file).get(kind, []), file, _named)), file)


def parse_statements(content: bytes, file: str) -> tuple[Statement, ...]:
    """Return the statements of the self-review. Raises BadFile."""
    groups = _each(_table(content, file).get("role", []), file, _statements)
    return _unique(tuple(one for group in groups for one in group), file)


def parse_module(content: bytes, file: str, key: str) -> Module:
    """Return a module of the learning offer, under its own key. Raises BadFile."""
    (module,) = _each([{"key": key, **_table(content, file)}], file, _module)
    return module


def _table(content: bytes, file: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(f"{file}: this is not TOML in UTF-8: {error}. Mend it there.") from error


def _each(rows: Iterable[Mapping[str, Any]], file: str, read: Callable[[Mapping[str, Any]], Record]) -> list[Record]:
    found = []
    for row in rows:
        key = row.get("key", "without key")
        try:
            found.append(read(row))
        except KeyError as error:
            raise BadFile(f"{file}, {key}: {error} is missing. Add it.") from error
        except (ValueError, TypeError, ArithmeticError) as error:
            raise BadFile(f"{file}, {key}: {error}. Mend that value.") from error
    return found


def _unique(found: tuple[KeyedRecord, ...], file: str) -> tuple[KeyedRecord, ...]:
    keys = [one.key for one in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise BadFile(f"{file}: the key {twice[0]} stands there twice. Give each its own.")
    return found


def _words(value: Mapping[str, str]) -> Words:
    if not value["nl"].strip() or not value["en"].strip():
        raise ValueError("a text is empty in Dutch or English")
    return Words(value["nl"], value["en"])


def _register(row: Mapping[str, Any]) -> Register:
    demands = tuple(Demand(Decimal(str(one["points"])), one["since"], one["source"]) for one in row["demands"])
    if any(not isinstance(one.since, date) or not one.source for one in demands):
        raise ValueError("a demand needs since (a day, as 2026-01-31) and a source")
    return Register(
        row["key"], row["name"], _words(row["about"]), row["source"], row["href"], str(row["as_of"]), demands
    )


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["key"], _words(row["name"]), _words(row["about"]) if "about" in row else Words("", ""))


def _statements(row: Mapping[str, Any]) -> list[Statement]:
    role = NiceRole(row["key"])
    return [Statement(one["key"], role, _words(one)) for one in row["statements"]]


def _module(row: Mapping[str, Any]) -> Module:
    questions = tuple(
        Question(
            _words(one["ask"]), tuple(_words(option) for option in one["options"]), one["right"], _words(one["why"])
        )
        for one in row["question"]
    )
    if any(not 0 <= one.right < len(one.options) for one in questions):
        raise ValueError("the right answer is not among the options (counted from 0)")
    return Module(
        key=row["key"],
        role=NiceRole(row["role"]),
        field=KnowledgeField(row["field"]) if row["field"] else None,
        minutes=int(row["minutes"]),
        title=_words(row["title"]),
        goal=_words(row["goal"]),
        text=tuple(_words(one) for one in row["text"]),
        page=row["exercise"]["page"],
        steps=tuple(_words(one) for one in row["exercise"]["steps"]),
        readings=tuple(
            Reading(one["title"], _words(one["fact"]), one["source"], one["href"], str(one["as_of"]))
            for one in row["reading"]
        ),
        questions=questions,
    )
