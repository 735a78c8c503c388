"""Makes and withdraws links to a frozen result. Only the session that made a link may withdraw it."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from wending.orientation.models import SharedResult
from wending.orientation.queries.share import SESSION_KEY, tokens_of

# More links than this at once are no sharing any more; the oldest goes first.
MOST_SHARES = 20


def create_share(*, by: SessionBase, content: Mapping[str, Any], lang: str) -> SharedResult:
    """Freeze what is to be shown and return it with its link; it expires after SHARE_DAYS."""
    tokens = tokens_of(by)
    SharedResult.objects.filter(token__in=tokens[: -MOST_SHARES + 1]).delete()
    shared = SharedResult.objects.create(
        token=secrets.token_urlsafe(24),
        lang=lang,
        content=dict(content),
        expires=timezone.now() + timedelta(days=settings.SHARE_DAYS),
    )
    by[SESSION_KEY] = [*tokens[-MOST_SHARES + 1 :], shared.token]
    return shared


def revoke_share(*, by: SessionBase, token: str) -> bool:
    """Delete a link that this session made; return whether it was there and its own."""
    tokens = tokens_of(by)
    if token not in tokens:
        return False
    SharedResult.objects.filter(token=token).delete()
    by[SESSION_KEY] = [known for known in tokens if known != token]
    return True


def revoke_all_shares(*, by: SessionBase) -> None:
    """Delete every link that this session made."""
    tokens = tokens_of(by)
    if tokens:
        SharedResult.objects.filter(token__in=tokens).delete()
        by[SESSION_KEY] = []


def prune_shares() -> int:
    """Delete what has expired; return how many rows went."""
    return SharedResult.objects.filter(expires__lte=timezone.now()).delete()[0]
