"""From work to work as a guide: who of a group shows themselves, those without next step first."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Role
from wending.accounts.views.guards import roles
from wending.work.actions import moving_answers as acts
from wending.work.forms.moving import NextStepForm
from wending.work.queries import moving as pages
from wending.work.queries.change_words import STATES, WORDS
from wending.work.rules.moving import State, Word
from wending.work.views.asking import asking, do

guide = roles(Role.PROFESSIONAL)


@guide
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Show the groups that asked one's organisation for a guide."""
    actor = asking(request)
    rows = [{"row": row, "is_mine": row.guide_id == actor.person} for row in pages.guided_movings(actor)]
    return render(request, "work/guided.html", {"rows": rows})


@guide
@require_POST
def take_up(request: HttpRequest, number: UUID) -> HttpResponse:
    """Become the guide of a group."""
    do(request, lambda: acts.take_up_guiding(by=asking(request), moving=number), _("Jij begeleidt deze groep."))
    return redirect("work:guided_group", number=number)


@guide
@require_safe
def group(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show who of a group shows themselves to the guide."""
    people = acts.read_guided(by=asking(request), moving=number)
    if people is None:
        raise Http404
    page = {
        "moving": pages.guided_movings(asking(request)).get(pk=number),
        "people": [{"one": one, "state": STATES[State(one.mover.state)]} for one in people],
        "forgotten": sum(one.is_forgotten for one in people),
    }
    return render(request, "work/guided_group.html", page)


@guide
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one of them: proposals and steps, and agree on a next step."""
    actor = asking(request)
    found = pages.guided_person(actor, number)
    if found is None:
        raise Http404
    acts.read_guided(by=actor, moving=found.mover.moving_id)
    form = NextStepForm(request.POST or None, as_guide=True)
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_step_for(by=actor, mover=number, **form.values())
        except PermissionDenied as error:
            raise Http404 from error
        messages.success(request, _("De stap staat erbij."))
        return redirect("work:guided_person", number=number)
    page = {
        "found": found,
        "form": form,
        "state": STATES[State(found.mover.state)],
        "steps": found.mover.steps.all(),
        "proposals": [{"one": one, "word": WORDS[Word(one.word)]} for one in pages.guided_proposals(actor, number)],
    }
    return render(request, "work/guided_person.html", page, status=422 if form.is_bound else 200)
