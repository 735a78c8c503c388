"""The page behind a link in a mail: a few questions, stopping, and taking back what one told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wending.accounts.views.guards import link
from wending.effect.actions.follow_up_answers import answer_questions, stop_questions, take_back
from wending.effect.forms.follow_up import QuestionsForm
from wending.effect.queries.follow_up_link import living_ask, over_ask
from wending.effect.rules.follow_up import AskState


# Who holds the link may answer: the address itself is the proof, and a token in the form would need a cookie.
@csrf_exempt
@link
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the questions of a wave page by page. Opening the link does nothing: mail programs open links too."""
    ask = living_ask(token)
    if ask is None:
        return _over(request, token)
    page: dict[str, Any] = {"office": ask.wave.study.organisation, "until": ask.until}
    do = request.POST.get("do", "")
    if do == "stop" and stop_questions(token=token):
        return render(request, "effect/follow_up/stopped.html", page)
    if do == "remove" and take_back(token=token):
        return render(request, "effect/follow_up/removed.html", page)
    if ask.state == AskState.ANSWERED.value:
        return render(request, "effect/follow_up/thanks.html", page | {"is_stopped": ask.is_stopped})
    return _questions(request, token, ask, page, do)


def _questions(request: HttpRequest, token: str, ask: Any, page: dict[str, Any], do: str) -> HttpResponse:
    at = int(given) if (given := request.POST.get("page", "0")).isdecimal() and len(given) < 3 else 0
    is_post = request.method == "POST"

    def form_at(number: int) -> QuestionsForm:
        data = request.POST if is_post else None
        return QuestionsForm(data, outcomes=ask.wave.outcomes, horizon=ask.wave.horizon, page=number)

    form, status = form_at(at), 200
    if do == "back":
        form = form_at(at - 1)
    elif do in ("next", "done"):
        wrong = form.first_wrong
        if wrong is not None and (wrong <= at or do == "done"):
            form, status = form_at(wrong), 422
        elif do == "done":
            if not answer_questions(token=token, answers=form.answers()):
                return _over(request, token)
            return render(request, "effect/follow_up/thanks.html", page | {"is_stopped": False})
        else:
            form = form_at(at + 1)
    page |= {"form": form, "is_first": form.page == 0, "is_last": form.page == len(form.pages) - 1}
    page |= {"number": form.page + 1, "many": len(form.pages), "shows_errors": status == 422}
    return render(request, "effect/follow_up/questions.html", page, status=status)


def _over(request: HttpRequest, token: str) -> HttpResponse:
    ask = over_ask(token)
    page = {"office": ask.wave.study.organisation if ask else None, "state": ask.state if ask else ""}
    return render(request, "effect/follow_up/over.html", page, status=410)
