"""Programmes: search them, and one by itself. These pages work without a profile and set no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wending.orientation.queries.programmes import programme_view, programmes_view
from wending.orientation.views.guards import language, needs_occupations

LONGEST_QUERY = 200


@require_GET
def browse(request: HttpRequest) -> HttpResponse:
    """List programmes, by a part of their name and by level."""
    q, level, number = (request.GET.get(key, "").replace("\x00", "")[:LONGEST_QUERY] for key in ("q", "niveau", "page"))
    return render(request, "orientation/programmes.html", {"page": programmes_view(language(), q, level, number)})


@require_GET
@needs_occupations
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """Show one programme."""
    page = programme_view(key, language())
    if page is None:
        raise Http404
    return render(request, "orientation/programme.html", {"page": page})
