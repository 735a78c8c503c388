"""One's own plan: the whole, a goal, a step, and what came of it. A stale version saves nothing and shows both texts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions import plan as actions
from wending.dossier.actions.plan_answers import accept_proposal, decline_proposal
from wending.dossier.actions.take_over import take_over
from wending.dossier.forms.plan import DoneForm, GoalForm, StepForm
from wending.dossier.queries.items import item_choices
from wending.dossier.queries.plan import goal_of, plan_shown, step_of
from wending.dossier.queries.plan_templates import plan_template, plan_templates
from wending.dossier.rules.plan import GoalState, StepState
from wending.dossier.views.asking import asking

NOT_THEIRS = (LookupError,)


@own
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the whole plan, the next step first."""
    return render(request, "dossier/plan.html", {"page": plan_shown(asking(request))})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, goal: UUID | None = None) -> HttpResponse:
    """Add a goal or change one."""
    actor = asking(request)
    now = goal_of(actor, goal) if goal else None
    if goal and now is None:
        raise Http404
    begin = GoalForm.begin(now) if now else {}
    form = GoalForm(request.POST or None, initial=begin)
    is_stale = False
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version")
        try:
            if now is None:
                saved = actions.add_goal(by=actor, **form.cleaned_data)
            else:
                saved = actions.change_goal(by=actor, goal=now.id, version=version or 0, **form.cleaned_data)
            return redirect(f"{reverse('dossier:plan')}#d-{saved.pk}")
        except actions.StaleError:
            is_stale, now = True, goal_of(actor, now.id) if now else None
            form.data = form.data.copy() | {"version": str(now.version if now else "")}
        except actions.FullError:
            form.add_error(None, _("Je plan is vol. Rond eerst een doel af of haal er een weg."))
    page = {"form": form, "now": now, "is_stale": is_stale}
    return render(request, "dossier/plan_goal.html", page, status=_status(form, is_stale))
