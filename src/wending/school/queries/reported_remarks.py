"""Reported remarks on lessons that wait for a look: of one's school for its manager, and all for the operator.

Who wrote them is not told, as on the pages for teachers; nobody judges their own.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from wending.ledger.rules.actor import SYSTEM, Actor
from wending.school.models import Rating, SchoolPerson
from wending.school.queries.bank import titles
from wending.school.queries.groups import manages_school
from wending.school.queries.scope import here_now


@dataclass(frozen=True, slots=True)
class Reported:
    """A remark that a colleague reported: at which lesson, and what it says."""

    id: UUID
    lesson: str
    title: str
    text: str


def waiting_remarks(actor: Actor) -> QuerySet[Rating]:
    """Return reported remarks that nobody judged yet and that who asks may judge; none for others."""
    rows = Rating.objects.filter(is_reported=True, is_judged=False).order_by("lesson", "pk")
    if actor == SYSTEM:
        return rows
    if not manages_school(actor):
        return rows.none()
    people = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation, account__isnull=False)
    return rows.filter(person__in=people.values("account")).exclude(person=actor.person)


def reported_remarks(actor: Actor) -> list[Reported]:
    """Return these remarks with the title of their lesson."""
    rows = list(waiting_remarks(actor))
    named = titles({row.lesson for row in rows})
    return [Reported(row.pk, row.lesson, named.get(row.lesson, row.lesson), row.remark) for row in rows]
