"""What people show to a team: each sees their own rows, a team sees those of who is in it today. No list per firm."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wending.dossier.queries.plan import plan_shown
from wending.dossier.queries.skills import skills
from wending.dossier.rules.plan import GoalState
from wending.ledger.rules.actor import Actor
from wending.work.models import Shown
from wending.work.queries.scope import colleagues_for, teams_for


@dataclass(frozen=True)
class Offer:
    """Something of one's own dossier that one could show: the words, and the URI of the reference data or ""."""

    text: str
    uri: str


def own_shown(actor: Actor) -> QuerySet[Shown]:
    """Return what who asks shows now, to the teams they are in."""
    rows = Shown.objects.filter(person=actor.me, until__gte=timezone.localdate(), team__in=teams_for(actor))
    return rows.select_related("team", "task").order_by("team__name", "kind", "since")


def shown_to_team(actor: Actor, team: UUID) -> QuerySet[Shown]:
    """Return what people of a team show to it, where who asks may open that team; only of who is in it today."""
    people = colleagues_for(actor, team).filter(account__isnull=False).values("account")
    rows = Shown.objects.filter(team__in=teams_for(actor).filter(pk=team), person__in=people)
    return rows.filter(until__gte=timezone.localdate()).select_related("task").order_by("since", "pk")


def own_skills(actor: Actor, lang: str) -> list[Offer]:
    """Return the skills of one's own dossier, to choose from. They stay there: only what is chosen is shown."""
    return [Offer(skill.name, skill.uri) for skill in skills(actor, lang)]


def own_goals(actor: Actor) -> list[Offer]:
    """Return the open goals of one's own plan, to choose from as what one wants to learn."""
    return [Offer(goal.title, "") for goal in plan_shown(actor).goals if goal.state == GoalState.OPEN]
