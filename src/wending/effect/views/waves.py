"""The questionnaires of a study, for its office: what is asked when, and how many answered."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.effect.actions.waves import close_wave, set_up_wave
from wending.effect.forms.follow_up import WaveForm
from wending.effect.queries.studies import StudyShown, study_shown
from wending.effect.queries.waves import waves_of
from wending.effect.queries.words import finding_words
from wending.effect.rules.follow_up import can_ask
from wending.effect.rules.study import Source
from wending.effect.views.asking import asking, language, researchers


@researchers
@require_http_methods(["GET", "HEAD", "POST"])
def waves(request: HttpRequest, study: UUID) -> HttpResponse:
    """Show the waves of a study with their response, and set one up."""
    shown = study_shown(asking(request), study, language())
    if shown is None or shown.row.source != Source.PLATFORM:
        raise Http404
    form = None
    if shown.plan is not None and not shown.row.withdrawn and can_ask(shown.plan):
        data = request.POST if request.method == "POST" else None
        form = WaveForm(data, plan=shown.plan, is_registered=shown.row.registered is not None)
        if form.is_valid() and _set_up(request, shown, form):
            messages.success(request, _("De vragen staan klaar."))
            return redirect("effect:follow_up", study)
    listed = [
        (one, [finding_words(told) for told in one.weighing.findings] if one.weighing else [])
        for one in waves_of(asking(request), study)
    ]
    page = {"shown": shown, "waves": listed, "form": form}
    return render(request, "effect/follow_up/waves.html", page, status=422 if form is not None and form.errors else 200)


@researchers
@require_POST
def close(request: HttpRequest, wave: UUID) -> HttpResponse:
    """Close a wave."""
    try:
        closed = close_wave(by=asking(request), wave=wave)
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, _("De vragen zijn gesloten. Wie ze had, kan vandaag nog antwoorden."))
    return redirect("effect:follow_up", closed.study_id)


def _set_up(request: HttpRequest, shown: StudyShown, form: WaveForm) -> bool:
    told = form.cleaned_data
    try:
        set_up_wave(
            by=asking(request),
            study=shown.row.pk,
            horizon=told["horizon"],
            outcomes=told["outcomes"],
            terms=form.terms(),
            reason=told.get("reason", ""),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
