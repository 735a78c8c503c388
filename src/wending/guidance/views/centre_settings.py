"""The manager of a centre makes its page and sets it up: one thing per page, and an overview of what is still to do."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions import centre_settings as acts
from wending.guidance.forms.centre_settings import (
    AccessForm,
    DetailsForm,
    Edit,
    OpeningForm,
    RulesForm,
    StartForm,
    WalkInForm,
)
from wending.guidance.queries.centre_settings import is_bookable, managed_centre, outside_hours, steps_of
from wending.guidance.views.case_doors import METHODS, edit, hides, submit

manager_of_centre = roles(Role.MANAGER, at=Kind.CENTRE)


@dataclass(frozen=True)
class Section:
    """One page of settings: its form, what it is called, and what to know before changing it."""

    form: type[Edit]
    title: Any
    lead: Any


WEEK_HINT = gettext_lazy("Schrijf bijvoorbeeld: 9:00-12:30, 13:00-17:00. Leeg is gesloten.")
SECTIONS = {
    "details": Section(
        DetailsForm, gettext_lazy("Plaats en contact"), gettext_lazy("Dit lezen mensen op jullie pagina.")
    ),
    "hours": Section(OpeningForm, gettext_lazy("Openingstijden"), WEEK_HINT),
    "walk_in": Section(
        WalkInForm,
        gettext_lazy("Inloop"),
        gettext_lazy("Dan kan iemand binnenlopen zonder afspraak. Inloop telt alleen als het centrum open is."),
    ),
    "access": Section(
        AccessForm, gettext_lazy("Talen en toegang"), gettext_lazy("Zo weten mensen of ze hier terechtkunnen.")
    ),
    "rules": Section(
        RulesForm,
        gettext_lazy("Regels voor afspraken"),
        gettext_lazy("Dit geldt vanaf nu. Wat al geboekt is, blijft staan."),
    ),
}


def own(request: HttpRequest) -> Any:
    """Return the centre whose manager asks; 404 where it has no page yet."""
    centre = managed_centre(who(request))
    if centre is None:
        raise Http404
    return centre


@manager_of_centre
@require_http_methods(METHODS)
def settings(request: HttpRequest) -> HttpResponse:
    """Show what there is to set up, and what is still to do; without a page yet, make one."""
    centre = managed_centre(who(request))
    if centre is None:
        return _start(request)
    page = {
        "centre": centre,
        "steps": steps_of(centre),
        "is_bookable": is_bookable(centre),
        "sections": [{"page": f"guidance:settings_{name}", "title": one.title} for name, one in SECTIONS.items()],
        "rooms": centre.rooms.filter(is_open=True).count(),
        "kinds": centre.kinds.filter(is_open=True).count(),
        "outside": outside_hours(centre),
    }
    return render(request, "guidance/settings/overview.html", page)


@manager_of_centre
@require_http_methods(METHODS)
def section(request: HttpRequest, name: str) -> HttpResponse:
    """Show and save one part of the settings; a stale form saves nothing and shows what is saved beside it."""
    centre, one = own(request), SECTIONS[name]
    form = one.form(request.POST if request.method == "POST" else None, initial=one.form.told_of(centre))
    now = None
    if request.method == "POST":
        done, now = edit(request, form, lambda _told: acts.save_centre(by=who(request), **form.told()), _("Bewaard."))
        if done:
            tell_outside(request, centre)
            return redirect("guidance:settings")
    page = {"form": form, "title": one.title, "lead": one.lead, "is_week": isinstance(form, OpeningForm)}
    return settings_page(request, page, now)


@manager_of_centre
@require_POST
@hides
def switch(request: HttpRequest, room: int | None = None, kind: int | None = None) -> HttpResponse:
    """Open the centre, a room or a kind of conversation for new bookings, or close it. What is booked stays."""
    is_open = request.POST.get("doe") == "open"
    name = acts.switch(by=who(request), is_open=is_open, room=room, kind=kind)
    said = _("%(name)s is open.") if is_open else _("%(name)s is dicht. Wat er al staat, blijft staan.")
    messages.success(request, said % {"name": name})
    if room is not None:
        return redirect("guidance:settings_rooms")
    return redirect("guidance:settings_kinds" if kind is not None else "guidance:settings")


def settings_page(request: HttpRequest, page: dict[str, Any], now: Any = None) -> HttpResponse:
    """Return a page with one form of the settings; what is saved now stands beside what was typed."""
    form = page["form"]
    terms = form.differences(now) if now is not None else None
    status = 422 if form.is_bound else 200
    return render(request, "guidance/settings/form.html", page | {"terms": terms, "stale": now}, status=status)


def tell_outside(request: HttpRequest, centre: Any) -> None:
    """Say that appointments stand outside the hours as they are now; the overview lists them."""
    centre.refresh_from_db()
    if outside_hours(centre):
        messages.warning(request, _("Er staan afspraken buiten de openingstijden. Ze blijven staan, zie hieronder."))


def _start(request: HttpRequest) -> HttpResponse:
    name = who(request).organisation_name
    form = StartForm(request.POST if request.method == "POST" else None, initial={"slug": slugify(name)[:80]})
    if request.method == "POST" and submit(
        request,
        form,
        lambda told: acts.start_centre(by=who(request), **told),
        _("De pagina is er. Bezoekers zien hem pas als jullie open zijn."),
    ):
        return redirect("guidance:settings")
    return render(
        request, "guidance/settings/start.html", {"form": form, "name": name}, status=422 if form.is_bound else 200
    )
