"""Reads shared results: one by its link while it lives, and those that a session made."""

from collections.abc import Sequence

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from wending.orientation.models import SharedResult

SESSION_KEY = "shares"


def tokens_of(session: SessionBase) -> list[str]:
    """Return the tokens of the links that this session made, oldest first."""
    raw = session.get(SESSION_KEY)
    return [token for token in raw if isinstance(token, str)] if isinstance(raw, list) else []


def living_share(token: str) -> SharedResult | None:
    """Return the shared result of a link that has not expired; None otherwise, without saying why."""
    return SharedResult.objects.filter(token=token, expires__gt=timezone.now()).first()


def living_shares_of(session: SessionBase) -> Sequence[SharedResult]:
    """Return what this session shares at this moment, newest first."""
    tokens = tokens_of(session)
    if not tokens:
        return []
    return list(SharedResult.objects.filter(token__in=tokens, expires__gt=timezone.now()).order_by("-created"))
