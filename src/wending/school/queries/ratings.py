"""What teachers say of lessons: an average from enough of them, words without names, and one's own."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Avg, Count

from wending.ledger.rules.actor import Actor
from wending.school.models import Rating
from wending.school.queries.staff import teaches_here
from wending.school.rules.own_lesson import RATINGS_LEAST


@dataclass(frozen=True, slots=True)
class Score:
    """The average of ratings from 1 to 5, and how many there are."""

    average: float
    ratings: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What a teacher said of a lesson; nobody hears who."""

    id: UUID
    text: str


def scores(lessons: Collection[str] | None = None) -> dict[str, Score]:
    """Return the average of each lesson (of all, if none are named) with enough ratings."""
    rows = Rating.objects.all() if lessons is None else Rating.objects.filter(lesson__in=lessons)
    counted = rows.values("lesson").annotate(average=Avg("worked"), n=Count("pk")).filter(n__gte=RATINGS_LEAST)
    return {row["lesson"]: Score(float(row["average"]), row["n"]) for row in counted.order_by("lesson")}


def remarks(actor: Actor, lesson: str) -> list[Remark]:
    """Return what other teachers said of a lesson, for teachers; in an order that tells nothing of who or when."""
    if not teaches_here(actor):
        return []
    rows = Rating.objects.filter(lesson=lesson, is_reported=False).exclude(person=actor.person)
    return [Remark(row.pk, row.remark) for row in rows.order_by("pk") if row.remark]


def own_rating(actor: Actor, lesson: str) -> Rating | None:
    """Return what somebody said of a lesson themselves."""
    return Rating.objects.filter(lesson=lesson, person=actor.person).first() if actor.is_person else None
