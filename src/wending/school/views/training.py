"""The training line of teachers: modules, exercises, and colleagues who look along."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.school.actions.training import (
    answer_observation,
    ask_observation,
    finish_training,
    give_observation,
    remove_observation,
)
from wending.school.forms.training import AskForm, DoneForm, SeenForm
from wending.school.queries import training as reads
from wending.school.queries.training_words import REACH, SEEN, STATES
from wending.school.rules.observation import Seen, State

staff = roles(Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL, at=Kind.SCHOOL)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@staff
@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """Show the line with one's own progress, and what waits of colleagues."""
    actor = who(request)
    line = reads.training_line(actor)
    content = {
        "line": line,
        "done": sum(step.done is not None for step in line),
        "asked": reads.observations_by(actor),
    }
    return render(request, "school/training.html", content)


@staff
@form_page
def module(request: HttpRequest, key: str) -> HttpResponse:
    """Show a module with its exercise; write down what one noticed."""
    actor = who(request)
    step = next((one for one in reads.training_line(actor) if one.module.key == key), None)
    if step is None:
        raise Http404
    form = DoneForm(request.POST or None, initial={"looking_back": step.looking_back})
    if request.method == "POST" and form.is_valid():
        finish_training(by=actor, module=key, looking_back=form.cleaned_data["looking_back"])
        messages.success(request, _("Bewaard. Alleen jij ziet dit."))
        return redirect("school:training")
    content = {
        "step": step,
        "text": reads.all_said(step.module.text),
        "steps": reads.all_said(step.module.steps),
        "look_back": reads.said(step.module.look_back),
        "signs": reads.all_said(step.module.signs),
        "readings": [(one.title, one.as_of, reads.said(one.fact)) for one in step.module.readings],
        "form": form,
    }
    return render(request, "school/training_module.html", content)


@staff
@form_page
def observations(request: HttpRequest) -> HttpResponse:
    """Show who looked along and who was asked, and ask a colleague."""
    actor = who(request)
    form = AskForm(actor, request.POST or None, initial={"module": request.GET.get("module", "")})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        ask_observation(by=actor, colleague=told["colleague"].pk, module=told["module"], wish=told["wish"])
        messages.success(request, _("Gevraagd. Je collega krijgt een mail zonder details."))
        return redirect("school:observations")
    content = {
        "mine": [_told(row) for row in reads.observations_of(actor)],
        "asked": [_told(row) for row in reads.observations_by(actor)],
        "form": form,
        "has_colleagues": reads.colleagues(actor).exists(),
    }
    return render(request, "school/observations.html", content)


@staff
@form_page
def observation(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show an observation of one's own lesson, or tell what one saw in a colleague's."""
    actor = who(request)
    row = reads.observation_for(actor, number)
    if row is None:
        raise Http404
    found = reads.modules()[row.module]
    form = SeenForm(row.module, request.POST or None)
    writes = row.observer_id == actor.person and row.state == State.AGREED
    if request.method == "POST":
        if not writes:
            raise Http404
        if form.is_valid():
            told = form.cleaned_data
            give_observation(by=actor, number=number, seen=form.seen(), example=told["example"], idea=told["idea"])
            messages.success(request, _("Gegeven. Vanaf nu is het van je collega."))
            return redirect("school:observations")
    seen = [
        (text, SEEN[Seen(row.seen[str(place)])])
        for place, text in enumerate(reads.all_said(found.signs))
        if str(place) in row.seen
    ]
    content = _told(row) | {"form": form, "writes": writes, "seen": seen, "signs": reads.all_said(found.signs)}
    return render(request, "school/observation.html", content | {"is_mine": row.observed_id == actor.person})


@staff
@require_POST
def observation_answer(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say yes or no to looking along."""
    if not answer_observation(by=who(request), number=number, agrees=request.POST.get("answer") == "yes"):
        raise Http404
    messages.success(request, _("Je antwoord staat bij je collega."))
    return redirect("school:observations")


@staff
@require_POST
def observation_remove(request: HttpRequest, number: UUID) -> HttpResponse:
    """Remove an observation of one's own lesson."""
    if not remove_observation(by=who(request), number=number):
        raise Http404
    messages.success(request, _("Weg. Niemand heeft dit nog."))
    return redirect("school:observations")


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_safe
def training_reach(request: HttpRequest) -> HttpResponse:
    """Show the manager how far the training line reaches, in counts that give nobody away."""
    rows = [(REACH[key], count) for key, count in reads.reach(who(request))]
    return render(request, "school/training_reach.html", {"rows": rows, "modules": len(reads.modules())})


def _told(row: object) -> dict[str, object]:
    found = reads.modules()[row.module]  # type: ignore[attr-defined]
    state = STATES[State(row.state)]  # type: ignore[attr-defined]
    return {"row": row, "title": reads.said(found.title), "state": state}
