"""What somebody sees of their own place at school: classes, who guides them, and who can see what of them."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from wending.ledger.rules.actor import Actor
from wending.school.models import SchoolGroup, SchoolPerson, Seat
from wending.school.queries.scope import STAFF_SEATS, here_now, own_rows, seats_now


@dataclass
class Place:
    """Somebody at one school, with their classes and the staff who guide or teach them."""

    row: SchoolPerson
    groups: list[SchoolGroup] = field(default_factory=list)
    guides: list[SchoolPerson] = field(default_factory=list)
    teachers: list[SchoolPerson] = field(default_factory=list)


def my_places(actor: Actor) -> list[Place]:
    """Return where who asks is a learner now."""
    return [_place(row) for row in own_rows(actor)]


def my_staff_rows(actor: Actor) -> list[SchoolPerson]:
    """Return where who asks works at a school, to be left by them."""
    rows = SchoolPerson.objects.filter(here_now(), account=actor.person, account__isnull=False)
    return [row for row in rows.select_related("organisation").order_by("organisation__name") if row.is_staff]


def _place(row: SchoolPerson) -> Place:
    mine = Seat.objects.filter(seats_now(), here_now("group"), person=row, role="learner")
    groups = list(SchoolGroup.objects.filter(pk__in=mine.values("group")).order_by("-is_home", "name"))
    seats = Seat.objects.filter(seats_now(), here_now("person"), group__in=groups, role__in=STAFF_SEATS)
    guiding = Q(mentees__learner=row) | Q(pk__in=seats.filter(role__in=("mentor", "counsellor")).values("person"))
    staff = SchoolPerson.objects.filter(here_now(), organisation=row.organisation).order_by("last", "first")
    guides = list(staff.filter(guiding).distinct())
    # Counsellors guide the whole school; JSON lists cannot be searched alike in all databases.
    known = {each.pk for each in guides}
    others = staff.exclude(roles=["learner"]).exclude(pk__in=known)
    guides += [each for each in others if "counsellor" in each.roles]
    taught = staff.filter(pk__in=seats.filter(role="teacher").values("person")).exclude(pk__in=known)
    return Place(row, groups, guides, list(taught))


def my_place(actor: Actor, person: UUID) -> SchoolPerson | None:
    """Return one place at a school, as learner or staff, that is tied to the account of who asks."""
    rows = SchoolPerson.objects.filter(pk=person, account=actor.person, account__isnull=False)
    return rows.select_related("organisation").first()
