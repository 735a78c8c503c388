"""The professional's desk: whom they help, what waits, and their own to-dos."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions.todos import add_todo, finish_todo
from wending.guidance.forms.case import TodoForm
from wending.guidance.queries import caseload
from wending.guidance.queries.case_words import ORDERS
from wending.guidance.queries.links import as_number
from wending.guidance.rules.caseload import Order
from wending.guidance.views.case_doors import hides, submit


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk, longest not met first or in the order asked for."""
    return _desk(request, TodoForm())


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_POST
@hides
def todo_add(request: HttpRequest) -> HttpResponse:
    """Add a to-do, of the desk or of a case."""
    by, case = who(request), as_number(request.POST.get("case", ""))
    form = TodoForm(request.POST)
    if not submit(request, form, lambda told: add_todo(by=by, case=case, **told), _("Het staat op je lijst.")):
        return _desk(request, form)
    return redirect("guidance:case_overview", case) if case else redirect("guidance:desk")


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_POST
def todo_done(request: HttpRequest, todo: UUID) -> HttpResponse:
    """Tick off a to-do."""
    finish_todo(by=who(request), todo=todo)
    case = as_number(request.POST.get("case", ""))
    return redirect("guidance:case_overview", case) if case else redirect("guidance:desk")


def _desk(request: HttpRequest, form: TodoForm) -> HttpResponse:
    by, asked = who(request), request.GET.get("volgorde", "")
    order = Order(asked) if asked in set(Order) else Order.MET
    lines = caseload.caseload(by, order)
    page = {
        "lines": lines,
        "long_ago": sorted((line for line in lines if line.is_long_ago), key=lambda line: -line.weeks),
        "long_ago_weeks": settings.LONG_AGO_WEEKS,
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
    return render(request, "guidance/desk.html", page, status=422 if form.is_bound and form.errors else 200)
