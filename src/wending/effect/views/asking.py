"""What pages of this domain share: who asks, in which language, who may come, and what could not be done."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.ledger.rules.actor import Actor

researchers = roles(Role.RESEARCHER, Role.MANAGER, at=Kind.RESEARCH)


def asking(request: HttpRequest) -> Actor:
    """Return who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def language() -> str:
    """Return the language of the page, nl or en."""
    return get_language() or "nl"


def do(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do something and say so; where it could not be done, say why. What is of another office is not there."""
    try:
        result = act()
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if not result:
        raise Http404
    messages.success(request, done)
    return True
