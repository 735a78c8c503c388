"""Ways in: signing in, the second factor, and the role in which somebody acts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.queries.actors import membership_of
from wending.accounts.views.actor import ROLE_KEY
from wending.accounts.views.guards import everyone, own


@everyone
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send somebody to the page where they sign in."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("account_login") + (f"?{query}" if query else ""))


@own
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Send somebody to the page where they set up a second factor."""
    return redirect("mfa_index")


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
    return redirect("web:mine")
