"""Pages of a host: its offers, their days, and visits of schools. With an account, or by the link in a mail."""

from typing import Any
from uuid import UUID

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import everyone, link, roles
from wending.school.actions.look_back import host_back
from wending.school.actions.offers import add_day, change_offer, make_offer, remove_day, set_open
from wending.school.actions.visit_learners import see_names
from wending.school.actions.visits import answer_visit, cancel_visit
from wending.school.forms.offer import DayForm, OfferForm
from wending.school.forms.visit import HostAnswerForm, HostBackForm
from wending.school.queries.hosting import hosting_page, offer_days
from wending.school.queries.offers import occupation_names
from wending.school.queries.outside_calendar import TYPE, visit_calendar
from wending.school.queries.outside_scope import offer_by, visits_of
from wending.school.queries.outside_words import KINDS, OFFER_STATES, THEMES, TOO_MANY
from wending.school.queries.visits import host_visit, host_visits
from wending.school.rules.outside import OfferState, VisitState
from wending.school.views.outside_doors import FORM, attempt, over, submit, version_of


@everyone
@require_http_methods(FORM)
def offer_public(request: HttpRequest) -> HttpResponse:
    """Let somebody without account offer something to schools; their address is confirmed by mail first."""
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if consume(request, action="book"):
            make_offer(by=who(request), told=form.told())
            return render(request, "school/outside/offer_sent.html", {"email": form.cleaned_data["email"]})
        form.add_error(None, TOO_MANY)
    page = {"form": form, "is_public": True}
    return render(request, "school/outside/offer_form.html", page, status=422 if form.errors else 200)


def _hosting(request: HttpRequest) -> HttpResponse:
    return render(request, "school/outside/hosting.html", hosting_page(who(request)))


def _new_offer(request: HttpRequest) -> HttpResponse:
    by = who(request)
    initial = {"host": by.organisation_name, "email": request.user.email, "contact": request.user.name}  # type: ignore[union-attr]
    form = OfferForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        offer = make_offer(by=by, told=form.told())
        messages.success(request, _("Je aanbod staat klaar. Zet er nu dagen bij."))
        return redirect("school:offer_manage", offer.pk)
    return render(request, "school/outside/offer_form.html", {"form": form}, status=422 if form.errors else 200)


# A firm and a centre have the same pages, each behind a guard that names one kind of organisation.
_at_firm = roles(Role.MANAGER, Role.PROFESSIONAL, at=Kind.EMPLOYER)
_at_centre = roles(Role.MANAGER, Role.PROFESSIONAL, at=Kind.CENTRE)
hosting, hosting_centre = _at_firm(require_safe(_hosting)), _at_centre(require_safe(_hosting))
offer_new = _at_firm(require_http_methods(FORM)(_new_offer))
offer_new_centre = _at_centre(require_http_methods(FORM)(_new_offer))


@link
@require_safe
def offer_manage(request: HttpRequest, key: str) -> HttpResponse:
    """Show an offer to its host: whether it is open, its days, and the visits."""
    offer = offer_by(who(request), key)
    if offer is None:
        return over(request, key)
    return _offer_page(request, offer, key, DayForm())


@link
@require_http_methods(FORM)
def offer_change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what an offer tells."""
    offer = offer_by(who(request), key)
    if offer is None:
        return over(request, key)
    form = OfferForm(request.POST or None, initial=OfferForm.told_by(offer))

    def change(told: dict[str, Any]) -> None:
        change_offer(by=who(request), offer=offer, told=form.told(), version=told["version"] or -1)

    if submit(request, form, change, _("Je aanbod is veranderd.")):
        return redirect("school:offer_manage", key)
    page = {"form": form, "offer": offer, "key": key}
    return render(request, "school/outside/offer_form.html", page, status=422 if form.errors else 200)


@link
@require_POST
def offer_open(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm or open an offer, or close it."""
    offer = offer_by(who(request), key)
    if offer is None:
        return over(request, key)
    is_open = request.POST.get("doe") == "open"
    words = _("Scholen kunnen je aanbod nu vinden.") if is_open else _("Je aanbod is gesloten.")
    attempt(
        request,
        lambda: set_open(by=who(request), offer=offer, is_open=is_open, version=version_of(request)),
        words,
    )
    return redirect("school:offer_manage", key)


