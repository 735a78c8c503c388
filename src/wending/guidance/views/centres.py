"""Public pages of centres: find one, read about it, walk in with a number. They set no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.guards import everyone
from wending.guidance.actions.tickets import take_number
from wending.guidance.queries import words
from wending.guidance.queries.centres import (
    Wishes,
    before_in_line,
    coming_exceptions,
    expected_answer,
    found_centres,
    has_centres,
    kinds_of,
    line_of,
    names_of,
    regions_with_centres,
    ticket,
    walk_in_now,
    walk_in_today,
    week_words,
)
from wending.guidance.queries.growth import public_registrations
from wending.guidance.queries.slots import first_free
from wending.guidance.views.who import public_centre
from wending.reference.queries.regions import region_names


@everyone
@require_safe
def centres(request: HttpRequest) -> HttpResponse:
    """Show the centres that fit what somebody looks for."""
    asked = request.GET
    facts = tuple(fact for fact in asked.getlist("toegang") if fact in words.FACTS)
    language = asked.get("taal", "") if asked.get("taal") in words.LANGUAGES else ""
    wishes = Wishes(asked.get("plaats", "")[:80], asked.get("regio", "")[:20], language, facts)
    names = region_names()
    cards = [
        {
            "centre": centre,
            "region": names.get(centre.organisation.region, ""),
            "languages": names_of(centre.languages, words.LANGUAGES),
            "facts": names_of(centre.facts, words.FACTS),
        }
        for centre in found_centres(wishes)
    ]
    page = {
        "cards": cards,
        "wishes": wishes,
        "has_centres": has_centres(),
        "regions": regions_with_centres(),
        "languages": [{"value": code, "label": name} for code, name in words.LANGUAGES.items()],
        "facts": [{"value": c, "label": name, "checked": c in facts} for c, name in words.FACTS.items()],
    }
    return render(request, "guidance/centres.html", page)


@everyone
@require_safe
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a centre: what one can do there, where and when."""
    found = public_centre(slug)
    page = {
        "centre": found,
        "region": region_names().get(found.organisation.region, ""),
        "kinds": [{"kind": kind, "first": first_free(kind), "way": words.WAYS[kind.way]} for kind in kinds_of(found)],
        "week": week_words(found.hours),
        "walk_in": week_words(found.walk_in) if found.walk_in else [],
        "walk_in_now": walk_in_now(found),
        "exceptions": coming_exceptions(found),
        "languages": names_of(found.languages, words.LANGUAGES),
        "facts": names_of(found.facts, words.FACTS),
        "answer": expected_answer(found),
        "registrations": public_registrations(found.organisation_id, timezone.localdate()),
    }
    return render(request, "guidance/centre.html", page)


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def number_take(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a number while one can walk in."""
    found = public_centre(slug)
    is_open = walk_in_now(found)
    if request.method == "POST" and is_open:
        return redirect("guidance:number", slug, take_number(centre=found).number)
    page = {
        "centre": found,
        "is_open": is_open,
        "is_today": walk_in_today(found),
        "week": week_words(found.walk_in),
        "line": line_of(found),
    }
    return render(request, "guidance/number_take.html", page, status=409 if request.method == "POST" else 200)


@everyone
@require_safe
def number(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a number of today, and how many come before it."""
    found = public_centre(slug)
    taken = ticket(found, number)
    if taken is None:
        raise Http404
    page = {"centre": found, "ticket": taken, "before": before_in_line(taken), "line": line_of(found)}
    return render(request, "guidance/number.html", page)
