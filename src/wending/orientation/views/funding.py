"""Who may pay for learning. This page works without a profile and sets no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wending.accounts.views.guards import everyone
from wending.orientation.queries.funding import funding_view
from wending.orientation.views.guards import language


@everyone
@require_GET
def funding(request: HttpRequest) -> HttpResponse:
    """List the schemes that may pay, of all or for one situation."""
    return render(request, "orientation/funding.html", {"page": funding_view(request.GET.get("ik", ""), language())})
