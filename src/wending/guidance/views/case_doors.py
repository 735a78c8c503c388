"""What the views of cases share: what is not for who asks does not exist, refusals become messages, forms per button."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wending.guidance.actions.cases import look_at_case
from wending.guidance.queries.case_words import TABS
from wending.guidance.queries.cases import Opened
from wending.guidance.rules.case import CaseState, Tab, tabs_for

View = Callable[..., HttpResponse]


def hides(view: View) -> View:
    """Answer "not found" for what is not there for who asks, whatever the reason."""

    @wraps(view)
    def hiding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as absent:
            raise Http404 from absent

    return hiding


def attempt(request: HttpRequest, act: Callable[[], object], said: str) -> bool:
    """Do something that may be refused; say what was done, or why not. Return whether it was done."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    messages.success(request, said)
    return True


def submitted(request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object], said: str) -> bool:
    """Do what a form asks for when it is right; a refusal stands in the form. Return whether it was done."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, said)
    return True


def opened(request: HttpRequest, case: UUID, tab: Tab) -> Opened:
    """Open a page of a case for who asks: one row in the ledger for each page that is read."""
    return look_at_case(by=request.actor, case=case, tab=tab)  # type: ignore[attr-defined]


def case_page(request: HttpRequest, found: Opened, tab: Tab, status: int = 200, **content: Any) -> HttpResponse:
    """Return a page of a case, with the tabs of the seat of who asks."""
    case = found.case
    tabs = [
        {"label": TABS[one], "href": reverse(f"guidance:case_{one.value}", args=[case.pk]), "current": one is tab}
        for one in tabs_for(found.seat, CaseState(case.state))
    ]
    page = {"case": case, "seat": found.seat.value, "tabs": tabs, "is_open": case.state == CaseState.OPEN, **content}
    return render(request, f"guidance/case/{tab.value}.html", page, status=status)
