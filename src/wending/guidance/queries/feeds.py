"""The private calendar link of a professional: what stands behind it."""

from wending.guidance.models import Appointment, Feed, Session
from wending.guidance.queries.appointments import feed_of
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


def has_feed(actor: Actor) -> bool:
    """Say whether who asks has a link."""
    return Feed.objects.filter(professional=actor.me).exists()


def feed_items(token: str) -> list[Appointment | Session] | None:
    """Return what stands in the agenda behind a link; None when there is no such link, or its owner is gone."""
    feed = Feed.objects.filter(token_hash=hash_of(token), professional__is_active=True).first()
    return feed_of(feed.professional_id) if feed else None
