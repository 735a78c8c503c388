"""What pages of guidance share: who asks, the centre of an address, and the page for a private link that is over."""

from typing import Any
from urllib.parse import urlencode

from allauth.core.ratelimit import consume
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from wending.accounts.rules.roles import OWN_ROLES
from wending.accounts.views.actor import who
from wending.guidance.queries import words
from wending.guidance.queries.centres import centre_by_slug, centre_of, kind_of
from wending.guidance.queries.links import as_number


def told_before(request: HttpRequest) -> dict[str, Any]:
    """Return what a form can fill in: of somebody signed in as themselves their name and address."""
    initial = {"language": get_language() or "nl"}
    if request.user.is_authenticated and who(request).role in {"", *OWN_ROLES}:
        initial |= {"name": request.user.name, "email": request.user.email}
    return initial


def goes_on(request: HttpRequest, form: Form) -> bool:
    """Say whether a visitor may book or ask once more this hour; the form says so when they may not."""
    if consume(request, action="book"):
        return True
    form.add_error(None, words.TOO_MANY)
    return False


def public_centre(slug: str) -> Any:
    """Return the centre of an address; 404 where there is none."""
    centre = centre_by_slug(slug)
    if centre is None:
        raise Http404
    return centre


def public_kind(slug: str, key: str) -> Any:
    """Return a kind of conversation of an address; 404 where there is none."""
    kind = kind_of(public_centre(slug), key)
    if kind is None:
        raise Http404
    return kind


def own_centre(request: HttpRequest) -> Any:
    """Return the centre for which who asks acts; 404 where their organisation is no centre."""
    centre = centre_of(who(request))
    if centre is None:
        raise Http404
    return centre


def over(request: HttpRequest, key: str) -> HttpResponse:
    """Say that a private link is over; send who uses the number of what is theirs to sign in first."""
    if as_number(key) is not None:
        if who(request).is_person:
            raise Http404
        return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': request.path})}")
    return render(request, "guidance/link_over.html", status=410)
