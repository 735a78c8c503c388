"""The moments of a study that cannot be undone: each is a page that says what it means before it is done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.effect.actions import register as actions
from wending.effect.forms.acts import FreezeForm, SureForm, WithdrawForm
from wending.effect.queries.studies import StudyShown, run_shown, study_shown
from wending.effect.views.asking import asking, language, researchers

METHODS = ["GET", "HEAD", "POST"]


@researchers
@require_http_methods(METHODS)
def register(request: HttpRequest, study: UUID) -> HttpResponse:
    """Register the plan."""

    def act(form: Form) -> None:
        actions.register_study(by=asking(request), study=study)

    return _page(request, study, "register", lambda shown, data: SureForm(data), act, _("Het plan is geregistreerd."))


@researchers
@require_http_methods(METHODS)
def freeze(request: HttpRequest, study: UUID) -> HttpResponse:
    """Freeze the population."""

    def act(form: Form) -> None:
        actions.freeze_population(by=asking(request), study=study, data_set=UUID(form.cleaned_data["data_set"]))

    return _page(
        request,
        study,
        "freeze",
        lambda shown, data: FreezeForm(data, data_sets=shown.data_sets),
        act,
        _("De groep ligt vast."),
    )


@researchers
@require_http_methods(METHODS)
def open_outcomes(request: HttpRequest, study: UUID) -> HttpResponse:
    """Open the outcomes."""

    def act(form: Form) -> None:
        actions.open_outcomes(by=asking(request), study=study)

    return _page(request, study, "open", lambda shown, data: SureForm(data), act, _("De uitkomsten zijn geopend."))


@researchers
@require_http_methods(METHODS)
def withdraw(request: HttpRequest, study: UUID) -> HttpResponse:
    """Withdraw a study, with the reason."""

    def act(form: Form) -> None:
        actions.withdraw_study(by=asking(request), study=study, reason=form.cleaned_data["reason"])

    return _page(
        request, study, "withdraw", lambda shown, data: WithdrawForm(data), act, _("De studie is ingetrokken.")
    )


@researchers
@require_http_methods(METHODS)
def publish(request: HttpRequest, run: UUID) -> HttpResponse:
    """Publish the answer of a run."""
    shown = run_shown(asking(request), run)
    if shown is None:
        raise Http404
    study = shown.row.study_id

    def act(form: Form) -> None:
        actions.publish_answer(by=asking(request), study=study, run=run)

    return _page(request, study, "publish", lambda shown, data: SureForm(data), act, _("Het antwoord is openbaar."))


def _page(
    request: HttpRequest,
    study: UUID,
    kind: str,
    make: Callable[[StudyShown, Any], Form],
    act: Callable[[Form], None],
    done: str,
) -> HttpResponse:
    shown = study_shown(asking(request), study, language())
    if shown is None:
        raise Http404
    form = make(shown, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done)
            return redirect("effect:study", study)
    page = {"shown": shown, "form": form, "kind": kind}
    return render(request, f"effect/act_{kind}.html", page, status=422 if form.is_bound else 200)
