"""The client's record in a case, as far as the client shows it; and the preparation sheet, on a page and on paper."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.actions.ask_consent import ask_consent
from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import Purpose
from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import own, roles
from wending.guidance.actions.sheets import look_at_record, look_at_sheet, make_sheet
from wending.guidance.forms.agreement import AskConsentForm
from wending.guidance.queries.papers import sheet_paper
from wending.guidance.queries.sheets import sheets_of
from wending.guidance.rules.case import Seat, Tab
from wending.guidance.views.case_doors import METHODS, case_page, hides, opened, pressed, submit
from wending.kit.pdf import render_pdf

TYPST = Path(__file__).resolve().parents[1] / "templates" / "guidance" / "typst"
# For which purpose somebody in this seat asks to see something.
PURPOSES = {Seat.RESPONSIBLE: Purpose.GUIDANCE, Seat.TEAM: Purpose.TEAM, Seat.RECEIVER: Purpose.REFERRAL}


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def dossier(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the parts of the record that the client shows, ask for others, and make a preparation sheet."""
    by, lang = who(request), get_language() or "nl"
    found = opened(request, case, Tab.DOSSIER)
    client = found.case.client_id
    if pressed(request, "sheet"):
        made = make_sheet(by=by, case=case, question=request.POST.get("question", ""), lang=lang)
        return redirect("guidance:sheet", made.pk)
    form = AskConsentForm(request.POST if pressed(request, "ask") else None)

    def ask(told: dict[str, Any]) -> None:
        if client is not None:
            ask_consent(by=by, person=client, purpose=PURPOSES[found.seat], **told)

    if pressed(request, "ask") and submit(request, form, ask, _("Je vraag is verstuurd. De cliënt kiest.")):
        return redirect("guidance:case_dossier", case)
    parts = look_at_record(by=by, case=found.case, lang=lang)
    return case_page(
        request,
        found,
        Tab.DOSSIER,
        form=form,
        parts=[(PARTS[part], lines) for part, lines in parts.items()],
        sheets=sheets_of(by, case) if found.seat is Seat.RESPONSIBLE else [],
    )


@own
@require_safe
@hides
def sheet(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """Show a preparation sheet to its client or the professional: the same to both."""
    return render(request, "guidance/sheet.html", {"shown": look_at_sheet(by=who(request), sheet=sheet)})


@own
@require_safe
@hides
def sheet_pdf(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """Return the sheet on paper."""
    shown = look_at_sheet(by=who(request), sheet=sheet)
    return paper("sheet.typ", sheet_paper(shown, get_language() or "nl"), "gesprek.pdf")


def paper(template: str, content: dict[str, Any], name: str) -> HttpResponse:
    """Return the PDF of a template with this content, to be saved under a name."""
    answer = HttpResponse(render_pdf(TYPST / template, content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
