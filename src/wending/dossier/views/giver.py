"""The page of who gives feedback: no account, a few plain questions, and nothing else of the person to be seen."""

from collections.abc import Iterable

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.views.guards import link
from wending.dossier.actions.feedback import give_feedback
from wending.dossier.queries.feedback import Question, page_of
from wending.dossier.views.language import language
from wending.kit.tokens import hash_of

# Sendings by one link in an hour; more is no giving of feedback.
MOST_TRIES = 20
HOUR = 3600


@link
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions and take the answers; a link that is over says what to do."""
    page = page_of(token, language())
    if page is None:
        return render(request, "dossier/giver_over.html", status=410)
    if request.method != "POST":
        return render(request, "dossier/giver.html", {"page": page, "answers": _answers(page.questions, {})})
    told = {question.key: request.POST.get(question.key, "") for question in page.questions}
    content = {
        "page": page,
        "answers": _answers(page.questions, told),
        "giver_name": request.POST.get("giver_name", ""),
    }
    if _is_too_often(token):
        content["error"] = _("Er is te vaak iets gestuurd. Probeer het over een uur opnieuw.")
        return render(request, "dossier/giver.html", content, status=429)
    try:
        is_taken = give_feedback(token=token, giver_name=request.POST.get("giver_name", ""), words=told)
    except ValidationError as refusal:
        content["error"] = refusal.message
        return render(request, "dossier/giver.html", content, status=422)
    if not is_taken:
        return render(request, "dossier/giver_over.html", status=410)
    return render(request, "dossier/giver_thanks.html", {"page": page})


def _answers(questions: Iterable[Question], told: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": one.key, "text": one.text, "value": told.get(one.key, "")} for one in questions]


def _is_too_often(token: str) -> bool:
    key = f"feedback:{hash_of(token)}"
    cache.add(key, 0, HOUR)
    return cache.incr(key) > MOST_TRIES
