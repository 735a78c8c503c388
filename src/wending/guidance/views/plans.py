"""The client's plan in a case, and the steps that a professional proposes for it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.dossier.queries.plan_templates import plan_templates
from wending.guidance.actions.plans import look_at_plan, propose_step, propose_template
from wending.guidance.forms.plan import ProposalForm
from wending.guidance.rules.case import Tab
from wending.guidance.views.case_doors import METHODS, case_page, hides, opened, press, pressed, submit


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def plan(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the client's plan and propose steps in it, one by one or by a template; the client says yes or no."""
    by, lang = who(request), get_language() or "nl"
    found = opened(request, case, Tab.PLAN)
    form = ProposalForm(request.POST if pressed(request, "propose") else None)
    try:
        shown = look_at_plan(by=by, case=found.case)
        form.offer_goals(shown.goals if shown else [])
        if pressed(request, "propose"):
            if submit(
                request,
                form,
                lambda told: propose_step(
                    by=by, case=found.case, goal=form.goal(), title=told["title"], text=form.text()
                ),
                _("Je voorstel ligt klaar. De cliënt kiest."),
            ):
                return redirect("guidance:case_plan", case)
        elif request.method == "POST":
            key = request.POST.get("template", "")
            press(
                request,
                {
                    "template": (
                        lambda: propose_template(by=by, case=found.case, key=key, lang=lang),
                        _("De stappen liggen klaar. De cliënt kiest per stap."),
                    )
                },
            )
            return redirect("guidance:case_plan", case)
    except PermissionDenied:
        # Consent for the plan ended, or was for looking only.
        messages.error(request, _("De cliënt gaf geen toestemming om iets voor te stellen."))
        return redirect("guidance:case_dossier", case)
    return case_page(request, found, Tab.PLAN, form=form, plan=shown, templates=plan_templates(lang))
