"""Occupations: search and browse them, and one by itself. These pages work without a profile and set no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wending.accounts.views.guards import everyone
from wending.orientation.queries import words
from wending.orientation.queries.occupation import browse_view, occupation_view
from wending.orientation.views.guards import language, needs_occupations

LONGEST_QUERY, MOST_PAGE = 200, 100


@everyone
@require_GET
@needs_occupations
def browse(request: HttpRequest) -> HttpResponse:
    """Search occupations by words, or browse them by group."""
    q = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY]
    page = browse_view(language(), q, _code(request.GET.get("groep", "")), _page(request.GET.get("pagina", "")))
    is_typing = "HX-Request" in request.headers and "q" in request.GET
    template = "orientation/occupations.html#suggestions" if is_typing else "orientation/occupations.html"
    return render(request, template, {"page": page, "words": words})


@everyone
@require_GET
@needs_occupations
def occupation(request: HttpRequest, key: str) -> HttpResponse:
    """Show one occupation."""
    region = request.GET.get("regio", "").replace("\x00", "")[:LONGEST_QUERY]
    page = occupation_view(request.session, key, language(), region)
    if page is None:
        raise Http404
    return render(request, "orientation/occupation.html", {"page": page, "words": words})


def _code(raw: str) -> str:
    """Return an ISCO-08 code of up to four digits, else nothing."""
    return raw if len(raw) <= 4 and raw.isascii() and raw.isdigit() else ""


def _page(raw: str) -> int:
    return max(1, min(int(raw), MOST_PAGE)) if raw.isascii() and raw.isdigit() and len(raw) < 4 else 1
