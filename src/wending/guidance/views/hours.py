"""A professional's own hours and time off, and the private link for their calendar program."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import link, roles
from wending.guidance.actions.agenda import add_leave, remove_leave, renew_feed, set_hours, stop_feed
from wending.guidance.forms.agenda import HoursForm, LeaveForm
from wending.guidance.queries.calendar import TYPE, calendar_of
from wending.guidance.queries.feeds import feed_items, has_feed
from wending.guidance.queries.slots import coming_leave, hours_in_words
from wending.guidance.views.booking import FORM
from wending.guidance.views.who import over, own_centre


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_http_methods(FORM)
def hours(request: HttpRequest) -> HttpResponse:
    """Show and change the weekly hours and the time off."""
    centre, actor = own_centre(request), who(request)
    is_leave = "first" in request.POST
    initial = {f"day{day}": text for day, text in hours_in_words(actor.me, centre).items()}
    form = HoursForm(None if is_leave or request.method != "POST" else request.POST, initial=initial)
    leave = LeaveForm(request.POST if is_leave else None)
    if form.is_valid():
        set_hours(by=actor, centre=centre, week=form.week())
        messages.success(request, _("Je uren zijn bewaard."))
        return redirect("guidance:agenda_hours")
    if leave.is_valid():
        begins, ends = leave.edges()
        add_leave(by=actor, begins=begins, ends=ends)
        messages.success(request, _("Deze dagen ben je vrij. Afspraken die er al staan, blijven staan."))
        return redirect("guidance:agenda_hours")
    page = {
        "centre": centre,
        "form": form,
        "leave": leave,
        "coming": coming_leave(actor.me),
        "has_feed": has_feed(actor),
        # Shown once, right after it was made.
        "feed": request.session.pop("guidance-feed", ""),
    }
    return render(request, "guidance/agenda_hours.html", page, status=422 if request.method == "POST" else 200)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def leave_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take back time off."""
    if not remove_leave(by=who(request), number=number):
        raise Http404
    return redirect("guidance:agenda_hours")


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def feed_change(request: HttpRequest) -> HttpResponse:
    """Make a new private link for a calendar program, or end the one there is."""
    if request.POST.get("doe") == "stop":
        stop_feed(by=who(request))
    else:
        token = renew_feed(by=who(request))
        request.session["guidance-feed"] = request.build_absolute_uri(reverse("guidance:feed", args=[token]))
    return redirect("guidance:agenda_hours")


@link
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a professional's agenda to their calendar program, without a word about whom it is with."""
    items = feed_items(token)
    if items is None:
        return over(request, token)
    return HttpResponse(calendar_of(items), content_type=f"{TYPE}; charset=utf-8")
