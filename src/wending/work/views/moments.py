"""Somebody's own learning moments: noted with one tap, counted by themselves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.views.guards import own
from wending.work.actions import moments as acts
from wending.work.forms.culture import MomentForm
from wending.work.queries.moments import WAY_WORDS, moments_of
from wending.work.queries.scan import open_rounds, results_of
from wending.work.views.asking import asking, do, language


@own
@require_http_methods(["GET", "HEAD", "POST"])
def moments(request: HttpRequest) -> HttpResponse:
    """Show one's own learning moments, and note one."""
    actor = asking(request)
    form = MomentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.note_moment(by=actor, **form.values())
        messages.success(request, _("Opgeschreven. Alleen jij ziet dit."))
        return redirect("work:moments")
    found = moments_of(actor)
    page = {
        "form": form,
        "shown": found,
        "rows": [{"row": row, "way": WAY_WORDS[row.way]} for row in found.rows],
        "rounds": open_rounds(actor),
        "results": results_of(actor, language()),
    }
    return render(request, "work/moments.html", page, status=422 if form.is_bound else 200)


@own
@require_POST
def remove(request: HttpRequest, number: UUID) -> HttpResponse:
    """Remove a moment."""
    do(request, lambda: acts.remove_moment(by=asking(request), moment=number), _("Weggehaald."))
    return redirect("work:moments")


@own
@require_POST
def keep(request: HttpRequest, number: UUID) -> HttpResponse:
    """Put a moment on one's timeline."""
    said = _("Dit staat nu bij wat je deed en leerde.")
    do(request, lambda: acts.keep_moment(by=asking(request), moment=number), said)
    return redirect("work:moments")
