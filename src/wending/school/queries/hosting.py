"""The offers of a host with what waits for it, and the days of an offer with the places that are taken."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from wending.ledger.rules.actor import Actor
from wending.school.models import Offer, OfferDay
from wending.school.queries.outside_scope import own_offers
from wending.school.queries.outside_words import KINDS, OFFER_STATES
from wending.school.rules.outside import OfferKind, OfferState, VisitState


def hosting_page(actor: Actor) -> dict[str, Any]:
    """Return the offers of one's firm or institution: state, coming visits, and requests that wait."""
    today = timezone.localdate()
    rows = own_offers(actor).annotate(
        waiting=Count("visits", filter=Q(visits__state=VisitState.ASKED), distinct=True),
        coming=Count("visits", filter=Q(visits__state=VisitState.AGREED, visits__day__day__gte=today), distinct=True),
        free=Count("days", filter=Q(days__day__gt=today), distinct=True),
    )
    offers = [
        {"offer": row, "kind": KINDS[OfferKind(row.kind)], "state": OFFER_STATES[OfferState(row.state)]} for row in rows
    ]
    return {"offers": offers, "waiting": sum(row.waiting for row in rows)}


def offer_days(offer: Offer) -> list[OfferDay]:
    """Return the coming days of an offer with `taken`, how many of its places are taken."""
    days = OfferDay.objects.filter(offer=offer, day__gte=timezone.localdate())
    return list(days.annotate(taken=Count("places")).order_by("day"))
