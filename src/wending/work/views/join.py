"""Joining a firm with one's own account, by a link; and leaving."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.views.guards import link, own
from wending.work.actions.firm import leave_firm
from wending.work.actions.join import join_firm
from wending.work.queries.joining import usable_link
from wending.work.views.asking import asking, do


@link
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show what joining is to who holds the link, and let who is signed in join."""
    found = usable_link(token)
    if found is None:
        return render(request, "work/join_over.html", status=410)
    actor = asking(request)
    if request.method == "POST" and actor.is_person:
        try:
            row = join_firm(by=actor, token=token)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("work:mine")
        if row is None:
            return render(request, "work/join_over.html", status=410)
        return redirect("work:mine")
    page = {"colleague": found.colleague, "is_person": actor.is_person, "here": request.path}
    return render(request, "work/join.html", page)


@own
@require_POST
def leave(request: HttpRequest, colleague: UUID) -> HttpResponse:
    """Leave a firm."""
    do(
        request,
        lambda: leave_firm(by=asking(request), colleague=colleague),
        _("Je doet niet meer mee bij dit bedrijf. Je dossier blijft van jou."),
    )
    return redirect("work:mine")
