"""What the views of cases share: what is not for who asks does not exist, refusals become words, stale edits are shown.

`do` is the name of the button that was pressed on a page with several.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wending.accounts.views.actor import who
from wending.guidance.actions.cases import look_at_case
from wending.guidance.queries.case_words import TABS
from wending.guidance.queries.cases import Opened, case_seen_by
from wending.guidance.rules.case import CaseState, Tab, tabs_for
from wending.kit.versions import Stale

View = Callable[..., HttpResponse]
METHODS = ["GET", "HEAD", "POST"]
# An act that a button stands for, and what is said when it was done.
Act = tuple[Callable[[], object], str]


def hides(view: View) -> View:
    """Answer "not found" for what is not there for who asks, whatever the reason."""

    @wraps(view)
    def hiding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as absent:
            raise Http404 from absent

    return hiding


def press(request: HttpRequest, acts: Mapping[str, Act]) -> None:
    """Do what the button that was pressed stands for; say what was done, or why not. An unknown one does nothing."""
    act, said = acts.get(request.POST.get("do", ""), (None, ""))
    if act is None:
        return
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said)


def submit(request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object], said: str) -> bool:
    """Do what a form asks for when it is right; a refusal stands in the form. Return whether it was done."""
    return edit(request, form, act, said) == (True, None)


def edit(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object], said: str
) -> tuple[bool, models.Model | None]:
    """Do as `submit`; where somebody changed the thing meanwhile, return it as it stands now.

    The form then keeps what was typed, and holds the new version: sending it once more is a choice, not an accident.
    """
    if not form.is_valid():
        return False, None
    try:
        act(form.cleaned_data)
    except Stale as newer:
        form.add_error(None, _("Iemand anders wijzigde dit intussen. Er is nog niets bewaard."))
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(newer.version)  # type: ignore[index]
        return False, newer.now
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False, None
    messages.success(request, said)
    return True, None


def pressed(request: HttpRequest, name: str) -> bool:
    """Say whether this button of the page was pressed."""
    return request.method == "POST" and request.POST.get("do") == name


def opened(request: HttpRequest, case: UUID, tab: Tab) -> Opened:
    """Open a page of a case for who asks. That is written where the page is shown, not where a form is only sent."""
    if request.method == "POST":
        return case_seen_by(who(request), case, tab)
    return look_at_case(by=who(request), case=case, tab=tab)


def case_page(request: HttpRequest, found: Opened, tab: Tab, template: str = "", **content: Any) -> HttpResponse:
    """Return a page of a case, with the tabs of the seat of who asks; 422 when a form of it has errors.

    A form that comes back shows the page: then the look of it is written too.
    """
    case = found.case
    if request.method == "POST":
        look_at_case(by=who(request), case=case.pk, tab=tab)
    tabs = [
        {"label": TABS[one], "href": reverse(f"guidance:case_{one.value}", args=[case.pk]), "current": one is tab}
        for one in tabs_for(found.seat, CaseState(case.state))
    ]
    page = {"case": case, "seat": found.seat.value, "tabs": tabs, "is_open": case.state == CaseState.OPEN, **content}
    wrong = any(isinstance(one, Form) and one.is_bound and one.errors for one in content.values())
    return render(request, f"guidance/case/{template or tab.value}.html", page, status=422 if wrong else 200)
