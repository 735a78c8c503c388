"""The plan of a study: written in a form or brought as a file, and its versions with what changed."""

import json
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.effect.actions.plan import write_plan
from wending.effect.forms.plan import PlanFileForm, problem_lines
from wending.effect.forms.plan_rows import PlanForms
from wending.effect.queries.approaches import approach_names
from wending.effect.queries.plan_shown import plan_shown, typed_differs
from wending.effect.queries.power_before import power_before
from wending.effect.queries.studies import StudyShown, plan_version, study_shown
from wending.effect.rules.plan import BadPlan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.plan_toml import as_toml
from wending.effect.views.asking import asking, language, researchers
from wending.kit.versions import Stale

METHODS = ["GET", "HEAD", "POST"]
TYPES = {"toml": "application/toml", "json": "application/json"}


@researchers
@require_http_methods(METHODS)
def plan(request: HttpRequest, study: UUID) -> HttpResponse:
    """Write the next version of a plan. What was typed stays, whatever is wrong with it."""
    actor = asking(request)
    shown = _study(request, study)
    forms = PlanForms(
        request.POST if request.method == "POST" else None,
        plan=shown.plan,
        version=shown.number,
        approaches=approach_names(actor, language()),
        is_registered=shown.row.registered is not None,
        title=shown.title,
    )
    page = {"shown": shown, "forms": forms, "power": power_before(shown.plan) if shown.plan else None}
    if request.method != "POST":
        return render(request, "effect/plan.html", page)
    if forms.is_valid():
        form = forms.form
        try:
            typed = forms.plan()
            write_plan(
                by=actor, study=study, plan=typed, read=form.read_version(), reason=form.cleaned_data.get("reason", "")
            )
        except BadPlan as bad:
            forms.tell(bad.problems)
        except ValidationError as error:
            form.add_error(None, error)
        except Stale as stale:
            page["differences"] = typed_differs(kept_plan(stale.now.plan), typed, language())
            form.renew(stale.version)
            return render(request, "effect/plan.html", page, status=409)
        else:
            messages.success(request, _("Dit plan is bewaard als een nieuwe versie."))
            return redirect("effect:study", study)
    return render(request, "effect/plan.html", page, status=422)


@researchers
@require_http_methods(METHODS)
def upload(request: HttpRequest, study: UUID) -> HttpResponse:
    """Write the next version of a plan from a file."""
    shown = _study(request, study)
    is_post = request.method == "POST"
    form = PlanFileForm(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        initial={"version": shown.number},
        is_registered=shown.row.registered is not None,
    )
    page = {"shown": shown, "form": form}
    if form.is_valid():
        told = form.cleaned_data
        try:
            write_plan(
                by=asking(request),
                study=study,
                plan=told["file"],
                read=form.read_version(),
                reason=told.get("reason", ""),
            )
        except BadPlan as bad:
            form.add_error("file", problem_lines(bad.problems))
        except ValidationError as error:
            form.add_error(None, error)
        except Stale as stale:
            page["differences"] = typed_differs(kept_plan(stale.now.plan), told["file"], language())
            form.renew(stale.version)
            return render(request, "effect/plan_upload.html", page, status=409)
        else:
            messages.success(request, _("Dit plan is bewaard als een nieuwe versie."))
            return redirect("effect:study", study)
    return render(request, "effect/plan_upload.html", page, status=422 if form.is_bound else 200)


@researchers
@require_safe
def version(request: HttpRequest, study: UUID, number: int) -> HttpResponse:
    """Show one version of a plan, and what changed in it."""
    shown = _study(request, study)
    row = plan_version(asking(request), study, number)
    if row is None:
        raise Http404
    change = next((one for one in shown.changes if one.number == number), None)
    fields = plan_shown(kept_plan(row.plan), language())
    return render(request, "effect/plan_version.html", {"shown": shown, "row": row, "fields": fields, "change": change})


@researchers
@require_safe
def file(request: HttpRequest, study: UUID, number: int, form: str) -> HttpResponse:
    """Hand out a version of a plan as a TOML or JSON file."""
    row = plan_version(asking(request), study, number)
    if row is None:
        raise Http404
    return plan_response(row.plan, form, f"{row.study.slug}-{number}")


def plan_response(mapping: dict[str, object], form: str, name: str) -> HttpResponse:
    """Return a plan as a file; an unknown form is not there."""
    if form not in TYPES:
        raise Http404
    text = as_toml(mapping) if form == "toml" else json.dumps(mapping, indent=2, ensure_ascii=False) + "\n"
    response = HttpResponse(text, content_type=f"{TYPES[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _study(request: HttpRequest, study: UUID) -> StudyShown:
    shown = study_shown(asking(request), study, language())
    if shown is None:
        raise Http404
    return shown
