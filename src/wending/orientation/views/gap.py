"""What someone has and misses for one occupation, on a page and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from wending.orientation.queries.occupation import gap_view
from wending.orientation.queries.papers import gap_paper
from wending.orientation.views.guards import language, needs_occupations, private
from wending.orientation.views.papers import paper


@private
@require_GET
@needs_occupations
def gap(request: HttpRequest, key: str) -> HttpResponse:
    """Show what someone has and misses for an occupation."""
    page = gap_view(request.session, key, language())
    if page is None:
        raise Http404
    return render(request, "orientation/gap.html", {"page": page})


@private
@require_GET
@needs_occupations
def gap_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Give the same on paper."""
    page = gap_view(request.session, key, language())
    if page is None:
        raise Http404
    if page.card is None:
        return redirect("orientation:gap", key=key)
    return paper(request.session, "orientation/typst/gap.typ", gap_paper(page, language()), "wending-wat-je-mist.pdf")
