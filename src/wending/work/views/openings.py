"""Openings as managers keep them, with the responses that people sent."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.kit.versions import Stale
from wending.work.actions import openings as actions
from wending.work.actions.responses import answer_response, read_responses
from wending.work.forms.growth import AnswerForm, OpeningForm
from wending.work.queries.growth_words import ANSWERS, KINDS, STATES
from wending.work.queries.openings import managed_opening, managed_openings
from wending.work.rules.openings import Answer, State
from wending.work.views.asking import asking
from wending.work.views.picking import Picking, pick

METHODS = ["GET", "HEAD", "POST"]
FIELDS = ("kind", "title", "text", "hours", "period", "place", "places", "opens", "closes", "for_network", "version")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """Show all openings of the firm."""
    rows = [
        {"row": row, "kind": KINDS[row.kind], "state": STATES[row.state]}  # type: ignore[index]
        for row in managed_openings(asking(request))
    ]
    return render(request, "work/openings.html", {"rows": rows})


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Write an opening; then its skills."""
    today = timezone.localdate()
    start = {"opens": today, "closes": today + timedelta(days=42), "places": 1, "kind": "task"}
    form = OpeningForm(request.POST or None, initial=start)
    if form.is_valid():
        row = actions.add_opening(by=asking(request), told=form.told())
        return redirect("work:opening_skills", row.pk)
    return _form(request, form, _("Een nieuwe kans"))


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def change(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Change an opening."""
    row = _found(request, opening)
    start = {name: getattr(row, name) for name in FIELDS}
    form = OpeningForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            actions.change_opening(by=asking(request), opening=opening, version=form.read_version(), told=form.told())
        except Stale as stale:
            differences = form.differences(start)
            form.renew(stale.version)
            return _form(request, form, row.title, differences)
        return redirect("work:opening", opening)
    return _form(request, form, row.title)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def opening(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Show an opening with the responses to it; that they were read is in the ledger of who sent them."""
    found = read_responses(by=asking(request), opening=opening)
    if found is None:
        raise Http404
    responses = [
        {
            "one": one,
            "answer": ANSWERS[Answer(one.answer)] if one.answer else "",
            "form": AnswerForm(auto_id=f"{one.id}-%s"),
        }
        for one in found.responses
    ]
    row = found.opening
    page = {"row": row, "kind": KINDS[row.kind], "state": STATES[row.state], "responses": responses}  # type: ignore[index]
    return render(request, "work/opening.html", page)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def skills(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Choose which skills an opening asks."""
    row = _found(request, opening)
    onward = reverse("work:opening", args=[row.pk])
    page = Picking(row.title, row.text, row.occupation, row.skills, onward, _("Wat vraagt dit?"))
    return pick(
        request,
        page,
        lambda occupation, chosen: actions.set_opening_skills(
            by=asking(request), opening=opening, occupation=occupation, skills=chosen
        ),
    )


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def set_state(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Open or close an opening."""
    asked = request.POST.get("state", "")
    if asked not in set(State):
        raise Http404
    try:
        actions.set_opening_state(by=asking(request), opening=opening, state=State(asked))
    except ObjectDoesNotExist:
        raise Http404 from None
    return redirect("work:opening", opening)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def answer(request: HttpRequest, opening: UUID, response: UUID) -> HttpResponse:
    """Answer a response."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for ones in form.errors.values() for one in ones))
        return redirect("work:opening", opening)
    told = form.cleaned_data
    if not answer_response(by=asking(request), response=response, answer=Answer(told["answer"]), text=told["text"]):
        messages.error(request, _("Deze reactie is er niet meer."))
    else:
        messages.success(request, _("Je antwoord is verstuurd."))
    return redirect("work:opening", opening)


def _found(request: HttpRequest, opening: UUID) -> Any:
    row = managed_opening(asking(request), opening)
    if row is None:
        raise Http404
    return row


def _form(request: HttpRequest, form: OpeningForm, title: str, differences: Any = None) -> HttpResponse:
    status = 409 if differences is not None else 422 if form.is_bound else 200
    page = {"form": form, "title": title, "up": reverse("work:openings"), "up_words": _("Kansen")}
    return render(request, "work/form.html", {**page, "differences": differences}, status=status)
