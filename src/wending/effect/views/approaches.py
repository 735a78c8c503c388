"""Approaches: described once, then changed in versions that stay."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.effect.actions.approaches import change_approach, keep_approach
from wending.effect.forms.approach import ApproachForm, ApproachVersionForm
from wending.effect.queries.approaches import approach_shown
from wending.effect.views.asking import asking, language, researchers
from wending.kit.versions import Stale

METHODS = ["GET", "HEAD", "POST"]


@researchers
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Describe an approach."""
    form = ApproachForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        row = keep_approach(by=asking(request), name_nl=told["name_nl"], name_en=told["name_en"], told=form.told())
        messages.success(request, _("De aanpak is bewaard."))
        return redirect("effect:approach", row.pk)
    return render(request, "effect/approach_form.html", {"form": form}, status=422 if form.is_bound else 200)


@researchers
@require_safe
def approach(request: HttpRequest, approach: UUID) -> HttpResponse:
    """Show an approach and its versions."""
    shown = approach_shown(asking(request), approach, language())
    if shown is None:
        raise Http404
    return render(request, "effect/approach.html", {"shown": shown})


@researchers
@require_http_methods(METHODS)
def change(request: HttpRequest, approach: UUID) -> HttpResponse:
    """Keep a next version of an approach."""
    actor = asking(request)
    shown = approach_shown(actor, approach, language())
    if shown is None:
        raise Http404
    latest = shown.latest.row
    start = {name: getattr(latest, name) for name in ApproachVersionForm.base_fields if name != "version"}
    form = ApproachVersionForm(
        request.POST if request.method == "POST" else None, initial=start | {"version": latest.number}
    )
    page = {"shown": shown, "form": form}
    if form.is_valid():
        try:
            change_approach(by=actor, approach=approach, read=form.read_version(), told=form.told())
        except ValidationError as error:
            form.add_error(None, error)
        except Stale as stale:
            page["differences"] = form.differences(start)
            form.renew(stale.version)
            return render(request, "effect/approach_form.html", page, status=409)
        else:
            messages.success(request, _("De nieuwe versie is bewaard. De oude blijft te lezen."))
            return redirect("effect:approach", approach)
    return render(request, "effect/approach_form.html", page, status=422 if form.is_bound else 200)
