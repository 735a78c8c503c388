"""The centre's figures for its manager, as page and as CSV; and the themes that professionals choose."""

import csv
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions.themes import choose_theme
from wending.guidance.forms.complaints import ThemeForm
from wending.guidance.queries.centre import CentreView, centre_view, conversations_to_theme, last_quarter
from wending.guidance.queries.centre_table import csv_rows
from wending.guidance.queries.complaints import shared_with
from wending.guidance.queries.feedback import centre_feedback
from wending.guidance.queries.handovers import cases_left
from wending.guidance.queries.profession import named_choices, themes
from wending.guidance.rules.cells_of_csv import safe_cell
from wending.guidance.rules.centre_indicators import CENTRE_INDICATORS
from wending.guidance.rules.waits import quarter_of, read_quarter
from wending.guidance.views.growth import form_page, professional

manager = roles(Role.MANAGER, at=Kind.CENTRE)
# Themes can be chosen of conversations of the last weeks.
THEME_DAYS = 28


@manager
@require_safe
def centre(request: HttpRequest) -> HttpResponse:
    """Show the figures of a quarter of one's own centre."""
    view = _view(request)
    today = timezone.localdate()
    content = {
        "view": view,
        "later": view.quarter.after if view.quarter < quarter_of(today) else None,
        "most": max((max(week.offered, week.booked or 0) for week in view.weeks), default=0) or 1,
        "feedback": centre_feedback(who(request)),
        "shares": shared_with(who(request)),
        "left": cases_left(who(request)).count(),
        "indicators": [
            {"name": one.name_en if get_language() == "en" else one.name_nl, "definition": _definition(one)}
            for one in CENTRE_INDICATORS.values()
        ],
    }
    return render(request, "guidance/centre_figures.html", content)


@manager
@require_safe
def centre_csv(request: HttpRequest) -> HttpResponse:
    """Return the same figures as CSV; what is hidden stays empty."""
    view = _view(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="centrum-{view.quarter.key}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerows([safe_cell(value) for value in row] for row in csv_rows(view))
    return response


@professional
@form_page
def themes_page(request: HttpRequest) -> HttpResponse:
    """Let a professional choose what their conversations were about, from the short list."""
    actor = who(request)
    if request.method == "POST":
        form = ThemeForm(request.POST)
        number: UUID | None = form.cleaned_data["appointment"] if form.is_valid() else None
        if number is None or not choose_theme(by=actor, appointment=number, theme=form.cleaned_data["theme"]):
            raise Http404
        return redirect("guidance:themes")
    since = timezone.localdate() - timedelta(days=THEME_DAYS)
    options = [{"value": key, "label": name} for key, name in named_choices(themes())]
    content = {"rows": conversations_to_theme(actor, since), "options": options, "days": THEME_DAYS}
    return render(request, "guidance/themes.html", content)


def _view(request: HttpRequest) -> CentreView:
    today = timezone.localdate()
    quarter = read_quarter(request.GET.get("q", "")) or last_quarter(today)
    view = centre_view(who(request), min(quarter, quarter_of(today)), today)
    if view is None:
        raise Http404
    return view


def _definition(indicator: object) -> str:
    return str(getattr(indicator, "definition_en" if get_language() == "en" else "definition_nl"))
