"""The team around a client."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions import team as acts
from wending.guidance.actions.handovers import hand_over, withdraw_handover
from wending.guidance.forms.agreement import MemberForm
from wending.guidance.forms.case import HandoverForm
from wending.guidance.queries import case_pages as pages
from wending.guidance.queries.handovers import colleagues_of, running_handover
from wending.guidance.queries.links import as_number
from wending.guidance.rules.case import Tab
from wending.guidance.views.case_doors import METHODS, case_page, hides, opened, press, pressed, submit


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def team(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show who helps; ask the client for one more, record a spoken yes, end somebody's place, or hand the case over."""
    by = who(request)
    found = opened(request, case, Tab.TEAM)
    form = MemberForm(request.POST if pressed(request, "ask") else None)
    over = HandoverForm(
        request.POST if pressed(request, "over") else None,
        colleagues=colleagues_of(by),
        can_mail=bool(found.case.client or found.case.client_email),
    )
    if pressed(request, "ask"):
        if submit(
            request, form, lambda told: acts.ask_member(by=by, case=case, **told), _("De cliënt kiest nu: ja of nee.")
        ):
            return redirect("guidance:case_team", case)
    elif pressed(request, "over"):
        if submit(request, over, lambda told: hand_over(by=by, case=case, **told), _("De overdracht staat klaar.")):
            return redirect("guidance:desk")
    elif request.method == "POST":
        member = as_number(request.POST.get("member", "")) or case
        press(
            request,
            {
                "spoken": (lambda: acts.record_spoken_member(by=by, member=member), _("Deze persoon helpt nu mee.")),
                "remove": (lambda: acts.remove_member(by=by, member=member), _("Deze persoon helpt niet meer mee.")),
                "back": (
                    lambda: withdraw_handover(by=by, handover=member),
                    _("De overdracht gaat niet door. De cliënt krijgt bericht."),
                ),
            },
        )
        return redirect("guidance:case_team", case)
    running = running_handover(found.case)
    team = pages.team(found.case)
    return case_page(request, found, Tab.TEAM, form=form, over=over, running=running, team=team, me=by.person)
