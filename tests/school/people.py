"""Schools with people and groups for tests: staff with a role, learners with or without an account."""

from itertools import count
from typing import Any

from tests.accounts.factories import make_member, make_organisation, make_person
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.school.models import SchoolGroup, SchoolPerson, Seat

# What the roster calls somebody in a role here.
ROSTER_ROLES = {Role.TEACHER: "teacher", Role.MENTOR: "mentor", Role.PROFESSIONAL: "counsellor", Role.MANAGER: "staff"}
_numbers = count(1)


def make_school(name: str = "Het Baken", **fields: Any) -> Organisation:
    """Return a school."""
    return make_organisation(Kind.SCHOOL, name, **fields)


def make_group(school: Organisation, name: str = "3B", **fields: Any) -> SchoolGroup:
    """Return a class of a school: vmbo, third year, unless told otherwise."""
    fields = {"phase": "vmbo-bovenbouw", "year": 3, "grade": "3", "school_year": "2026/2027", **fields}
    return SchoolGroup.objects.create(organisation=school, name=name, **fields)


def make_staff(
    role: Role, school: Organisation, group: SchoolGroup | None = None, name: str = "Mo", person: Person | None = None
) -> Membership:
    """Return somebody's role at a school, with their row in its roster and a seat in a group where one is given."""
    member = make_member(role, school, name, person)
    row = SchoolPerson.objects.create(
        organisation=school, account=member.person, first=name, last=f"Staf{next(_numbers)}", roles=[ROSTER_ROLES[role]]
    )
    if group is not None:
        Seat.objects.create(group=group, person=row, role=ROSTER_ROLES[role])
    return member


def make_learner(
    school: Organisation, group: SchoolGroup | None = None, account: Person | None = None, name: str = "Yara"
) -> SchoolPerson:
    """Return a learner of a school, in a group where one is given; with the role here where they have an account."""
    row = SchoolPerson.objects.create(
        organisation=school, account=account, first=name, last=f"Leerling{next(_numbers)}", roles=["learner"]
    )
    if group is not None:
        Seat.objects.create(group=group, person=row, role="learner")
    if account is not None:
        Membership.objects.create(person=account, organisation=school, role=Role.LEARNER)
    return row


def make_class(learners: int = 28) -> tuple[Membership, SchoolGroup, list[SchoolPerson]]:
    """Return a mentor, their class, and its learners, who all have an account."""
    school = make_school()
    group = make_group(school)
    mentor = make_staff(Role.MENTOR, school, group)
    return mentor, group, [make_learner(school, group, make_person(f"Leerling{n}")) for n in range(learners)]
