"""What a link in a mail leads to: an ask that still holds, or one that is over. Nobody comes to an ask another way."""

from django.db.models import Q
from django.utils import timezone

from wending.effect.models import Ask
from wending.effect.rules.follow_up import AskState
from wending.kit.tokens import hash_of


def living_ask(token: str, *, is_locked: bool = False) -> Ask | None:
    """Return the ask of a link that can be answered, or was and can be taken back; None when it is over or unknown."""
    rows = Ask.objects.select_related("wave__study__organisation", "person")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    living = Q(state__in=(AskState.OPEN.value, AskState.ANSWERED.value), until__gte=timezone.localdate())
    return rows.filter(living, token_hash=hash_of(token), wave__study__withdrawn=None).first()


def over_ask(token: str) -> Ask | None:
    """Return the ask of a link that is over, to say what it was; None for a link that never was."""
    return Ask.objects.select_related("wave__study__organisation").filter(token_hash=hash_of(token)).first()
