"""Who asks for a page."""

from django.http import HttpRequest

from wending.ledger.rules.actor import Actor


def asking(request: HttpRequest) -> Actor:
    """Return who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
