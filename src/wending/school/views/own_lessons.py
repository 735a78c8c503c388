"""Lessons that teachers make: write, copy, change, share, and look over one of another school."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wending.accounts.views.actor import who
from wending.kit.versions import Stale
from wending.school.actions.lessons import add_lesson, change_lesson, look_over, remove_lesson, share_lesson
from wending.school.forms.lesson import LookForm, OwnLessonForm
from wending.school.queries.bank import lesson
from wending.school.queries.bank_pages import lesson_view
from wending.school.queries.own_lessons import offered_lesson, own_lesson
from wending.school.queries.staff import teaches_here
from wending.school.rules.own_lesson import State, content_of
from wending.school.views.lessons import form_page, number_in, teachers


@teachers
@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Write a lesson, or begin from a copy of one that is there (`?van=`)."""
    actor = who(request)
    if not teaches_here(actor):
        raise Http404
    base = lesson(request.GET.get("van", ""), actor)
    form = OwnLessonForm(request.POST or None, initial=content_of(base.activity) if base else None)
    if request.method == "POST" and form.is_valid():
        row = add_lesson(by=actor, content=form.cleaned_data, based_on=base.key if base else "")
        if row is None:
            raise Http404
        messages.success(request, _("Bewaard. Alleen jij ziet de les nu."))
        return redirect("school:staff_lesson", row.pk)
    return render(request, "school/lesson_form.html", {"form": form, "base": base})


@teachers
@form_page
def change(request: HttpRequest, number: UUID) -> HttpResponse:
    """Change one's own lesson."""
    actor = who(request)
    row = own_lesson(actor, number)
    if row is None:
        raise Http404
    form = OwnLessonForm(request.POST or None, initial=row.content)
    stale, version = None, row.version
    if request.method == "POST" and form.is_valid():
        try:
            change_lesson(by=actor, lesson=number, content=form.cleaned_data, version=number_in(request, "version"))
        except Stale:
            newer = lesson(str(number), actor)
            stale = lesson_view(newer) if newer else None
        else:
            messages.success(request, _("Bewaard."))
            return redirect("school:staff_lesson", number)
    content = {"form": form, "row": row, "stale": stale, "version": version}
    return render(request, "school/lesson_form.html", content)


@teachers
@require_POST
def share(request: HttpRequest, number: UUID) -> HttpResponse:
    """Let colleagues or everybody use a lesson, or take it back."""
    wanted = request.POST.get("state", "")
    if wanted not in list(State) or not share_lesson(by=who(request), lesson=number, state=State(wanted)):
        raise Http404
    messages.success(request, _("Bewaard."))
    return redirect("school:staff_lesson", number)


@teachers
@require_POST
def remove(request: HttpRequest, number: UUID) -> HttpResponse:
    """Remove one's own lesson."""
    if not remove_lesson(by=who(request), lesson=number):
        raise Http404
    messages.success(request, _("De les is weg."))
    return redirect("school:my_lessons")


@teachers
@form_page
def look(request: HttpRequest, number: UUID) -> HttpResponse:
    """Look over a lesson that a teacher of another school offers to all."""
    actor = who(request)
    found = offered_lesson(actor, number)
    if found is None:
        raise Http404
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        look_over(by=actor, lesson=number, agrees="agree" in request.POST, advice=form.cleaned_data["advice"])
        messages.success(request, _("Dank je wel voor het meekijken."))
        return redirect("school:my_lessons")
    return render(request, "school/look_over.html", {"view": lesson_view(found), "form": form})
