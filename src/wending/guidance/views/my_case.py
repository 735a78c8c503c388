"""The client's own page of a case: what is agreed, who helps, what was written; to say yes, no, or stop."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import Part
from wending.accounts.views.actor import who
from wending.accounts.views.guards import own
from wending.guidance.actions import agreements, notes, referrals, team
from wending.guidance.actions.cases import tie_case
from wending.guidance.actions.closings import stop_case
from wending.guidance.actions.handovers import answer_handover
from wending.guidance.actions.sheets import make_sheet
from wending.guidance.forms.agreement import ShowForm
from wending.guidance.forms.case import TextForm
from wending.guidance.queries import case_pages as pages
from wending.guidance.queries.case_words import STATES
from wending.guidance.queries.cases import case_to_tie, own_cases
from wending.guidance.queries.handovers import running_handover
from wending.guidance.queries.links import as_number
from wending.guidance.queries.sheets import parts_for_sheet, sheets_of
from wending.guidance.rules.case import CaseState
from wending.guidance.rules.referral import ReferralState
from wending.guidance.views.case_doors import METHODS, edit, hides, press, pressed, submit


@own
@require_http_methods(METHODS)
@hides
def my_case(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show a case to its client, and do what a button on it says."""
    by = who(request)
    found = own_cases(by).get(pk=case)
    if pressed(request, "sheet"):
        made = make_sheet(by=by, case=case, question=request.POST.get("question", ""), lang=get_language() or "nl")
        return redirect("guidance:sheet", made.pk)
    if request.method == "POST":
        number = as_number(request.POST.get("number", "")) or case
        press(
            request,
            {
                "yes": (lambda: agreements.agree(by=by, agreement=number), _("De afspraken gelden nu.")),
                "other": (
                    lambda: agreements.ask_other_terms(by=by, agreement=number),
                    _("Je begeleider past het aan."),
                ),
                "remove": (lambda: team.remove_member(by=by, member=number), _("Deze persoon helpt niet meer mee.")),
                "no": (lambda: referrals.decline_referral(by=by, referral=number), _("Je zei nee. Er gebeurt niets.")),
                "over-yes": (
                    lambda: answer_handover(by=by, handover=number, agrees=True),
                    _("Je hebt nu een andere begeleider."),
                ),
                "over-no": (
                    lambda: answer_handover(by=by, handover=number, agrees=False),
                    _("Je zei nee. We geven het door."),
                ),
                "stop": (lambda: stop_case(by=by, case=case), _("Je begeleiding is gestopt.")),
            },
        )
        return redirect("guidance:my_case", case)
    asked = [row for row, _words in pages.referrals(found) if row.state == ReferralState.ASKED]
    shown = pages.shown_to_team(found)
    page = {
        "case": found,
        "state": STATES[CaseState(found.state)],
        "is_open": found.state == CaseState.OPEN,
        **pages.agreements(found),
        "notes": pages.client_notes(found),
        "team": [
            {"row": row, "parts": [PARTS[Part(one.part)] for one in shown if one.to_person_id == row.person_id]}
            for row in pages.team(found)
        ],
        "handover": running_handover(found) if found.state == CaseState.OPEN else None,
        "asked": asked,
        "referrals": [pair for pair in pages.referrals(found) if pair[0] not in asked],
        "sheets": sheets_of(by, case),
        "parts": [PARTS[part] for part in parts_for_sheet(found)],
        "closing": pages.closing_of(found),
        "case_days": settings.CASE_DAYS,
    }
    return render(request, "guidance/my/case.html", page)


@own
@require_http_methods(METHODS)
@hides
def my_note(request: HttpRequest, case: UUID, note: UUID) -> HttpResponse:
    """Change a note of a conversation of one's own; a stale version saves nothing and shows both texts."""
    by = who(request)
    found = own_cases(by).get(pk=case)
    row = pages.client_notes(found).get(pk=note)
    form = TextForm(request.POST or None, initial={"text": row.text, "version": row.version})
    stale = None
    if request.method == "POST":
        done, stale = edit(request, form, lambda told: notes.change_note(by=by, note=note, **told), _("Bewaard."))
        if done:
            return redirect("guidance:my_case", case)
    page = {"case": found, "form": form, "row": row, "now": stale}
    return render(request, "guidance/my/note.html", page, status=422 if form.errors else 200)


@own
@require_http_methods(METHODS)
@hides
def my_member(request: HttpRequest, case: UUID, member: UUID) -> HttpResponse:
    """Let somebody into one's own team and choose what they see, or not."""
    by = who(request)
    row = next((one for one in pages.team(own_cases(by).get(pk=case)) if one.pk == member and not one.agreed), None)
    if row is None:
        return redirect("guidance:my_case", case)
    page: dict[str, object] = {
        "row": row,
        "who": row.person or row.name,
        "what": row.own_role,
        "can_show": row.person_id is not None,
    }
    return _show(
        request,
        case,
        lambda form: team.agree_member(by=by, member=member, **form.cleaned_data),
        _("Deze persoon helpt nu mee."),
        page,
    )


@own
@require_http_methods(METHODS)
@hides
def my_referral(request: HttpRequest, case: UUID, referral: UUID) -> HttpResponse:
    """Say yes to a referral of oneself, and choose what is handed over."""
    by = who(request)
    asked = [row for row, _words in pages.referrals(own_cases(by).get(pk=case)) if row.state == ReferralState.ASKED]
    row = next((one for one in asked if one.pk == referral), None)
    if row is None:
        return redirect("guidance:my_case", case)
    page = {
        "row": row,
        "who": row.to_person or row.to_organisation or row.to_name,
        "what": row.reason,
        "can_show": row.to_organisation_id is not None,
    }
    return _show(
        request,
        case,
        lambda form: referrals.agree_referral(by=by, referral=referral, **form.cleaned_data),
        _("Je zei ja. De ander krijgt nu bericht."),
        page,
    )


@own
@require_http_methods(METHODS)
def tie(request: HttpRequest, token: str) -> HttpResponse:
    """Tie the case of an invitation to the account of who asks."""
    by = who(request)
    case = tie_case(by=by, token=token) if request.method == "POST" else case_to_tie(by, token)
    if case is None:
        return render(request, "guidance/used_link.html", status=410)
    if request.method == "POST":
        return redirect("guidance:my_case", case.pk)
    return render(request, "guidance/my/tie.html")


def _show(
    request: HttpRequest, case: UUID, act: Callable[[ShowForm], object], said: str, page: dict[str, object]
) -> HttpResponse:
    form = ShowForm(request.POST or None)
    if request.method == "POST" and submit(request, form, lambda told: act(form), said):
        return redirect("guidance:my_case", case)
    return render(
        request, "guidance/my/show.html", {"form": form, "case": case, **page}, status=422 if form.errors else 200
    )
