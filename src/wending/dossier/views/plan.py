"""One's own plan: the whole, a goal, a step. A stale version saves nothing and shows both texts side by side."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions import plan as actions
from wending.dossier.forms.plan import GoalForm, StepForm
from wending.dossier.forms.versioned import VersionedForm
from wending.dossier.queries.contacts import contact_of
from wending.dossier.queries.plan import GoalShown, StepShown, goal_of, plan_shown, step_of
from wending.dossier.rules.plan import LONGEST_NAME, GoalState, StepState
from wending.dossier.views.asking import asking
from wending.kit.versions import Stale

Shown = TypeVar("Shown", GoalShown, StepShown)
FULL = gettext_lazy("Je plan is vol. Rond eerst iets af, of haal iets weg.")


@own
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the whole plan, the next step first; for a question to somebody, ask which goal it is for."""
    page, question = plan_shown(asking(request)), _question(request)
    if question and len(page.goals) == 1:
        return redirect(f"{reverse('dossier:plan_step_add', args=[page.goals[0].id])}?{request.GET.urlencode()}")
    return render(request, "dossier/plan.html", {"page": page, "question": question})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def add_goal(request: HttpRequest) -> HttpResponse:
    """Add a goal."""
    form = GoalForm(request.POST or None)
    if form.is_valid():
        try:
            return _to_goal(actions.add_goal(by=asking(request), **_without_version(form)).pk)
        except actions.FullError:
            form.add_error(None, FULL)
    return _page(request, "dossier/plan_goal.html", form)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def change_goal(request: HttpRequest, goal: UUID) -> HttpResponse:
    """Change a goal."""
    now = _found(goal_of(asking(request), goal))
    form = GoalForm(request.POST or None, initial=GoalForm.begin(now))
    if form.is_valid():
        try:
            actions.change_goal(by=asking(request), goal=goal, version=form.read_version(), **_without_version(form))
            return _to_goal(goal)
        except Stale as stale:
            return _stale(request, "dossier/plan_goal.html", form, stale, now)
    return _page(request, "dossier/plan_goal.html", form, now=now)


@own
@require_POST
def goal_state(request: HttpRequest, goal: UUID) -> HttpResponse:
    """Say that a goal is reached, let go or open again, or remove it."""
    actor, asked = asking(request), request.POST.get("do", "")
    try:
        if asked == "remove":
            actions.remove_goal(by=actor, goal=goal)
        elif asked in set(GoalState):
            actions.set_goal_state(by=actor, goal=goal, state=GoalState(asked))
        else:
            raise Http404
    except ObjectDoesNotExist:
        raise Http404 from None
    except actions.FullError:
        messages.error(request, _("Dit doel staat al in je plan."))
    return redirect("dossier:plan")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def add_step(request: HttpRequest, goal: UUID) -> HttpResponse:
    """Add a step to a goal."""
    actor = asking(request)
    target = _found(goal_of(actor, goal))
    if target.state != GoalState.OPEN:
        raise Http404
    form = StepForm(request.POST or None, initial={"what": _question(request)[:LONGEST_NAME]})
    if form.is_valid():
        try:
            actions.add_action(by=actor, person=actor.me, goal=goal, text=form.text())
            return _to_goal(goal)
        except actions.FullError:
            form.add_error(None, FULL)
    return _page(request, "dossier/plan_step.html", form, goal=target)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def change_step(request: HttpRequest, step: UUID) -> HttpResponse:
    """Change a step."""
    now = _found(step_of(asking(request), step))
    form = StepForm(request.POST or None, initial=StepForm.begin(now))
    if form.is_valid():
        try:
            actions.change_action(by=asking(request), action=step, version=form.read_version(), text=form.text())
            return redirect(f"{reverse('dossier:plan')}#s-{step}")
        except Stale as stale:
            return _stale(request, "dossier/plan_step.html", form, stale, now)
    return _page(request, "dossier/plan_step.html", form, now=now)


@own
@require_POST
def step_state(request: HttpRequest, step: UUID) -> HttpResponse:
    """Say that a step is done, dropped or open again, or remove it."""
    actor, asked = asking(request), request.POST.get("do", "")
    try:
        if asked == "remove":
            actions.remove_action(by=actor, action=step)
        elif asked in set(StepState):
            actions.set_action_state(by=actor, action=step, state=StepState(asked))
        else:
            raise Http404
    except ObjectDoesNotExist:
        raise Http404 from None
    if asked == StepState.DONE:
        messages.success(request, _("Goed gedaan. Die stap is klaar."))
        return redirect("dossier:plan_step_done", step=step)
    return redirect("dossier:plan")


def _question(request: HttpRequest) -> str:
    """Return the step of asking somebody on one's map what one wants to ask them; empty where there is none."""
    try:
        found = contact_of(asking(request), UUID(request.GET.get("vraag", "")))
    except ValueError:
        return ""
    if found is None or not found.question:
        return ""
    return _("Vraag %(name)s: %(question)s") % {"name": found.name, "question": found.question}


def _found(shown: Shown | None) -> Shown:
    if shown is None:
        raise Http404
    return shown


def _to_goal(goal: UUID) -> HttpResponse:
    return redirect(f"{reverse('dossier:plan')}#d-{goal}")


def _without_version(form: VersionedForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def _page(request: HttpRequest, template: str, form: VersionedForm, **more: object) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.is_bound else 200)


def _stale(request: HttpRequest, template: str, form: VersionedForm, stale: Stale, now: object) -> HttpResponse:
    """Show what was typed beside what stands there now; saving again is then a choice made knowingly."""
    form.renew(stale.version)
    return render(request, template, {"form": form, "is_stale": True, "now": now}, status=409)
