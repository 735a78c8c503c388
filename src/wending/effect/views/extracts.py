"""Extracts of a study: asked for, made or refused, fetched, and the log of all of it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.effect.actions.extracts import NotGiven, fetch_extract, make_extract
from wending.effect.forms.data import ExtractForm
from wending.effect.queries.data_of_study import extracts_of, log_of
from wending.effect.queries.report_words import name_of
from wending.effect.queries.studies import study_shown
from wending.effect.views.asking import asking, language, researchers


@researchers
@require_http_methods(["GET", "HEAD", "POST"])
def extracts(request: HttpRequest, study: UUID) -> HttpResponse:
    """Show the extracts of a study and the log of questions; make another."""
    actor = asking(request)
    shown = study_shown(actor, study, language())
    if shown is None:
        raise Http404
    page: dict[str, object] = {"shown": shown, "can_ask": bool(shown.plan and shown.data_sets and shown.row.opened)}
    status = 200
    if shown.plan and page["can_ask"]:
        form = ExtractForm(
            request.POST if request.method == "POST" else None, data_sets=shown.data_sets, plan=shown.plan
        )
        page["form"] = form
        if form.is_valid():
            try:
                data_set = UUID(form.cleaned_data["data_set"])
                made = make_extract(by=actor, study=study, data_set=data_set, question=form.question())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Het uittreksel is gemaakt."))
                if gone := made.what["gone"]:
                    told = _("Van deze kenmerken bleef niets over, er staat overal een *: %(names)s. Vraag er minder.")
                    messages.warning(request, told % {"names": ", ".join(name_of(one, {}) for one in gone)})
                return redirect("effect:extracts", study)
        status = 422 if form.is_bound else 200
    page |= {"extracts": extracts_of(actor, study), "log": log_of(actor, study)}
    return render(request, "effect/extracts.html", page, status=status)


@researchers
@require_POST
def fetch(request: HttpRequest, extract: UUID) -> HttpResponse:
    """Give the file of an extract, and write down who took it."""
    try:
        content = fetch_extract(by=asking(request), extract=extract)
    except NotGiven as refused:
        messages.error(request, refused.messages[0])
        return redirect("effect:extracts", refused.study)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("uittreksel")}-{extract}.csv"'
    return response
