"""Career talks as the mentor and the learner see them. What a learner wrote is here only once they shared it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor
from wending.school.models import SchoolPerson, SchoolTalk, TalkGuest, TalkPaper, TalkResponse
from wending.school.queries.school_days import term_now
from wending.school.queries.scope import mentees_of, own_rows, own_staff_row
from wending.school.rules.school_days import Term
from wending.school.rules.talks import TalkState


@dataclass(frozen=True, slots=True)
class Mentee:
    """A learner whom who asks guides: their last talk at school, and the planned one with who asks, if any."""

    learner: SchoolPerson
    last: date | None
    planned: SchoolTalk | None
    is_prepared: bool
    had_one: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a learner let others read of a talk; empty for what they did not share."""

    answers: dict[str, str]
    report: str
    responses: list[TalkResponse]


def mentees(actor: Actor, term: Term, group: UUID | None = None) -> list[Mentee]:
    """Return the learners whom who asks guides, by name, with their talks."""
    rows = mentees_of(actor).select_related("account")
    if group is not None:
        rows = rows.filter(seats__group=group, seats__role="learner").distinct()
    learners = list(rows)
    keys = [row.pk for row in learners]
    last = last_talks(keys)
    me = own_staff_row(actor)
    planned = SchoolTalk.objects.filter(learner__in=keys, mentor=me, state=TalkState.PLANNED).order_by("begins")
    talks = {talk.learner_id: talk for talk in planned}
    ready = TalkPaper.objects.filter(talk__in=[talk.pk for talk in talks.values()], shared__isnull=False)
    prepared = set(ready.values_list("talk", flat=True))
    return [_mentee(row, last.get(row.pk), talks.get(row.pk), prepared, term) for row in learners]


def last_talks(learners: Collection[UUID]) -> dict[UUID, date]:
    """Return per learner the day of the last talk that was held, with whomever."""
    rows = SchoolTalk.objects.filter(learner__in=learners, state=TalkState.HELD)
    return {key: day for key, day in rows.values_list("learner").annotate(day=Max("held_on")) if day}


def planned_moments(actor: Actor) -> list[datetime]:
    """Return when who asks has talks planned."""
    rows = SchoolTalk.objects.filter(mentor=own_staff_row(actor), state=TalkState.PLANNED)
    return list(rows.values_list("begins", flat=True)) if own_staff_row(actor) else []


def talks_with(actor: Actor) -> QuerySet[SchoolTalk]:
    """Return the talks of who asks with learners whom they guide now, the nearest first."""
    me = own_staff_row(actor)
    if me is None:
        return SchoolTalk.objects.none()
    rows = SchoolTalk.objects.filter(mentor=me, learner__in=mentees_of(actor).values("pk"))
    return rows.select_related("learner__account", "mentor").order_by("begins")


def talk_with(actor: Actor, talk: UUID) -> SchoolTalk:
    """Return one of these. Raises SchoolTalk.DoesNotExist."""
    return talks_with(actor).get(pk=talk)


def shown_in(talk: SchoolTalk) -> Shown:
    """Return what the learner shares of a talk. Call it for a talk that who asks may see."""
    paper = TalkPaper.objects.filter(talk=talk).first()
    return shown_of(paper) if paper else Shown({}, "", [])


def shown_of(paper: TalkPaper) -> Shown:
    """Return what of a paper is shared; responses come along once anything is."""
    responses = list(paper.responses.order_by("given")) if paper.shared or paper.told else []
    return Shown(paper.answers if paper.shared else {}, paper.report if paper.told else "", responses)


def my_talks(actor: Actor) -> list[SchoolTalk]:
    """Return one's own talks at schools where one is now: planned ones the nearest first, then others, newest first."""
    rows = list(
        SchoolTalk.objects.filter(learner__in=own_rows(actor))
        .select_related("mentor", "learner__organisation")
        .order_by("begins")
    )
    coming = [row for row in rows if row.state == TalkState.PLANNED]
    return coming + [row for row in reversed(rows) if row.state == TalkState.HELD]


def my_talk(actor: Actor, talk: UUID) -> SchoolTalk:
    """Return one's own talk at a school where one is now. Raises SchoolTalk.DoesNotExist."""
    rows = SchoolTalk.objects.exclude(state=TalkState.CANCELLED).select_related("mentor", "learner__organisation")
    return rows.get(pk=talk, learner__in=own_rows(actor))


def my_papers(actor: Actor) -> QuerySet[TalkPaper]:
    """Return what who asks wrote about talks, also of schools they left, newest first."""
    if actor.person is None:
        return TalkPaper.objects.none()
    return TalkPaper.objects.filter(person=actor.person).select_related("talk__mentor").order_by("-begun")


def guest_by_link(token: str) -> TalkGuest | None:
    """Return a third by their link; nothing when it is over or withdrawn, or nothing is shared any more."""
    rows = TalkGuest.objects.filter(token_hash=hash_of(token), withdrawn=None, until__gt=timezone.now())
    found = rows.select_related("paper__person", "paper__talk").first()
    return found if found and (found.paper.shared or found.paper.told) else None


def term_for(actor: Actor) -> Term:
    """Return the term that goes on at the school for which who asks acts."""
    return term_now(actor.organisation, timezone.localdate())


def _mentee(
    row: SchoolPerson, last: date | None, talk: SchoolTalk | None, prepared: Collection[UUID | None], term: Term
) -> Mentee:
    had_one = last is not None and last >= term.begins
    return Mentee(row, last, talk, talk is not None and talk.pk in prepared, had_one)
