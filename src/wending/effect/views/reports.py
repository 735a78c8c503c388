"""What guidance yields: the list of published studies and their reports for everybody, and the researcher's preview."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.views.guards import everyone
from wending.effect.queries import reports
from wending.effect.queries.report.paper import report_paper
from wending.effect.queries.report_files import bundle_of
from wending.effect.views.asking import asking, researchers


@everyone
@require_safe
def yields(request: HttpRequest) -> HttpResponse:
    """Show every published study with its sentence."""
    studies = [
        {
            "slug": page.slug,
            "title": page.report.title,
            "sentence": page.report.sentence,
            "verdict": page.report.verdict,
            "verdict_words": page.report.verdict_words,
            "is_withdrawn": page.is_withdrawn,
            "is_example": page.is_example,
            "is_changed_late": page.is_changed_late,
            "published": page.published,
        }
        for page in reports.published()
    ]
    return render(request, "effect/report/yields.html", {"studies": studies})


@everyone
@require_safe
def study(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show the report of a published study: its latest answer, or one by its number."""
    return render(request, "effect/report/study.html", {"page": _published(slug, number)})


@everyone
@require_safe
def study_pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give the report of a published study as PDF."""
    return _pdf(_published(slug, number))


@everyone
@require_safe
def study_bundle(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give what is needed to do a published study again; data of real people are never in it."""
    answer = HttpResponse(bundle_of(_published(slug, number)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.zip"'
    return answer


@researchers
@require_safe
def preview(request: HttpRequest, study: UUID, run: UUID) -> HttpResponse:
    """Show the report of a run to who works on it."""
    return render(request, "effect/report/preview.html", {"page": _preview(request, study, run)})


@researchers
@require_safe
def preview_pdf(request: HttpRequest, study: UUID, run: UUID) -> HttpResponse:
    """Give the report of a run as PDF to who works on it."""
    return _pdf(_preview(request, study, run))


def _published(slug: str, number: int | None) -> reports.Page:
    page = reports.published_study(slug, number)
    if page is None:
        raise Http404
    return page


def _preview(request: HttpRequest, study: UUID, run: UUID) -> reports.Page:
    page = reports.preview(asking(request), study, run)
    if page is None:
        raise Http404
    return page


def _pdf(page: reports.Page) -> HttpResponse:
    answer = HttpResponse(report_paper(page.report), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    return answer
