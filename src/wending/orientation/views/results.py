"""What fits: the list with its picture, its PDF, and a few occupations side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from wending.orientation.queries import words
from wending.orientation.queries.papers import results_paper
from wending.orientation.queries.results import MOST_COMPARED, chosen
from wending.orientation.queries.results import results as found_results
from wending.orientation.rules.choices import read_choices
from wending.orientation.views.guards import language, needs_occupations, private
from wending.orientation.views.papers import paper


@private
@require_GET
@needs_occupations
def results(request: HttpRequest) -> HttpResponse:
    """Show the occupations that fit, with filters and sliders."""
    choices = read_choices(dict(request.GET.lists()))
    page = found_results(request.session, choices, language())
    return render(
        request,
        "orientation/results.html",
        {"page": page, "choices": choices, "words": words},
    )


@private
@require_GET
@needs_occupations
def results_pdf(request: HttpRequest) -> HttpResponse:
    """Give the same list on paper."""
    choices = read_choices(dict(request.GET.lists()))
    page = found_results(request.session, choices, language())
    if not page.cards:
        return redirect("orientation:results")
    return paper(
        request.session, "orientation/typst/results.typ", results_paper(page, language()), "wending-resultaat.pdf"
    )


@private
@require_GET
@needs_occupations
def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four occupations side by side."""
    cards = chosen(request.session, request.GET.getlist("k"), language(), MOST_COMPARED, is_whole=True)
    return render(request, "orientation/compare.html", {"cards": cards, "words": words, "most": MOST_COMPARED})