@link
@require_POST
def offer_days_change(request: HttpRequest, key: str) -> HttpResponse:
    """Add a day or take one away."""
    offer = offer_by(who(request), key)
    if offer is None:
        return over(request, key)
    gone = request.POST.get("weg", "")
    if gone:
        number = int(gone) if gone.isdecimal() and len(gone) < 10 else 0
        if not remove_day(by=who(request), offer=offer, number=number):
            messages.warning(request, _("Deze dag kan niet weg: er hoort een bezoek bij."))
        return redirect("school:offer_manage", key)
    form = DayForm(request.POST)
    if submit(request, form, lambda told: add_day(by=who(request), offer=offer, **told), _("De dag staat erbij.")):
        return redirect("school:offer_manage", key)
    return _offer_page(request, offer, key, form)


@link
@require_http_methods(FORM)
def host_visit_page(request: HttpRequest, key: str, visit: UUID) -> HttpResponse:
    """Show one visit to its host; answer, call off, or look back."""
    by = who(request)
    offer = offer_by(by, key)
    row = visits_of(offer).filter(pk=visit).first() if offer else None
    if offer is None or row is None:
        return over(request, key)
    do = request.POST.get("doe", "")
    answer = HostAnswerForm(request.POST if do in {"ja", "nee"} else None, initial={"version": row.version})
    back = HostBackForm(
        request.POST if do == "terug" else None, initial={"words": row.host_words, "again": row.host_again}
    )
    is_done = False
    if do in {"ja", "nee"}:
        is_done = submit(
            request,
            answer,
            lambda told: answer_visit(by=by, offer=offer, visit=visit, agrees=do == "ja", **told),
            _("Je antwoord is naar de school."),
        )
    elif do == "af":
        reply = request.POST.get("reply", "")[:500]
        is_done = attempt(
            request,
            lambda: cancel_visit(by=by, visit=row, version=version_of(request), is_host=True, reply=reply),
            _("Het bezoek gaat niet door. De school krijgt bericht."),
        )
    elif do == "terug":
        is_done = submit(
            request, back, lambda told: host_back(by=by, offer=offer, visit=visit, **told), _("De school leest dit nu.")
        )
    if is_done or (do == "af"):
        return redirect("school:host_visit", key, visit)
    shown = host_visit(row, timezone.localdate())
    page = {
        "shown": shown,
        "offer": offer,
        "key": key,
        "answer": answer,
        "back": back,
        "is_asked": row.state == VisitState.ASKED,
        "is_agreed": row.state == VisitState.AGREED,
        "is_done": row.state == VisitState.DONE,
    }
    return render(request, "school/outside/host_visit.html", page, status=422 if answer.errors or back.errors else 200)


@link
@require_POST
def host_names(request: HttpRequest, key: str, visit: UUID) -> HttpResponse:
    """Show the names of who agreed to that, in the weeks around the day; each look is in the learner's ledger."""
    offer = offer_by(who(request), key)
    row = visits_of(offer).filter(pk=visit).first() if offer else None
    if offer is None or row is None:
        return over(request, key)
    names = see_names(by=who(request), offer=offer, visit=visit)
    return render(request, "school/outside/host_names.html", {"names": names, "visit": row, "key": key})


@link
@require_safe
def host_calendar(request: HttpRequest, key: str, visit: UUID) -> HttpResponse:
    """Give the calendar file of a visit to its host."""
    offer = offer_by(who(request), key)
    row = visits_of(offer).filter(pk=visit).first() if offer else None
    return over(request, key) if row is None else calendar_answer(visit_calendar(row))


def calendar_answer(text: str) -> HttpResponse:
    """Return a calendar file to be saved."""
    answer = HttpResponse(text, content_type=f"{TYPE}; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="bezoek.ics"'
    return answer


def _offer_page(request: HttpRequest, offer: Any, key: str, form: DayForm) -> HttpResponse:
    page = {
        "offer": offer,
        "key": key,
        "kind": KINDS.get(offer.kind, ""),
        "state": OFFER_STATES[OfferState(offer.state)],
        "themes": [THEMES[theme] for theme in offer.themes if theme in THEMES],
        "occupations": occupation_names(offer, get_language() or "nl"),
        "days": offer_days(offer),
        "visits": host_visits(offer),
        "form": form,
    }
    return render(request, "school/outside/offer_manage.html", page, status=422 if form.errors else 200)
