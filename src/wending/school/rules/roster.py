"""What a school roster says: schools, years, groups and people, in the least that guidance needs.

No birth dates, no citizen service numbers, no addresses. What a source does not say is "" or None. A roster holds who
is there now; how one follows from another is in `roster_plan`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Role = Literal["learner", "teacher", "mentor", "counsellor", "staff"]
ROLES: frozenset[Role] = frozenset({"learner", "teacher", "mentor", "counsellor", "staff"})
STAFF: frozenset[Role] = ROLES - {"learner"}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a record stands: the file, and the line where the file has lines (0 where it does not say)."""

    file: str = ""
    line: int = 0


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell about a roster: where, and a code with its values in order. A grave one refuses the roster.

    What is said and how to mend it stands in `queries.roster_words`, for each code in the language of the reader.
    """

    file: str
    line: int
    code: str
    about: tuple[str | int, ...] = ()
    grave: bool = False

    @classmethod
    def at(cls, place: Place, code: str, *about: str | int, grave: bool = False) -> Finding:
        """Return a finding about a place."""
        return cls(place.file, place.line, code, about, grave)


@dataclass(frozen=True, slots=True)
class School:
    """A school or a site of one; `code` is its official number (BRIN with site), "" where unknown."""

    id: str
    name: str = ""
    code: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Year:
    """A school year or a part of one."""

    id: str
    name: str = ""
    begins: date | None = None
    ends: date | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of learners. A learner is in one `home` group at a time, and in any number of others."""

    id: str
    name: str = ""
    school: str = ""
    year: str = ""
    grade: str = ""
    home: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a group from a day up to and including a day; None where the source does not say."""

    group: str
    role: Role
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the roster. `id` is the ECK iD where there is one, else that of the source, which is `local` too.

    `mentors` are the ids of the mentors of a learner.
    """

    id: str
    first: str = ""
    infix: str = ""
    last: str = ""
    local: str = ""
    abbreviation: str = ""
    school: str = ""
    grade: str = ""
    roles: frozenset[Role] = frozenset()
    memberships: frozenset[Membership] = frozenset()
    mentors: frozenset[str] = frozenset()
    place: Place = field(default=NOWHERE, compare=False)


Record = School | Year | Group | Person


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything one delivery says. `whole` are the roles of which it names everybody; `leavers` it says have left."""

    schools: tuple[School, ...] = ()
    years: tuple[Year, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    whole: frozenset[Role] = frozenset()
    leavers: frozenset[str] = frozenset()

    def mentees(self, mentor: str) -> tuple[str, ...]:
        """Return the ids of the learners whom somebody is a mentor of, in order."""
        return tuple(sorted(person.id for person in self.people if mentor in person.mentors))


_NAMES = ("first", "infix", "last")
_NUMBERS = ("local", "abbreviation", "grade")
_SINGLE = (*_NAMES, "school", *_NUMBERS)


def settled(people: Iterable[Person]) -> tuple[tuple[Person, ...], tuple[Finding, ...]]:
    """Merge rows about the same person, in order of id; find those that contradict each other.

    Rows may each name another group or mentor. Two names, schools or numbers under one id are a conflict.
    """
    rows: dict[str, list[Person]] = {}
    for person in people:
        rows.setdefault(person.id, []).append(person)
    merged: list[Person] = []
    findings: list[Finding] = []
    for _, same in sorted(rows.items()):
        # The order of the rows must not matter; places are the only thing in which equal rows differ.
        same.sort(key=lambda person: (person.place, *(getattr(person, name) for name in _SINGLE)))
        one = same[0]
        for other in same[1:]:
            findings.extend(_contradictions(one, other))
        union = replace(
            one,
            roles=frozenset().union(*(person.roles for person in same)),
            memberships=frozenset().union(*(person.memberships for person in same)),
            mentors=frozenset().union(*(person.mentors for person in same)),
        )
        merged.append(union)
    return tuple(merged), tuple(findings)


def _contradictions(one: Person, other: Person) -> Iterable[Finding]:
    key, file, line = shown(one.id), one.place.file, one.place.line
    if any(getattr(one, name) != getattr(other, name) for name in _NAMES):
        yield Finding.at(other.place, "another-name", key, file, line, grave=True)
    if one.school != other.school:
        yield Finding.at(other.place, "another-school", key, file, line, grave=True)
    if any(getattr(one, name) != getattr(other, name) for name in _NUMBERS):
        yield Finding.at(other.place, "another-number", key, file, line, grave=True)


def kind_of(record: Record) -> str:
    """Return what kind of record something is: school, year, group or person."""
    return type(record).__name__.lower()


def shown(key: str) -> str:
    """Return a key as it may stand in a message: a long one is cut off."""
    return key if len(key) <= 40 else f"{key[:37]}..."
