"""The public pages: the list, what an instrument says of itself, and why there is no test of learning styles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import everyone
from wending.instruments.queries.shelf import cards, session_days, statement_page
from wending.instruments.views.asking import language


@everyone
@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Show every instrument."""
    found = cards(who(request), request.session, language())
    return render(request, "instruments/list.html", {"cards": found, "days": session_days()})


@everyone
@require_safe
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an instrument says of itself."""
    page = statement_page(who(request), request.session, key, language())
    if page is None:
        raise Http404
    return render(request, "instruments/statement.html", {"page": page})


@everyone
@require_safe
def learning_styles(request: HttpRequest) -> HttpResponse:
    """Tell why there is no test of learning styles."""
    return render(request, "instruments/learning_styles.html")
