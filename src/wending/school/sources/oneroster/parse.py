"""Reads rosters in the CSV files of OneRoster 1.2: a zip file or the files of a folder. Pure.

The manifest says of each file whether it is whole (bulk), only what changed (delta), or absent. A delta is read on top
of the roster that is known. Demographics are never opened; profiles and passwords are never read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from wending.reference.rules.records import BadInput
from wending.school.rules.roster import ROLES, Group, Membership, Person, Place, Record, Role, Roster, School, Year
from wending.school.sources.cells import Notes, Reading, heading, rows, tell_private, unzip

MANIFEST = "manifest.csv"
# The files that are read, and the columns of which a value is needed.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "orgs": ("sourcedId", "name", "type"),
    "academicSessions": ("sourcedId", "title", "type", "startDate", "endDate"),
    "courses": ("sourcedId", "title"),
    "classes": ("sourcedId", "title", "classType", "schoolSourcedId"),
    "users": ("sourcedId", "givenName", "familyName"),
    "roles": ("sourcedId", "userSourcedId", "role", "orgSourcedId"),
    "enrollments": ("sourcedId", "classSourcedId", "userSourcedId", "role"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "orgs": ("identifier",),
    "classes": ("termSourcedIds", "grades"),
    "users": ("preferredGivenName", "identifier", "grades", "primaryOrgSourcedId"),
    "enrollments": ("beginDate", "endDate"),
}
NEVER = ("demographics", "userProfiles")
FILES = (MANIFEST, *(f"{name}.csv" for name in NEEDED))
MODES = ("bulk", "delta", "absent")
# What the roles of OneRoster are here; parents and the like have no part in a roster.
ROLE: Mapping[str, Role] = {
    "student": "learner",
    "teacher": "teacher",
    "counselor": "counsellor",
    "aide": "staff",
    "proctor": "staff",
    "principal": "staff",
    "administrator": "staff",
    "siteAdministrator": "staff",
    "districtAdministrator": "staff",
    "systemAdministrator": "staff",
}
OUTSIDE = ("parent", "guardian", "relative")
_R = TypeVar("_R", bound=Record)
Row = tuple[Place, dict[str, str], bool]


@dataclass(slots=True)
class _Delivery:
    """One delivery while it is read: its files, how whole each is, and what is found."""

    files: Mapping[str, bytes]
    modes: Mapping[str, str]
    notes: Notes

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of a file: place, cells by column, and whether the row says that it is to be deleted."""
        mode = self.modes[name]
        if mode == "absent":
            return
        file = f"{name}.csv"
        tell_private(self.notes, Place(file, 1), heading(file, self.files[file], ","))
        more = (*OPTIONAL.get(name, ()), "status", "dateLastModified")
        told = False
        for place, cells in rows(file, self.files[file], required=NEEDED[name], optional=more):
            gone = cells["status"].casefold() == "tobedeleted"
            if mode == "delta" and cells["status"] not in ("active", "tobedeleted"):
                status = self.notes.clean(place, "status", cells["status"])
                self.notes.refuse(place, "status-unknown", status)
            if mode == "bulk" and gone:
                self.notes.refuse(place, "deleted-in-bulk")
            elif mode == "bulk" and not told and (cells["status"] or cells["dateLastModified"]):
                told = True
                self.notes.tell(place, "status-in-bulk")
            yield place, {column: self.notes.clean(place, column, cell) for column, cell in cells.items()}, gone

    def records(self, name: str, known: tuple[_R, ...], made: Callable[[Place, dict[str, str]], _R]) -> list[_R]:
        """Return the records of a file; those known already stay unless the file is whole or deletes them."""
        kept = [] if self.modes[name] == "bulk" else list(known)
        fresh, gone = [], set()
        for place, cells, deleted in self.rows(name):
            if not cells["sourcedId"]:
                self.notes.refuse(place, "id-empty")
            elif deleted:
                gone.add(cells["sourcedId"])
            else:
                fresh.append(made(place, cells))
        named = gone | {record.id for record in fresh}
        return [record for record in kept if record.id not in named] + fresh


