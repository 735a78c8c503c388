"""What a private link opens, and whether it still does. Somebody signed in may use the number of what is theirs."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wending.guidance.models import Link
from wending.kit.tokens import hash_of


def living(token: str) -> Q:
    """Return what makes a link the one of this token, still in force."""
    return Q(token_hash=hash_of(token), until__gt=timezone.now())


def opened(token: str, what: str) -> UUID | None:
    """Return the number of the appointment, waiting place or conversation that a link opens; None when it is over."""
    found: UUID | None = Link.objects.filter(living(token)).values_list(f"{what}_id", flat=True).first()
    return found


def as_number(key: str) -> UUID | None:
    """Return the number that an address holds, None when it holds a token."""
    try:
        return UUID(key)
    except ValueError:
        return None
