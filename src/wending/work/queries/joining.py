"""The link by which somebody joins a firm: what stands behind it. Whoever holds it sees the firm's name and a name."""

from django.utils import timezone

from wending.kit.tokens import hash_of
from wending.work.models import Colleague, JoinLink
from wending.work.queries.scope import here_now


def usable_link(token: str, *, lock: bool = False) -> JoinLink | None:
    """Return a link that can be used now: not over, of somebody who is still there and has not joined."""
    rows = JoinLink.objects.select_related("colleague__organisation")
    if lock:
        rows = rows.select_for_update(of=("self", "colleague"))
    present = Colleague.objects.filter(here_now(), account=None)
    return rows.filter(token_hash=hash_of(token), expires__gt=timezone.now(), colleague__in=present).first()
