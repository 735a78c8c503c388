"""The end of a case, and the questions that follow it later: by phone here, by a link without account elsewhere."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import link, roles
from wending.guidance.actions.closings import close_case
from wending.guidance.actions.follow_ups import Answers, answer_follow_up, record_follow_up
from wending.guidance.forms.case import ClosingForm, FollowUpForm
from wending.guidance.queries import case_pages as pages
from wending.guidance.queries.caseload import follow_ups_due
from wending.guidance.queries.follow_ups import living_follow_up
from wending.guidance.rules.case import Tab
from wending.guidance.rules.follow_up import Doing, Satisfied, Step
from wending.guidance.views.case_doors import METHODS, case_page, hides, opened, submit


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def closing(request: HttpRequest, case: UUID) -> HttpResponse:
    """Close a case with the client; afterwards show what came of it, then and later."""
    by = who(request)
    found = opened(request, case, Tab.CLOSING)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and submit(
        request, form, lambda told: close_case(by=by, case=case, **told), _("De begeleiding is afgesloten.")
    ):
        return redirect("guidance:case_closing", case)
    return case_page(
        request,
        found,
        Tab.CLOSING,
        form=form,
        closing=pages.closing_of(found.case),
        follow_ups=pages.follow_ups(found.case),
    )


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def follow_up_phone(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    """Write down what a client says by phone, as their responsible professional."""
    by = who(request)
    row = follow_ups_due(by).get(pk=follow_up)
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and submit(
        request,
        form,
        lambda told: record_follow_up(by=by, follow_up=follow_up, answers=_answers(told)),
        _("De antwoorden staan erbij."),
    ):
        return redirect("guidance:case_closing", row.case_id)
    return render(request, "guidance/follow_up.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@link
@require_http_methods(METHODS)
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how somebody is doing; the link works once, and no account is needed."""
    row = living_follow_up(token)
    form = FollowUpForm(request.POST or None)
    if row is None:
        return render(request, "guidance/used_link.html", status=410)
    if request.method == "POST" and form.is_valid():
        is_kept = answer_follow_up(token=token, answers=_answers(form.cleaned_data))
        return render(request, "guidance/follow_up_thanks.html" if is_kept else "guidance/used_link.html")
    page = {"form": form, "row": row, "is_link": True}
    return render(request, "guidance/follow_up.html", page, status=422 if form.errors else 200)


def _answers(told: dict[str, Any]) -> Answers:
    return Answers(Doing(told["doing"]), Satisfied(told["satisfied"]), Step(told["step"]), told["words"])
