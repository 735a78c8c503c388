"""The data of a study: files with their mapping, what people on the platform let it use, and what is in it."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.queries.research import all_approaches
from wending.effect.actions.gather import gather
from wending.effect.actions.read_files import Looked, keep_files, look_for_study
from wending.effect.forms.data import FilesForm, GatherForm, outcome_words
from wending.effect.queries.approaches import approach_names
from wending.effect.queries.data_of_study import newest_data
from wending.effect.queries.studies import StudyShown, findings_of, study_shown
from wending.effect.queries.table_words import mapping_sentence
from wending.effect.queries.words import finding_words
from wending.effect.rules.study import Source
from wending.effect.sources.files.parse import BadMapping
from wending.effect.views.asking import asking, language, researchers

METHODS = ["GET", "HEAD", "POST"]


@researchers
@require_http_methods(METHODS)
def data(request: HttpRequest, study: UUID) -> HttpResponse:
    """Show what is in the data of a study; look at files, keep them, or gather what people let it use."""
    shown = study_shown(asking(request), study, language())
    if shown is None:
        raise Http404
    page: dict[str, object] = {"shown": shown, "source": shown.row.source}
    is_kept = False
    if shown.row.source == Source.FILES:
        is_kept = _files(request, shown, page)
    elif shown.row.source == Source.PLATFORM and shown.plan is not None:
        is_kept = _platform(request, shown, page)
    if is_kept:
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("effect:data", study)
    newest = newest_data(asking(request), study)
    if newest is not None:
        page["newest"] = newest
        page["known"] = [(_name(one.name, one.horizon), one) for one in newest.known]
        page["findings"] = [finding_words(one) for one in findings_of(newest.row.findings)]
    return render(request, "effect/data.html", page, status=422 if page.get("is_wrong") else 200)


def _name(name: str, horizon: int | None) -> str:
    return name if horizon is None else outcome_words(name, horizon)


def _files(request: HttpRequest, shown: StudyShown, page: dict[str, object]) -> bool:
    """Handle files; return whether they were kept."""
    is_post = request.method == "POST"
    form = FilesForm(request.POST if is_post else None, request.FILES if is_post else None)
    page["form"] = form
    if not is_post:
        return False
    page["is_wrong"] = True
    if not form.is_valid():
        return False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in form.cleaned_data["brought"]:
            with (folder / Path(str(file.name)).name).open("wb") as kept:
                for piece in file.chunks():
                    kept.write(piece)
        mapping = form.cleaned_data["mapping"]
        given = {"by": asking(request), "study": shown.row.pk, "mapping": mapping, "folder": folder}
        try:
            looked: Looked = look_for_study(**given)
            page["looked"], page["looked_findings"] = looked, [finding_words(one) for one in looked.findings]
            if looked.is_usable and request.POST.get("do") == "keep":
                keep_files(**given)
                return True
        except BadMapping as bad:
            for problem in bad.problems:
                form.add_error("mapping", mapping_sentence(problem))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            page["is_wrong"] = not looked.is_usable
    return False


def _platform(request: HttpRequest, shown: StudyShown, page: dict[str, object]) -> bool:
    """Handle what people let the study use; return whether data were kept."""
    assert shown.plan is not None
    form = GatherForm(
        request.POST if request.method == "POST" else None,
        plan=shown.plan,
        kinds=all_approaches(),
        names=dict(approach_names(asking(request), language())),
    )
    page["form"] = form
    if request.method != "POST":
        return False
    page["is_wrong"] = True
    if form.is_valid():
        try:
            gather(by=asking(request), study=shown.row.pk, means=form.means())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return True
    return False
