"""In a trial on somebody's own machine: look around as one of the made-up people, without mail or second factor. In
production this address does not exist, and made-up people are the only ones it opens for."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wending.accounts.queries.examples import example_person
from wending.accounts.views.actor import ROLE_KEY
from wending.accounts.views.guards import everyone


@everyone
@require_POST
def look_as(request: HttpRequest) -> HttpResponse:
    """Sign in as a made-up person, in their first role."""
    person, membership = example_person(request.POST.get("person", ""))
    if settings.IS_PRODUCTION or person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, person, method="mfa")
    if membership is not None:
        request.session[ROLE_KEY] = membership.pk
    return redirect("web:mine")
