"""Pages of a school's staff: find offers that fit a class, ask, and see to a visit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.kit.csv_file import csv_lines
from wending.school.actions.look_back import close_look_back, open_look_back
from wending.school.actions.outside_mail import address
from wending.school.actions.visit_learners import ask_by_mail, choose_learners
from wending.school.actions.visits import agree_to_safety, ask_visit, cancel_visit, change_visit
from wending.school.forms.visit import AskForm, ChangeForm, SummaryForm
from wending.school.queries.offers import (
    matched,
    occupation_names,
    offer_for,
    open_offers,
    shared_themes,
    wish_of,
)
from wending.school.queries.outside_calendar import visit_calendar
from wending.school.queries.outside_scope import as_number, visits_for
from wending.school.queries.outside_words import KINDS, STATES, THEMES
from wending.school.queries.scope import groups_for
from wending.school.queries.visits import again_words, along, means_of
from wending.school.rules.outside import OfferKind, VisitState
from wending.school.views.hosting import calendar_answer
from wending.school.views.outside_doors import FORM, attempt, staff, submit, there, today, version_of

PER_PAGE = 12


@staff
@require_safe
def outside(request: HttpRequest) -> HttpResponse:
    """Show offers, the best for the chosen class first, and the visits of one's own classes."""
    by, asked = who(request), request.GET
    groups = list(groups_for(by))
    chosen = next((row for row in groups if str(row.pk) == asked.get("klas")), None)
    themes = [theme for theme in asked.getlist("thema") if theme in THEMES]
    kind = asked.get("soort", "") if asked.get("soort") in [*OfferKind] else ""
    offers = open_offers(by)
    wish = wish_of(by, chosen, themes)
    shared = shared_themes(by, chosen) if chosen else None
    cards = matched(offers.filter(kind=kind) if kind else offers, wish, [] if themes else shared or [])
    page = {
        "page": Paginator(cards, PER_PAGE).get_page(asked.get("page")),
        "groups": [{"value": "", "label": _("Alle klassen")}]
        + [{"value": str(row.pk), "label": row.name} for row in groups],
        "chosen": chosen,
        "shared": shared,
        "kinds": [{"value": "", "label": _("Alles")}]
        + [{"value": key, "label": words} for key, words in KINDS.items()],
        "kind": kind,
        "themes": [{"value": key, "label": words, "checked": key in themes} for key, words in THEMES.items()],
        # What comes first, then what was.
        "visits": [
            (row, STATES[VisitState(row.state)])
            for row in sorted(visits_for(by), key=lambda row: row.day.day < today())
        ],
    }
    return render(request, "school/outside/outside.html", page)


@staff
@require_http_methods(FORM)
def offer(request: HttpRequest, offer: UUID) -> HttpResponse:
    """Show an offer and ask for a day."""
    by = who(request)
    row = there(offer_for(by, offer))
    groups = list(groups_for(by))
    initial = {"contact": request.user.email, "group": request.GET.get("klas", ""), "number": row.most}  # type: ignore[union-attr]
    form = AskForm(request.POST or None, initial=initial, groups=groups, days=row.free)
    made: list[Any] = []

    def ask(told: dict[str, Any]) -> None:
        told.pop("safe")
        group = UUID(told.pop("group"))
        made.append(ask_visit(by=by, offer=row, group=group, **told))

    if submit(request, form, ask, _("Je vraag is bij de gastheer. De plek is vastgehouden.")):
        return redirect("school:visit", made[0].pk)
    page = {
        "offer": row,
        "kind": KINDS[OfferKind(row.kind)],
        "themes": [THEMES[theme] for theme in row.themes if theme in THEMES],
        "occupations": occupation_names(row, get_language() or "nl"),
        "form": form,
        "has_groups": bool(groups),
    }
    return render(request, "school/outside/offer.html", page, status=422 if form.errors else 200)


