"""The second factor, and the role in which somebody acts."""

from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.queries.actors import membership_of
from wending.accounts.views.actor import ROLE_KEY
from wending.accounts.views.fresh import safe_target
from wending.accounts.views.guards import own

# Where somebody wanted to go when they had to set up a second factor first.
AFTER_KEY = "after_second_factor"


@own
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Let somebody use their second factor, or set one up; then go where they wanted to go."""
    target = safe_target(request, reverse("web:mine"))
    if request.actor.has_second_factor:  # type: ignore[attr-defined]
        return redirect(target)
    if is_mfa_enabled(request.user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': target})}")
    request.session[AFTER_KEY] = target
    return render(request, "accounts/second_factor.html")


@own
@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Act in another role of one's own from now on, or as oneself."""
    number = request.POST.get("membership", "")
    if not number:
        request.session.pop(ROLE_KEY, None)
        return redirect("web:mine")
    membership = membership_of(request.user, int(number)) if number.isdecimal() else None  # type: ignore[arg-type]
    if membership is None:
        raise Http404
    request.session[ROLE_KEY] = membership.pk
    request.session.cycle_key()
    return redirect("web:mine")