def parse(name: str, data: bytes, known: Roster | None = None) -> Reading:
    """Read a zip file; `known` is the roster that a delta builds on. Raise BadInput when it cannot be read at all."""
    return parse_files(unzip(name, data, FILES), known, name)


def parse_files(files: Mapping[str, bytes], known: Roster | None = None, name: str = MANIFEST) -> Reading:
    """Read the files of a folder by their names. Raise BadInput when they cannot be read at all."""
    if MANIFEST not in files:
        mend = "Give the whole zip file of OneRoster."
        raise BadInput(file=name, wrong=f"has no {MANIFEST}.", mend=mend, code="no-manifest", about=(MANIFEST,))
    notes = Notes()
    delivery = _Delivery(files, _modes(files, notes), notes)
    if known is None and "delta" in delivery.modes.values():
        wrong, mend = "holds only changes (delta).", "Give a whole export (bulk) first."
        raise BadInput(file=MANIFEST, wrong=wrong, mend=mend, code="delta-first")
    if delivery.modes["users"] == "bulk" and delivery.modes["roles"] == "absent":
        wrong, mend = "has users.csv without roles.csv.", "Export both: version 1.2 asks it."
        raise BadInput(file=MANIFEST, wrong=wrong, mend=mend, code="users-without-roles")
    old = known or Roster()
    schools = delivery.records("orgs", old.schools, _school)
    years = delivery.records("academicSessions", old.years, lambda place, cells: _year(place, cells, notes))
    groups = delivery.records("classes", old.groups, _group)
    people = _people(delivery, old)
    _give_roles(delivery, people)
    _enrol(delivery, people, {group.id for group in groups})
    inside = tuple(person for person in people.values() if person.roles)
    if outside := len(people) - len(inside):
        notes.tell(Place("users.csv"), "outside-school", outside)
    if delivery.modes["users"] == delivery.modes["roles"] == "bulk":
        return Reading(Roster(tuple(schools), tuple(years), tuple(groups), inside, ROLES), tuple(notes.found))
    leavers = frozenset(person.id for person in old.people) - {person.id for person in inside}
    roster = Roster(tuple(schools), tuple(years), tuple(groups), inside, leavers=leavers)
    return Reading(roster, tuple(notes.found))


def _modes(files: Mapping[str, bytes], notes: Notes) -> dict[str, str]:
    """Return the mode of each file that is read, out of the manifest."""
    said = {}
    for place, cells in rows(MANIFEST, files[MANIFEST], required=("propertyName", "value")):
        key, value = cells["propertyName"], cells["value"]
        said[key] = value.casefold()
        if key == "oneroster.version" and value != "1.2":
            wrong, mend = f"is version {value}.", "Export version 1.2."
            raise BadInput(file=MANIFEST, line=place.line, wrong=wrong, mend=mend, code="version", about=(value[:40],))
        if key.startswith("file.") and said[key] not in MODES:
            wrong, mend = f"{key} is {value!r}.", "Write bulk, delta or absent."
            about = (key[:40], value[:40])
            raise BadInput(file=MANIFEST, line=place.line, wrong=wrong, mend=mend, code="mode-unknown", about=about)
    if "oneroster.version" not in said:
        wrong = "does not say oneroster.version."
        raise BadInput(file=MANIFEST, wrong=wrong, mend="Export version 1.2.", code="version-absent")
    for name in NEVER:
        if said.get(f"file.{name}", "absent") != "absent":
            notes.tell(Place(MANIFEST), "never-opened", f"{name}.csv")
    modes = {name: said.get(f"file.{name}", "absent") for name in NEEDED}
    for name, mode in modes.items():
        if (mode != "absent") != (f"{name}.csv" in files):
            wrong = f"says that {name}.csv is {mode}, but it is {'there' if mode == 'absent' else 'not there'}."
            code = "file-too-many" if mode == "absent" else "file-absent"
            raise BadInput(file=MANIFEST, wrong=wrong, mend="Export it again.", code=code, about=(f"{name}.csv",))
    return modes


