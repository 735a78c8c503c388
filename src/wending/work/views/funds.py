"""Pages of funds: their schemes and applications, for the fund and for who applies. People decide, with reasons."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.kit.versions import Stale
from wending.work.actions import funds as acts
from wending.work.forms.funding import ApplicationForm, DecisionForm, PaymentForm, SchemeForm, WordsForm
from wending.work.queries import funds as reads
from wending.work.queries.funding_words import CHECKS, PURPOSES, STAGES, STEPS
from wending.work.rules.funding import Purpose, Stage

fund_page = roles(Role.MANAGER, at=Kind.FUND)
applicant_page = roles(Role.MANAGER, at=(Kind.EMPLOYER, Kind.NETWORK))
both_page = roles(Role.MANAGER, at=(Kind.EMPLOYER, Kind.NETWORK, Kind.FUND))
form_page = require_http_methods(["GET", "HEAD", "POST"])


@fund_page
@require_safe
def fund(request: HttpRequest) -> HttpResponse:
    """Show the applications that wait, those decided, and sums per scheme."""
    actor = who(request)
    rows = [_told(row) for row in reads.applications_to(actor)]
    content = {
        "waiting": [row for row in rows if not row["row"].is_decided],
        "decided": [row for row in rows if row["row"].is_decided],
        "schemes": reads.fund_sums(actor),
    }
    return render(request, "work/fund.html", content)


@fund_page
@form_page
def scheme(request: HttpRequest, number: UUID | None = None) -> HttpResponse:
    """Make or change a scheme."""
    actor = who(request)
    row = reads.schemes_of(actor).filter(pk=number).first() if number else None
    if number and row is None:
        raise Http404
    form = SchemeForm(request.POST or None, initial=model_to_dict(row) if row else None)
    now = None
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_scheme(by=actor, told=form.told(), number=number, version=form.cleaned_data["version"] or 0)
        except Stale as stale:
            now = _stale(form, stale)
        else:
            messages.success(request, _("De regeling is bewaard."))
            return redirect("work:fund")
    return render(request, "work/scheme.html", {"form": form, "row": row, "now": now})


@applicant_page
@require_safe
def funding(request: HttpRequest) -> HttpResponse:
    """Show schemes to apply for, and one's own applications."""
    actor = who(request)
    content = {
        "schemes": reads.schemes_open(actor, timezone.localdate()),
        "applications": [_told(row) for row in reads.own_applications(actor)],
    }
    return render(request, "work/funding.html", content)


@applicant_page
@form_page
def application_new(request: HttpRequest, scheme: UUID) -> HttpResponse:
    """Begin an application for a scheme."""
    actor = who(request)
    found = reads.schemes_open(actor, timezone.localdate()).filter(pk=scheme).first()
    if found is None:
        raise Http404
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = acts.save_application(by=actor, told=form.told(), scheme=scheme)
        if row is None:
            raise Http404
        messages.success(request, _("Bewaard. Het fonds ziet dit pas als je het verstuurt."))
        return redirect("work:application", row.pk)
    return render(request, "work/application_form.html", {"form": form, "scheme": found})


@applicant_page
@form_page
def application_change(request: HttpRequest, number: UUID) -> HttpResponse:
    """Change an application that is not sent, or about which the fund asked something."""
    actor = who(request)
    row = reads.own_applications(actor).filter(pk=number, stage__in=(Stage.DRAFT, Stage.QUESTION)).first()
    if row is None:
        raise Http404
    form = ApplicationForm(request.POST or None, initial=model_to_dict(row))
    now = None
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_application(by=actor, told=form.told(), number=number, version=form.cleaned_data["version"] or 0)
        except Stale as stale:
            now = _stale(form, stale)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("work:application", row.pk)
    return render(request, "work/application_form.html", {"form": form, "scheme": row.scheme, "row": row, "now": now})


@both_page
@require_safe
def application(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show an application with what can be looked up, what happened, and what one can do."""
    return _page(request, number)


@both_page
@require_POST
def application_act(request: HttpRequest, number: UUID, act: str) -> HttpResponse:
    """Do one thing with an application: send, withdraw, ask, decide, pay or object."""
    actor = who(request)
    words, payment, decision = WordsForm(request.POST), PaymentForm(request.POST), DecisionForm(request.POST)
    does: dict[str, tuple[Form | None, Callable[[], bool]]] = {
        "verstuur": (None, lambda: acts.send(by=actor, number=number)),
        "antwoord": (words, lambda: acts.send(by=actor, number=number, words=words.cleaned_data["words"])),
        "trek-in": (None, lambda: acts.withdraw(by=actor, number=number)),
        "vraag": (words, lambda: acts.ask(by=actor, number=number, words=words.cleaned_data["words"])),
        "betaal": (payment, lambda: acts.pay(by=actor, number=number, amount=payment.cleaned_data["amount"])),
        "bezwaar": (words, lambda: acts.object_to(by=actor, number=number, words=words.cleaned_data["words"])),
        "ken-toe": (decision, lambda: _decide(request, number, decision, grants=True)),
        "wijs-af": (decision, lambda: _decide(request, number, decision, grants=False)),
    }
    if act not in does or reads.application_for(actor, number) is None:
        raise Http404
    form, go = does[act]
    if form is not None and not form.is_valid():
        return _page(request, number, act, form)
    try:
        done = go()
    except ValidationError as error:
        if form is None:
            raise
        form.add_error(None, error)
        return _page(request, number, act, form)
    except Stale:
        messages.error(request, _("Iemand anders wijzigde dit intussen. Er is nog niets bewaard. Kijk nog een keer."))
        return redirect("work:application", number)
    if not done:
        raise Http404
    messages.success(request, _("Gedaan."))
    if reads.application_for(actor, number) is None:
        return redirect("work:funding")
    return redirect("work:application", number)


def _decide(request: HttpRequest, number: UUID, form: DecisionForm, grants: bool) -> bool:
    told = form.cleaned_data
    if grants and told["amount"] is None:
        raise ValidationError({"amount": _("Vul het bedrag in dat je toekent.")})
    return acts.decide(
        by=who(request),
        number=number,
        amount=told["amount"] if grants else None,
        reasons=told["reasons"],
        version=told["version"],
    )


def _page(request: HttpRequest, number: UUID, act: str = "", form: Form | None = None) -> HttpResponse:
    actor = who(request)
    row = reads.application_for(actor, number)
    if row is None:
        raise Http404
    forms = {
        "words": WordsForm(),
        "payment": PaymentForm(),
        "decision": DecisionForm(initial={"version": row.version, "amount": row.asked}),
    }
    names = {"betaal": "payment", "ken-toe": "decision", "wijs-af": "decision"}
    if form is not None:
        forms[names.get(act, "words")] = form
    content = _told(row) | {
        "is_fund": reads.runs_fund(actor),
        "checks": [(CHECKS[one.check], one) for one in reads.checks_of(row, row.made.date())],
        "steps": [(STEPS[step.what], step) for step in row.steps.all()],
        "forms": forms,
        "wrong": form,
    }
    return render(request, "work/application.html", content, status=200)


def _told(row: Any) -> dict[str, Any]:
    return {"row": row, "stage": STAGES[Stage(row.stage)], "purpose": PURPOSES[Purpose(row.purpose)]}


def _stale(form: Form, stale: Stale) -> Any:
    """Let the form be sent again on what is saved now, which the page shows beside it."""
    form.data = {**form.data.dict(), "version": str(stale.version)}  # type: ignore[attr-defined]
    return stale.now
