"""People and groups that a school adds by hand, without a roster, and what it says of its groups. Only its managers."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.belonging import end_people
from wending.school.actions.deliver import managed_school
from wending.school.models import SchoolGroup, SchoolPerson, Seat
from wending.school.queries.scope import here_now


@transaction.atomic
def add_group(*, by: Actor, name: str, phase: str = "", year: int = 0) -> SchoolGroup:
    """Add a class by hand."""
    school = managed_school(by, lock=True)
    record(by=by, verb="changed-group")
    return SchoolGroup.objects.create(organisation=school, name=name, phase=phase, year=year)


@transaction.atomic
def change_group(*, by: Actor, group: UUID, phase: str, year: int) -> bool:
    """Say in which phase and year of school a group is; a roster leaves that alone. Return whether it was there."""
    school = managed_school(by)
    if not SchoolGroup.objects.filter(here_now(), pk=group, organisation=school).update(phase=phase, year=year):
        return False
    record(by=by, verb="changed-group")
    return True


@transaction.atomic
def end_group(*, by: Actor, group: UUID) -> bool:
    """End a group that was added by hand; return whether it was there."""
    rows = SchoolGroup.objects.filter(here_now(), pk=group, organisation=managed_school(by), key="")
    if not rows.update(ended=timezone.localdate()):
        return False
    record(by=by, verb="changed-group")
    return True


@transaction.atomic
def add_person(
    *, by: Actor, first: str, last: str, role: str, infix: str = "", groups: tuple[UUID, ...] = ()
) -> SchoolPerson:
    """Add somebody by hand, in groups of the school; groups of others are passed over."""
    school = managed_school(by, lock=True)
    row = SchoolPerson.objects.create(organisation=school, first=first, infix=infix, last=last, roles=[role])
    found = SchoolGroup.objects.filter(here_now(), organisation=school, pk__in=groups)
    Seat.objects.bulk_create(Seat(group=group, person=row, role=role) for group in found)
    record(by=by, verb="added-at-school")
    return row


@transaction.atomic
def end_person(*, by: Actor, person: UUID) -> bool:
    """End somebody at the school at once: staff, or a learner who was added by hand; return whether they were there.

    Somebody in the roster comes back with the next delivery that names them, and then joins again.
    """
    school = managed_school(by, lock=True)
    row = SchoolPerson.objects.filter(here_now(), pk=person, organisation=school).select_related("account").first()
    if row is None or not (row.is_staff or row.key == ""):
        return False
    end_people(by=by, school=school, people=[row])
    return True
