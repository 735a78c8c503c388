"""Files of the administration of a firm: brought in after a trial, and taken along."""

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.ledger.rules.actor import Actor
from wending.work.actions import exchange as actions
from wending.work.forms.growth import FileForm
from wending.work.queries import files
from wending.work.rules.exchange import Outcome
from wending.work.sources.hropen import position_openings, read_workers
from wending.work.sources.tables import read_openings, read_people, read_training
from wending.work.views.asking import asking, language
from wending.work.views.training import csv_response


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest) -> HttpResponse:
    """Read a file, as a trial first, and tell what it changes and what was wrong by line."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if not form.is_valid():
        return render(request, "work/exchange.html", {"form": form}, status=422 if form.is_bound else 200)
    told = form.cleaned_data
    outcome = _bring(asking(request), told["kind"], told["file"], told["is_trial"])
    found = [(one.line, files.told(one), one.is_grave) for one in outcome.findings]
    page = {"form": form, "outcome": outcome, "found": found, "is_trial": told["is_trial"]}
    return render(request, "work/exchange.html", page, status=422 if outcome.is_refused else 200)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def people_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the people of the firm as CSV."""
    return csv_response(*files.people_rows(asking(request)), "mensen")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def openings_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the openings as CSV."""
    return csv_response(*files.opening_rows(asking(request)), "kansen")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def openings_json(request: HttpRequest) -> JsonResponse:
    """Give the openings in the layout of HR Open."""
    out = files.openings_out(
        asking(request), lambda row: request.build_absolute_uri(reverse("work:chance", args=[row.pk]))
    )
    response = JsonResponse(position_openings(out, language()), safe=False, json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="kansen.json"'
    return response


def _bring(by: Actor, kind: str, data: bytes, is_trial: bool) -> Outcome:
    if kind == "openings":
        return actions.import_openings(by=by, read=read_openings(data), is_trial=is_trial)
    if kind == "training":
        return actions.import_training(by=by, read=read_training(data), is_trial=is_trial)
    read = read_workers(data) if kind == "workers" else read_people(data)
    return actions.import_people(by=by, read=read, is_trial=is_trial)
