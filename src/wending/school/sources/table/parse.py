"""Reads rosters in the CSV exports of administration systems: one row for a learner, or for one of the staff. Pure.

What a column holds is known from a mapping; columns that are in no mapping are named and not read. Files with learners
and files with staff may be given together, so that mentors are found by their abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wending.kit.bsn import find_bsn
from wending.reference.rules.records import BadInput
from wending.school.rules.roster import STAFF, Group, Membership, Person, Place, Role, Roster, School, Year, shown
from wending.school.sources.cells import (
    Notes,
    Reading,
    as_utf8,
    heading,
    plain,
    private,
    rows,
    sniffed,
    staff_key,
    tell_private,
)
from wending.school.sources.table.mapping import FIELDS, ColumnMap, found

_ROLES: Mapping[str, Role] = {
    "mentor": "mentor",
    "docent": "teacher",
    "leraar": "teacher",
    "leerkracht": "teacher",
    "decaan": "counsellor",
    "loopbaanbegeleider": "counsellor",
}
_LIST = re.compile(r"\s*[,;|/]\s*")


@dataclass(slots=True)
class _Table:
    """Gathers the records of all files."""

    mapping: ColumnMap
    notes: Notes
    schools: dict[str, School] = field(default_factory=dict)
    years: dict[str, Year] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)


def parse(files: Sequence[tuple[str, bytes]], mapping: ColumnMap | None = None, known: Roster | None = None) -> Reading:
    """Read exports together; mentors are also looked for in the roster that is `known`.

    Raise BadInput when a file cannot be read at all.
    """
    mapping = mapping or ColumnMap()
    table = _Table(mapping, Notes())
    for name, content in files:
        _read(table, name, content)
    people = tuple(_with_mentors(table, known or Roster()))
    whole: frozenset[Role] = frozenset({"learner"}) if "learners" in mapping.whole else frozenset()
    whole |= STAFF if "staff" in mapping.whole else frozenset()
    schools, years, groups = tuple(table.schools.values()), tuple(table.years.values()), tuple(table.groups.values())
    return Reading(Roster(schools, years, groups, people, whole), tuple(table.notes.found))


def _read(table: _Table, name: str, content: bytes) -> None:
    text, encoding = as_utf8(name, content)
    notes, top = table.notes, Place(name, 1)
    if encoding == "cp1252":
        notes.tell(top, "not-in-utf")
    delimiter = sniffed(text)
    columns = heading(name, text, delimiter)
    places = found(name, columns, table.mapping)
    tell_private(notes, top, columns)
    used = set(places.values())
    for column in columns:
        if column and column not in used and not private(column) and plain(column) not in table.mapping.ignore:
            # A file without a heading has people in that place: a number of one of them is not repeated.
            notes.tell(top, "column-unknown", "..." if find_bsn(column) else shown(column))
    learners = "learner" in places
    if learners == ("staff" in places or (not learners and "abbreviation" in places)):
        wrong = "has the numbers of both learners and staff." if learners else "has no column with a number of people."
        mend = "Map one column to learner (Stamnummer, Leerlingnummer), or to staff or abbreviation (Afkorting)."
        code = "both-numbers" if learners else "no-numbers"
        raise BadInput(file=name, line=1, wrong=wrong, mend=mend, code=code)
    fields = {column: each for each, column in places.items()}
    for place, cells in rows(name, text, required=list(fields), delimiter=delimiter):
        said = dict.fromkeys(FIELDS, "")
        said |= {fields[column]: notes.clean(place, column, cell) for column, cell in cells.items()}
        _row(table, place, said, learners)


def _row(table: _Table, place: Place, said: Mapping[str, str], learner: bool) -> None:
    """Add what one row says."""
    number = said["learner"] if learner else said["staff"] or said["abbreviation"]
    if not (said["eckid"] or number):
        table.notes.refuse(place, "no-number")
        return
    if not (said["first"] or said["last"]):
        table.notes.refuse(place, "no-name")
        return
    school, year = said["school"] or table.mapping.school, said["year"] or table.mapping.year
    if school:
        table.schools.setdefault(school, School(school, code=school, place=place))
    if year:
        table.years.setdefault(year, Year(year, year, place=place))
    memberships = frozenset(_memberships(table, place, said, school, year, learner))
    roles: set[Role] = {"learner"} if learner else _roles(table, place, said["role"])
    table.people.append(
        Person(
            id=said["eckid"] or (number if learner else staff_key(number)),
            first=said["first"],
            infix=said["infix"],
            last=said["last"],
            local=number,
            abbreviation=said["abbreviation"],
            school=school,
            grade=said["grade"] if learner else "",
            roles=frozenset(roles | {each.role for each in memberships}),
            memberships=memberships,
            mentors=frozenset(code for code in _LIST.split(said["mentor"]) if code and learner),
            place=place,
        )
    )


def _memberships(
    table: _Table, place: Place, said: Mapping[str, str], school: str, year: str, learner: bool
) -> Iterator[Membership]:
    begins, ends = (table.notes.day(place, name, said[name]) for name in ("begins", "ends"))
    role: Role = "learner" if learner else "teacher"
    named: list[tuple[str, Role, bool]] = [(said["group"], role, True)]
    named += [(name, role, False) for name in _LIST.split(said["other_groups"])]
    if not learner:
        named += [(name, "mentor", True) for name in _LIST.split(said["mentor_group"])]
    for name, part, home in named:
        if name:
            # A group of another school or year is another group, also when it has the same name.
            key = "/".join(each for each in (school, year, name) if each)
            was = table.groups.get(key)
            if was is None or (home and not was.home):
                table.groups[key] = Group(key, name, school, year, home=home, place=place)
            yield Membership(key, part, begins, ends)


def _roles(table: _Table, place: Place, words: str) -> set[Role]:
    """Return the roles that words name; staff where they name none of those known."""
    known = {_ROLES[word] for word in map(str.casefold, _LIST.split(words)) if word in _ROLES}
    if words and not known:
        table.notes.tell(place, "role-unknown", shown(words))
    return known or {"staff"}


def _with_mentors(table: _Table, known: Roster) -> Iterator[Person]:
    """Yield the people with the ids of their mentors, whom rows name by abbreviation or number."""
    codes: dict[str, set[str]] = {}
    for person in (*known.people, *table.people):
        if person.roles & STAFF:
            for code in {person.abbreviation, person.local, person.id} - {""}:
                codes.setdefault(code, set()).add(person.id)
    for person in table.people:
        for code in sorted(person.mentors):
            if len(codes.get(code, ())) > 1:
                table.notes.refuse(person.place, "mentor-is-two", shown(code))
        yield replace(person, mentors=frozenset(min(codes.get(code, {code})) for code in person.mentors))
