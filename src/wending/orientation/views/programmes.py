"""Programmes: search them, one by itself, those that fit someone, a few side by side. Looking around sets no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from wending.accounts.views.guards import everyone
from wending.orientation.queries import study_words
from wending.orientation.queries.papers import programmes_paper
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.programmes import programme_view, programmes_view
from wending.orientation.queries.programmes.compare import MOST, compare_view
from wending.orientation.queries.programmes.fit import fit_view
from wending.orientation.queries.sector_words import SECTORS
from wending.orientation.rules.study_choices import read_study_choices
from wending.orientation.views.guards import language, needs_occupations, private
from wending.orientation.views.papers import paper

LONGEST_QUERY = 200


@everyone
@require_GET
def browse(request: HttpRequest) -> HttpResponse:
    """List programmes by words, level, sector and way of learning."""
    asked = {name: _text(request, key) for name, key in (("q", "q"), ("level", "niveau"), ("number", "page"))}
    asked |= {name: _text(request, key) for name, key in (("sector", "sector"), ("way", "manier"))}
    return render(request, "orientation/programmes.html", {"page": programmes_view(language(), **asked)})


@everyone
@require_GET
@needs_occupations
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """Show one programme."""
    page = programme_view(request.session, key, language(), _text(request, "regio"))
    if page is None:
        raise Http404
    return render(request, "orientation/programme.html", {"page": page})


@private
@require_GET
@needs_occupations
def fitting(request: HttpRequest) -> HttpResponse:
    """Show the programmes that fit someone, on two axes."""
    has_level = bool(session_profile(request.session).study.level)
    choices = read_study_choices(dict(request.GET.lists()), tuple(SECTORS), has_level)
    page = fit_view(request.session, choices, language())
    return render(
        request,
        "orientation/programmes_fit.html",
        {"page": page, "choices": choices, "words": study_words, "sectors": SECTORS},
    )


@private
@require_GET
@needs_occupations
def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four programmes side by side."""
    page = compare_view(request.session, _keys(request), language())
    return render(request, "orientation/programmes_compare.html", {"page": page, "words": study_words, "most": MOST})


@private
@require_GET
@needs_occupations
def compare_pdf(request: HttpRequest) -> HttpResponse:
    """Give the same on paper."""
    page = compare_view(request.session, _keys(request), language())
    if not page.sides:
        return redirect("orientation:programmes_compare")
    return paper(
        request.session,
        "orientation/typst/programmes.typ",
        programmes_paper(page, language()),
        "wending-opleidingen.pdf",
    )


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:LONGEST_QUERY]


def _keys(request: HttpRequest) -> list[str]:
    """Return the chosen programmes; a database refuses a zero byte, and no key has one."""
    return [key for key in request.GET.getlist("k") if "\x00" not in key]
