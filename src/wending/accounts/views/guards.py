"""Says of each page who may come: every view carries exactly one of these, and a test walks all routes by them.

`everyone`: public. `own`: somebody signed in, about themselves. `roles`: who acts in such a role, with a second factor
where the role asks it. `link`: whoever holds an unguessable link. What is within a page is scoped again by its queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from wending.accounts.rules.roles import GUARDED_ROLES, Kind, Role

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Access:
    """Who may come to a page; `at` are the kinds of organisation they may act for, empty where that does not matter."""

    kind: str
    roles: frozenset[Role] = frozenset()
    at: tuple[Kind, ...] = ()


def everyone(view: View) -> View:
    """Open to all, with or without account."""
    view.access = Access("everyone")  # type: ignore[attr-defined]
    return view


def link(view: View) -> View:
    """Open to whoever holds the link; kept out of caches and search engines, its address out of other sites' logs."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _hidden(view(request, *args, **kwargs))
        # Not "no-referrer": browsers then hide their origin from our own forms too, and those are refused.
        response["Referrer-Policy"] = "same-origin"
        return response

    guarded.access = Access("link")  # type: ignore[attr-defined]
    return guarded


def own(view: View) -> View:
    """Open to somebody signed in, about themselves."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.is_person:  # type: ignore[attr-defined]
            return _sign_in(request)
        return _hidden(view(request, *args, **kwargs))

    guarded.access = Access("own")  # type: ignore[attr-defined]
    return guarded


def roles(*allowed: Role, at: Kind | tuple[Kind, ...] = ()) -> Callable[[View], View]:
    """Open to who acts in one of these roles, for an organisation of that kind or those kinds where any is named."""
    kinds = (at,) if isinstance(at, Kind) else at

    def guard(view: View) -> View:
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if not actor.is_person:
                return _sign_in(request)
            if actor.role not in allowed or (kinds and actor.organisation_kind not in kinds):
                raise PermissionDenied("another role")
            if actor.role in GUARDED_ROLES and not actor.has_second_factor:
                return redirect(f"{reverse('accounts:second_factor')}?{urlencode({'next': _target(request)})}")
            return _hidden(view(request, *args, **kwargs))

        guarded.access = Access("roles", frozenset(allowed), kinds)  # type: ignore[attr-defined]
        return guarded

    return guard


def _target(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in {"GET", "HEAD"} else "/"


def _sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': _target(request)})}")


def _hidden(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
