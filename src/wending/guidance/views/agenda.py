"""The agenda of a professional: a day or a week, one appointment, groups, and who walks in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions.agenda import call_off_session, plan_session
from wending.guidance.actions.appointments import Taken
from wending.guidance.actions.outcomes import call_off, look_at, mark
from wending.guidance.actions.tickets import call_next
from wending.guidance.forms.agenda import SessionForm
from wending.guidance.queries import words
from wending.guidance.queries.appointments import agenda as agenda_of
from wending.guidance.queries.appointments import seats_of, session_led, video_link
from wending.guidance.queries.centres import kinds_of, line_of, walk_in_today
from wending.guidance.rules.hours import DAY
from wending.guidance.rules.words import State
from wending.guidance.views.booking import day_in
from wending.guidance.views.who import own_centre
from wending.kit.versions import Stale


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Show a day or a week."""
    centre = own_centre(request)
    today = timezone.localdate()
    day = day_in(request.GET.get("dag", "")) or today
    is_week = request.GET.get("weergave") != "dag"
    first = day - day.weekday() * DAY if is_week else day
    last = first + 6 * DAY if is_week else day
    step = 7 * DAY if is_week else DAY
    page: dict[str, Any] = {
        "centre": centre,
        "days": agenda_of(who(request), first, last),
        "day": day,
        "first": first,
        "last": last,
        "today": today,
        "now": timezone.now(),
        "is_week": is_week,
        "before": first - step,
        "after": first + step,
        "line": line_of(centre) if walk_in_today(centre) else None,
        "groups": SessionForm(kinds=_groups(centre)) if _groups(centre) else None,
        "states": words.STATES,
    }
    return render(request, "guidance/agenda.html", page)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_safe
def appointment(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one appointment with how to reach the client; the client can see who looked."""
    found = look_at(by=who(request), number=number)
    if found is None:
        raise Http404
    page = {
        "appointment": found,
        "video": video_link(found),
        "has_begun": found.begins <= timezone.now(),
        "is_open": found.state != State.CANCELLED,
        "state": words.STATES[found.state],
        "way": words.WAYS[found.kind.way],
        "language": words.LANGUAGES.get(found.language, found.language),
    }
    return render(request, "guidance/agenda_appointment.html", page)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def outcome(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say that an appointment took place, that nobody came, or cancel it."""
    done, version = request.POST.get("doe", ""), request.POST.get("version", "")
    stand = int(version) if version.isdecimal() else -1
    if done not in {"afzeggen", State.MET, State.NO_SHOW}:
        return redirect("guidance:agenda_appointment", number)
    try:
        if done == "afzeggen":
            found = call_off(by=who(request), number=number, version=stand)
        else:
            found = mark(by=who(request), number=number, state=State(done), version=stand)
    except Stale:
        messages.warning(request, _("Deze afspraak is intussen veranderd. Kijk hoe hij er nu voor staat."))
        return redirect("guidance:agenda_appointment", number)
    if found is None:
        raise Http404
    messages.success(request, words.STATES[found.state])
    return redirect("guidance:agenda_appointment", number)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def session_plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting of a group."""
    centre = own_centre(request)
    form = SessionForm(request.POST, kinds=_groups(centre))
    if not form.is_valid() or form.begins() <= timezone.now():
        messages.warning(request, _("Kies een groep, een dag en een tijd die nog komt."))
        return redirect("guidance:agenda")
    kind = next(kind for kind in kinds_of(centre) if str(kind.pk) == form.cleaned_data["kind"])
    try:
        session = plan_session(by=who(request), kind=kind, begins=form.begins())
    except Taken:
        messages.warning(request, _("Dan kan het niet: je hebt iets anders, of er is geen kamer vrij."))
        return redirect("guidance:agenda")
    messages.success(request, _("De groep staat in je agenda."))
    return redirect("guidance:agenda_session", session.pk)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_safe
def session(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a meeting of a group and who comes."""
    found = session_led(who(request), number)
    if found is None:
        raise Http404
    page = {"session": found, "seats": seats_of(found), "video": video_link(found), "states": words.STATES}
    return render(request, "guidance/agenda_session.html", page | {"is_coming": found.begins > timezone.now()})


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def session_call_off(request: HttpRequest, number: UUID) -> HttpResponse:
    """Cancel a meeting of a group; everybody who would come is told."""
    if not call_off_session(by=who(request), number=number):
        raise Http404
    messages.success(request, _("De groep is afgezegd. Iedereen krijgt bericht."))
    return redirect("guidance:agenda")


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def next_number(request: HttpRequest) -> HttpResponse:
    """Call the next number."""
    ticket = call_next(centre=own_centre(request))
    if ticket is None:
        messages.info(request, _("Er wacht niemand."))
    else:
        messages.success(request, _("Nummer %(number)s is aan de beurt.") % {"number": ticket.number})
    return redirect("guidance:agenda")


def _groups(centre: Any) -> list[tuple[int, str]]:
    return [(kind.pk, kind.name) for kind in kinds_of(centre) if kind.is_group]
