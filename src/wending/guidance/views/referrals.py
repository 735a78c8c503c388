"""Referrals: asked for in a case, and answered by their receiver."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions import referrals as acts
from wending.guidance.forms.agreement import ReferralForm
from wending.guidance.queries import case_pages as pages
from wending.guidance.queries.case_words import LINES
from wending.guidance.queries.caseload import referrals_to
from wending.guidance.queries.links import as_number
from wending.guidance.rules.case import Line, Tab
from wending.guidance.rules.referral import ReferralState
from wending.guidance.views.case_doors import (
    METHODS,
    case_page,
    hides,
    opened,
    press,
    pressed,
    submit,
)


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def referrals(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the referrals of a case; ask the client for one, and record what was said outside Wending."""
    by = who(request)
    found = opened(request, case, Tab.REFERRAL)
    form = ReferralForm(request.POST if pressed(request, "ask") else None)

    def ask(told: dict[str, Any]) -> None:
        told["to_organisation"] = as_number(told["to_organisation"])
        told["line"] = Line(told["line"])
        acts.ask_referral(by=by, case=case, **told)

    if pressed(request, "ask"):
        if submit(request, form, ask, _("De cliënt kiest nu: ja of nee.")):
            return redirect("guidance:case_referral", case)
    elif request.method == "POST":
        number = as_number(request.POST.get("referral", "")) or case
        said = _("Het staat erbij.")
        outside = {
            state.value: (lambda state=state: acts.record_outside_answer(by=by, referral=number, state=state), said)
            for state in (ReferralState.ACCEPTED, ReferralState.REFUSED, ReferralState.DONE)
        }
        press(
            request,
            {
                "spoken": (lambda: acts.record_spoken_referral(by=by, referral=number), said),
                "withdraw": (lambda: acts.withdraw_referral(by=by, referral=number), _("Ingetrokken.")),
                **outside,
            },
        )
        return redirect("guidance:case_referral", case)
    return case_page(request, found, Tab.REFERRAL, form=form, referrals=pages.referrals(found.case))


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def referral_received(request: HttpRequest, referral: UUID) -> HttpResponse:
    """Show a referral to its receiver: why, and what the client hands over; accept it, refuse it, or finish it."""
    by = who(request)
    found = referrals_to(by).get(pk=referral)
    if pressed(request, "done") and found.state == ReferralState.ACCEPTED:
        return redirect("guidance:case_overview", acts.complete_referral(by=by, referral=referral).pk)
    if request.method == "POST":
        words = request.POST.get("words", "")
        answer = acts.answer_referral
        press(
            request,
            {
                "accept": (
                    lambda: answer(by=by, referral=referral, accepts=True, words=words),
                    _("Je zei ja. Spreek nu samen af."),
                ),
                "refuse": (lambda: answer(by=by, referral=referral, accepts=False, words=words), _("Je zei nee.")),
            },
        )
        return redirect("guidance:desk") if pressed(request, "refuse") else redirect("guidance:referral", referral)
    page = {
        "referral": found,
        "line": LINES[Line(found.line)],
        "parts": [PARTS[Part(part)] for part in found.parts],
        "is_accepted": found.state == ReferralState.ACCEPTED,
    }
    return render(request, "guidance/referral.html", page)
