"""Somebody's own school: what it is, joining with the code of a letter, and leaving."""

from uuid import UUID

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import own
from wending.school.actions.joining import join as join_school
from wending.school.actions.joining import leave as leave_school
from wending.school.forms.people import CodeForm
from wending.school.queries.joining import person_of_code
from wending.school.queries.mine import my_place, my_places, my_staff_rows
from wending.school.queries.words import roles_in_words
from wending.school.rules.joining import roles_in_account

FORM = ["GET", "HEAD", "POST"]


@own
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show my school, my classes, who guides me, and what they see of me."""
    actor = who(request)
    return render(request, "school/mine.html", {"places": my_places(actor), "works_at": my_staff_rows(actor)})


@own
@require_http_methods(FORM)
def join(request: HttpRequest) -> HttpResponse:
    """Type the code of a letter, look whose it is, and join."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "school/join.html", {"form": form}, status=422 if form.errors else 200)
    if not consume(request, action="join"):
        form.add_error("code", _("Dit was te vaak. Probeer het over een uur nog eens."))
        return render(request, "school/join.html", {"form": form}, status=429)
    code = form.cleaned_data["code"]
    row = person_of_code(code)
    if row is None:
        form.add_error("code", _("Deze code werkt niet (meer). Vraag je school om een nieuwe brief."))
        return render(request, "school/join.html", {"form": form}, status=422)
    if request.POST.get("yes") != "1":
        page = {"form": form, "row": row, "roles": roles_in_words(row.roles)}
        return render(request, "school/join_sure.html", page)
    try:
        joined = join_school(by=who(request), code=code)
    except ValidationError as error:
        form.add_error("code", error)
        return render(request, "school/join.html", {"form": form}, status=422)
    if joined is None:
        raise Http404
    messages.success(request, _("Je hoort nu bij %(school)s.") % {"school": joined.organisation})
    if any(role != "learner" for role in roles_in_account(joined.roles)):
        messages.info(request, _("Kies bij 'Je kijkt nu als' je rol op school."))
    return redirect("school:mine")


@own
@require_http_methods(FORM)
def leave(request: HttpRequest, person: UUID) -> HttpResponse:
    """Say what leaving means, and leave."""
    actor = who(request)
    row = my_place(actor, person)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "school/leave.html", {"row": row})
    leave_school(by=actor, person=person)
    messages.success(request, _("Je hoort niet meer bij %(school)s.") % {"school": row.organisation})
    return redirect("school:mine")
