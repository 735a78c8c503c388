"""A manager hands over cases of a professional who left, and sees nothing of them; a client answers by a link."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import link, roles
from wending.guidance.actions.handovers import answer_by_link, hand_over
from wending.guidance.forms.case import HandoverForm
from wending.guidance.queries.handovers import colleagues_of, left_cases, living_handover
from wending.guidance.queries.links import as_number
from wending.guidance.views.case_doors import METHODS, hides, pressed, submit


@roles(Role.MANAGER, at=Kind.CENTRE)
@require_http_methods(METHODS)
@hides
def cases_left(request: HttpRequest) -> HttpResponse:
    """List the cases without a professional, and hand one to another; nothing of their content is shown."""
    by = who(request)
    number = as_number(request.POST.get("case", ""))
    bound = request.POST if number is not None else None
    form = HandoverForm(bound, colleagues=colleagues_of(by), can_mail=True)
    if number is not None:
        case: UUID = number
        if submit(request, form, lambda told: hand_over(by=by, case=case, **told), _("De cliënt krijgt bericht.")):
            return redirect("guidance:cases_left")
    page = {"rows": left_cases(by), "form": form, "colleagues": colleagues_of(by)}
    return render(request, "guidance/cases_left.html", page, status=422 if form.is_bound else 200)


@link
@require_http_methods(METHODS)
def handover(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a client without account whether a handover is good."""
    found = living_handover(token)
    if found is None:
        return render(request, "guidance/used_link.html", status=410)
    for word, agrees in (("yes", True), ("no", False)):
        if pressed(request, word):
            answer_by_link(token=token, agrees=agrees)
            return render(request, "guidance/handover_thanks.html", {"agrees": agrees})
    return render(request, "guidance/handover.html", {"handover": found})
