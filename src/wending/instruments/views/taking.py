"""Filling in: pages of the full form, items of the short form, and the result."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import everyone
from wending.instruments.actions import sittings as actions
from wending.instruments.forms import read_answers
from wending.instruments.queries.results import result_page
from wending.instruments.queries.taking import chosen_form, full_page, next_item, short_page, taking
from wending.instruments.rules.instrument import Instrument
from wending.instruments.rules.sitting import FULL, SHORT, Sitting, page_of
from wending.instruments.views.asking import language

FORMS = {"kort": SHORT, "heel": FULL}


@everyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, key: str) -> HttpResponse:
    """Show what to answer now, or keep what was answered."""
    asked = FORMS.get((request.POST if request.method == "POST" else request.GET).get("vorm", ""), "")
    found = taking(who(request), request.session, key, asked)
    if found is None:
        raise Http404
    one, sitting = found
    form = chosen_form(one, sitting, asked)
    if request.method == "POST":
        sitting = sitting or actions.begin(
            by=who(request), session=request.session, instrument=one, form=form, lang=language()
        )
        return _keep_short(request, one, sitting) if form == SHORT else _keep_full(request, one, sitting)
    lang = language()
    if form == FULL:
        page = full_page(one, sitting, _number(request.GET.get("blad")), lang)
        return render(request, "instruments/full.html", {"page": page})
    item = short_page(one, sitting, request.GET.get("vraag"), lang)
    if item is None:
        return redirect("instruments:statement", key)
    return render(request, "instruments/short.html", {"page": item})


@everyone
@never_cache
@require_safe
def result(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a finished sitting tells."""
    page = result_page(who(request), request.session, key, request.GET.get("keer", ""), language())
    if page is None:
        return redirect("instruments:statement", key)
    return render(request, "instruments/result.html", {"page": page})


@everyone
@require_POST
def forget(request: HttpRequest, key: str) -> HttpResponse:
    """Remove one sitting of one's own."""
    actions.remove(by=who(request), session=request.session, sitting=request.POST.get("keer", ""))
    messages.success(request, _("Je antwoorden zijn gewist."))
    return redirect("instruments:statement", key)


def _keep_full(request: HttpRequest, one: Instrument, sitting: Sitting) -> HttpResponse:
    number = _number(request.POST.get("blad")) or 1
    given = read_answers(request.POST, one, page_of(one, number))
    sitting = actions.answer(by=who(request), session=request.session, sitting=sitting, given=given)
    here = reverse("instruments:take", args=[one.id]) + "?vorm=heel&blad="
    match request.POST.get("do"):
        case "stop":
            return redirect("instruments:statement", one.id)
        case "back":
            return redirect(f"{here}{max(number - 1, 1)}")
    if page_of(one, number + 1):
        return redirect(f"{here}{number + 1}")
    return _finish(request, one, sitting, f"{here}1")


def _keep_short(request: HttpRequest, one: Instrument, sitting: Sitting) -> HttpResponse:
    here = reverse("instruments:take", args=[one.id]) + "?vorm=kort"
    if request.POST.get("do") == "stop":
        return redirect("instruments:statement", one.id)
    item = request.POST.get("vraag", "")
    if item in sitting.answers or item == next_item(one, sitting):
        given = read_answers(request.POST, one, (one.item(item),))
        sitting = actions.answer(by=who(request), session=request.session, sitting=sitting, given=given)
    if next_item(one, sitting) is None:
        return _finish(request, one, sitting, here)
    return redirect(here)


def _finish(request: HttpRequest, one: Instrument, sitting: Sitting, otherwise: str) -> HttpResponse:
    """Finish when anything was answered, else say that there is nothing to tell yet."""
    if all(answer is None for answer in sitting.answers.values()):
        messages.warning(request, _("Je hebt nog niets gekozen. Kies bij een paar vragen een antwoord."))
        if sitting.form == SHORT:
            actions.remove(by=who(request), session=request.session, sitting=sitting.id)
        return redirect(otherwise)
    actions.finish(by=who(request), session=request.session, sitting=sitting)
    return redirect("instruments:result", one.id)


def _number(raw: str | None) -> int | None:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 4 else None
