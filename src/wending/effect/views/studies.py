"""The office of researchers: its studies and approaches, one study with its steps, and a study to begin."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wending.effect.actions.plan import begin_study
from wending.effect.forms.acts import BeginForm, DataForm, data_words
from wending.effect.queries.approaches import approaches_of
from wending.effect.queries.power_before import power_before
from wending.effect.queries.studies import StudyShown, findings_of, studies_of, study_shown
from wending.effect.queries.terms import STEPS
from wending.effect.queries.waves import changes_shown, wave_changes
from wending.effect.queries.words import finding_words
from wending.effect.rules.register import Step
from wending.effect.views.asking import asking, language, researchers


@researchers
@require_safe
def research(request: HttpRequest) -> HttpResponse:
    """Show the studies of the office with where each stands, and its approaches."""
    actor = asking(request)
    page = {"studies": studies_of(actor, language()), "approaches": approaches_of(actor, language())}
    return render(request, "effect/research.html", page)


@researchers
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a study, and go on to its plan."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        study = begin_study(by=asking(request), **form.cleaned_data)
        return redirect("effect:plan", study.pk)
    return render(request, "effect/begin.html", {"form": form}, status=422 if form.is_bound else 200)


@researchers
@require_safe
def study(request: HttpRequest, study: UUID) -> HttpResponse:
    """Show one study: its steps, what comes next, its plan, data, runs, moments and changes."""
    shown = study_shown(asking(request), study, language())
    if shown is None:
        raise Http404
    page = {
        "shown": shown,
        "steps": steps_of(shown),
        "current": list(Step).index(shown.step) + 1,
        "data_sets": [
            {"words": data_words(one), "findings": [finding_words(told) for told in findings_of(one.findings)]}
            for one in shown.data_sets
        ],
        "run_form": DataForm(data_sets=shown.data_sets),
        "wave_changes": changes_shown(wave_changes(shown.row)),
        "to_publish": next((one for one in shown.runs if one.can_be_published), None),
        "power": power_before(shown.plan) if shown.plan else None,
    }
    return render(request, "effect/study.html", page)


def steps_of(shown: StudyShown) -> list[dict[str, object]]:
    """Return the steps of a study for the line above its page; each leads to its part of it."""
    return [{"label": STEPS[one], "href": f"#{one.value}"} for one in Step]
