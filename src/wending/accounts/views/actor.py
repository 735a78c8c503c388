"""Puts on each request who asks: `request.actor`. It is made only when a page looks at it, so that public pages read no
session."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from wending.accounts.queries.actors import actor_of, membership_of
from wending.ledger.rules.actor import VISITOR, Actor

# Where the session keeps in which role somebody acts.
ROLE_KEY = "membership"
# Ways of signing in that count as two factors.
STRONG = frozenset({"mfa"})


def who(request: HttpRequest) -> Actor:
    """Return who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


class ActorMiddleware:
    """Sets `request.actor`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set it lazily."""
        request.actor = SimpleLazyObject(lambda: actor_in(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_in(request: HttpRequest) -> Actor:
    """Return who asks: the person signed in, in the role they chose, or a visitor."""
    person = request.user
    if not person.is_authenticated:
        return VISITOR
    number = request.session.get(ROLE_KEY)
    membership = membership_of(person, number) if number else None
    strong = any(record.get("method") in STRONG for record in get_authentication_records(request, person))
    return actor_of(person, membership, strong)
