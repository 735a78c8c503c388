"""The line of a school: begin it, see its gaps, change a year, see who changed what."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.dossier.rules.reflection import Competence
from wending.kit.versions import Stale
from wending.school.actions.lines import begin_line, change_part, drop_phase
from wending.school.forms.line import PartForm, PhasesForm, goal_field, initial_of, lesson_field
from wending.school.queries.alumni import missed_of
from wending.school.queries.lesson_words import competence_question, phase_name
from wending.school.queries.lines import changes, lesson_choices, line_page, part_row, part_view
from wending.school.queries.staff import teaches_here, works_here
from wending.school.rules.line_part import part_of

line_staff = roles(Role.MANAGER, Role.PROFESSIONAL, Role.MENTOR, Role.TEACHER, at=Kind.SCHOOL)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@line_staff
@form_page
def line(request: HttpRequest) -> HttpResponse:
    """Show the line of the school, or begin it; add phases to it."""
    actor = who(request)
    form = PhasesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = begin_line(by=actor, phases=form.cleaned_data["phases"])
        messages.success(request, _("%(n)s jaren staan erbij. Pas ze aan zoals jullie het doen.") % {"n": new})
        return redirect("school:line")
    content = line_page(actor) | {
        "form": form,
        "works_here": works_here(actor),
        "teaches": teaches_here(actor),
        "missed": missed_of(actor),
    }
    return render(request, "school/line.html", content)


@line_staff
@form_page
def part(request: HttpRequest, phase: str, year: int) -> HttpResponse:
    """Change one year of the line."""
    actor = who(request)
    row = part_row(actor, phase, year)
    if row is None:
        raise Http404
    kept = part_of(phase, year, row.content)
    empty = partial(PartForm, phase=phase, year=year, lessons=lesson_choices(actor, phase, kept))
    form = empty(request.POST or None, initial=initial_of(kept) | {"version": row.version})
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            change_part(by=actor, part=form.part(), version=form.cleaned_data["version"])
        except Stale as newer:
            stale = part_view(newer.now)
            again = request.POST.copy()
            again["version"] = str(newer.version)
            form = empty(again)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("school:line")
    content = {
        "form": form,
        "pairs": [(competence_question(one), form[goal_field(one)], form[lesson_field(one)]) for one in Competence],
        "phase_name": phase_name(phase),
        "view": part_view(row),
        "changes": changes(row),
        "stale": stale,
    }
    return render(request, "school/line_part.html", content)


@line_staff
@require_POST
def drop(request: HttpRequest, phase: str) -> HttpResponse:
    """Leave a phase out of the line."""
    if not drop_phase(by=who(request), phase=phase):
        raise Http404
    messages.success(request, _("De fase is uit de lijn."))
    return redirect("school:line")
