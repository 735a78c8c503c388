"""Runs: how far one is, what came of it in words, and to stop it or go on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.effect.actions import runs as actions
from wending.effect.forms.acts import DataForm
from wending.effect.queries.studies import run_shown, study_shown, title_of
from wending.effect.queries.words import finding_words, step_words
from wending.effect.views.asking import asking, do, language, researchers


@researchers
@require_POST
def ask(request: HttpRequest, study: UUID) -> HttpResponse:
    """Ask for an analysis of the plan as it stands."""
    actor = asking(request)
    shown = study_shown(actor, study, language())
    if shown is None:
        raise Http404
    form = DataForm(request.POST, data_sets=shown.data_sets)
    if form.is_valid():
        data_set = UUID(form.cleaned_data["data_set"])
        do(
            request,
            lambda: actions.ask_run(by=actor, study=study, data_set=data_set),
            _("De berekening is aangevraagd."),
        )
    else:
        messages.error(request, _("Kies gegevens van deze studie."))
    return redirect("effect:study", study)


@researchers
@require_safe
def run(request: HttpRequest, run: UUID) -> HttpResponse:
    """Show how far a run is, or what came of it; asks itself again while it is busy."""
    shown = run_shown(asking(request), run)
    if shown is None:
        raise Http404
    page = {
        "shown": shown,
        "title": title_of(shown.row.study, language()),
        "is_busy": shown.row.state in actions.BUSY,
        "can_restart": shown.row.state in actions.CAN_RESTART and not shown.row.study.withdrawn,
        "step": step_words(shown.row.step) if shown.row.step else "",
        "percent": round(100 * shown.row.share),
        "grave": [finding_words(one) for one in shown.findings if one.is_grave],
        "told": [finding_words(one) for one in shown.findings if not one.is_grave],
    }
    return render(request, "effect/run.html", page)


@researchers
@require_POST
def stop(request: HttpRequest, run: UUID) -> HttpResponse:
    """Stop a run."""
    if run_shown(asking(request), run) is None:
        raise Http404
    # Who presses twice, or just too late, reads on the page how it is now.
    if actions.stop_run(by=asking(request), run=run):
        messages.success(request, _("De berekening is gestopt."))
    return redirect("effect:run", run)


@researchers
@require_POST
def restart(request: HttpRequest, run: UUID) -> HttpResponse:
    """Go on with a run."""
    shown = run_shown(asking(request), run)
    if shown is None:
        raise Http404
    if actions.restart_run(by=asking(request), run=run):
        messages.success(request, _("De berekening gaat verder waar die was."))
    elif shown.row.state in actions.CAN_RESTART:
        messages.error(request, _("Dit kan nu niet. Er loopt al een berekening, of de studie is ingetrokken."))
    return redirect("effect:run", run)
