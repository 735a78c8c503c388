"""The training plan of a firm, on the page and as a file."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import own, roles
from wending.kit.csv_file import csv_lines
from wending.kit.versions import Stale
from wending.work.actions import training as actions
from wending.work.forms.growth import LineForm
from wending.work.queries import files
from wending.work.queries.courses import managed_courses
from wending.work.queries.needs import functions
from wending.work.queries.paper import training_paper
from wending.work.queries.scope import colleagues_for
from wending.work.queries.training import found_programmes, line_of, plan, schemes_for_firms
from wending.work.views.asking import asking, do, language

METHODS = ["GET", "HEAD", "POST"]
FIELDS = ("who", "people", "what", "programme", "starts", "hours", "costs", "owner", "funding", "is_done", "version")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """Show the training plan with its totals."""
    return render(request, "work/training.html", {"plan": plan(asking(request), language())})


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Add a line, perhaps after looking for a programme or from what a function needs."""
    start = {"people": 1, "what": request.GET.get("wat", "")[:200], "who": request.GET.get("wie", "")[:120]}
    form = _line_form(request, start)
    if request.method == "POST" and "search" not in request.POST and form.is_valid():
        actions.add_line(by=asking(request), told=form.told())
        return redirect("work:training")
    return _page(request, form, _("Iets om te leren"))


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def line(request: HttpRequest, line: UUID) -> HttpResponse:
    """Change a line of the plan."""
    row = line_of(asking(request), line)
    if row is None:
        raise Http404
    start = {name: getattr(row, name) for name in FIELDS}
    start |= {"function": str(row.function_id or ""), "course": str(row.course_id or "")}
    form = _line_form(request, start)
    differences = None
    if request.method == "POST" and "search" not in request.POST and form.is_valid():
        try:
            actions.change_line(by=asking(request), line=line, version=form.read_version(), told=form.told())
            return redirect("work:training")
        except Stale as stale:
            differences = form.differences(start)
            form.renew(stale.version)
    people = colleagues_for(asking(request)).filter(account__isnull=False)
    return _page(request, form, row.what, differences, {"line": row, "people": people})


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def remove(request: HttpRequest, line: UUID) -> HttpResponse:
    """Remove a line of the plan."""
    try:
        actions.remove_line(by=asking(request), line=line)
    except ObjectDoesNotExist:
        raise Http404 from None
    return redirect("work:training")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def ask_name(request: HttpRequest, line: UUID) -> HttpResponse:
    """Ask somebody whether their name may stand at a line."""
    try:
        colleague = UUID(request.POST.get("colleague", ""))
    except ValueError:
        raise Http404 from None
    do(request, lambda: actions.ask_name(by=asking(request), line=line, colleague=colleague), _("Gevraagd."))
    return redirect("work:training_line", line)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the plan as CSV."""
    headings, rows = files.training_rows(asking(request))
    return csv_response(headings, rows, "opleidingsplan")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    """Give the plan as PDF to print."""
    response = HttpResponse(training_paper(asking(request), language()), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="opleidingsplan.pdf"'
    return response


@own
@require_POST
def answer_name(request: HttpRequest, asked: int) -> HttpResponse:
    """Say yes or no to one's own name in a plan."""
    is_yes = request.POST.get("answer") == "yes"
    said = _("Je naam staat in het plan.") if is_yes else _("Je naam staat niet in het plan.")
    do(request, lambda: actions.answer_name(by=asking(request), asked=asked, is_yes=is_yes), said)
    return redirect("work:development")


def csv_response(headings: list[str], rows: Any, name: str) -> StreamingHttpResponse:
    """Return rows as a CSV file to keep."""
    response = StreamingHttpResponse(csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _line_form(request: HttpRequest, start: dict[str, Any]) -> LineForm:
    actor, lang = asking(request), language()
    words = request.POST.get("q", "").replace("\0", "")[:100]
    known = found_programmes(words or str(start.get("what", "")), lang)
    programmes = {item.id: item.name for item in known}
    chosen = request.POST.get("programme") or start.get("programme") or ""
    if chosen and chosen not in programmes:
        programmes[chosen] = chosen
    choices: dict[str, Any] = {
        "programme": list(programmes.items()),
        "function": [(str(row.pk), row.name) for row in functions(actor)],
        "course": [(str(row.pk), row.title) for row in managed_courses(actor)],
        "funding": [(one.facts.id, one.facts.name) for one in schemes_for_firms(lang)],
    }
    return LineForm(request.POST or None, initial=start, choices=choices)


def _page(
    request: HttpRequest, form: LineForm, title: str, differences: Any = None, more: dict[str, Any] | None = None
) -> HttpResponse:
    is_search = "search" in request.POST
    status = 409 if differences is not None else 422 if form.is_bound and not is_search else 200
    page = {
        "form": form,
        "title": title,
        "up": reverse("work:training"),
        "up_words": _("Opleidingsplan"),
        "differences": differences,
        "searches": True,
        "query": request.POST.get("q", ""),
    }
    return render(request, "work/line.html", page | (more or {}), status=status)
