"""The knowledge base: for everybody what is known, for researchers the literature they add and check."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import everyone
from wending.effect.actions import evidence as actions
from wending.effect.forms.evidence import EvidenceFile, EvidenceForm
from wending.effect.queries import evidence as found
from wending.effect.queries import knowledge as known
from wending.effect.queries.report_words import evidence as words
from wending.effect.queries.report_words import word
from wending.effect.rules.evidence import mark_of
from wending.effect.sources.evidence.parse import Mistake, parse_evidence
from wending.effect.views.asking import asking, researchers
from wending.kit.csv_file import csv_lines
from wending.kit.versions import Stale

METHODS = ["GET", "HEAD", "POST"]


@everyone
@require_safe
def knowledge(request: HttpRequest) -> HttpResponse:
    """Show what all studies together say: every topic, or one of them."""
    if chosen := request.GET.get("onderwerp", ""):
        topic = known.topic(chosen)
        if topic is None:
            raise Http404
        return render(request, "effect/knowledge/topic.html", {"topic": topic})
    content = {"topics": known.topics(), "withdrawn": known.studies_here(found.withdrawn())}
    return render(request, "effect/knowledge/knowledge.html", content)


@everyone
@require_safe
def knowledge_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give everything that is counted as CSV."""
    answer = StreamingHttpResponse(csv_lines(*found.as_rows()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="wending-kennisbank.csv"'
    return answer


@researchers
@require_safe
def literature(request: HttpRequest) -> HttpResponse:
    """Show literature: what waits for a check first."""
    actor = asking(request)
    own = set(found.editable(actor).values_list("pk", flat=True))
    rows = [
        {
            "row": row,
            "is_own": row.pk in own,
            "may_check": row.entered_by_id != actor.me,
            "mark": mark_of(row.told()),
        }
        for row in found.literature(actor)
    ]
    return render(request, "effect/knowledge/literature.html", {"rows": rows})


@researchers
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Add a study from literature."""
    form = EvidenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_evidence(by=asking(request), told=form.told())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Bewaard. Vraag een ander om het na te kijken."))
            return redirect("effect:literature")
    content = {"form": form, "title": _("Een studie toevoegen")}
    return render(request, "effect/knowledge/edit.html", content, status=422 if form.is_bound else 200)


@researchers
@require_http_methods(METHODS)
def change(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Change a study from literature."""
    row = found.editable(asking(request)).filter(pk=evidence).first()
    if row is None:
        raise Http404
    start = {name: getattr(row, name) for name in EvidenceForm.base_fields if name != "version"}
    form = EvidenceForm(
        request.POST if request.method == "POST" else None, initial=start | {"version": mark_of(row.told())}
    )
    content = {"form": form, "title": _("Een studie wijzigen"), "row": row}
    if form.is_valid():
        told, read = form.told(), form.read_version()
        try:
            actions.change_evidence(by=asking(request), evidence=evidence, told=told, read=read)
        except Stale as stale:
            content["differences"] = form.differences(start)
            form.renew(stale.version)
            return render(request, "effect/knowledge/edit.html", content, status=409)
        messages.success(request, _("Bewaard. Vraag een ander om het opnieuw na te kijken."))
        return redirect("effect:literature")
    return render(request, "effect/knowledge/edit.html", content, status=422 if form.is_bound else 200)


@researchers
@require_POST
def check(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Say that a study was compared with its source."""
    read = request.POST.get("read", "")
    try:
        actions.check_evidence(by=asking(request), evidence=evidence, read=int(read) if read.isdecimal() else 0)
    except ObjectDoesNotExist:
        raise Http404 from None
    except PermissionDenied:
        messages.error(request, _("Jij schreef dit zelf op. Vraag een ander om het na te kijken."))
    except Stale:
        messages.error(request, _("Iemand wijzigde deze studie net. Vergelijk haar opnieuw met de bron."))
    else:
        messages.success(request, _("Nagekeken. De studie telt nu mee."))
    return redirect("effect:literature")


@researchers
@require_POST
def remove(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Take a study from literature away."""
    try:
        actions.remove_evidence(by=asking(request), evidence=evidence)
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("Weggehaald."))
    return redirect("effect:literature")


@researchers
@require_http_methods(METHODS)
def read_file(request: HttpRequest) -> HttpResponse:
    """Read a CSV file: everything in it or nothing, and what is wrong per line."""
    is_post = request.method == "POST"
    form = EvidenceFile(request.POST if is_post else None, request.FILES if is_post else None)
    mistakes: list[dict[str, str]] = []
    if form.is_valid():
        rows, wrong = parse_evidence(form.cleaned_data["file"])
        if not wrong:
            new = actions.import_evidence(by=asking(request), rows=rows)
            told = ngettext("%(n)d studie toegevoegd.", "%(n)d studies toegevoegd.", new) % {"n": new}
            messages.success(request, told)
            return redirect("effect:literature")
        mistakes = [_shown(one) for one in wrong]
    content = {"form": form, "mistakes": mistakes}
    return render(request, "effect/knowledge/read_file.html", content, status=422 if is_post else 200)


def _shown(one: Mistake) -> dict[str, str]:
    return {"line": str(one.line), "column": one.column, "words": word(words.PROBLEMS, one.code)}
