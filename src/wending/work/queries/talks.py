"""Development talks: whole for whom they are about; for the chosen reader only what is shown, and until a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.dossier.queries.plan import GoalShown, plan_shown
from wending.ledger.rules.actor import Actor
from wending.work.models import Talk, TalkGoal, TalkReply
from wending.work.queries.scope import is_manager, managed_firm, names_at, own_firms

# Of goals and steps alike.
OPEN = "open"
# To begin with: our own questions, to change or take away.
QUESTIONS = (
    _("Waar ben ik trots op van het afgelopen jaar?"),
    _("Wat kost me veel energie?"),
    _("Wat wil ik leren of uitproberen?"),
    _("Wat heb ik daarvoor nodig van mijn werkgever?"),
)


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A goal as the reader sees it: its title and steps that are open; why somebody wants it is not told."""

    title: str
    wished: date | None
    steps: list[str]


@dataclass(frozen=True, slots=True)
class TalkSeen:
    """A talk as the reader sees it. `person` is whom to tell in the ledger that it was read."""

    id: UUID
    person: UUID
    name: str
    day: date | None
    until: date
    lines: list[tuple[str, str]]
    goals: list[GoalSeen]
    replies: list[TalkReply]


def own_talks(actor: Actor) -> QuerySet[Talk]:
    """Return the talks that who asks prepared, also at firms where they worked: they are theirs."""
    rows = Talk.objects.filter(person=actor.me).select_related("organisation", "reader")
    return rows.prefetch_related("replies__by", "goals").order_by("-made")


def own_talk(actor: Actor, talk: UUID) -> Talk | None:
    """Return one talk of who asks."""
    return own_talks(actor).filter(pk=talk).first()


def own_goals(actor: Actor) -> list[GoalShown]:
    """Return one's own open goals, to choose from."""
    return plan_shown(actor).goals


def readers_at(actor: Actor, firm: UUID) -> list[tuple[str, str]]:
    """Return who could read a talk at a firm where who asks works: number and name of its managers now."""
    if firm not in own_firms(actor):
        return []
    rows = Membership.objects.filter(organisation=firm, role=Role.MANAGER, ended=None).exclude(person=actor.me)
    return [(str(row.person_id), str(row.person)) for row in rows.select_related("person").order_by("person__name")]


def readable(actor: Actor) -> QuerySet[Talk]:
    """Return the talks shown to who asks now: chosen as reader, in time, by people who work at the firm now."""
    if not is_manager(actor):
        return Talk.objects.none()
    rows = Talk.objects.filter(organisation=actor.organisation, reader=actor.me, until__gte=timezone.localdate())
    return rows.filter(person__in=names_at(managed_firm(actor))).order_by("day", "made")


def seen_talks(actor: Actor) -> list[tuple[UUID, str, date | None]]:
    """Return number, name and day of the talks shown to who asks: nothing of what is in them."""
    rows = list(readable(actor).values_list("pk", "person", "day"))
    names = names_at(managed_firm(actor)) if rows else {}
    return [(talk, names[person], day) for talk, person, day in rows]


def seen_talk(actor: Actor, talk: UUID) -> TalkSeen | None:
    """Return one talk as far as it is shown to who asks. Call it from the action that writes the reading down."""
    row = readable(actor).filter(pk=talk).prefetch_related("replies__by").first()
    if row is None or row.until is None:
        return None
    name = names_at(managed_firm(actor))[row.person_id]
    shown = TalkGoal.objects.filter(talk=row).select_related("goal").prefetch_related("goal__actions")
    goals = [
        GoalSeen(one.goal.title, one.goal.wished, [step.what for step in one.goal.actions.all() if step.state == OPEN])
        for one in shown
        if one.goal.state == OPEN
    ]
    lines = [(line["question"], line["answer"]) for line in row.lines if line["is_shown"] and line["answer"]]
    return TalkSeen(row.pk, row.person_id, name, row.day, row.until, lines, goals, list(row.replies.all()))
