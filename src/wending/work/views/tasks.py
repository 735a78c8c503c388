"""The second screen of a team: its work as tasks, which everybody in the team fills in together."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.views.guards import own
from wending.kit.versions import Stale
from wending.work.actions import tasks as acts
from wending.work.forms.task import NamesForm, TaskForm, step_forms
from wending.work.queries import firm as pages
from wending.work.queries import proposals
from wending.work.queries.carving import carvings_of
from wending.work.queries.scope import colleagues_for
from wending.work.views.asking import asking, do, language

METHODS = ["GET", "HEAD", "POST"]
LONGEST = 200


@own
@require_http_methods(METHODS)
def tasks(request: HttpRequest, team: UUID) -> HttpResponse:
    """Show the tasks of a team, and add some by name, from one's head or from what the catalogue knows of a work."""
    actor = asking(request)
    found = pages.team_for(actor, team)
    if found is None:
        raise Http404
    work, occupation = _told(request, "werk"), _told(request, "beroep")
    proposed = proposals.skills_of_occupation(occupation, language()) if occupation else []
    form = NamesForm(request.POST or None, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            count = acts.add_named_tasks(by=actor, team=team, names=form.all_names())
        except ValidationError as error:
            form.add_error("names", error)
        else:
            messages.success(request, ngettext("%d taak erbij.", "%d taken erbij.", count) % count)
            return redirect("work:tasks", team=team)
    rows = list(pages.tasks_of(actor, team))
    page = {
        "team": found,
        "tab": "tasks",
        "tasks": rows,
        "hours": sum(row.hours for row in rows),
        "form": form,
        "work": work,
        "occupation": occupation,
        "occupations": proposals.occupations_for(work, language()) if work else [],
    }
    return render(request, "work/tasks.html", page, status=422 if form.is_bound else 200)


def _told(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:LONGEST]


@own
@require_http_methods(METHODS)
def task(request: HttpRequest, team: UUID, task: UUID) -> HttpResponse:
    """Show and change one task. Asking for skills that fit words keeps all that was typed and saves nothing."""
    actor = asking(request)
    row = pages.task_of(actor, team, task)
    if row is None:
        raise Http404
    words = request.POST.get("words", "").replace("\x00", "")[:LONGEST]
    looks = "find" in request.POST
    proposed = proposals.skills_for(words or row.name, language()) if looks else []
    form = TaskForm(
        request.POST or None,
        initial=TaskForm.begin(row),
        people=colleagues_for(actor, team),
        asked=pages.authorisations_for(actor).filter(organisation=row.team.organisation_id),
        proposed=proposed,
    )
    stale = False
    if request.method == "POST" and not looks and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            acts.save_task(by=actor, team=team, task=task, told=form.text(), version=version)
        except Stale as error:
            form.renew(error.version)
            stale = True
        else:
            messages.success(request, _("Bewaard."))
            return redirect("work:tasks", team=team)
    page = {"team": row.team, "task": row, "form": form, "is_stale": stale, "words": words, "looked": looks}
    page["skills"] = "skills" in form.fields
    return render(request, "work/task.html", page, status=_status(form.is_bound and not looks, stale))


def _status(is_refused: bool, is_stale: bool) -> int:
    return 409 if is_stale else 422 if is_refused else 200


@own
@require_POST
def remove_task(request: HttpRequest, team: UUID, task: UUID) -> HttpResponse:
    """Remove a task."""
    do(request, lambda: acts.remove_task(by=asking(request), task=task), _("De taak is weg."))
    return redirect("work:tasks", team=team)


@own
@require_http_methods(METHODS)
def steps(request: HttpRequest, team: UUID, task: UUID) -> HttpResponse:
    """Show and change the steps of a task."""
    actor = asking(request)
    row = pages.task_of(actor, team, task)
    if row is None:
        raise Http404
    forms = step_forms(row, request.POST if request.method == "POST" else None)
    stale, error_text = False, ""
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        told = [step for form in forms if (step := form.step())]
        try:
            acts.save_steps(by=actor, task=task, steps=told, version=_version(request))
        except Stale:
            stale = True
        except ValidationError as error:
            error_text = error.messages[0]
        else:
            messages.success(request, _("Bewaard."))
            return redirect("work:carve", team=team)
    page = {"team": row.team, "task": row, "forms": forms, "is_stale": stale, "error": error_text}
    return render(request, "work/steps.html", page, status=_status(request.method == "POST", stale))


def _version(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0


@own
@require_http_methods(["GET", "HEAD"])
def carve(request: HttpRequest, team: UUID) -> HttpResponse:
    """Show which simple parts could be split off tasks, and who could do them."""
    actor = asking(request)
    found = pages.team_for(actor, team)
    carvings = carvings_of(actor, team)
    if found is None or carvings is None:
        raise Http404
    tasks = pages.tasks_of(actor, team)
    return render(request, "work/carve.html", {"team": found, "carvings": carvings, "tasks": tasks})
