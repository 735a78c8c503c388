"""Visits as each side sees them: staff their own class, a learner their own place, a host numbers and no more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wending.ledger.rules.actor import Actor
from wending.school.models import Offer, SchoolGroup, SchoolPerson, Seat, SharedInterest, Visit, VisitLearner
from wending.school.queries.outside_scope import visits_for, visits_of
from wending.school.queries.outside_words import AGAIN, ANSWERS, LOOK_BACK, STATES
from wending.school.queries.scope import here_now, learners_for, own_rows, seats_now
from wending.school.rules.outside import Answer, VisitState, may_come, names_shown
from wending.school.rules.terms import PHASES


@dataclass(frozen=True, slots=True)
class Along:
    """A learner of the class beside a visit; `place` is None for who is not on the list."""

    learner: SchoolPerson
    place: VisitLearner | None

    @property
    def words(self) -> str:
        """The answer in words."""
        return "" if self.place is None else str(ANSWERS[self.place.answer])

    @property
    def may_come(self) -> bool:
        """Whether they may come along as things stand."""
        return self.place is not None and may_come(self.place.is_sixteen, self.place.answer)


@dataclass(frozen=True, slots=True)
class HostVisit:
    """A visit as its host sees it: school, phase and numbers; no class, no names."""

    visit: Visit
    state: str
    phase: str
    means: list[tuple[str, float]]
    answers: int | None
    can_see_names: bool


def along(actor: Actor, visit: Visit) -> list[Along]:
    """Return the learners of the class of a visit that staff may know, with their place in it."""
    if visit.group_id is None or not visits_for(actor).filter(pk=visit.pk).exists():
        return []
    places = {row.learner_id: row for row in VisitLearner.objects.filter(visit=visit)}
    return [Along(row, places.get(row.pk)) for row in learners_for(actor, visit.group_id)]


def named_learners(visit: Visit) -> list[VisitLearner]:
    """Return the places of who may come, is still here, and agreed that the host sees the name."""
    rows = VisitLearner.objects.filter(visit=visit, may_name=True, answer=Answer.YES).filter(
        learner__in=SchoolPerson.objects.filter(here_now(), organisation=visit.school_id)
    )
    return list(rows.select_related("learner__account").order_by("learner__last", "learner__first"))


def host_visits(offer: Offer) -> list[HostVisit]:
    """Return the visits of an offer as its host sees them."""
    today = timezone.localdate()
    return [host_visit(row, today) for row in visits_of(offer)]


def host_visit(visit: Visit, today: date) -> HostVisit:
    """Return one visit as its host sees it."""
    phase = PHASES.get(visit.group.phase) if visit.group else None
    return HostVisit(
        visit=visit,
        state=str(STATES[VisitState(visit.state)]),
        phase=phase.name.nl if phase else "",
        means=means_of(visit.back),
        answers=visit.back.get("n"),
        can_see_names=visit.wants_names and names_shown(visit.day.day, today, visit.state),
    )


def means_of(back: dict[str, Any]) -> list[tuple[str, float]]:
    """Return the questions of a look back with their means; none below ten answers."""
    means = back.get("means", {})
    return [(str(words), means[key]) for key, words in LOOK_BACK.items() if means.get(key) is not None]


def again_words(visit: Visit) -> str:
    """Return in words whether the host would do it again; empty when not told."""
    return str(AGAIN.get(visit.host_again, ""))


def own_groups(actor: Actor) -> QuerySet[SchoolGroup]:
    """Return the classes in which somebody sits now as a learner."""
    seats = Seat.objects.filter(seats_now(), role="learner", person__in=own_rows(actor))
    return SchoolGroup.objects.filter(here_now(), is_home=True, pk__in=seats.values("group")).order_by("name")


def own_interest(actor: Actor, group: SchoolGroup) -> list[str]:
    """Return the themes that somebody shares with a class."""
    row = SharedInterest.objects.filter(person=actor.person, group=group).first()
    return list(row.themes) if row else []
