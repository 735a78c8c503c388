"""Home of who teaches or guides at a school: their groups, and a group with the names of its learners."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.school.queries.assignments import led_groups
from wending.school.queries.groups import desk_group, desk_groups
from wending.school.queries.scope import learners_for, own_staff_row

# A counsellor has all groups of a large school.
PER_PAGE = 60
STAFF = (Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL)


@roles(*STAFF, at=Kind.SCHOOL)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the groups of who asks, each with the number of its learners."""
    actor = who(request)
    groups = Paginator(desk_groups(actor), PER_PAGE).get_page(request.GET.get("page"))
    page = {"groups": groups, "is_known": bool(groups) or own_staff_row(actor) is not None}
    return render(request, "school/desk.html", page)


@roles(*STAFF, at=Kind.SCHOOL)
@require_safe
def group(request: HttpRequest, group: UUID) -> HttpResponse:
    """Show one group with the names of its learners."""
    found = desk_group(who(request), group)
    if found is None:
        raise Http404
    learners = list(learners_for(who(request), group))
    is_led = led_groups(who(request)).filter(pk=group).exists()
    return render(request, "school/group.html", {"group": found, "learners": learners, "is_led": is_led})
