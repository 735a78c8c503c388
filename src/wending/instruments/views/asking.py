"""Who asks, and in which language: the two things every page of questionnaires needs to know of a request."""

from django.http import HttpRequest
from django.utils.translation import get_language

from wending.ledger.rules.actor import Actor


def who(request: HttpRequest) -> Actor:
    """Return who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def language() -> str:
    """Return the language of the page, nl or en."""
    return get_language() or "nl"
