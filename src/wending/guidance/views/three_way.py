"""Talks of three: one's own, and the page of each of the two others by their link."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import link, own
from wending.guidance.actions import three_way as acts
from wending.guidance.forms.three_way import PartForm, ResultForm, TalkForm
from wending.guidance.queries import talk_words
from wending.guidance.queries.links import as_number
from wending.guidance.queries.papers import answers_shown, talk_paper
from wending.guidance.queries.three_way import Talk, own_talk, own_talks, talk_by_link
from wending.guidance.rules.three_way import OWNERS, TalkKind, Voice
from wending.guidance.views.case_doors import METHODS, edit, hides, press, pressed, submit
from wending.guidance.views.record import paper


@own
@require_safe
def talks(request: HttpRequest) -> HttpResponse:
    """Show one's own talks of three, and the kinds to start."""
    kinds = [
        {"key": kind.value, "name": name, "about": talk_words.ABOUT[kind]} for kind, name in talk_words.KINDS.items()
    ]
    rows = [(row, talk_words.KINDS[TalkKind(row.kind)]) for row in own_talks(who(request))]
    return render(request, "guidance/my/talks.html", {"talks": rows, "kinds": kinds})


@own
@require_http_methods(METHODS)
@hides
def talk_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Start a talk of a kind with two others."""
    if kind not in set(TalkKind):
        raise Http404
    by, chosen = who(request), TalkKind(kind)
    case = as_number(request.GET.get("begeleiding", ""))
    form = TalkForm(request.POST or None, kind=chosen)
    made = []

    def start(told: dict[str, Any]) -> None:
        day = told["planned_on"]
        made.append(
            acts.start_talk(by=by, kind=chosen, topic=told["topic"], guests=form.guests(), planned_on=day, case=case)
        )

    if request.method == "POST" and submit(request, form, start, _("Schrijf nu eerst je eigen deel.")):
        return redirect("guidance:talk", made[0].pk)
    page = {"form": form, "name": talk_words.KINDS[chosen], "about": talk_words.ABOUT[chosen]}
    return render(request, "guidance/my/talk_new.html", page, status=422 if form.errors else 200)


@own
@require_http_methods(METHODS)
@hides
def talk(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Show a talk of one's own: write, let all read, agree, finish; or withdraw a link and remove it all."""
    by = who(request)
    seen = own_talk(by, talk)
    if request.POST.get("do") in {"release", "finish", "withdraw", "remove"}:
        voice = as_number(request.POST.get("voice", "")) or talk
        press(
            request,
            {
                "release": (lambda: acts.release_talk(by=by, talk=talk), _("Alle drie kunnen nu alles lezen.")),
                "finish": (lambda: acts.finish_talk(by=by, talk=talk), _("Iedereen krijgt de afspraken.")),
                "withdraw": (lambda: acts.withdraw_link(by=by, voice=voice), _("De link werkt niet meer.")),
                "remove": (lambda: acts.remove_talk(by=by, talk=talk), _("Het gesprek is weg.")),
            },
        )
        return redirect("guidance:talks") if pressed(request, "remove") else redirect("guidance:talk", talk)
    pdf = reverse("guidance:talk_pdf", args=[talk])
    return _talk(request, seen, "guidance/my/talk.html", reverse("guidance:talk", args=[talk]), pdf)


@link
@require_http_methods(METHODS)
def talk_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a talk to one of the two others: write, and after the owner's yes read and agree."""
    seen = talk_by_link(token)
    if seen is None:
        return render(request, "guidance/used_link.html", status=410)
    pdf = reverse("guidance:talk_link_pdf", args=[token])
    return _talk(request, seen, "guidance/talk_link.html", reverse("guidance:talk_link", args=[token]), pdf)


@own
@require_safe
@hides
def talk_pdf(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Return a talk of one's own on paper, once it was released."""
    return _paper(own_talk(who(request), talk))


@link
@require_safe
def talk_link_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Return a talk on paper to one of the two others, once it was released."""
    seen = talk_by_link(token)
    return _paper(seen) if seen else render(request, "guidance/used_link.html", status=410)


def _paper(seen: Talk) -> HttpResponse:
    if not seen.is_released:
        raise Http404
    return paper("talk.typ", talk_paper(seen, get_language() or "nl"), "gesprek.pdf")


def _talk(request: HttpRequest, seen: Talk, template: str, here: str, pdf: str) -> HttpResponse:
    voice = Voice(seen.me.voice)
    part = PartForm(request.POST if pressed(request, "part") else None, voice=voice, answers=seen.me.answers)
    result = ResultForm(
        request.POST if pressed(request, "result") else None,
        initial={"text": seen.talk.result, "version": seen.talk.version},
    )
    stale = None
    if pressed(request, "part"):
        if submit(request, part, lambda told: acts.write_part(talk=seen, answers=told), _("Je deel is bewaard.")):
            return redirect(here)
    elif pressed(request, "result"):
        done, stale = edit(
            request,
            result,
            lambda told: acts.write_result(talk=seen, version=told["version"], result=told["text"]),
            _("De afspraken zijn bewaard."),
        )
        if done:
            return redirect(here)
    page = {
        "seen": seen,
        "kind": talk_words.KINDS[TalkKind(seen.talk.kind)],
        "parts": [
            {
                "one": one,
                "as": talk_words.VOICES[Voice(one.voice.voice)],
                "answers": answers_shown(one.voice.voice, one.answers),
                "is_owner": one.voice.voice in OWNERS,
            }
            for one in seen.parts
        ],
        "part": part,
        "result": result,
        "now": stale,
        "here": here,
        "pdf": pdf,
    }
    wrong = any(form.is_bound and form.errors for form in (part, result))
    return render(request, template, page, status=422 if wrong else 200)