@staff
@require_http_methods(FORM)
def visit(request: HttpRequest, visit: UUID) -> HttpResponse:
    """Show a visit and do what comes next in it."""
    by = who(request)
    row = there(visits_for(by).filter(pk=visit).first())
    summary = SummaryForm(request.POST if "summary" in request.POST else None)
    token: list[str] = []
    if request.method == "POST":
        # The link for the class is shown once and kept nowhere.
        if _act(request, row, summary, token) and not token:
            return redirect("school:visit", visit)
        row = there(visits_for(by).filter(pk=visit).first())
    learners = along(by, row)
    page = {
        "visit": row,
        "state": STATES[VisitState(row.state)],
        "kind": KINDS[OfferKind(row.offer.kind)],
        "learners": learners,
        "coming": sum(one.may_come for one in learners),
        "chosen": sum(one.place is not None for one in learners),
        "means": means_of(row.back),
        "again": again_words(row),
        "summary": summary,
        "class_link": address("school:look_back", token[0]) if token else "",
        "is_asked": row.state == VisitState.ASKED,
        "is_agreed": row.state == VisitState.AGREED,
        "is_done": row.state == VisitState.DONE,
        "is_open": row.state in {VisitState.ASKED, VisitState.AGREED},
    }
    return render(request, "school/outside/visit.html", page, status=422 if summary.errors else 200)


@staff
@require_http_methods(FORM)
def visit_change(request: HttpRequest, visit: UUID) -> HttpResponse:
    """Change numbers, who goes along, or the day."""
    by = who(request)
    row = there(visits_for(by).filter(pk=visit).first())
    open_now: Any = offer_for(by, row.offer_id)
    days = [day for day in (open_now.free if open_now else []) if day.pk != row.day_id]
    initial = {name: getattr(row, name) for name in ("number", "companions", "wish", "version")}
    form = ChangeForm(request.POST or None, initial={**initial, "day": row.day_id}, days=[row.day, *days])
    if submit(
        request,
        form,
        lambda told: change_visit(by=by, visit=visit, **told),
        _("Veranderd. De gastheer krijgt bericht."),
    ):
        return redirect("school:visit", visit)
    page = {"form": form, "visit": row}
    return render(request, "school/outside/visit_change.html", page, status=422 if form.errors else 200)


@staff
@require_safe
def visit_learners(request: HttpRequest, visit: UUID) -> StreamingHttpResponse:
    """Give the list of who comes along, for the one who goes with them: name and answer of one's own class."""
    row = there(visits_for(who(request)).filter(pk=visit).first())
    lines = [
        [str(one.learner), one.words, _("ja") if one.may_come else _("nee")]
        for one in along(who(request), row)
        if one.place is not None
    ]
    headings = [_("Leerling"), _("Antwoord"), _("Mag mee")]
    answer = StreamingHttpResponse(csv_lines(headings, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="bezoek.csv"'
    return answer


@staff
@require_safe
def visit_ics(request: HttpRequest, visit: UUID) -> HttpResponse:
    """Give the calendar file of a visit."""
    return calendar_answer(visit_calendar(there(visits_for(who(request)).filter(pk=visit).first())))


def _act(request: HttpRequest, row: Any, summary: SummaryForm, token: list[str]) -> bool:
    """Do what a button of the page asks; return whether it went well."""
    by, do, version = who(request), request.POST.get("doe", ""), version_of(request)
    if do == "veilig":
        return attempt(request, lambda: agree_to_safety(by=by, visit=row.pk, version=version), _("Afgesproken."))
    if do == "af":
        return attempt(
            request,
            lambda: cancel_visit(by=by, visit=row, version=version, is_host=False),
            _("Het bezoek gaat niet door. De gastheer krijgt bericht."),
        )
    if do == "wie":
        chosen = [number for text in request.POST.getlist("mee") if (number := as_number(text))]
        old = set(request.POST.getlist("zestien"))
        return attempt(
            request,
            lambda: choose_learners(by=by, visit=row.pk, sixteen={one: str(one) in old for one in chosen}),
            _("De lijst is bewaard."),
        )
    if do == "mail":
        return _mail(request, row)
    if do == "terugblik":
        return attempt(request, lambda: token.append(open_look_back(by=by, visit=row.pk)))
    if do == "klaar":
        return submit(
            request,
            summary,
            lambda told: close_look_back(by=by, visit=row.pk, **told),
            _("Klaar. De gastheer leest dit."),
        )
    return False


def _mail(request: HttpRequest, row: Any) -> bool:
    """Mail every address that was filled in; one that is no address is told, the others go."""
    by = who(request)
    asked = 0
    for one in along(by, row):
        email = request.POST.get(f"adres-{one.place.pk}", "").strip() if one.place else ""
        if one.place is None or not email:
            continue
        place = one.place.pk

        def ask(place: UUID = place, email: str = email) -> None:
            ask_by_mail(by=by, place=place, email=_checked(email))

        asked += attempt(request, ask)
    if asked:
        messages.success(request, _("Gevraagd: %s.") % asked)
    return True


def _checked(email: str) -> str:
    validate_email(email)
    return email
