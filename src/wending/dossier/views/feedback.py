"""Asking for feedback by a link, and reading what came: for the person themselves."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions import feedback as actions
from wending.dossier.forms.feedback import AskForm, usual
from wending.dossier.forms.item_skills import OWN, key_of
from wending.dossier.queries.feedback import answer_to, answers_to, requests_of
from wending.dossier.queries.feedback_words import SKILL
from wending.dossier.queries.skills import skills
from wending.dossier.sources.behaviours import behaviours
from wending.dossier.views.asking import asking
from wending.dossier.views.language import language
from wending.ledger.rules.actor import Actor


@own
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the links and the answers."""
    actor = asking(request)
    page = {"requests": requests_of(actor), "answers": answers_to(actor, language())}
    return render(request, "dossier/feedback.html", page)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Choose whom to ask what, and show the link once: it is kept nowhere."""
    actor = asking(request)
    held = skills(actor, language())
    if request.method != "POST":
        form = AskForm(held, actor.name, initial=usual(request.GET.get("wie", ""), actor.name))
        return render(request, "dossier/feedback_ask.html", {"form": form, "days": settings.FEEDBACK_DAYS})
    form = AskForm(held, actor.name, request.POST)
    if form.is_valid():
        try:
            token = actions.ask_feedback(by=actor, asked=form.asked())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            address = request.build_absolute_uri(reverse("dossier:give_feedback", args=[token]))
            return render(request, "dossier/feedback_link.html", {"address": address, "days": settings.FEEDBACK_DAYS})
    page = {"form": form, "days": settings.FEEDBACK_DAYS}
    return render(request, "dossier/feedback_ask.html", page, status=422)


@own
@require_POST
def withdraw(request: HttpRequest, asked: UUID) -> HttpResponse:
    """Stop a link."""
    if not actions.withdraw_request(by=asking(request), request=asked):
        raise Http404
    messages.success(request, _("De link werkt niet meer."))
    return redirect("dossier:feedback")


@own
@require_safe
def read(request: HttpRequest, answer: UUID) -> HttpResponse:
    """Show one answer, and what can be done with it."""
    actor = asking(request)
    found = answer_to(actor, answer, language())
    if found is None:
        raise Http404
    options = [{"value": value, "label": label} for value, label in _skills_to_choose(actor).items()]
    return render(request, "dossier/feedback_answer.html", {"answer": found, "options": options, "skill_key": SKILL})


@own
@require_POST
def keep(request: HttpRequest, answer: UUID) -> HttpResponse:
    """Keep an answer."""
    if not actions.keep_answer(by=asking(request), answer=answer):
        raise Http404
    return redirect("dossier:feedback_answer", answer)


@own
@require_POST
def discard(request: HttpRequest, answer: UUID) -> HttpResponse:
    """Throw an answer away."""
    if not actions.discard_answer(by=asking(request), answer=answer):
        raise Http404
    messages.success(request, _("Het antwoord is weg."))
    return redirect("dossier:feedback")


@own
@require_POST
def endorse(request: HttpRequest, answer: UUID) -> HttpResponse:
    """Put the words of a giver with a skill of one's own."""
    skill = request.POST.get("skill", "")
    if skill and skill not in _skills_to_choose(asking(request)):
        raise Http404
    made = actions.endorse(
        by=asking(request),
        answer=answer,
        question=request.POST.get("question", ""),
        uri="" if skill.startswith(OWN) else skill,
        name=skill.removeprefix(OWN) if skill.startswith(OWN) else "",
    )
    if made is None:
        raise Http404
    messages.success(request, _("Deze woorden staan nu bij je vaardigheid."))
    return redirect("dossier:skills")


def _skills_to_choose(actor: Actor) -> dict[str, str]:
    """Return the skills that words can stand with: those that somebody has, and all soft skills."""
    held = {key_of(skill.uri, skill.name): skill.name for skill in skills(actor, language())}
    return held | {soft.uri: soft.name(language()) for soft in behaviours().values()}
