"""Schools with their people for tests: right by default, so that a test changes one thing."""

from typing import Any

from tests.accounts.factories import make_member, make_organisation, make_person
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.school.models import Mentorship, SchoolGroup, SchoolPerson, Seat

# What a role in the account is called in a roster.
IN_ROSTER = {Role.TEACHER: "teacher", Role.MENTOR: "mentor", Role.PROFESSIONAL: "counsellor", Role.MANAGER: "staff"}


def make_school(name: str = "Het Palet", **fields: Any) -> Organisation:
    """Return a school."""
    return make_organisation(Kind.SCHOOL, name, **fields)


def make_group(school: Organisation, name: str = "3A", **fields: Any) -> SchoolGroup:
    """Return a class of a school, in the third year of vmbo unless told otherwise."""
    values = {"phase": "vmbo-bovenbouw", "year": 3, "grade": "3"} | fields
    return SchoolGroup.objects.create(organisation=school, name=name, **values)


def make_staff(
    role: Role, school: Organisation, *groups: SchoolGroup, name: str = "Dana", seat: str = "", **fields: Any
) -> Membership:
    """Return the role in which somebody works at a school, with a row in its roster and a seat in the groups.

    The seat is that of the role unless told otherwise; give the account with `person`.
    """
    membership = make_member(role, school, name, fields.pop("person", None))
    word = IN_ROSTER[role]
    row = SchoolPerson.objects.create(
        organisation=school, account=membership.person, first=name, last="Vos", roles=[word], **fields
    )
    for group in groups:
        Seat.objects.create(group=group, person=row, role=seat or word)
    return membership


def staff_row(membership: Membership) -> SchoolPerson:
    """Return who somebody with a role is in the roster of that school."""
    return SchoolPerson.objects.get(organisation=membership.organisation, account=membership.person)


def make_learner(
    school: Organisation,
    group: SchoolGroup | None = None,
    account: Person | bool | None = None,
    mentor: Membership | None = None,
    first: str = "Yara",
    **fields: Any,
) -> SchoolPerson:
    """Return a learner, in a group if given; with `account` one who joined (True makes an account), as LEARNER."""
    person = make_person(first) if account is True else account or None
    values = {"last": "Bos", "roles": ["learner"]} | fields
    row = SchoolPerson.objects.create(organisation=school, account=person, first=first, **values)
    if person:
        Membership.objects.get_or_create(person=person, organisation=school, role=Role.LEARNER, ended=None)
    if group:
        Seat.objects.create(group=group, person=row, role="learner")
    if mentor:
        Mentorship.objects.create(mentor=staff_row(mentor), learner=row)
    return row
