"""What learners of other schools offer: for the counsellor of the receiving school, who takes or refuses each thing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.school.actions.handover_files import bring_handover_file, read_handover_file
from wending.school.actions.handovers import answer_thing, look_at_offer, take_file
from wending.school.forms.handovers import BringFileForm, HandoverFileForm
from wending.school.queries.class_words import BAD_FILES, THING_STATES, THINGS_THERE
from wending.school.queries.handover_files import counselled, learners_of
from wending.school.queries.handovers import offers_to, standing
from wending.school.rules.handover import HandoverState, Thing, ThingState
from wending.school.sources.handover.parse import BadHandover
from wending.school.views.class_doors import METHODS, counselling, download, guiding, hides, number, page, press, submit


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
    has_taken = any(one.content and one.state == ThingState.ACCEPTED for one in found.things)
    return page(request, "offer", offer=found, things=things, has_taken=has_taken)


@counselling
@require_safe
@hides
def file(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Give the things that were taken, as a file for the school's own system."""
    data = take_file(by=who(request), handover=handover, lang=get_language() or "nl")
    return download(data, "application/json", "overdracht.json")


@guiding
@require_http_methods(METHODS)
def read_file(request: HttpRequest) -> HttpResponse:
    """Show what stands in a file that a learner gave, and whose it can be; nothing of it is kept."""
    form = HandoverFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return page(request, "handover_read", form=form)
    name, data = form.cleaned_data["file"]
    try:
        found = read_handover_file(by=who(request), name=name, data=data)
    except BadHandover as bad:
        form.add_error("file", _refusal(bad))
        return page(request, "handover_read", form=form)
    things = [(thing, THINGS_THERE[thing.kind]) for thing in found.things]
    learners = learners_of(who(request), found) if things else []
    return page(request, "handover_read", form=HandoverFileForm(), found=found, things=things, learners=learners)


@counselling
@require_http_methods(METHODS)
@hides
def bring_file(request: HttpRequest, learner: UUID) -> HttpResponse:
    """Put a file of one learner ready, so that each thing can be taken or refused."""
    by = who(request)
    row = counselled(by).get(pk=learner)
    form = BringFileForm(request.POST or None, request.FILES or None)
    made = []

    def bring(told: dict[str, Any]) -> None:
        name, data = told["file"]
        try:
            made.append(bring_handover_file(by=by, learner=learner, name=name, data=data))
        except BadHandover as bad:
            raise ValidationError({"file": _refusal(bad)}) from bad

    if not submit(request, form, bring):
        return page(request, "handover_bring", form=form, learner=row)
    if standing(made[0]) is HandoverState.PARENT:
        messages.info(request, _("Deze leerling is jonger dan 16. De leerling vraagt eerst een ouder om een ja."))
        return redirect("school:handovers")
    return redirect("school:handover", made[0].pk)


def _refusal(bad: BadHandover) -> str:
    return str(BAD_FILES[bad.code]) % {"n": bad.thing}