def _school(place: Place, cells: dict[str, str]) -> School:
    return School(cells["sourcedId"], cells["name"], cells["identifier"], place)


def _year(place: Place, cells: dict[str, str], notes: Notes) -> Year:
    begins, ends = (notes.day(place, column, cells[column]) for column in ("startDate", "endDate"))
    return Year(cells["sourcedId"], cells["title"], begins, ends, place)


def _group(place: Place, cells: dict[str, str]) -> Group:
    home = cells["classType"].casefold() == "homeroom"
    year = cells["termSourcedIds"].split(",")[0].strip()
    return Group(cells["sourcedId"], cells["title"], cells["schoolSourcedId"], year, cells["grades"], home, place)


def _person(place: Place, cells: dict[str, str]) -> Person:
    return Person(
        id=cells["sourcedId"],
        first=cells["preferredGivenName"] or cells["givenName"],
        last=cells["familyName"],
        local=cells["identifier"],
        school=cells["primaryOrgSourcedId"],
        grade=cells["grades"],
        place=place,
    )


def _people(delivery: _Delivery, old: Roster) -> dict[str, Person]:
    """Return the users; one that a delta describes anew keeps the roles and groups that were known."""
    were = {person.id: person for person in old.people}
    people: dict[str, Person] = {}
    for person in delivery.records("users", old.people, _person):
        was = were.get(person.id)
        if was is not None and person is not was:
            person = replace(person, roles=was.roles, memberships=was.memberships, mentors=was.mentors)
        if person.id in people:
            delivery.notes.refuse(person.place, "user-again", people[person.id].place.line)
        people[person.id] = person
    return people


def _give_roles(delivery: _Delivery, people: dict[str, Person]) -> None:
    """Give people their roles; those in a whole file replace what was known."""
    if delivery.modes["roles"] == "bulk":
        people.update({key: replace(person, roles=frozenset()) for key, person in people.items()})
    for place, cells, gone in delivery.rows("roles"):
        role = _role(delivery.notes, place, cells["role"])
        person = people.get(cells["userSourcedId"])
        if person is None and not gone:
            delivery.notes.refuse(place, "not-in-file", "users.csv")
        if person is None or role is None:
            continue
        roles = person.roles - {role} if gone else person.roles | {role}
        school = person.school or cells["orgSourcedId"]
        people[person.id] = replace(person, roles=roles, school=school)


def _enrol(delivery: _Delivery, people: dict[str, Person], groups: set[str]) -> None:
    """Put people in their classes; enrollments in a whole file replace what was known."""
    if delivery.modes["enrollments"] == "bulk":
        people.update({key: replace(person, memberships=frozenset()) for key, person in people.items()})
    notes = delivery.notes
    joined: dict[str, dict[tuple[str, Role], Membership]] = {}
    for place, cells, gone in delivery.rows("enrollments"):
        role = _role(notes, place, cells["role"])
        person, group = people.get(cells["userSourcedId"]), cells["classSourcedId"]
        if not gone and (person is None or group not in groups):
            notes.refuse(place, "not-in-file", "classes.csv" if person else "users.csv")
            continue
        if person is None or role is None:
            continue
        current = joined.setdefault(person.id, {(each.group, each.role): each for each in person.memberships})
        begins, after = (notes.day(place, column, cells[column]) for column in ("beginDate", "endDate"))
        current.pop((group, role), None)
        # endDate is the first day on which somebody is no longer there; one who never was has equal days.
        if not gone and (begins is None or begins != after):
            current[group, role] = Membership(group, role, begins, after - timedelta(days=1) if after else None)
    for key, current in joined.items():
        people[key] = replace(people[key], memberships=frozenset(current.values()))


def _role(notes: Notes, place: Place, role: str) -> Role | None:
    """Return what a role is here; None for parents, and with a finding for an unknown one."""
    if role not in ROLE and role not in OUTSIDE:
        notes.tell(place, "role-left-out", role)
    return ROLE.get(role)
