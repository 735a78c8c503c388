"""Requests for money: as firm, as network, and as the fund that decides."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.kit.versions import Stale
from wending.work.actions import funding as acts
from wending.work.forms.funding import DecisionForm, ObjectionForm, RequestForm, SchemeForm
from wending.work.queries import funding as pages
from wending.work.queries.change_words import CHECKS, COUNTED, REQUEST_KINDS, REQUEST_STATES, RESULTS
from wending.work.rules.funding import Kind as Request
from wending.work.rules.funding import State
from wending.work.views.asking import asking, do

fund_manager = roles(Role.MANAGER, at=Kind.FUND)
# A firm and a network both apply; the queries let nobody else through.
applicant = roles(Role.MANAGER)
METHODS = ["GET", "HEAD", "POST"]


@fund_manager
@require_safe
def fund(request: HttpRequest) -> HttpResponse:
    """Show a fund what was asked of it, its totals and its schemes."""
    actor = asking(request)
    page = {
        "requests": [_row(row) for row in pages.received(actor)],
        "totals": pages.totals_of(actor),
        "schemes": pages.schemes_of(actor),
    }
    return render(request, "work/fund.html", page)


def _row(row: object) -> dict[str, object]:
    state = State(row.state)  # type: ignore[attr-defined]
    return {"row": row, "state": REQUEST_STATES[state], "waits": state in {State.SENT, State.OBJECTED}}


@fund_manager
@require_http_methods(METHODS)
def scheme(request: HttpRequest, number: UUID | None = None) -> HttpResponse:
    """Add or change a scheme."""
    actor = asking(request)
    row = pages.schemes_of(actor).filter(pk=number).first() if number else None
    if number and row is None:
        raise Http404
    form = SchemeForm(request.POST or None, initial=model_to_dict(row) if row else None)
    is_stale = False
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            acts.save_scheme(by=actor, fields=form.values(), scheme=number, version=version)
        except Stale:
            is_stale = True
        else:
            messages.success(request, _("De regeling is bewaard."))
            return redirect("work:fund")
    page = {"form": form, "scheme": row, "is_stale": is_stale}
    return render(request, "work/scheme.html", page, status=422 if form.is_bound else 200)


@fund_manager
@require_http_methods(METHODS)
def decision(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a request to the fund, and take its decision."""
    actor = asking(request)
    shown = pages.request_shown(actor, number) if pages.is_fund_manager(actor) else None
    if shown is None:
        raise Http404
    form = DecisionForm(request.POST or None, initial={"version": shown.row.version})
    is_stale = False
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            done = acts.decide(
                by=actor, request=number, granted=form.amount(), reasons=told["reasons"], version=told["version"]
            )
        except Stale:
            is_stale = True
        except ValidationError as error:
            form.add_error("granted", error)
        else:
            if not done:
                raise Http404
            messages.success(request, _("Je besluit is bewaard. De aanvrager kan het lezen."))
            return redirect("work:fund_request", number=number)
    page = _shown(shown) | {"form": form, "is_stale": is_stale}
    return render(request, "work/fund_request.html", page, status=422 if form.is_bound else 200)


def _shown(shown: pages.RequestShown) -> dict[str, object]:
    state = State(shown.row.state)
    return {
        "request_row": shown.row,
        "state": REQUEST_STATES[state],
        "key": state.value,
        "kind": REQUEST_KINDS[Request(shown.row.kind)],
        "checks": [(CHECKS[one.name], RESULTS[one.result], one.figure) for one in shown.checks],
        "events": [(one, REQUEST_STATES[State(one.state)]) for one in shown.events],
        "counts": [(COUNTED[key], count) for key, count in shown.counts.items()],
        "proofs": shown.row.proof.splitlines(),
    }


@fund_manager
@require_POST
def pay(request: HttpRequest, number: UUID) -> HttpResponse:
    """Write down that a grant was paid."""
    do(request, lambda: acts.pay(by=asking(request), request=number), _("Opgeschreven dat het is uitbetaald."))
    return redirect("work:fund_request", number=number)


@applicant
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Show a firm or network what it asked, and which schemes there are."""
    actor = asking(request)
    page = {"requests": [_row(row) for row in pages.own_requests(actor)], "schemes": pages.open_schemes(actor)}
    return render(request, "work/requests.html", page)


@applicant
@require_http_methods(METHODS)
def request_form(request: HttpRequest, number: UUID | None = None) -> HttpResponse:
    """Write a request, or change one that was not sent."""
    actor = asking(request)
    row = pages.own_requests(actor).filter(pk=number, state=State.DRAFT).first() if number else None
    if not pages.may_apply(actor) or (number and row is None):
        raise Http404
    form = RequestForm(request.POST or None, actor=actor, initial=model_to_dict(row) if row else None)
    is_stale = False
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            saved = acts.save_request(by=actor, fields=form.told(), request=number, version=version)
        except Stale:
            is_stale = True
        except ValidationError as error:
            form.add_error("plan", error)
        else:
            if saved is None:
                raise Http404
            return redirect("work:request", number=saved.pk)
    page = {"form": form, "is_stale": is_stale, "row": row}
    return render(request, "work/request_form.html", page, status=422 if form.is_bound else 200)


@applicant
@require_safe
def own_request(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a request to who applied."""
    actor = asking(request)
    shown = pages.request_shown(actor, number) if pages.may_apply(actor) else None
    if shown is None:
        raise Http404
    return render(request, "work/request.html", _shown(shown) | {"form": ObjectionForm()})


def _act(request: HttpRequest, number: UUID, act: Callable[[], bool], said: str) -> HttpResponse:
    do(request, act, said)
    return redirect("work:request", number=number)


@applicant
@require_POST
def send(request: HttpRequest, number: UUID) -> HttpResponse:
    """Send a request."""
    said = _("De aanvraag is verstuurd.")
    return _act(request, number, lambda: acts.send_request(by=asking(request), request=number), said)


@applicant
@require_POST
def withdraw(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take a request back."""
    said = _("De aanvraag is ingetrokken.")
    return _act(request, number, lambda: acts.withdraw_request(by=asking(request), request=number), said)


@applicant
@require_POST
def objection(request: HttpRequest, number: UUID) -> HttpResponse:
    """Object to a decision."""
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        if pages.own_requests(asking(request)).filter(pk=number).exists():
            messages.error(request, _("Schrijf op waarom je het er niet mee eens bent."))
            return redirect("work:request", number=number)
        raise Http404
    text = form.cleaned_data["text"]
    said = _("Je bezwaar is bij het fonds.")
    return _act(request, number, lambda: acts.object_to(by=asking(request), request=number, text=text), said)
