"""Lessons for teachers: find one, say whether it worked, plan it for a group with what happens now, and print it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.kit.versions import Stale
from wending.school.actions.lesson_plans import change_plan, plan_lesson, remove_plan
from wending.school.actions.ratings import rate, report_remark
from wending.school.forms.lesson import PlanForm, RatingForm
from wending.school.queries.bank import Lesson, lesson, search
from wending.school.queries.bank_pages import card, filters, job_name, lesson_view, wish_from
from wending.school.queries.lesson_plans import my_groups, planned, planned_lesson
from wending.school.queries.own_lessons import own_lessons, tips, to_look_over
from wending.school.queries.ratings import own_rating, remarks
from wending.school.queries.staff import teaches_here
from wending.school.rules.own_lesson import State
from wending.school.views.bank import PER_PAGE, sheet_answer

teachers = roles(Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL, at=Kind.SCHOOL)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@teachers
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is planned for one's groups, one's own lessons, and what waits for a look."""
    actor = who(request)
    coming, past = planned(actor)
    content = {
        "coming": coming,
        "past": past,
        "own": own_lessons(actor),
        "waiting": to_look_over(actor),
        "teaches_here": teaches_here(actor),
        "filters": filters(wish_from({})),
    }
    return render(request, "school/my_lessons.html", content)


@teachers
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Search the bank with the lessons of one's own school."""
    wish = wish_from(request.GET)
    page = Paginator(search(wish, who(request)), PER_PAGE).get_page(request.GET.get("page"))
    content = {
        "wish": wish,
        "page": page,
        "cards": [card(one) for one in page.object_list],
        "filters": filters(wish),
        "job": job_name(wish),
        "staff": True,
    }
    return render(request, "school/staff_lessons.html", content)


@teachers
@form_page
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show a lesson to a teacher: plan it, copy it, say whether it worked."""
    actor = who(request)
    found = _found(request, key)
    mine = own_rating(actor, key)
    form = RatingForm(request.POST or None, initial={"worked": mine.worked, "remark": mine.remark} if mine else None)
    is_mine = found.own is not None and found.own.writer_id == actor.person
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if not rate(by=actor, lesson=key, worked=told["worked"], remark=told["remark"]):
            raise Http404
        messages.success(request, _("Bewaard. Je kunt het later veranderen."))
        return redirect("school:staff_lesson", key)
    content: dict[str, Any] = {
        "view": lesson_view(found),
        "staff": True,
        "form": form,
        "mine": mine,
        "remarks": remarks(actor, key),
        "pdf": reverse("school:staff_lesson_pdf", args=[key]),
        "is_mine": is_mine,
        "tips": tips(actor, found.own) if is_mine and found.own else None,
        "states": State,
    }
    return render(request, "school/staff_lesson.html", content)


@teachers
@require_POST
def report(request: HttpRequest, key: str, remark: UUID) -> HttpResponse:
    """Hide a remark that does not belong there."""
    if not report_remark(by=who(request), lesson=key, remark=remark):
        raise Http404
    messages.success(request, _("De opmerking is weg. De schrijver ziet dat."))
    return redirect("school:staff_lesson", key)


@teachers
@form_page
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Put a lesson in the plan of a group."""
    actor = who(request)
    found = _found(request, key)
    groups = my_groups(actor)
    form = PlanForm(request.POST or None, groups=groups, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        row = plan_lesson(
            by=actor,
            lesson=key,
            group=UUID(told["group"]),
            day=told["day"],
            now=told["now"],
            link=told["link"],
        )
        if row is None:
            raise Http404
        messages.success(request, _("De les staat in je plan."))
        return redirect("school:planned_lesson", row.pk)
    content = {"view": lesson_view(found), "form": form, "groups": groups}
    return render(request, "school/lesson_plan.html", content)


@teachers
@form_page
def planned_page(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a planned lesson of one of one's groups; who planned it may change it."""
    actor = who(request)
    row = planned_lesson(actor, number)
    if row is None:
        raise Http404
    is_mine = row.teacher_id == actor.person
    initial = {"group": str(row.group_id), "day": row.day, "now": row.now, "link": row.link}
    form = PlanForm(request.POST or None, groups=my_groups(actor), initial=initial)
    stale, version = None, row.version
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            is_changed = change_plan(
                by=actor,
                number=number,
                version=number_in(request, "version"),
                group=UUID(told["group"]),
                day=told["day"],
                now=told["now"],
                link=told["link"],
            )
        except Stale:
            stale = row
        else:
            if not is_changed:
                raise Http404
            messages.success(request, _("Bewaard."))
            return redirect("school:planned_lesson", number)
    found = lesson(row.lesson, actor)
    content = {
        "row": row,
        "view": lesson_view(found) if found else None,
        "form": form,
        "is_mine": is_mine,
        "stale": stale,
        "version": version,
    }
    return render(request, "school/planned_lesson.html", content)


@teachers
@require_safe
def planned_pdf(request: HttpRequest, number: UUID) -> HttpResponse:
    """Give the sheet of a planned lesson, with its teacher's own tie to now."""
    actor = who(request)
    row = planned_lesson(actor, number)
    found = lesson(row.lesson, actor) if row else None
    if row is None or found is None:
        raise Http404
    return sheet_answer(found, row.now, row.link)


@teachers
@require_safe
def staff_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Give the sheet of a lesson that a teacher may see."""
    return sheet_answer(_found(request, key))


@teachers
@require_POST
def unplan(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take a lesson out of a plan."""
    if not remove_plan(by=who(request), number=number):
        raise Http404
    messages.success(request, _("De les is uit je plan."))
    return redirect("school:my_lessons")


def _found(request: HttpRequest, key: str) -> Lesson:
    actor = who(request)
    found = lesson(key, actor) if teaches_here(actor) else None
    if found is None:
        raise Http404
    return found


def number_in(request: HttpRequest, name: str) -> int:
    """Return a number that a form sent along unseen; 0 where it is none."""
    raw = request.POST.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 0
