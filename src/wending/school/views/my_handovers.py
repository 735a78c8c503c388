"""What a learner lets travel to a next school: choosing, asking a parent, seeing what the school did, withdrawing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import own
from wending.school.actions import handovers as acts
from wending.school.actions.class_mail import address
from wending.school.forms.handovers import FILE, HandoverForm, ParentForm
from wending.school.queries.class_words import HANDOVER_STATES, THING_STATES, THINGS
from wending.school.queries.handovers import (
    choices,
    content_of,
    own_handover,
    own_handovers,
    own_warm_notes,
    receivers,
    standing,
)
from wending.school.rules.handover import HandoverState, Thing, ThingState
from wending.school.views.class_doors import METHODS, download, hides, number, page, press, pressed, submit


@own
@require_http_methods(METHODS)
@hides
def handovers(request: HttpRequest) -> HttpResponse:
    """Show what one let travel, and warm notes of mentors to approve."""
    by = who(request)
    note = number(request.POST.get("what", ""))
    if note is not None and press(
        request,
        {
            "approve": (
                lambda: acts.answer_warm_note(by=by, note=note, approves=True),
                _("Goed. Je kunt deze tekst nu laten meegaan."),
            ),
            "remove": (lambda: acts.answer_warm_note(by=by, note=note, approves=False), _("De tekst is weg.")),
        },
    ):
        return redirect("school:my_handovers")
    rows = [(row, HANDOVER_STATES[standing(row)]) for row in own_handovers(by)]
    return page(request, "my_handovers", rows=rows, notes=own_warm_notes(by))


@own
@require_http_methods(METHODS)
@hides
def new(request: HttpRequest) -> HttpResponse:
    """Choose what travels, and to which school or into a file."""
    by, lang = who(request), get_language() or "nl"
    found = choices(by, lang)
    schools = [(str(school.pk), school.name) for school in receivers(by)]
    form = HandoverForm(request.POST if request.method == "POST" else None, choices=found, schools=schools)
    made: list[Any] = []

    def offer(told: dict[str, Any]) -> None:
        to = None if told["to"] == FILE else UUID(told["to"])
        made.append(acts.offer_handover(by=by, things=told.get("things", []), note=told["note"], to=to, lang=lang))

    if submit(request, form, offer):
        return redirect("school:my_handover", made[0].pk)
    return page(request, "my_handover_new", form=form, is_empty=not found)


@own
@require_http_methods(METHODS)
@hides
def handover(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Show what one let travel and what the school did with each thing; ask a parent, or withdraw."""
    by = who(request)
    here = redirect("school:my_handover", handover)
    done = {
        "withdraw": (
            lambda: acts.withdraw_handover(by=by, handover=handover),
            _("Ingetrokken. Er is niets meer van over."),
        ),
        "grown": (lambda: acts.confirm_grown_up(by=by, handover=handover), _("Verstuurd naar de school.")),
    }
    if press(request, done):
        return here
    form = ParentForm(request.POST if pressed(request, "parent") else None)

    def ask(told: dict[str, Any]) -> None:
        acts.ask_parent_about(
            by=by,
            handover=handover,
            email=told["email"],
            link=lambda token: address("school:handover_parent", token),
        )

    if submit(request, form, ask, _("We vragen het je ouder. De link werkt 14 dagen.")):
        return here
    found = own_handover(by, handover)
    state = standing(found)
    things = [
        (content_of(thing), THINGS[Thing(thing.kind)], THING_STATES[ThingState(thing.state)])
        for thing in found.things.all()
    ]
    return page(
        request,
        "my_handover",
        handover=found,
        things=things,
        state=HANDOVER_STATES[state],
        waits_for_parent=state is HandoverState.PARENT,
        is_withdrawn=state is HandoverState.WITHDRAWN,
        form=form,
    )


@own
@require_safe
@hides
def file(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Give the file with what travels to its owner."""
    data = acts.take_file(by=who(request), handover=handover, lang=get_language() or "nl")
    return download(data, "application/json", "overdracht.json")
