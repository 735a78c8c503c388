"""Who was added by hand and seems to stand in a delivery too: asked only by who brings that delivery in force."""

from collections import defaultdict
from uuid import UUID

from wending.accounts.models import Organisation
from wending.school.models import SchoolPerson, Seat
from wending.school.queries.scope import here_now, seats_now
from wending.school.rules.roster import Group, Person, Roster
from wending.school.rules.roster_plan import Plan
from wending.school.rules.same_people import ByHand, Double, doubles


def likely_doubles(school: Organisation, known: Roster, steps: Plan) -> tuple[Double, ...]:
    """Return who of those added by hand is like somebody whom a plan adds; nobody who was in the roster before."""
    fresh = {each.id: each for _kind, each in steps.added if isinstance(each, Person)}
    people = list(SchoolPerson.objects.filter(organisation=school, key="", ended=None)) if fresh else []
    if not people:
        return ()
    were = set(SchoolPerson.objects.filter(organisation=school, ended__isnull=False).values_list("key", flat=True))
    seats: dict[UUID, set[str]] = defaultdict(set)
    rows = Seat.objects.filter(seats_now(), here_now("group"), person__organisation=school, person__key="")
    for person, group in rows.values_list("person", "group__name"):
        seats[person].add(group)
    groups = {each.id: each.name for each in known.groups}
    groups |= {each.id: each.name for _kind, each in steps.added if isinstance(each, Group)}
    by_hand = [
        ByHand(str(row.pk), str(row), frozenset(row.roles), frozenset(seats[row.pk]), row.account_id is not None)
        for row in people
    ]
    return doubles(by_hand, [each for key, each in fresh.items() if key not in were], groups)
