"""Groups with how many learners they have now: those of who guides, and for a manager all of the school.

A manager gets counts and staff by name; names of learners only of those whom the school added by hand, to mend them.
"""

from collections.abc import Iterable, Iterator
from typing import overload
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects

from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.school.models import SchoolGroup, SchoolPerson, Seat
from wending.school.queries.scope import STAFF_SEATS, groups_for, here_now, seats_now


class CountedGroups:
    """Groups with `learners` (how many now) and `led_by` (seats of staff), looked up for those that are asked for.

    A school has hundreds of groups and a page shows some: counting all for each page took most of its time.
    """

    def __init__(self, rows: QuerySet[SchoolGroup]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return self._rows.count()

    def __iter__(self) -> Iterator[SchoolGroup]:
        return iter(_counted(self._rows))

    @overload
    def __getitem__(self, some: int) -> SchoolGroup: ...

    @overload
    def __getitem__(self, some: slice) -> list[SchoolGroup]: ...

    def __getitem__(self, some: int | slice) -> SchoolGroup | list[SchoolGroup]:
        if isinstance(some, int):
            return _counted([self._rows[some]])[0]
        return _counted(self._rows[some])


def desk_groups(actor: Actor) -> CountedGroups:
    """Return the groups of who guides, classes first, with who is in them."""
    return CountedGroups(_guided(actor))


def desk_group(actor: Actor, group: UUID) -> SchoolGroup | None:
    """Return one of these groups; None where it is no group of who asks."""
    return next(iter(_counted(_guided(actor).filter(pk=group))), None)


def managed_groups(actor: Actor) -> CountedGroups:
    """Return all groups of the school that who asks manages, with the same; none for others."""
    return CountedGroups(_managed(actor))


def classes_unsaid(actor: Actor) -> int:
    """Return of how many classes the school has not said in which phase of school they are."""
    return _managed(actor).filter(phase="", is_home=True).count()


def group_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the classes of the school that who asks manages, to choose from."""
    rows = _managed(actor).filter(is_home=True).values_list("pk", "name")
    return [(str(key), name) for key, name in rows]


def managed_group(actor: Actor, group: UUID) -> SchoolGroup | None:
    """Return one group of the school that who asks manages; None for others."""
    return next(iter(_counted(_managed(actor).filter(pk=group))), None)


def managed_staff(actor: Actor) -> list[SchoolPerson]:
    """Return the staff of the school that who asks manages, with their seats; nobody for others."""
    if not manages_school(actor):
        return []
    rows = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation).exclude(roles=["learner"])
    seats = Seat.objects.filter(seats_now(), here_now("group"), role__in=STAFF_SEATS)
    seats = seats.select_related("group").order_by("group__name")
    rows = rows.prefetch_related(Prefetch("seats", seats, to_attr="seats_held")).order_by("last", "first")
    return [row for row in rows if row.is_staff]


def added_by_hand(actor: Actor, group: UUID) -> QuerySet[SchoolPerson]:
    """Return the learners of a group whom the school added by hand, for its manager; nobody for others."""
    rows = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation, key="").order_by("last", "first")
    seats = Seat.objects.filter(seats_now(), role="learner", group=group, group__organisation=actor.organisation)
    return rows.filter(pk__in=seats.values("person")) if manages_school(actor) else rows.none()


def person_to_end(actor: Actor, person: UUID) -> SchoolPerson | None:
    """Return somebody whom who asks may end: of the staff, or a learner who was added by hand; None for others."""
    if not manages_school(actor):
        return None
    row = SchoolPerson.objects.filter(here_now(), pk=person, organisation=actor.organisation).first()
    return row if row is not None and (row.is_staff or not row.key) else None


def manages_school(actor: Actor) -> bool:
    """Say whether who asks manages the school for which they act now."""
    is_manager = actor.role == Role.MANAGER and actor.organisation_kind == Kind.SCHOOL
    return is_manager and actor.is_person and actor.has_second_factor


def _managed(actor: Actor) -> QuerySet[SchoolGroup]:
    rows = SchoolGroup.objects.filter(here_now(), organisation=actor.organisation).order_by("-is_home", "name")
    return rows if manages_school(actor) else rows.none()


def _guided(actor: Actor) -> QuerySet[SchoolGroup]:
    return groups_for(actor).order_by("-is_home", "name")


def _counted(rows: Iterable[SchoolGroup]) -> list[SchoolGroup]:
    groups = list(rows)
    led = Seat.objects.filter(seats_now(), here_now("person"), role__in=STAFF_SEATS)
    led = led.select_related("person").order_by("role", "person__last")
    prefetch_related_objects(groups, Prefetch("seats", led, to_attr="led_by"))
    seated = Seat.objects.filter(seats_now(), here_now("person"), role="learner", group__in=[one.pk for one in groups])
    counts = dict(seated.values_list("group").annotate(n=Count("person")))
    for group in groups:
        group.learners = counts.get(group.pk, 0)  # type: ignore[attr-defined]
    return groups
