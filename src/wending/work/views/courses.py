"""Own courses as managers keep them: what they teach, their steps, who looks at work, and badges."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor
from wending.work.actions import courses as actions
from wending.work.actions.badges import issue_badge, revoke_badge
from wending.work.forms.growth import CourseForm, PeopleForm, StepForm
from wending.work.queries.badges import issued_badges
from wending.work.queries.courses import managed_course, managed_courses
from wending.work.queries.scope import colleagues_for
from wending.work.sources.badges import Addresses
from wending.work.views.asking import asking, do
from wending.work.views.picking import Picking, pick

METHODS = ["GET", "HEAD", "POST"]


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def courses(request: HttpRequest) -> HttpResponse:
    """Show the courses of the firm and the badges it issued; make a course."""
    actor = asking(request)
    form = CourseForm(request.POST or None)
    if form.is_valid():
        row = actions.add_course(by=actor, told=form.told())
        return redirect("work:course_skills", row.pk)
    page = {"form": form, "courses": managed_courses(actor).prefetch_related("steps"), "badges": issued_badges(actor)}
    return render(request, "work/courses.html", page, status=422 if form.is_bound else 200)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def course(request: HttpRequest, course: UUID) -> HttpResponse:
    """Change a course."""
    actor = asking(request)
    row = _found(actor, course)
    start = {name: getattr(row, name) for name in ("title", "text", "hours", "is_open", "version")}
    form = CourseForm(request.POST or None, initial=start)
    page: dict[str, Any] = {
        "course": row,
        "form": form,
        "step": StepForm(),
        "people": PeopleForm(
            initial={"people": [str(one.pk) for one in row.supervisors.all()]},
            people=[(str(one.pk), one.name) for one in colleagues_for(actor).filter(account__isnull=False)],
        ),
    }
    if form.is_valid():
        try:
            actions.change_course(by=actor, course=course, version=form.read_version(), told=form.told())
        except Stale as stale:
            page["differences"] = form.differences(start)
            form.renew(stale.version)
            return render(request, "work/course_edit.html", page, status=409)
        messages.success(request, _("Bewaard."))
        return redirect("work:course", course)
    return render(request, "work/course_edit.html", page, status=422 if form.is_bound else 200)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def skills(request: HttpRequest, course: UUID) -> HttpResponse:
    """Choose which skills a course teaches."""
    actor = asking(request)
    row = _found(actor, course)
    onward = reverse("work:course", args=[row.pk])
    page = Picking(row.title, row.text, "", row.skills, onward, _("Wat leer je hier?"))
    return pick(
        request,
        page,
        lambda occupation, chosen: actions.set_course_skills(
            by=actor, course=course, occupation=occupation, skills=chosen
        ),
    )


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def add_step(request: HttpRequest, course: UUID) -> HttpResponse:
    """Add a step to a course."""
    _found(asking(request), course)
    form = StepForm(request.POST)
    if form.is_valid():
        actions.add_step(by=asking(request), course=course, told=form.told())
    else:
        messages.error(request, _("Vul de stap in, en waaraan je ziet dat iemand het kan."))
    return redirect("work:course", course)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def remove_step(request: HttpRequest, course: UUID, step: int) -> HttpResponse:
    """Remove a step for which nobody handed in anything."""
    if not actions.remove_step(by=asking(request), step=step):
        messages.error(request, _("Deze stap kan niet weg. Iemand liet er al iets voor zien."))
    return redirect("work:course", course)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def supervisors(request: HttpRequest, course: UUID) -> HttpResponse:
    """Name who looks at work in a course."""
    actor = asking(request)
    _found(actor, course)
    known = {str(one.pk): one.pk for one in colleagues_for(actor)}
    chosen = [known[one] for one in request.POST.getlist("people") if one in known]
    actions.set_supervisors(by=actor, course=course, colleagues=chosen)
    messages.success(request, _("Bewaard."))
    return redirect("work:course", course)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def issue(request: HttpRequest, course: UUID, enrolment: UUID) -> HttpResponse:
    """Sign a badge for somebody who showed all steps."""
    actor = asking(request)
    row = _found(actor, course)
    whole = request.build_absolute_uri
    addresses = Addresses(
        firm=whole(reverse("work:badge_firm", args=[row.organisation_id])),
        achievement=whole(reverse("work:badge_achievement", args=[row.pk])),
        taken_back=whole(reverse("work:badge_list", args=[row.organisation_id])),
    )
    try:
        issue_badge(by=actor, enrolment=enrolment, course=course, addresses=addresses)
    except PermissionDenied:
        messages.error(request, _("Dit kan nog niet. Twee mensen moeten elke stap zien."))
    else:
        messages.success(request, _("De badge is gemaakt. Diegene kan die nu meenemen."))
    return redirect("work:course_work", course)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def revoke(request: HttpRequest, badge: UUID) -> HttpResponse:
    """Take a badge back."""
    do(request, lambda: revoke_badge(by=asking(request), badge=badge), _("De badge is ingetrokken."))
    return redirect("work:courses")


def _found(actor: Actor, course: UUID) -> Any:
    row = managed_course(actor, course)
    if row is None:
        raise Http404
    return row
