"""Somebody's own turns and the swaps they are asked for. In whatever role they act, they ask for themselves."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.ledger.rules.actor import Actor
from wending.work.models import Swap, Team, Turn, TurnAnswer
from wending.work.queries.scope import here_now, own_rows
from wending.work.rules.rotation import BLOCK, State


@dataclass(frozen=True)
class OwnTurn:
    """One's own turn. `answer` is yes, no or nothing yet; `buddy` whom one learns from."""

    turn: Turn
    monday: date
    hours: float
    answer: TurnAnswer | None
    buddy: str


def own_turns(actor: Actor) -> QuerySet[Turn]:
    """Return the turns of who asks that can be answered: of proposals in force, where they work now."""
    rows = Turn.objects.filter(colleague__in=own_rows(actor), rotation__state=State.READY)
    # Who left the team has no turns in it any more.
    rows = rows.filter(rotation__team__in=_teams(actor))
    return rows.select_related("rotation__team__organisation", "task", "buddy", "colleague").order_by(
        "rotation__monday", "week", "task__name"
    )


def _teams(actor: Actor) -> QuerySet[Team]:
    return Team.objects.filter(here_now(), places__colleague__in=own_rows(actor))


def own_weeks(actor: Actor) -> dict[date, list[OwnTurn]]:
    """Return the turns of who asks by week, from this week on."""
    today = timezone.localdate()
    this_monday = today - timedelta(days=today.weekday())
    rows = list(own_turns(actor).filter(rotation__monday__gt=today - timedelta(days=35)))
    answers = {row.turn_id: row for row in TurnAnswer.objects.filter(turn__in=rows)}
    found: dict[date, list[OwnTurn]] = {}
    for row in rows:
        monday = row.rotation.monday + timedelta(days=7 * row.week)
        if monday >= this_monday:
            own = OwnTurn(row, monday, row.blocks * BLOCK, answers.get(row.pk), row.buddy.name if row.buddy else "")
            found.setdefault(monday, []).append(own)
    return dict(sorted(found.items()))


def swaps_to_answer(actor: Actor) -> QuerySet[Swap]:
    """Return the swaps that a colleague asks of who asks, and that can be answered now."""
    rows = Swap.objects.filter(theirs__in=own_turns(actor).values("pk"), mine__rotation__state=State.READY)
    still = Q(mine__colleague__ended=None) | Q(mine__colleague__ended__gt=timezone.localdate())
    return rows.filter(still).select_related(
        "mine__task", "mine__colleague", "mine__rotation", "theirs__task", "theirs__colleague", "theirs__rotation"
    )


def swaps_asked(actor: Actor) -> QuerySet[Swap]:
    """Return the swaps that who asks asked for and that wait."""
    rows = Swap.objects.filter(asked_by=actor.me, mine__in=own_turns(actor).values("pk"))
    return rows.select_related("mine__task", "theirs__task", "theirs__colleague")
