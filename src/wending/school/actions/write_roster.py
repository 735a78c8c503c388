"""Writes a plan for a roster into the tables, in one transaction: killed anywhere, the old roster stays in force.

What the law of a plan says (`roster_plan.applied`) is what `known_roster` reads back afterwards.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from wending.accounts.models import Organisation
from wending.ledger.rules.actor import Actor
from wending.school.actions.belonging import end_people, follow_roles, pieces
from wending.school.models import Mentorship, SchoolGroup, SchoolPerson, SchoolYear, Seat, Site
from wending.school.rules.roster import Group, Person, Role, Roster, School, Year
from wending.school.rules.roster_plan import Plan, applied

_SLICE = 1000
Progress = Callable[[str], None]
# The tables of the kinds of a plan, in the order in which they need each other.
TABLES: dict[str, type[models.Model]] = {
    "schools": Site,
    "years": SchoolYear,
    "groups": SchoolGroup,
    "people": SchoolPerson,
}


@transaction.atomic
def write_roster(
    *,
    by: Actor,
    school: Organisation,
    old: Roster,
    steps: Plan,
    progress: Progress,
    taken: Mapping[str, frozenset[Role]] | None = None,
) -> None:
    """Bring a plan in force; `old` is the roster for which it was made. Raise ValueError when it is refused.

    `taken` are the roles until now, by id, of people whom the plan adds and who had a row of their own by hand.
    """
    new = applied(old, steps)
    touched = _touched(steps)
    gone = {kind: [key for each, key in steps.ended if each == kind] for kind in TABLES}
    before = {person.id: person.roles for person in old.people} | dict(taken or {})
    for kind in TABLES:
        records = [each for each in getattr(new, kind) if each.id in touched[kind]]
        if records:
            progress(f"{len(records)} {kind}")
            _save(school, kind, records)
    people = [person for person in new.people if person.id in touched["people"]]
    _seat(school, people, progress)
    _give_mentors(school, people)
    for kind, table in (("schools", Site), ("years", SchoolYear)):
        table.objects.filter(organisation=school, key__in=gone[kind]).delete()
    for some in pieces(gone["groups"]):
        SchoolGroup.objects.filter(organisation=school, key__in=some).update(ended=timezone.localdate())
    leaving = [row for some in pieces(gone["people"]) for row in _with_account(school, some)]
    if leaving:
        progress(f"{len(leaving)} people end")
        end_people(by=by, school=school, people=leaving)
    for some in pieces([key for key in touched["people"] if key in before]):
        for row in _with_account(school, some).filter(account__isnull=False):
            follow_roles(by=by, school=school, person=row, before=before[row.key])


def _with_account(school: Organisation, keys: Iterable[str]) -> models.QuerySet[SchoolPerson]:
    rows = SchoolPerson.objects.filter(organisation=school, key__in=list(keys))
    return rows.select_related("account").order_by("key")


def _touched(steps: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in TABLES}
    for kind, record in steps.added:
        found[kind].add(record.id)
    for change in steps.changed:
        found[change.kind].add(change.id)
    found["people"] |= {move.person for move in steps.moved}
    return found


def _columns(record: School | Year | Group | Person) -> dict[str, Any]:
    """Return what a record says by column. People and groups are here again, whatever they were before."""
    if isinstance(record, School):
        return {"name": record.name, "code": record.code}
    if isinstance(record, Year):
        return {"name": record.name, "begins": record.begins, "ends": record.ends}
    if isinstance(record, Group):
        kept = {"name": record.name, "site": record.school, "school_year": record.year, "grade": record.grade}
        return kept | {"is_home": record.home, "ended": None}
    names = {"first": record.first, "infix": record.infix, "last": record.last}
    numbers = {"local": record.local, "abbreviation": record.abbreviation, "grade": record.grade}
    return names | numbers | {"site": record.school, "roles": sorted(record.roles), "ended": None}


def _save(school: Organisation, kind: str, records: Iterable[Any]) -> None:
    """Add or change rows; only columns that differ are written."""
    table: Any = TABLES[kind]
    wanted = {record.id: _columns(record) for record in records}
    rows = {row.key: row for some in pieces(wanted) for row in table.objects.filter(organisation=school, key__in=some)}
    fresh = [table(organisation=school, key=key, **said) for key, said in wanted.items() if key not in rows]
    table.objects.bulk_create(fresh, batch_size=_SLICE)
    changed: dict[str, list[Any]] = {}
    for key, row in rows.items():
        said = wanted[key]
        if getattr(row, "ended", None) is not None and kind == "people":
            # Who left and comes back is not tied to their account without joining again.
            said = said | {"account_id": None}
        for column, value in said.items():
            if getattr(row, column) != value:
                setattr(row, column, value)
                changed.setdefault(column.removesuffix("_id"), []).append(row)
    for column, some in changed.items():
        table.objects.bulk_update(some, [column], batch_size=_SLICE)


def _rows_by_key(table: Any, school: Organisation, keys: Iterable[str]) -> dict[str, Any]:
    return {
        key: pk
        for some in pieces(list(keys))
        for key, pk in table.objects.filter(organisation=school, key__in=some).values_list("key", "pk")
    }


def _seat(school: Organisation, people: list[Person], progress: Progress) -> None:
    """Give people exactly the seats that the roster says; seats in groups that were made by hand stay."""
    persons = _rows_by_key(SchoolPerson, school, [person.id for person in people])
    groups = _rows_by_key(SchoolGroup, school, {each.group for person in people for each in person.memberships})
    wanted: set[tuple[Any, ...]] = {
        (groups[each.group], persons[person.id], each.role, each.begins, each.ends)
        for person in people
        for each in person.memberships
    }
    stale = []
    for some in pieces(list(persons.values())):
        rows = Seat.objects.filter(person__in=some).exclude(group__key="")
        for pk, *seat in rows.values_list("pk", "group", "person", "role", "begins", "ends"):
            if tuple(seat) in wanted:
                wanted.remove(tuple(seat))
            else:
                stale.append(pk)
    for some in pieces(stale):
        Seat.objects.filter(pk__in=some).delete()
    if wanted:
        progress(f"{len(wanted)} seats")
    fresh = [
        Seat(group_id=group, person_id=person, role=role, begins=begins, ends=ends)
        for group, person, role, begins, ends in sorted(wanted, key=repr)
    ]
    Seat.objects.bulk_create(fresh, batch_size=_SLICE)


def _give_mentors(school: Organisation, people: list[Person]) -> None:
    """Give learners exactly the mentors that the roster says; mentors who were added by hand stay."""
    ids = {person.id for person in people} | {mentor for person in people for mentor in person.mentors}
    rows = _rows_by_key(SchoolPerson, school, ids)
    wanted: set[tuple[Any, ...]] = {(rows[mentor], rows[person.id]) for person in people for mentor in person.mentors}
    stale = []
    for some in pieces([rows[person.id] for person in people]):
        pairs = Mentorship.objects.filter(learner__in=some).exclude(mentor__key="")
        for pk, *pair in pairs.values_list("pk", "mentor", "learner"):
            if tuple(pair) in wanted:
                wanted.remove(tuple(pair))
            else:
                stale.append(pk)
    for some in pieces(stale):
        Mentorship.objects.filter(pk__in=some).delete()
    fresh = [Mentorship(mentor_id=mentor, learner_id=learner) for mentor, learner in sorted(wanted, key=repr)]
    Mentorship.objects.bulk_create(fresh, batch_size=_SLICE)
