"""The page from which a manager reaches all about people who grow, and its functions and what these need."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor
from wending.work.actions import needs as actions
from wending.work.actions.talks import read_talk, reply_to_talk
from wending.work.forms.growth import FunctionForm, TextForm
from wending.work.queries.needs import Need, function_of, needs
from wending.work.queries.openings import managed_openings
from wending.work.queries.outlook import outlooks
from wending.work.queries.talks import seen_talks
from wending.work.queries.training import plan
from wending.work.views.asking import asking, language
from wending.work.views.picking import Picking, pick

METHODS = ["GET", "HEAD", "POST"]


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def growth(request: HttpRequest) -> HttpResponse:
    """Show where a firm can begin: openings, functions, plan, courses, talks shown, files."""
    actor = asking(request)
    page = {
        "openings": managed_openings(actor).filter(state="open").count(),
        "plan": plan(actor, language()),
        "talks": seen_talks(actor),
    }
    return render(request, "work/growth.html", page)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def functions(request: HttpRequest) -> HttpResponse:
    """Show the functions with what they need and has, and what figures tell of them; add one."""
    actor = asking(request)
    form = FunctionForm(request.POST or None)
    if form.is_valid():
        row = actions.add_function(by=actor, told=form.told())
        return redirect("work:function_skills", row.pk)
    page = {"form": form, "needs": needs(actor), "outlooks": outlooks(actor, language())}
    return render(request, "work/functions.html", page, status=422 if form.is_bound else 200)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def function(request: HttpRequest, function: UUID) -> HttpResponse:
    """Change a function, and write how many people need each skill and have it."""
    actor = asking(request)
    row = function_of(actor, function)
    if row is None:
        raise Http404
    start = {"name": row.name, "people": row.people, "people_later": row.people_later, "version": row.version}
    form = FunctionForm(request.POST or None, initial=start)
    page = {"form": form, "function": row, "found": _need(actor, row)}
    if form.is_valid():
        try:
            actions.change_function(by=actor, function=function, version=form.read_version(), told=form.told())
        except Stale as stale:
            saved = {**start, "version": stale.version}
            page["differences"] = form.differences(saved)
            form.renew(stale.version)
            return render(request, "work/function.html", page, status=409)
        actions.set_numbers(by=actor, function=function, numbers=_numbers(request, row))
        messages.success(request, _("Bewaard."))
        return redirect("work:functions")
    return render(request, "work/function.html", page, status=422 if form.is_bound else 200)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def function_skills(request: HttpRequest, function: UUID) -> HttpResponse:
    """Choose which skills a function needs in two years."""
    actor = asking(request)
    row = function_of(actor, function)
    if row is None:
        raise Http404
    had = [{"uri": one.uri, "name": one.name} for one in row.needs.all()]
    page = Picking(
        row.name, "", row.occupation, had, reverse("work:function", args=[row.pk]), _("Wat is er over twee jaar nodig?")
    )
    return pick(
        request,
        page,
        lambda occupation, skills: actions.set_function_skills(
            by=actor, function=function, occupation=occupation, skills=skills
        ),
    )


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def function_remove(request: HttpRequest, function: UUID) -> HttpResponse:
    """Remove a function."""
    try:
        actions.remove_function(by=asking(request), function=function)
    except ObjectDoesNotExist:
        raise Http404 from None
    return redirect("work:functions")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def talk(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Read what somebody shows of a talk, and write back."""
    actor = asking(request)
    form = TextForm(request.POST or None)
    if form.is_valid():
        if not reply_to_talk(by=actor, talk=talk, text=form.cleaned_data["text"]):
            raise Http404
        messages.success(request, _("Je antwoord is verstuurd."))
        return redirect("work:talk_seen", talk)
    found = read_talk(by=actor, talk=talk)
    if found is None:
        raise Http404
    page = {"talk": found, "form": form}
    return render(request, "work/talk_seen.html", page, status=422 if form.is_bound else 200)


def _need(actor: Actor, row: Any) -> list[Need]:
    return next((rows for function, rows in needs(actor).functions if function.pk == row.pk), [])


def _numbers(request: HttpRequest, row: Any) -> dict[int, tuple[int | None, int | None]]:
    def number(name: str) -> int | None:
        text = request.POST.get(name, "").strip()
        return min(int(text), 999) if text.isdecimal() else None

    ids = row.needs.values_list("pk", flat=True)
    return {pk: (number(f"people:{pk}"), number(f"estimate:{pk}")) for pk in ids}
