"""Public pages about a firm that signs badges: who it is, its keys, what a badge is about, and what it took back.

Nothing about a person is here, and a firm or course without badges does not exist here.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wending.accounts.views.guards import everyone
from wending.work.actions.badges import achievement_of, public_list
from wending.work.queries.badges import key_in_use, keys_of, public_course, signing_firm, taken_back
from wending.work.sources.badges import key_document, profile

JSON = "application/ld+json"


@everyone
@require_safe
def firm(request: HttpRequest, firm: UUID) -> HttpResponse:
    """Show which keys a firm signs with, and how one checks a badge."""
    row = signing_firm(firm)
    if row is None:
        raise Http404
    return render(request, "work/badge_firm.html", {"firm": row, "keys": keys_of(firm)})


@everyone
@require_safe
def issuer(request: HttpRequest, firm: UUID) -> JsonResponse:
    """Give the profile of the firm as issuer."""
    row, key = signing_firm(firm), key_in_use(firm)
    if row is None or key is None:
        raise Http404
    address = request.build_absolute_uri(reverse("work:badge_firm", args=[firm]))
    return JsonResponse(profile(key.did, row.name, address), content_type=JSON)


@everyone
@require_safe
def key(request: HttpRequest, firm: UUID, number: int) -> JsonResponse:
    """Give a key of the firm."""
    row = keys_of(firm).filter(pk=number).first()
    if row is None:
        raise Http404
    return JsonResponse(key_document(row.did), content_type=JSON)


@everyone
@require_safe
def achievement(request: HttpRequest, course: UUID) -> JsonResponse:
    """Give what a badge is about."""
    row = public_course(course)
    if row is None:
        raise Http404
    return JsonResponse(achievement_of(row, request.build_absolute_uri()), content_type=JSON)


@everyone
@require_safe
def list_of(request: HttpRequest, firm: UUID) -> JsonResponse:
    """Give the signed list of badges that were taken back, under one key of the firm."""
    number = request.GET.get("sleutel", "")
    rows = keys_of(firm)
    row = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else rows.first()
    if row is None:
        raise Http404
    address = request.build_absolute_uri(f"{reverse('work:badge_list', args=[firm])}?sleutel={row.pk}")
    return JsonResponse(public_list(key=row, numbers=taken_back(row), address=address), content_type=JSON)
