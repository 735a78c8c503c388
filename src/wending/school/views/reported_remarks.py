"""Remarks of teachers on lessons that a colleague reported: the manager of their school leaves them hidden or not."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.school.actions.ratings import judge_remark
from wending.school.queries.reported_remarks import reported_remarks


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_safe
def remarks(request: HttpRequest) -> HttpResponse:
    """Show the remarks of the school's own teachers that wait for a look."""
    return render(request, "school/reported_remarks.html", {"remarks": reported_remarks(who(request))})


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_POST
def judge(request: HttpRequest, remark: UUID) -> HttpResponse:
    """Leave a remark hidden, or show it again."""
    is_hidden = request.POST.get("show") != "yes"
    if not judge_remark(by=who(request), remark=remark, hide=is_hidden):
        raise Http404
    messages.success(request, _("De opmerking blijft weg.") if is_hidden else _("De opmerking staat er weer."))
    return redirect("school:reported_remarks")
