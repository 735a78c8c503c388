"""The professional's desk: whom they help, what waits, and new cases."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Role
from wending.accounts.views.guards import roles
from wending.guidance.actions.cases import open_case
from wending.guidance.actions.todos import add_todo, finish_todo
from wending.guidance.forms.case import CaseForm, TodoForm
from wending.guidance.queries import caseload
from wending.guidance.queries.appointment_of_case import appointment_for_case
from wending.guidance.queries.case_words import ORDERS
from wending.guidance.rules.case import Line
from wending.guidance.rules.caseload import Order
from wending.guidance.views.case_doors import hides, submitted


@roles(Role.PROFESSIONAL)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk, longest not met first or in the order asked for."""
    return _desk(request, TodoForm())


@roles(Role.PROFESSIONAL)
@require_POST
@hides
def todo_add(request: HttpRequest) -> HttpResponse:
    """Add a to-do, of the desk or of a case."""
    by, case = request.actor, request.POST.get("case", "")  # type: ignore[attr-defined]
    form = TodoForm(request.POST)
    number = _number(case)
    done = submitted(
        request, form, lambda told: add_todo(by=by, text=told["text"], due=told["due"], case=number), _("Staat erop.")
    )
    if not done:
        return _desk(request, form, status=422)
    return redirect("guidance:case_overview", number) if number else redirect("guidance:desk")


@roles(Role.PROFESSIONAL)
@require_POST
def todo_done(request: HttpRequest, todo: UUID) -> HttpResponse:
    """Tick off a to-do."""
    finish_todo(by=request.actor, todo=todo)  # type: ignore[attr-defined]
    case = _number(request.POST.get("case", ""))
    return redirect("guidance:case_overview", case) if case else redirect("guidance:desk")


@roles(Role.PROFESSIONAL)
@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    """Open a case: about an appointment (`?afspraak=`) or about somebody named here."""
    by = request.actor  # type: ignore[attr-defined]
    sent = request.POST if request.method == "POST" else request.GET
    booked = appointment_for_case(by, _number(sent.get("afspraak", "")))
    form = CaseForm(request.POST if request.method == "POST" else None, is_known=booked is not None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        case = open_case(
            by=by,
            question=told["question"],
            line=Line(told["line"]),
            client_name=told.get("client_name", ""),
            client_email=told.get("client_email", ""),
            client_phone=told.get("client_phone", ""),
            appointment=booked.pk if booked else None,
        )
        return redirect("guidance:case_overview", case.pk)
    page = {"form": form, "booked": booked}
    return render(request, "guidance/case_new.html", page, status=422 if form.errors else 200)


def _desk(request: HttpRequest, form: TodoForm, status: int = 200) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    asked = request.GET.get("volgorde", "")
    order = Order(asked) if asked in set(Order) else Order.MET
    lines = caseload.caseload(by, order)
    page = {
        "lines": lines,
        "long_ago": [line for line in caseload.caseload(by) if line.is_long_ago],
        "weeks": settings.LONG_AGO_WEEKS,
        "orders": [
            {"label": words, "href": f"{reverse('guidance:desk')}?volgorde={one.value}", "current": one is order}
            for one, words in ORDERS.items()
        ],
        "helped": caseload.team_cases(by),
        "todos": caseload.todos(by),
        "todo_form": form,
        "received": caseload.referrals_to(by),
        "sent": caseload.referrals_sent(by),
        "follow_ups": caseload.follow_ups_due(by),
        "consents": caseload.consents_ending(by),
        "yields": caseload.yields(by),
    }
    return render(request, "guidance/desk.html", page, status=status)


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
