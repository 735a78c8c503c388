"""Openings as somebody of the firm sees them, for themselves: what fits, and a response. No look is logged."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.work.actions.responses import respond, take_response_back
from wending.work.forms.own_growth import ResponseForm
from wending.work.queries.fitting import fitting, own_skill_choices, whole_fit
from wending.work.queries.growth_words import ANSWERS, KINDS
from wending.work.queries.openings import opening_for, openings_for, own_responses
from wending.work.queries.scope import own_rows
from wending.work.rules.openings import Answer
from wending.work.views.asking import asking, do, language


@own
@require_safe
def chances(request: HttpRequest) -> HttpResponse:
    """Show what is open where one works, what fits most first, and what one sent."""
    actor = asking(request)
    page = {
        "fits": [{"fit": fit, "kind": KINDS[fit.opening.kind]} for fit in fitting(actor, language())],  # type: ignore[index]
        "sent": [{"row": row, "answer": _answer(row.answer)} for row in own_responses(actor)],
        "places": own_rows(actor),
    }
    return render(request, "work/chances.html", page)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def chance(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Show one opening with how it fits oneself, and send a response."""
    actor, lang = asking(request), language()
    row = opening_for(actor, opening)
    if row is None:
        raise Http404
    form = ResponseForm(request.POST or None, names=own_skill_choices(actor, lang))
    if form.is_valid():
        told = form.cleaned_data
        try:
            respond(by=actor, opening=opening, text=told["text"], shown=told.get("shown", []))
        except PermissionDenied:
            messages.error(request, _("Deze kans is net gesloten. Er is niets verstuurd."))
            return redirect("work:chances")
        messages.success(request, _("Je reactie is verstuurd."))
        return redirect("work:chance", opening)
    sent = own_responses(actor).filter(opening=row).first()
    page = {
        "row": row,
        "kind": KINDS[row.kind],  # type: ignore[index]
        "whole": whole_fit(actor, row, lang),
        "form": form,
        "sent": sent,
        "answer": _answer(sent.answer) if sent else "",
        "is_open": openings_for(actor).filter(pk=row.pk).exists(),
    }
    return render(request, "work/chance.html", page, status=422 if form.is_bound else 200)


@own
@require_POST
def take_back(request: HttpRequest, response: UUID) -> HttpResponse:
    """Take one's own response back."""
    actor = asking(request)
    do(request, lambda: take_response_back(by=actor, response=response), _("Je reactie is weg. Niemand ziet die nog."))
    return redirect("work:chances")


def _answer(answer: str) -> object:
    return ANSWERS[Answer(answer)] if answer else ""
