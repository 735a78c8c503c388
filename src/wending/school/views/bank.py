"""The bank of lessons for everyone: search it, read a lesson, take it along on paper, and read what the line is."""

from pathlib import Path

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.views.guards import everyone
from wending.kit.pdf import render_pdf
from wending.school.queries.bank import Lesson, lesson, our_own, search
from wending.school.queries.bank_pages import card, filters, job_name, lesson_view, sheet, wish_from
from wending.school.queries.lines import default_page

PER_PAGE = 24
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@everyone
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """Search the bank by words and by subject, phase, competence, occupation, time and place."""
    wish = wish_from(request.GET)
    page = Paginator(search(wish), PER_PAGE).get_page(request.GET.get("page"))
    content = {
        "wish": wish,
        "page": page,
        "cards": [card(one) for one in page.object_list],
        "filters": filters(wish),
        "job": job_name(wish),
        # Without lessons for an occupation that somebody came from, the page says so: it shows all of them then.
        "no_job": bool(request.GET.get("beroep")) and not wish.occupation,
        "own": len(our_own()),
    }
    return render(request, "school/lessons.html", content)


@everyone
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show one lesson that is open to all."""
    return render(request, "school/lesson.html", {"view": lesson_view(_found(key))})


@everyone
@require_safe
def lesson_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Give the sheet of a lesson as PDF."""
    return sheet_answer(_found(key))


@everyone
@require_safe
def the_line(request: HttpRequest) -> HttpResponse:
    """Explain the line that schools begin with."""
    return render(request, "school/the_line.html", default_page())


def sheet_answer(found: Lesson, now: str = "", link: str = "") -> HttpResponse:
    """Return the sheet of a lesson as a file; its name tells only which lesson."""
    content = sheet(lesson_view(found), now, link)
    answer = HttpResponse(render_pdf(TEMPLATES / "school/typst/lesson.typ", content), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="les-{found.key}.pdf"'
    return answer


def _found(key: str) -> Lesson:
    found = lesson(key)
    if found is None:
        raise Http404
    return found
