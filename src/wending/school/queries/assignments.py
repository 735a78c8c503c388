"""Assignments as staff of the group see them: what was given, and which learners handed something in.

A counsellor without a seat in a group sees no work of it: names of the whole school are no reason to read its work.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from wending.ledger.rules.actor import Actor
from wending.school.models import Assignment, HandIn, SchoolGroup, SchoolPerson, Seat
from wending.school.queries.scope import STAFF_SEATS, groups_for, here_now, learners_for, own_staff_row, seats_now
from wending.school.rules.terms import Activity
from wending.school.sources.activities.check import embedded


@dataclass(frozen=True, slots=True)
class Row:
    """A learner of the group and what they handed in, if anything. A draft is nothing."""

    learner: SchoolPerson
    hand_in: HandIn | None


def led_groups(actor: Actor) -> QuerySet[SchoolGroup]:
    """Return the groups in which who asks has a seat of staff now, by name."""
    me = own_staff_row(actor)
    seats = Seat.objects.filter(seats_now(), person=me, role__in=STAFF_SEATS) if me else Seat.objects.none()
    return groups_for(actor).filter(pk__in=seats.values("group"))


def given_assignments(actor: Actor, group: UUID | None = None) -> QuerySet[Assignment]:
    """Return the assignments of the groups that who asks leads, newest first."""
    rows = Assignment.objects.filter(group__in=led_groups(actor)).select_related("group", "made_by")
    if group is not None:
        rows = rows.filter(group=group)
    return rows.order_by("-given")


def handed_counts(actor: Actor) -> Counter[UUID | None]:
    """Return per assignment how much was handed in to who asks: as many as they can open."""
    return Counter(hand_ins_for(actor).values_list("assignment", flat=True))


def given_assignment(actor: Actor, assignment: UUID) -> Assignment:
    """Return one of these. Raises Assignment.DoesNotExist."""
    return given_assignments(actor).get(pk=assignment)


def rows_of(actor: Actor, assignment: Assignment) -> list[Row]:
    """Return the learners of the group now, by name, with what each handed in."""
    works = {work.learner_id: work for work in hand_ins_for(actor).filter(assignment=assignment)}
    return [Row(learner, works.get(learner.pk)) for learner in learners_for(actor, assignment.group_id)]


def hand_ins_for(actor: Actor) -> QuerySet[HandIn]:
    """Return what learners handed in to who asks: in a group they lead, by who has a seat in that group now."""
    seats = Seat.objects.filter(
        seats_now(), group=OuterRef("assignment__group"), person=OuterRef("learner"), role="learner"
    )
    here = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation)
    rows = HandIn.objects.filter(
        Exists(seats), assignment__group__in=led_groups(actor), learner__in=here, handed_in__isnull=False
    )
    return rows.filter(assignment__ended=None).select_related("assignment__group", "learner", "person")


def hand_in_for(actor: Actor, hand_in: UUID) -> HandIn:
    """Return one of these. Raises HandIn.DoesNotExist."""
    return hand_ins_for(actor).get(pk=hand_in)


def activity_of(key: str) -> Activity | None:
    """Return an activity of the bank by its key, None where there is none."""
    return _bank().get(key)


@cache
def _bank() -> dict[str, Activity]:
    return {one.key: one for one in embedded().activities}
