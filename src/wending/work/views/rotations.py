"""The third screen of a team: what it can, and its weeks. Nothing here assigns: a proposal waits for people's yes."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.work.actions import rotate as acts
from wending.work.actions.note import note_read
from wending.work.actions.show import LOOKED, look_at_team
from wending.work.forms.rotation import RotationForm
from wending.work.queries.rotations import rotation_shown, rotations_of
from wending.work.queries.words import CELLS, STATES
from wending.work.rules.rotation import SEARCHING, State
from wending.work.views.asking import asking, do


@own
@require_http_methods(["GET", "HEAD", "POST"])
def weeks(request: HttpRequest, team: UUID) -> HttpResponse:
    """Show what a team can and its proposals, and ask for a new one; a small one is there at once."""
    actor = asking(request)
    picture = look_at_team(by=actor, team=team)
    if picture is None:
        raise Http404
    form = RotationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.ask_rotation(by=actor, team=team, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if acts.is_small(made):
                acts.search(made.pk)
            return redirect("work:rotation", rotation=made.pk)
    rotations = [{"row": row, "state": STATES[State(row.state)]} for row in rotations_of(actor, team)[:6]]
    rows = [{"row": row, "cells": [{"key": cell, "words": CELLS[cell]} for cell in row.cells]} for row in picture.rows]
    page = {
        "team": picture.team,
        "tab": "weeks",
        "picture": picture,
        "rows": rows,
        "form": form,
        "rotations": rotations,
        "cells": [{"key": key, "words": words} for key, words in CELLS.items() if key],
    }
    return render(request, "work/weeks.html", page, status=422 if form.is_bound else 200)


@own
@require_safe
def rotation(request: HttpRequest, rotation: UUID) -> HttpResponse:
    """Show one proposal: who, what, when and why, what is short, and how it comes out for each."""
    actor = asking(request)
    shown = rotation_shown(actor, rotation)
    if shown is None:
        raise Http404
    note_read(by=actor, people=set(shown.people), verb=LOOKED)
    state = State(shown.row.state)
    page = {
        "team": shown.row.team,
        "shown": shown,
        "state": STATES[state],
        "is_searching": state in SEARCHING,
        "is_ready": state == State.READY,
        "can_restart": state in {State.STOPPED, State.FAILED, State.IMPOSSIBLE},
        "has_found": bool(shown.row.outcome),
        "is_optimal": shown.row.outcome.get("is_optimal", False),
    }
    return render(request, "work/rotation.html", page)


@own
@require_POST
def stop(request: HttpRequest, rotation: UUID) -> HttpResponse:
    """Stop a search."""
    do(request, lambda: acts.stop_search(by=asking(request), rotation=rotation), _("Het zoeken is gestopt."))
    return redirect("work:rotation", rotation=rotation)


@own
@require_POST
def restart(request: HttpRequest, rotation: UUID) -> HttpResponse:
    """Search again."""
    do(request, lambda: acts.restart_search(by=asking(request), rotation=rotation), _("Het zoeken begint opnieuw."))
    return redirect("work:rotation", rotation=rotation)


@own
@require_POST
def again(request: HttpRequest, rotation: UUID) -> HttpResponse:
    """Ask for a new proposal for the same weeks, that keeps to what people answered."""
    actor = asking(request)
    shown = rotation_shown(actor, rotation)
    if shown is None:
        raise Http404
    old = shown.row
    made = do(
        request,
        lambda: acts.ask_rotation(
            by=actor,
            team=old.team_id,
            monday=old.monday,
            weeks=old.weeks,
            least_blocks=old.least_blocks,
            follows=old.pk,
        ),
    )
    if made is None:
        return redirect("work:rotation", rotation=rotation)
    if acts.is_small(made):
        acts.search(made.pk)
    return redirect("work:rotation", rotation=made.pk)
