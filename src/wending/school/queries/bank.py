"""The bank of lessons: our own from files, and what teachers offered to all or within their school. In memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from uuid import UUID

from django.db.models import Q

from wending.ledger.rules.actor import VISITOR, Actor
from wending.school.models import OwnLesson
from wending.school.queries.catalogue import embedded as catalogue
from wending.school.queries.catalogue import matters, occupation_name
from wending.school.queries.ratings import Score, scores
from wending.school.queries.staff import works_here
from wending.school.rules.bank_search import Wish, found
from wending.school.rules.own_lesson import State, activity_of
from wending.school.rules.terms import COMPETENCES, SUBJECTS, Activity
from wending.school.sources.activities.check import read_files
from wending.school.sources.activities.parse import parse_activities

# How many occupations a lesson is found by, beside those that its maker named.
MATTERS_MOST = 12


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson as pages show it. `school` is empty for one of our own; `score` is None below enough ratings."""

    activity: Activity
    school: str = ""
    score: Score | None = None
    own: OwnLesson | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """The key in its address."""
        return self.activity.key


@cache
def our_own() -> dict[str, Activity]:
    """Return the lessons in the package by key; that their codes are known is checked by a test, not here."""
    bank = parse_activities(read_files(files("wending.school.sources.activities") / "files"), (), ())
    return {activity.key: activity for activity in bank.activities}


def visible_to(actor: Actor) -> list[OwnLesson]:
    """Return the lessons of teachers that somebody may see: open ones, those of their school, their own."""
    seen = Q(state=State.OPEN)
    if works_here(actor):
        shared = Q(state__in=[State.SCHOOL, State.OFFERED]) | Q(writer=actor.person)
        seen |= Q(organisation=actor.organisation) & shared
    return list(OwnLesson.objects.filter(seen).select_related("organisation").order_by("-changed"))


def search(wish: Wish, actor: Actor = VISITOR) -> list[Lesson]:
    """Return the lessons that fit a wish, the best first."""
    rows = {str(row.pk): row for row in visible_to(actor)}
    theirs = [activity_of(key, row.content) for key, row in rows.items()]
    activities = [*our_own().values(), *theirs]
    also = {one.key: _also(one) for one in activities} if wish.words else {}
    jobs = {one.key: _jobs(one) for one in activities} if wish.occupation else {}
    known = scores()
    return [
        Lesson(
            one,
            school=rows[one.key].organisation.name if one.key in rows else "",
            score=known.get(one.key),
            own=rows.get(one.key),
        )
        for one in found(activities, wish, also, jobs)
    ]


def lesson(key: str, actor: Actor = VISITOR) -> Lesson | None:
    """Return a lesson by its key, or None where there is none that this actor may see."""
    if key in our_own():
        return Lesson(our_own()[key], score=scores([key]).get(key))
    row = next((row for row in visible_to(actor) if str(row.pk) == key), None) if _is_uuid(key) else None
    if row is None:
        return None
    return Lesson(activity_of(key, row.content), row.organisation.name, scores([key]).get(key), row)


def titles(keys: Iterable[str]) -> dict[str, str]:
    """Return titles of lessons by key, also of those that one may no longer open; unknown keys are left out.

    For plans and lines that already name them, of people who once saw them.
    """
    asked = set(keys)
    known = {key: our_own()[key].title for key in asked if key in our_own()}
    rest = [key for key in asked - known.keys() if _is_uuid(key)]
    rows = OwnLesson.objects.filter(pk__in=rest) if rest else OwnLesson.objects.none()
    return known | {str(row.pk): row.content.get("title", "") for row in rows}


def _is_uuid(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


@lru_cache(maxsize=2000)
def _jobs(activity: Activity) -> frozenset[str]:
    return frozenset(activity.occupations) | {one.occupation for one in matters(activity)[:MATTERS_MOST]}


@lru_cache(maxsize=2000)
def _also(activity: Activity) -> str:
    subject = SUBJECTS[activity.subject].name
    jobs = [one for one in activity.occupations if one in catalogue().occupations]
    words = [subject.nl, subject.en, *(COMPETENCES[one].term for one in activity.competences)]
    words += [occupation_name(one, lang) for one in jobs for lang in ("nl", "en")]
    return " ".join(words)
