"""Pages of who manages a school: its groups, its staff, and letters to join with. Not its learners' work or records."""

from datetime import date
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.kit.pdf import render_pdf
from wending.school.actions.joining import make_letters
from wending.school.actions.people import add_group, add_person, change_group, end_group, end_person
from wending.school.forms.people import GroupForm, LettersForm, NewGroupForm, PersonForm
from wending.school.queries.groups import (
    added_by_hand,
    classes_unsaid,
    group_choices,
    managed_group,
    managed_groups,
    managed_staff,
    person_to_end,
)
from wending.school.queries.papers import letters_paper
from wending.school.queries.reported_remarks import waiting_remarks

PER_PAGE = 60
FORM = ["GET", "HEAD", "POST"]
LETTERS = Path(__file__).parents[1] / "templates" / "school" / "typst" / "letters.typ"


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_safe
def school(request: HttpRequest) -> HttpResponse:
    """Show the groups of the school with how many learners they have, and the way to lists and letters."""
    groups = Paginator(managed_groups(who(request)), PER_PAGE).get_page(request.GET.get("page"))
    page = {"groups": groups, "unsaid": classes_unsaid(who(request)), "reported": waiting_remarks(who(request)).count()}
    return render(request, "school/school.html", page)


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_http_methods(FORM)
def people(request: HttpRequest) -> HttpResponse:
    """Show the staff, and add somebody by hand."""
    actor = who(request)
    groups = group_choices(actor)
    form = PersonForm(request.POST or None, groups=groups)
    if form.is_valid():
        told = dict(form.cleaned_data)
        told["groups"] = tuple(UUID(key) for key in told.get("groups", ()))
        row = add_person(by=actor, **told)
        messages.success(request, _("%(name)s staat op de lijst.") % {"name": row})
        return redirect("school:people")
    page = {"form": form, "staff": managed_staff(actor), "letters": LettersForm()}
    return render(request, "school/people.html", page, status=422 if form.errors else 200)


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_http_methods(FORM)
def person_end(request: HttpRequest, person: UUID) -> HttpResponse:
    """Say what it means that somebody ends at the school, and end them at once."""
    row = person_to_end(who(request), person)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "school/person_end.html", {"row": row})
    if not end_person(by=who(request), person=person):
        raise Http404
    messages.success(request, _("Deze persoon hoort niet meer bij de school."))
    return redirect("school:people" if row.is_staff else "school:school")


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_http_methods(FORM)
def group_new(request: HttpRequest) -> HttpResponse:
    """Add a class by hand."""
    form = NewGroupForm(request.POST or None)
    if form.is_valid():
        group = add_group(by=who(request), **form.cleaned_data)
        messages.success(request, _("De klas is er."))
        return redirect("school:group_settings", group.pk)
    return render(request, "school/group_new.html", {"form": form}, status=422 if form.errors else 200)


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_http_methods(FORM)
def group_settings(request: HttpRequest, group: UUID) -> HttpResponse:
    """Show a group with its staff and number of learners, and say in which phase of school it is."""
    actor = who(request)
    found = managed_group(actor, group)
    if found is None:
        raise Http404
    form = GroupForm(request.POST or None, initial={"phase": found.phase, "year": found.year or None})
    if form.is_valid():
        change_group(by=actor, group=group, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("school:group_settings", group)
    page = {"group": found, "form": form, "by_hand": list(added_by_hand(actor, group)), "letters": LettersForm()}
    return render(request, "school/group_settings.html", page, status=422 if form.errors else 200)


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_POST
def group_end(request: HttpRequest, group: UUID) -> HttpResponse:
    """End a class that was added by hand."""
    if not end_group(by=who(request), group=group):
        raise Http404
    messages.success(request, _("De klas is gestopt."))
    return redirect("school:school")


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_POST
def group_letters(request: HttpRequest, group: UUID) -> HttpResponse:
    """Make letters for the learners of a group who have not joined, as one PDF."""
    if managed_group(who(request), group) is None:
        raise Http404
    return _letters(request, group, reverse("school:group_settings", args=[group]))


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_POST
def staff_letters(request: HttpRequest) -> HttpResponse:
    """Make letters for the staff who have not joined, as one PDF."""
    return _letters(request, None, reverse("school:people"))


def _letters(request: HttpRequest, group: UUID | None, back: str) -> HttpResponse:
    form = LettersForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["until"][0]))
        return redirect(back)
    until: date = form.cleaned_data["until"]
    letters = make_letters(by=who(request), group=group, until=until)
    if not letters:
        messages.info(request, _("Iedereen is al aangesloten. Er zijn geen brieven nodig."))
        return redirect(back)
    address = request.build_absolute_uri(reverse("school:join"))
    paper = letters_paper(letters, who(request).organisation_name, address, get_language() or "nl")
    answer = HttpResponse(render_pdf(LETTERS, paper), content_type="application/pdf")
    # Codes are in it: kept nowhere, named without a group or person.
    answer["Content-Disposition"] = 'attachment; filename="brieven.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
