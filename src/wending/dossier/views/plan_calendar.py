"""The plan in somebody's own calendar: one step as a file, or all days by a private link."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.guards import link, own
from wending.dossier.actions.plan_calendar import follow_calendar, make_calendar_link, stop_calendar_link
from wending.dossier.queries.plan_calendar import calendar_link_of, step_calendar
from wending.dossier.views.asking import asking

# Where the session carries a new link to the page that shows it once.
NEW = "plan_calendar_token"
TYPE = "text/calendar; charset=utf-8"


@own
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Make, show once, or stop the private link."""
    if request.method == "POST":
        if request.POST.get("do") == "stop":
            stop_calendar_link(by=asking(request))
        elif request.POST.get("do") == "make":
            request.session[NEW] = make_calendar_link(by=asking(request))
        return redirect("dossier:plan_calendar")
    token = request.session.pop(NEW, "")
    address = request.build_absolute_uri(reverse("dossier:plan_feed", args=[token])) if token else ""
    page = {
        "link": calendar_link_of(asking(request)),
        "address": address,
        "webcal": f"webcal://{address.split('://', 1)[-1]}" if address else "",
    }
    return render(request, "dossier/plan_calendar.html", page)


@own
@require_safe
def step(request: HttpRequest, step: UUID) -> HttpResponse:
    """Give one step as a file for a calendar."""
    content = step_calendar(asking(request), step)
    if content is None:
        raise Http404
    return HttpResponse(
        content, content_type=TYPE, headers={"Content-Disposition": 'attachment; filename="wending-stap.ics"'}
    )


@link
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give all days of a plan to the calendar that holds the private link."""
    found = follow_calendar(token=token)
    if found is None:
        return render(request, "dossier/link_over.html", {"what": "calendar"}, status=410)
    return HttpResponse(found, content_type=TYPE)
