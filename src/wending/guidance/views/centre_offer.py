"""The manager of a centre adds, changes and closes rooms, kinds of conversations, and days with other hours."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.views.actor import who
from wending.guidance.actions import centre_settings as acts
from wending.guidance.forms.centre_settings import DaysForm, KindForm, RoomForm
from wending.guidance.queries import words
from wending.guidance.queries.centre_settings import coming_days, outside_hours, room_of, talk_kind_of
from wending.guidance.views.booking import day_in
from wending.guidance.views.case_doors import METHODS, edit, submit
from wending.guidance.views.centre_settings import manager_of_centre, own, settings_page, tell_outside


@manager_of_centre
@require_http_methods(METHODS)
def days(request: HttpRequest) -> HttpResponse:
    """Show the days with other hours, add some, and take one away."""
    centre = own(request)
    back = day_in(request.POST.get("weg", ""))
    if back is not None:
        acts.set_days(by=who(request), days=[back], pairs=None)
        messages.success(request, _("Die dag is weer zoals altijd."))
        tell_outside(request, centre)
        return redirect("guidance:settings_days")
    form = DaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and submit(
        request,
        form,
        lambda told: acts.set_days(by=who(request), days=form.days(), pairs=told["times"]),
        _("Bewaard."),
    ):
        tell_outside(request, centre)
        return redirect("guidance:settings_days")
    page = {"form": form, "days": coming_days(centre), "outside": outside_hours(centre)}
    return render(request, "guidance/settings/days.html", page, status=422 if form.is_bound else 200)


@manager_of_centre
@require_http_methods(["GET", "HEAD"])
def rooms(request: HttpRequest) -> HttpResponse:
    """Show the rooms, the closed ones last."""
    page = {"rooms": own(request).rooms.order_by("-is_open", "name")}
    return render(request, "guidance/settings/rooms.html", page)


@manager_of_centre
@require_http_methods(METHODS)
def room(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Add a room, or change one."""
    by = who(request)
    own(request)
    found = room_of(by, number) if number is not None else None
    if number is not None and found is None:
        raise Http404
    initial: dict[str, Any] = RoomForm.told_of(found) if found else {"version": 0, "is_step_free": True}
    form = RoomForm(request.POST if request.method == "POST" else None, initial=initial)
    now = None

    def save(told: dict[str, Any]) -> None:
        if found is not None:
            acts.save_room(by=by, number=found.pk, **told)
        else:
            acts.add_room(by=by, **_new(told))

    if request.method == "POST":
        done, now = edit(request, form, save, _("Bewaard."))
        if done:
            return redirect("guidance:settings_rooms")
    page = {
        "form": form,
        "title": found.name if found else _("Nieuwe kamer"),
        "up": "guidance:settings_rooms",
        "up_words": _("Kamers"),
    }
    return settings_page(request, page, now)


@manager_of_centre
@require_http_methods(["GET", "HEAD"])
def kinds(request: HttpRequest) -> HttpResponse:
    """Show the kinds of conversations, the closed ones last."""
    rows = [{"kind": kind, "way": words.WAYS[kind.way]} for kind in own(request).kinds.order_by("-is_open", "order")]
    return render(request, "guidance/settings/kinds.html", {"rows": rows})


@manager_of_centre
@require_http_methods(METHODS)
def kind(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Add a kind of conversation, or change one."""
    by = who(request)
    own(request)
    found = talk_kind_of(by, number) if number is not None else None
    if number is not None and found is None:
        raise Http404
    initial: dict[str, Any] = KindForm.told_of(found) if found else {"version": 0, "way": "place"}
    form = KindForm(request.POST if request.method == "POST" else None, initial=initial)
    now = None

    def save(told: dict[str, Any]) -> None:
        if found is not None:
            acts.save_kind(by=by, number=found.pk, **told)
        else:
            acts.add_kind(by=by, **_new(told))

    if request.method == "POST":
        done, now = edit(request, form, save, _("Bewaard."))
        if done:
            return redirect("guidance:settings_kinds")
    page = {
        "form": form,
        "title": found.name if found else _("Nieuw soort gesprek"),
        "up": "guidance:settings_kinds",
        "up_words": _("Soorten gesprekken"),
        "lead": _("Wat al geboekt is, blijft zo lang duren als toen.") if found else "",
    }
    return settings_page(request, page, now)


def _new(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "version"}
