"""The first page of somebody with an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.views.guards import own


@own
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show where somebody stands, and the way to everything that is theirs."""
    return render(request, "web/mine_home.html")
