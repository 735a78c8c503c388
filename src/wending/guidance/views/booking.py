"""Book a conversation: choose a day and a time, say how to be reached, done. Without account and without a reason."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import everyone
from wending.guidance.actions.appointments import Taken, book, book_seat
from wending.guidance.actions.waiting import join
from wending.guidance.forms.contact import BookForm, WaitForm
from wending.guidance.queries import words
from wending.guidance.queries.slots import days_of, first_free, open_sessions, slot_of, waits_for
from wending.guidance.rules.grid import begin_of
from wending.guidance.rules.hours import DAY, ZONE
from wending.guidance.rules.slots import Slot
from wending.guidance.views.who import goes_on, public_kind, told_before

# Days on one page of free moments.
WINDOW = 14
FORM = ["GET", "HEAD", "POST"]


def moment(text: str) -> datetime | None:
    """Return the moment of a number of a cell in an address, None for anything else."""
    return begin_of(int(text)) if text.isdecimal() and len(text) < 10 else None


def session_in(kind: Any, text: str) -> Any:
    """Return the coming meeting of a group with this number that has a seat left, None for anything else."""
    try:
        number = UUID(text)
    except ValueError:
        return None
    return next((session for session in open_sessions(kind) if session.pk == number), None)


def day_in(text: str) -> date | None:
    """Return the day in an address, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parts_of(slots: list[Slot]) -> list[dict[str, Any]]:
    """Return the free moments of a day by morning, afternoon and evening; parts without any are left out."""
    names = {0: _("Ochtend"), 12: _("Middag"), 18: _("Avond")}
    parts: list[dict[str, Any]] = [{"name": name, "slots": []} for name in names.values()]
    for slot in slots:
        hour = slot.begins.astimezone(ZONE).hour
        parts[sum(hour >= begin for begin in names) - 1]["slots"].append(slot)
    return [part for part in parts if part["slots"]]


def free_days(request: HttpRequest, kind: Any, moving: Any = None) -> dict[str, Any]:
    """Return the days of one page, the day that is looked at, and the way to later and earlier days."""
    today = timezone.localdate()
    last = today + kind.centre.days_ahead * DAY
    chosen = day_in(request.GET.get("dag", ""))
    first = day_in(request.GET.get("vanaf", "")) or today
    first = min(max(first, today), last)
    days = days_of(kind, first, WINDOW, moving)
    shown = next((day for day in days if day["day"] == chosen), days[0] if days else None)
    return {
        "days": days,
        "shown": shown,
        "parts": parts_of(shown["slots"]) if shown else [],
        "first": first,
        "earlier": max(today, first - WINDOW * DAY) if first > today else None,
        "later": first + WINDOW * DAY if first + WINDOW * DAY <= last else None,
    }


@everyone
@require_safe
def times(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show the free days and the free times of one of them, or the coming meetings of a group."""
    kind = public_kind(slug, key)
    page: dict[str, Any] = {"kind": kind, "centre": kind.centre, "way": words.WAYS[kind.way]}
    if kind.is_group:
        page["sessions"] = open_sessions(kind)
        is_full = not page["sessions"]
    else:
        page |= free_days(request, kind)
        is_full = not page["days"] and first_free(kind) is None
    page |= {"is_full": is_full, "waiting": waits_for(kind) if is_full else 0}
    return render(request, "guidance/times.html", page)


@everyone
@require_http_methods(FORM)
def reserve(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Ask how to reach somebody, and book the moment or the seat."""
    kind = public_kind(slug, key)
    session = session_in(kind, request.GET.get("groep", ""))
    begins = session.begins if session else moment(request.GET.get("om", ""))
    if begins is None:
        return redirect("guidance:times", slug, key)
    posted = request.POST if request.method == "POST" else None
    form = BookForm(posted, initial=told_before(request), languages=kind.centre.languages)
    if form.is_valid() and goes_on(request, form):
        try:
            contact = form.contact()
            if session:
                _made, token = book_seat(by=who(request), session=session, contact=contact)
            else:
                _made, token = book(by=who(request), kind=kind, begins=begins, contact=contact)
        except Taken:
            return _gone(request, slug, key)
        messages.success(request, _("Je afspraak staat vast."))
        return redirect("guidance:appointment", token)
    if posted is None and not session and slot_of(kind, begins) is None:
        return _gone(request, slug, key)
    page = {"kind": kind, "centre": kind.centre, "begins": begins, "form": form, "way": words.WAYS[kind.way]}
    return render(request, "guidance/reserve.html", page, status=422 if posted is not None else 200)


@everyone
@require_http_methods(FORM)
def wait(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Join the waiting list of a kind of conversation."""
    kind = public_kind(slug, key)
    posted = request.POST if request.method == "POST" else None
    form = WaitForm(posted, initial=told_before(request), languages=kind.centre.languages)
    if form.is_valid() and goes_on(request, form):
        _place, token = join(by=who(request), kind=kind, contact=form.contact())
        return redirect("guidance:waiting", token)
    page = {"kind": kind, "centre": kind.centre, "form": form, "waiting": waits_for(kind)}
    return render(request, "guidance/wait.html", page, status=422 if posted is not None else 200)


def _gone(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    messages.warning(request, _("Deze tijd is net bezet. Kies een andere tijd."))
    return redirect("guidance:times", slug, key)
