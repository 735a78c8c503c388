"""Lessons that somebody wrote, and those of other schools that wait to be looked over."""

from typing import Any
from uuid import UUID

from wending.ledger.rules.actor import Actor
from wending.school.models import OwnLesson
from wending.school.queries import lesson_words as words
from wending.school.queries.bank import Lesson, search
from wending.school.queries.staff import teaches_here
from wending.school.rules.bank_search import Wish
from wending.school.rules.own_lesson import State, activity_of, hard_parts, most_alike


def own_lessons(actor: Actor) -> list[OwnLesson]:
    """Return the lessons that somebody wrote at the school for which they act, the newest first."""
    if not teaches_here(actor):
        return []
    return list(OwnLesson.objects.filter(organisation=actor.organisation, writer=actor.person).order_by("-changed"))


def own_lesson(actor: Actor, lesson: UUID) -> OwnLesson | None:
    """Return one of one's own lessons."""
    return next((row for row in own_lessons(actor) if row.pk == lesson), None)


def to_look_over(actor: Actor) -> list[OwnLesson]:
    """Return the offered lessons of other schools, not one's own, for teachers; the longest waiting first."""
    if not teaches_here(actor):
        return []
    rows = OwnLesson.objects.filter(state=State.OFFERED).exclude(organisation=actor.organisation)
    return list(rows.exclude(writer=actor.person).select_related("organisation", "writer").order_by("changed"))


def offered_lesson(actor: Actor, lesson: UUID) -> Lesson | None:
    """Return an offered lesson of another school as it will be."""
    row = next((row for row in to_look_over(actor) if row.pk == lesson), None)
    return Lesson(activity_of(str(row.pk), row.content), row.organisation.name, None, row) if row else None


def tips(actor: Actor, row: OwnLesson) -> dict[str, Any]:
    """Return advice on a lesson of one's own: what is hard to read, and which lesson it looks like."""
    activity = activity_of(str(row.pk), row.content)
    others = [one.activity for one in search(Wish(), actor)]
    near = most_alike(activity, [one for one in others if one.key != row.based_on])
    return {
        "hard": words.advice(hard_parts(activity)),
        "alike": {"key": near[0].key, "title": near[0].title, "percent": round(100 * near[1])} if near else None,
    }
