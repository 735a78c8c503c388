"""What learners of other schools offer: for the counsellor of the receiving school, who takes or refuses each thing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.school.actions.handovers import answer_thing, look_at_offer, take_file
from wending.school.queries.class_words import THING_STATES, THINGS_THERE
from wending.school.queries.handovers import offers_to
from wending.school.rules.handover import Thing, ThingState
from wending.school.views.class_doors import METHODS, counselling, download, hides, number, page, press


@counselling
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Show what was offered to the school."""
    rows = [
        (row, any(thing.state == ThingState.OFFERED for thing in row.things.all())) for row in offers_to(who(request))
    ]
    return page(request, "offers", rows=rows)


@counselling
@require_http_methods(METHODS)
@hides
def offer(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Show one offer: kinds before a yes, content after it; take or refuse each."""
    by = who(request)
    thing = number(request.POST.get("what", "")) or handover
    done = {
        "accept": (lambda: answer_thing(by=by, handover=handover, thing=thing, accepts=True), _("Aangenomen.")),
        "refuse": (
            lambda: answer_thing(by=by, handover=handover, thing=thing, accepts=False),
            _("Niet aangenomen. Er is niets van bewaard."),
        ),
    }
    if press(request, done):
        return redirect("school:handover", handover)
    found = look_at_offer(by=by, handover=handover)
    things = [(one, THINGS_THERE[Thing(one.kind)], THING_STATES[ThingState(one.state)]) for one in found.things]
    return page(request, "offer", offer=found, things=things, has_content=any(one.content for one in found.things))


@counselling
@require_safe
@hides
def file(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Give the things that were taken, as a file for the school's own system."""
    data = take_file(by=who(request), handover=handover, lang=get_language() or "nl")
    return download(data, "application/json", "overdracht.json")
