"""The agreements of a case: what is agreed, and writing the next one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions import agreements as acts
from wending.guidance.forms.agreement import AgreementForm
from wending.guidance.queries import case_pages as pages
from wending.guidance.rules.case import Tab
from wending.guidance.views.case_doors import METHODS, case_page, edit, hides, opened, press, pressed


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def agreements(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what is agreed and what waits; begin, take back, or record the yes that a client said."""
    by = who(request)
    found = opened(request, case, Tab.AGREEMENT)
    shown = pages.agreements(found.case)
    if request.method == "POST":
        offered = shown["offered"]
        waiting = offered.row.pk if offered else case
        press(
            request,
            {
                "draft": (lambda: acts.draft_agreement(by=by, case=case), _("Je kunt nu schrijven.")),
                "back": (lambda: acts.ask_other_terms(by=by, agreement=waiting), _("Het is weer een concept.")),
                "spoken": (
                    lambda: acts.record_spoken_yes(by=by, agreement=waiting, said=timezone.now()),
                    _("Het ja van de cliënt staat erbij."),
                ),
            },
        )
        page = "guidance:agreement_write" if pressed(request, "draft") else "guidance:case_agreement"
        return redirect(page, case)
    past = pages.past_agreements(found.case)
    return case_page(request, found, Tab.AGREEMENT, past=past, shown=shown)


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def agreement_write(request: HttpRequest, case: UUID) -> HttpResponse:
    """Write the draft of a case: keep it, or put it before the client. A stale version saves nothing."""
    by = who(request)
    found = opened(request, case, Tab.AGREEMENT)
    draft = pages.draft_of(found.case)
    form = AgreementForm(request.POST or None, initial=pages.terms_of(draft))
    stale = None

    def save(told: dict[str, object]) -> None:
        acts.write_agreement(by=by, agreement=draft.pk, version=int(str(told["version"])), terms=form.terms())
        if pressed(request, "offer"):
            acts.offer_agreement(by=by, agreement=draft.pk)

    if request.method == "POST":
        said = _("Het voorstel ligt klaar voor de cliënt.") if pressed(request, "offer") else _("Bewaard.")
        done, stale = edit(request, form, save, said)
        if done:
            return redirect("guidance:case_agreement", case)
    now = pages.agreement_shown(stale) if stale else None  # type: ignore[arg-type]
    return case_page(request, found, Tab.AGREEMENT, "agreement_write", form=form, now=now)
