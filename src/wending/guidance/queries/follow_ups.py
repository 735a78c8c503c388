"""Which question round a link opens."""

from django.utils import timezone

from wending.guidance.models import FollowUp
from wending.kit.tokens import hash_of


def living_follow_up(token: str, *, is_locked: bool = False) -> FollowUp | None:
    """Return the round that a link opens; nothing when it was used or its days are over. Lock it to answer."""
    rows = FollowUp.objects.select_related("case__client", "case__organisation")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(token_hash=hash_of(token), answered=None, until__gte=timezone.localdate()).first()
