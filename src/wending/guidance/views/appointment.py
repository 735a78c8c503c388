"""One appointment or waiting place, for who holds its link; somebody signed in may use the number of what is theirs.

Both ways lead to the same pages: the query decides what the key in the address opens, and for whom.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import link
from wending.guidance.actions import waiting as list_of
from wending.guidance.actions.appointments import Taken, accept_offer, cancel, keep, move, move_seat
from wending.guidance.queries import words
from wending.guidance.queries.appointments import (
    appointment_by,
    can_be_kept,
    can_cancel,
    can_move,
    is_late,
    video_link,
    waiting_by,
)
from wending.guidance.queries.calendar import TYPE, calendar_of
from wending.guidance.queries.slots import open_sessions
from wending.guidance.views.booking import FORM, free_days, moment, session_in
from wending.guidance.views.who import over
from wending.kit.versions import Stale


@link
@require_safe
def appointment(request: HttpRequest, key: str) -> HttpResponse:
    """Show an appointment and what can be done with it."""
    found = appointment_by(who(request), key)
    if found is None:
        return over(request, key)
    page = {
        "appointment": found,
        "centre": found.centre,
        "key": key,
        "can_move": can_move(found),
        "can_cancel": can_cancel(found),
        "can_be_kept": can_be_kept(who(request), found),
        "video": video_link(found),
        "state": words.STATES[found.state],
        "way": words.WAYS[found.kind.way],
    }
    return render(request, "guidance/appointment.html", page)


@link
@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Give the calendar file."""
    found = appointment_by(who(request), key)
    if found is None:
        return over(request, key)
    answer = HttpResponse(calendar_of([found]), content_type=f"{TYPE}; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return answer


@link
@require_http_methods(FORM)
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Choose another moment, or another meeting of a group."""
    found = appointment_by(who(request), key)
    if found is None:
        return over(request, key)
    if not can_move(found):
        return redirect("guidance:appointment", key)
    begins, meeting = moment(request.POST.get("om", "")), session_in(found.kind, request.POST.get("groep", ""))
    if begins is not None or meeting is not None:
        try:
            if meeting is not None:
                move_seat(by=who(request), appointment=found, session=meeting, version=_version(request))
            elif begins is not None:
                move(by=who(request), appointment=found, begins=begins, version=_version(request))
        except Taken:
            messages.warning(request, _("Deze tijd is net bezet. Kies een andere tijd."))
            return redirect("guidance:appointment_move", key)
        except Stale:
            messages.warning(request, _("Je afspraak is intussen veranderd. Kijk hoe hij er nu voor staat."))
        else:
            messages.success(request, _("Je afspraak is verzet."))
        return redirect("guidance:appointment", key)
    page = {"appointment": found, "kind": found.kind, "centre": found.centre, "key": key}
    if found.session_id:
        page["sessions"] = [row for row in open_sessions(found.kind) if row.pk != found.session_id]
    else:
        page |= free_days(request, found.kind, found)
    return render(request, "guidance/move.html", page)


@link
@require_http_methods(FORM)
def call_off(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether it is sure, and cancel. No reason is asked."""
    found = appointment_by(who(request), key)
    if found is None:
        return over(request, key)
    if request.method == "POST":
        try:
            cancel(by=who(request), appointment=found, version=_version(request))
        except Stale:
            messages.warning(request, _("Je afspraak is intussen veranderd. Kijk hoe hij er nu voor staat."))
            return redirect("guidance:appointment", key)
        messages.success(request, _("Je afspraak is afgezegd. Dat is geen probleem."))
        return redirect("guidance:public_centre", found.centre.slug)
    if not can_cancel(found):
        return redirect("guidance:appointment", key)
    page = {"appointment": found, "centre": found.centre, "key": key, "is_late": is_late(found)}
    return render(request, "guidance/cancel.html", page)


@link
@require_POST
def keep_it(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the appointment with the account of who asks."""
    found = appointment_by(who(request), key)
    if found is None:
        return over(request, key)
    if keep(by=who(request), appointment=found):
        messages.success(request, _("De afspraak staat nu bij je account."))
        return redirect("guidance:mine")
    return redirect("guidance:appointment", key)


@link
@require_http_methods(FORM)
def waiting(request: HttpRequest, key: str) -> HttpResponse:
    """Show a place on the waiting list; take the moment that is held, or leave."""
    place = waiting_by(who(request), key)
    if place is None:
        return over(request, key)
    if request.method == "POST" and request.POST.get("doe") == "boek":
        try:
            _made, token = accept_offer(by=who(request), waiting=place)
        except Taken:
            messages.warning(request, _("Deze plek is intussen naar iemand anders."))
            return redirect("guidance:waiting", key)
        messages.success(request, _("Je afspraak staat vast."))
        return redirect("guidance:appointment", token)
    if request.method == "POST":
        list_of.leave(waiting=place)
        messages.success(request, _("Je bent van de wachtlijst af."))
        return redirect("guidance:public_centre", place.kind.centre.slug)
    page = {"place": place, "kind": place.kind, "centre": place.kind.centre, "key": key}
    return render(request, "guidance/waiting.html", page | {"state": words.WAITS[place.state]})


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else -1
