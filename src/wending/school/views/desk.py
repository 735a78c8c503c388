"""Home of who teaches or guides at a school: their groups, and a group with the names of its learners."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.school.queries.groups import desk_group, desk_groups
from wending.school.queries.scope import learners_for, own_staff_row

STAFF = (Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL)


@roles(*STAFF, at=Kind.SCHOOL)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the groups of who asks, each with the number of its learners."""
    actor = who(request)
    page = {"groups": list(desk_groups(actor)), "is_known": own_staff_row(actor) is not None}
    return render(request, "school/desk.html", page)


@roles(*STAFF, at=Kind.SCHOOL)
@require_safe
def group(request: HttpRequest, group: UUID) -> HttpResponse:
    """Show one group with the names of its learners."""
    found = desk_group(who(request), group)
    if found is None:
        raise Http404
    return render(request, "school/group.html", {"group": found, "learners": list(learners_for(who(request), group))})
