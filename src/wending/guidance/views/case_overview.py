"""The overview of a case, and opening one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions.cases import invite_client, open_case
from wending.guidance.forms.case import CaseForm, TodoForm
from wending.guidance.queries.appointment_of_case import appointment_for_case
from wending.guidance.queries.case_pages import todos_of
from wending.guidance.queries.case_words import LINES, STATES
from wending.guidance.queries.caseload import last_met
from wending.guidance.queries.links import as_number
from wending.guidance.rules.case import CaseState, Line, Tab
from wending.guidance.views.case_doors import METHODS, case_page, hides, opened, press, submit


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def overview(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the question, how to reach the client, and what one has to do; invite the client to an account."""
    by = who(request)
    if request.method == "POST":
        press(request, {"invite": (lambda: invite_client(by=by, case=case), _("De uitnodiging is verstuurd."))})
        return redirect("guidance:case_overview", case)
    found = opened(request, case, Tab.OVERVIEW)
    return case_page(
        request,
        found,
        Tab.OVERVIEW,
        line=LINES[Line(found.case.line)],
        state=STATES[CaseState(found.case.state)],
        last_met=last_met([found.case]).get(found.case.pk),
        todos=todos_of(by, found.case),
        todo_form=TodoForm(),
    )


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
def case_new(request: HttpRequest) -> HttpResponse:
    """Open a case: about an appointment (`?afspraak=`), or about somebody named here."""
    by = who(request)
    sent = request.POST if request.method == "POST" else request.GET
    booked = appointment_for_case(by, as_number(sent.get("afspraak", "")))
    form = CaseForm(request.POST or None, is_known=booked is not None)
    made = []

    def begin(told: dict[str, str]) -> None:
        who = {name: told[name] for name in ("client_name", "client_email", "client_phone") if name in told}
        number = booked.pk if booked else None
        made.append(open_case(by=by, question=told["question"], line=Line(told["line"]), appointment=number, **who))

    if request.method == "POST" and submit(request, form, begin, _("De begeleiding staat op je bureau.")):
        return redirect("guidance:case_overview", made[0].pk)
    page = {"form": form, "booked": booked}
    return render(request, "guidance/case/new.html", page, status=422 if form.errors else 200)
