"""Pages behind a link without account: a third in a talk, and a parent who says yes or no to a handover."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from wending.accounts.views.guards import link
from wending.school.actions.handovers import answer_as_parent
from wending.school.actions.talk_papers import read_as_third, respond_as_third
from wending.school.forms.talks import ResponseForm
from wending.school.queries.class_words import QUESTIONS, THINGS_THERE
from wending.school.queries.handovers import handover_of_parent
from wending.school.queries.talks import shown_of
from wending.school.rules.handover import Thing
from wending.school.views.class_doors import METHODS, page, pressed, submit
from wending.school.views.hand_in_links import is_too_often, over


@link
@require_http_methods(METHODS)
def third(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a learner shares of a talk to a third, and take a response."""
    form = ResponseForm(request.POST if request.method == "POST" else None)
    taken: list[bool] = []
    if request.method == "POST" and is_too_often(token):
        return over(request, 429)
    if submit(request, form, lambda told: taken.append(respond_as_third(token=token, text=told["text"]))):
        return page(request, "link_thanks") if taken[0] else over(request)
    found = read_as_third(token=token)
    if found is None:
        return over(request)
    shown = shown_of(found.paper)
    return page(request, "talk_third", guest=found, answers=answers_shown(shown.answers), shown=shown, form=form)


@link
@require_http_methods(METHODS)
def parent(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a parent whether things of their child may travel to a next school."""
    found = handover_of_parent(token)
    if found is None:
        return over(request)
    if pressed(request, "yes", "no"):
        agrees = pressed(request, "yes")
        done = answer_as_parent(token=token, agrees=agrees)
        return page(request, "parent_done", agrees=agrees) if done else over(request)
    kinds = sorted({thing.kind for thing in found.things.all()})
    return page(request, "parent", handover=found, kinds=[THINGS_THERE[Thing(kind)] for kind in kinds])


def answers_shown(answers: dict[str, str]) -> list[tuple[Any, str]]:
    """Return questions with what was answered; without those that stayed empty."""
    return [(words, answers[key]) for key, words in QUESTIONS.items() if answers.get(key)]
