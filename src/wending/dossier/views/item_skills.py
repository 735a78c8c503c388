"""What an item showed you can do: suggestions to tick, own words, and how you do it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wending.accounts.views.guards import own
from wending.dossier.actions.item_skills import Claim, set_skills
from wending.dossier.actions.items import name_occupation
from wending.dossier.forms.item_skills import claims_in, key_of
from wending.dossier.queries.item_words import LEVELS
from wending.dossier.queries.items import ItemShown, item_shown
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.queries.suggestions import (
    Likeness,
    found_skills,
    likely_occupation,
    soft_skills,
    suggested_skills,
)
from wending.dossier.rules.record import Kind
from wending.dossier.views.asking import asking
from wending.dossier.views.language import language
from wending.reference.queries.names import names

WORK = frozenset({Kind.WORK.value, Kind.VOLUNTEERING.value, Kind.LEARNT_AT_WORK.value})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, item: UUID) -> HttpResponse:
    """Suggest skills and keep those that are ticked. Searching keeps the ticks and saves nothing yet."""
    found = item_shown(asking(request), item, language())
    if found is None:
        raise Http404
    had = [Claim(skill.uri, skill.name, skill.level, skill.behaviour) for skill in found.skills]
    if request.method != "POST":
        return render(request, "dossier/item_skills.html", _page(found, had, "", _occupation(found, None)))
    claims = claims_in(request.POST, {claim.uri for claim in had}, language())
    if "search" in request.POST:
        occupation = _occupation(found, request.POST)
        page = _page(found, claims, request.POST.get("q", "").replace("\0", "")[:200], occupation)
        return render(request, "dossier/item_skills.html", page)
    set_skills(by=asking(request), item=item, claims=claims)
    occupation = _occupation(found, request.POST)
    if occupation or found.uri:
        name_occupation(by=asking(request), item=item, uri=occupation.uri if occupation else "")
    return redirect("dossier:item", item)


def _occupation(item: ItemShown, data: QueryDict | None) -> Likeness | None:
    """Return the occupation of an item: as ticked, else as saved; never one that was not said yes to."""
    uri = item.uri if data is None else data.get("occupation", "").replace("\0", "")
    known = names("occupation", [uri], language()) if uri else {}
    return Likeness(uri, known[uri].text) if uri in known else None


def _page(item: ItemShown, claims: list[Claim], query: str, occupation: Likeness | None) -> dict[str, object]:
    lang = language()
    likely = occupation or (likely_occupation(item.title, lang) if item.kind in WORK else None)
    called = skill_names([claim.uri for claim in claims], lang)
    chosen = [
        {
            "key": key_of(claim.uri, claim.name),
            "name": called.get(claim.uri, claim.name or claim.uri),
            "level": claim.level,
            "behaviour": claim.behaviour,
        }
        for claim in claims
    ]
    without = {claim.uri for claim in claims}
    near, other = soft_skills(Kind(item.kind), lang, without)
    return {
        "item": item,
        "chosen": chosen,
        "levels": LEVELS,
        "likely": likely,
        "occupation": occupation,
        "suggested": suggested_skills(f"{item.title}\n{item.description}", likely, lang, without),
        "near": near,
        "other": other,
        "query": query,
        "found": [one for one in found_skills(query, lang) if one.uri not in without],
    }
