"""The roster of a school as it is in force here: what a new delivery is planned on. Only who writes rosters asks it.

Who was added by hand has no key and is not in it, nor what has ended.
"""

from collections import defaultdict
from typing import Any

from wending.accounts.models import Organisation
from wending.school.models import Mentorship, SchoolGroup, SchoolPerson, SchoolYear, Seat, Site
from wending.school.queries.scope import here_now
from wending.school.rules.roster import Group, Membership, Person, Roster, School, Year


def known_roster(school: Organisation) -> Roster:
    """Return the roster that is in force, read in six queries whatever its size."""
    groups = SchoolGroup.objects.filter(here_now(), organisation=school).exclude(key="").order_by("key")
    people = SchoolPerson.objects.filter(here_now(), organisation=school).exclude(key="").order_by("key")
    seats: dict[str, set[Membership]] = defaultdict(set)
    rows: Any = Seat.objects.filter(group__in=groups.order_by(), person__in=people.order_by())
    for person, group, role, begins, ends in rows.values_list("person__key", "group__key", "role", "begins", "ends"):
        seats[person].add(Membership(group, role, begins, ends))
    mentors: dict[str, set[str]] = defaultdict(set)
    pairs = Mentorship.objects.filter(learner__in=people.order_by()).exclude(mentor__key="")
    for learner, mentor in pairs.values_list("learner__key", "mentor__key"):
        mentors[learner].add(mentor)
    return Roster(
        schools=tuple(School(row.key, row.name, row.code) for row in Site.objects.filter(organisation=school)),
        years=tuple(
            Year(row.key, row.name, row.begins, row.ends) for row in SchoolYear.objects.filter(organisation=school)
        ),
        groups=tuple(Group(row.key, row.name, row.site, row.school_year, row.grade, row.is_home) for row in groups),
        people=tuple(
            Person(
                id=row.key,
                first=row.first,
                infix=row.infix,
                last=row.last,
                local=row.local,
                abbreviation=row.abbreviation,
                school=row.site,
                grade=row.grade,
                roles=frozenset(row.roles),
                memberships=frozenset(seats[row.key]),
                mentors=frozenset(mentors[row.key]),
            )
            for row in people
        ),
    )
