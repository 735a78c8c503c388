"""The choice of a profile with its subjects, and what to do when in doubt. For everyone: no profile, no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wending.accounts.views.guards import everyone
from wending.orientation.queries.doubt import STEPS, USUAL_STEPS, doubt_view
from wending.orientation.queries.profile_choice import profile_view, school_levels, school_view
from wending.orientation.views.guards import language, needs_occupations

LONGEST_WORD, MOST_VALUES = 200, 60


@everyone
@require_GET
def profile_choice(request: HttpRequest) -> HttpResponse:
    """Choose a level, compare its profiles, or see one profile with its subjects and doors."""
    level, profile = _one(request, "niveau"), _one(request, "profiel")
    levels = school_levels(language())
    if not level:
        return render(request, "orientation/profile_choice.html", {"levels": levels})
    if profile:
        chosen = profile_view(level, profile, _many(request, "v"), language())
        if chosen is None:
            raise Http404
        return render(request, "orientation/profile_choice_one.html", {"page": chosen})
    page = school_view(level, language())
    if page is None:
        raise Http404
    return render(request, "orientation/profile_choice_level.html", {"page": page, "levels": levels})


@everyone
@require_GET
@needs_occupations
def doubt(request: HttpRequest) -> HttpResponse:
    """Compare up to four sectors, programmes or profiles by what they lead to."""
    asked = _one(request, "stappen")
    steps = int(asked) if asked in {str(number) for number in STEPS} else USUAL_STEPS
    page = doubt_view(_many(request, "o"), _one(request, "q"), steps, _one(request, "niveau"), language())
    return render(request, "orientation/doubt.html", {"page": page, "steps": STEPS})


def _one(request: HttpRequest, key: str) -> str:
    return request.GET.get(key, "").replace("\x00", "")[:LONGEST_WORD]


def _many(request: HttpRequest, key: str) -> list[str]:
    return [value[:LONGEST_WORD] for value in request.GET.getlist(key)[:MOST_VALUES]]
