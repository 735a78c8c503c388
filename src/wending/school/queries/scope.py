"""Who at a school may know whom: every other query of this domain starts from these.

Staff see names of learners in the groups that they teach or mentor; a counsellor (professional) those of the whole
school; a manager no learner at all, only counts. More than a name and the school's own work (assignments, talks) needs
the learner's consent. Who left, who is not in the roster of the school and who acts for another one, sees nothing.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.school.models import SchoolGroup, SchoolPerson, Seat

STAFF_SEATS = ("teacher", "mentor", "counsellor")


def here_now(of: str = "") -> Q:
    """Return what makes somebody or something of a school present today: it has not ended; `of` leads to it."""
    to = f"{of}__" if of else ""
    return Q(**{f"{to}ended": None}) | Q(**{f"{to}ended__gt": timezone.localdate()})


def seats_now(of: str = "") -> Q:
    """Return what makes a seat hold today; `of` leads to it."""
    to, today = f"{of}__" if of else "", timezone.localdate()
    begun = Q(**{f"{to}begins": None}) | Q(**{f"{to}begins__lte": today})
    return begun & (Q(**{f"{to}ends": None}) | Q(**{f"{to}ends__gte": today}))


def own_rows(actor: Actor) -> QuerySet[SchoolPerson]:
    """Return who somebody is as a learner now, at every school where they are one."""
    rows = SchoolPerson.objects.filter(here_now(), account=actor.person, account__isnull=False)
    return rows.filter(pk__in=[row.pk for row in rows if row.is_learner]).select_related("organisation")


def own_staff_row(actor: Actor) -> SchoolPerson | None:
    """Return who somebody is among the staff of the school for which they act now; None for anybody else."""
    if not _acts_for_school(actor, Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL, Role.MANAGER):
        return None
    rows = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation, account=actor.person)
    return next((row for row in rows if row.is_staff), None)


def groups_for(actor: Actor) -> QuerySet[SchoolGroup]:
    """Return the groups that who asks teaches, mentors or, as counsellor, guides now, in order of name."""
    groups = SchoolGroup.objects.filter(here_now(), organisation=actor.organisation).order_by("name")
    me = own_staff_row(actor)
    if me is not None and actor.role == Role.PROFESSIONAL and "counsellor" in me.roles:
        return groups
    if me is None or actor.role not in {Role.TEACHER, Role.MENTOR}:
        return groups.none()
    mine = Seat.objects.filter(seats_now(), person=me, role__in=STAFF_SEATS)
    return groups.filter(pk__in=mine.values("group"))


def learners_for(actor: Actor, group: UUID | None = None) -> QuerySet[SchoolPerson]:
    """Return the learners whose names who asks may see now: those of their groups, and those whom they mentor."""
    groups = groups_for(actor)
    seats = Seat.objects.filter(seats_now(), role="learner", group__in=groups)
    known = Q(pk__in=seats.values("person")) if group is None else Q(pk__in=seats.filter(group=group).values("person"))
    if group is None and (me := own_staff_row(actor)) and actor.role == Role.MENTOR:
        known |= Q(mentors__mentor=me)
    rows = SchoolPerson.objects.filter(here_now(), known, organisation=actor.organisation)
    return rows.distinct().order_by("last", "first")


def mentees_of(actor: Actor) -> QuerySet[SchoolPerson]:
    """Return the learners whom who asks guides now: as their mentor, or as mentor or counsellor of their class."""
    if actor.role == Role.PROFESSIONAL:
        return learners_for(actor)
    me = own_staff_row(actor)
    rows = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation).order_by("last", "first")
    if me is None or actor.role != Role.MENTOR:
        return rows.none()
    classes = Seat.objects.filter(seats_now(), person=me, role__in=("mentor", "counsellor")).values("group")
    seats = Seat.objects.filter(seats_now(), role="learner", group__in=classes)
    return rows.filter(Q(mentors__mentor=me) | Q(pk__in=seats.values("person"))).distinct()


def _acts_for_school(actor: Actor, *roles: Role) -> bool:
    is_staff = actor.organisation_kind == Kind.SCHOOL and actor.role in roles
    return is_staff and actor.is_person and actor.has_second_factor
