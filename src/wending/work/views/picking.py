"""The page on which skills are chosen for an opening, function or course: of the catalogue, or in own words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from wending.dossier.queries.suggestions import Likeness, found_skills, likely_occupation, suggested_skills
from wending.reference.queries.names import names
from wending.work.forms.pick import occupation_in, picked, value_of
from wending.work.rules.openings import Skill, skills_of
from wending.work.views.asking import language


@dataclass(frozen=True)
class Picking:
    """For what skills are chosen: its title and text, what it has now, where to go on, and the question of the page."""

    title: str
    text: str
    occupation: str
    skills: list[dict[str, str]]
    onward: str
    question: str


def pick(request: HttpRequest, page: Picking, save: Callable[[str, list[Skill]], object]) -> HttpResponse:
    """Show the page; searching keeps the ticks and saves nothing yet."""
    had = list(skills_of(page.skills))
    lang = language()
    if request.method != "POST":
        return render(request, "work/pick.html", _shown(page, had, page.occupation, "", lang))
    chosen, occupation = picked(request.POST, had, lang), occupation_in(request.POST, lang)
    if "search" in request.POST:
        words = request.POST.get("q", "").replace("\0", "")[:200]
        return render(request, "work/pick.html", _shown(page, chosen, occupation, words, lang))
    save(occupation, chosen)
    return HttpResponseRedirect(page.onward)


def _shown(page: Picking, chosen: list[Skill], occupation: str, words: str, lang: str) -> dict[str, Any]:
    known = names("occupation", [occupation], lang) if occupation else {}
    ticked = Likeness(occupation, known[occupation].text) if occupation in known else None
    likely = ticked or likely_occupation(page.title, lang)
    without = {skill.uri for skill in chosen}
    return {
        "page": page,
        "chosen": [{"value": value_of(skill), "name": skill.name} for skill in chosen],
        "likely": likely,
        "occupation": ticked,
        "suggested": suggested_skills(f"{page.title}\n{page.text}", likely, lang, without),
        "query": words,
        "found": [one for one in found_skills(words, lang) if one.uri not in without],
    }
