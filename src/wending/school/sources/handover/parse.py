"""Reads a file of things that travel to a next school, as `write` makes it. Pure; a bad file names what is wrong."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wending.reference.rules.records import BadInput
from wending.school.rules.handover import Thing
from wending.school.sources.handover.write import FORMAT, LONGEST_LINE, LONGEST_TITLE, MOST_THINGS, VERSION

MOST_BYTES = 5_000_000
_MEND = "Ask the learner for the file again, as Wending made it."


class BadHandover(BadInput):
    """A file that is no handover; `thing` is the number of the thing in it that is wrong."""

    def __init__(self, file: str, code: str, wrong: str, thing: int = 0) -> None:
        self.thing = thing
        super().__init__(file=file, wrong=wrong, mend=_MEND, code=code)


@dataclass(frozen=True, slots=True)
class ReadThing:
    """One thing of a file."""

    kind: Thing
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadHandover:
    """What a file holds: of whom, from which school, the things; the number of the handover and the day, if told."""

    name: str
    leaves: str
    things: tuple[ReadThing, ...]
    handover: UUID | None = None
    made: date | None = None


def parse_handover(name: str, data: bytes) -> ReadHandover:
    """Return what a file holds. Raise BadHandover naming what is wrong."""
    if len(data) > MOST_BYTES:
        raise BadHandover(name, "too-large", "is too large.")
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise BadHandover(name, "no-json", "is no JSON.") from problem
    if not isinstance(told, dict) or (told.get("format"), told.get("version")) != (FORMAT, VERSION):
        raise BadHandover(name, "no-handover", f"is no {FORMAT} of version {VERSION}.")
    things = told.get("things")
    if not isinstance(things, list) or len(things) > MOST_THINGS:
        raise BadHandover(name, "no-things", "has no list of things.")
    read = []
    for number, thing in enumerate(things, start=1):
        found = _thing(thing)
        if found is None:
            wrong = f"has a thing that is not as it should be, the one with number {number}."
            raise BadHandover(name, "bad-thing", wrong, number)
        read.append(found)
    return ReadHandover(
        _text(told.get("from"), "name"),
        _text(told.get("school"), "leaves"),
        tuple(read),
        _number(told.get("handover")),
        _day(told.get("made")),
    )


def _thing(thing: Any) -> ReadThing | None:
    if not isinstance(thing, dict) or thing.get("kind") not in set(Thing):
        return None
    title, lines = thing.get("title"), thing.get("lines")
    if not isinstance(title, str) or len(title) > LONGEST_TITLE or not isinstance(lines, list):
        return None
    if not all(isinstance(line, str) and len(line) <= LONGEST_LINE for line in lines):
        return None
    return ReadThing(Thing(thing["kind"]), title, tuple(lines))


def _text(told: Any, key: str) -> str:
    value = told.get(key) if isinstance(told, dict) else None
    return value[:200] if isinstance(value, str) else ""


def _number(told: Any) -> UUID | None:
    try:
        return UUID(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _day(told: Any) -> date | None:
    try:
        return date.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
