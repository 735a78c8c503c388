"""The knowledge base: for everybody what is known, for researchers the literature they add and check."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
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
from wending.effect.sources.evidence.parse import MOST_BYTES, Mistake, parse_evidence
from wending.effect.views.asking import asking, researchers
from wending.kit.csv_file import csv_lines

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
        {"row": row, "is_own": row.pk in own, "may_check": row.entered_by_id != actor.me}
        for row in found.literature(actor)
    ]
    return render(request, "effect/knowledge/literature.html", {"rows": rows, "form": EvidenceFile()})


@researchers
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Add a study from literature."""
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_evidence(by=asking(request), told=form.told())
        messages.success(request, _("Bewaard. Vraag een ander om het na te kijken."))
        return redirect("effect:literature")
    return render(request, "effect/knowledge/edit.html", {"form": form, "title": _("Een studie toevoegen")})


@researchers
@require_http_methods(METHODS)
def change(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Change a study from literature."""
    row = found.editable(asking(request)).filter(pk=evidence).first()
    if row is None:
        raise Http404
    start = {name: getattr(row, name) for name in EvidenceForm.base_fields}
    form = EvidenceForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.change_evidence(by=asking(request), evidence=evidence, told=form.told())
        messages.success(request, _("Bewaard. Vraag een ander om het opnieuw na te kijken."))
        return redirect("effect:literature")
    content = {"form": form, "title": _("Een studie wijzigen"), "row": row}
    return render(request, "effect/knowledge/edit.html", content)


@researchers
@require_POST
def check(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Say that a study was compared with its source."""
    try:
        actions.check_evidence(by=asking(request), evidence=evidence)
    except ObjectDoesNotExist:
        raise Http404 from None
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
    form = EvidenceFile(request.POST or None, request.FILES or None)
    mistakes: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        rows, wrong = parse_evidence(form.cleaned_data["file"].read(MOST_BYTES + 1))
        if not wrong:
            new = actions.import_evidence(by=asking(request), rows=rows)
            told = ngettext("%(n)d studie toegevoegd.", "%(n)d studies toegevoegd.", new) % {"n": new}
            messages.success(request, told)
            return redirect("effect:literature")
        mistakes = [_shown(one) for one in wrong]
    return render(request, "effect/knowledge/read_file.html", {"form": form, "mistakes": mistakes})


def _shown(one: Mistake) -> dict[str, str]:
    return {"line": str(one.line), "column": one.column, "words": word(words.PROBLEMS, one.code)}
