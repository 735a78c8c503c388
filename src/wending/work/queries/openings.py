"""Openings as managers keep them and as people of the firm see them, and responses as each side may read them.

A manager has no way to what somebody did not send: no fit, no look, no draft. A response of who left is not there.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wending.ledger.rules.actor import Actor
from wending.work.models import Opening, Response
from wending.work.queries.scope import managed_firm, names_at, own_firms
from wending.work.rules.openings import State


@dataclass(frozen=True, slots=True)
class ResponseShown:
    """A response as the firm reads it: nothing but what was sent, and the name by which the firm knows somebody."""

    id: UUID
    name: str
    text: str
    shown: list[str]
    answer: str
    answer_text: str
    made: datetime


def managed_openings(actor: Actor) -> QuerySet[Opening]:
    """Return all openings of the firm that who asks manages, the newest first, with how many responded."""
    firm = managed_firm(actor)
    sent = Count("responses", filter=Q(responses__person__in=names_at(firm)))
    return Opening.objects.filter(organisation=firm).annotate(sent=sent).order_by("state", "-opens", "title")


def managed_opening(actor: Actor, opening: UUID) -> Opening | None:
    """Return one opening of the firm that who asks manages."""
    return managed_openings(actor).filter(pk=opening).first()


def responses_to(actor: Actor, opening: UUID) -> list[ResponseShown]:
    """Return what people sent to an opening of the firm that who asks manages; of who works there now."""
    found = managed_opening(actor, opening)
    if found is None:
        return []
    names = names_at(found.organisation_id)
    rows = Response.objects.filter(opening=found, person__in=names).order_by("made")
    return [
        ResponseShown(row.pk, names[row.person_id], row.text, row.shown, row.answer, row.answer_text, row.made)
        for row in rows
    ]


def openings_for(actor: Actor) -> QuerySet[Opening]:
    """Return what is open today at the firms where who asks works, of whatever role they act in."""
    today = timezone.localdate()
    rows = Opening.objects.filter(organisation__in=own_firms(actor), state=State.OPEN)
    return rows.filter(opens__lte=today, closes__gte=today).select_related("organisation").order_by("closes", "title")


def opening_for(actor: Actor, opening: UUID) -> Opening | None:
    """Return an opening that who asks may read: one that is open, or one to which they responded at their firm."""
    found = openings_for(actor).filter(pk=opening).first()
    sent = own_responses(actor).filter(opening=opening).first()
    return found or (sent.opening if sent else None)


def own_responses(actor: Actor) -> QuerySet[Response]:
    """Return what who asks sent, at firms where they work now."""
    rows = Response.objects.filter(person=actor.me, opening__organisation__in=own_firms(actor))
    return rows.select_related("opening__organisation").order_by("-made")
