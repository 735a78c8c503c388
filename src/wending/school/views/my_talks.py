"""A learner's own talks at school: answering, writing before and after, whom they let read, reasons to talk, doubt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import own
from wending.dossier.actions.plan import FullError
from wending.dossier.queries.items import item_choices
from wending.ledger.rules.actor import Actor
from wending.school.actions import talk_papers as acts
from wending.school.actions.class_mail import address
from wending.school.actions.signs import end_doubt, tell_doubt
from wending.school.actions.talks import answer_talk
from wending.school.forms.talks import AgreementForm, DoubtForm, PaperForm, ReportForm, ThirdForm
from wending.school.queries.class_words import AGREEMENT_STATES, ANSWERS, QUESTIONS, TALK_STATES, VOICES
from wending.school.queries.scope import own_rows
from wending.school.queries.sign_words import all_rules
from wending.school.queries.signs import guides_of, my_doubt, my_reasons, notes_to
from wending.school.queries.talks import my_papers, my_talk
from wending.school.queries.talks import my_talks as talks_of_mine
from wending.school.rules.talks import Answer, TalkState, Voice
from wending.school.views.class_doors import METHODS, hides, page, press, pressed, submit
from wending.school.views.class_doors import number as as_number
from wending.school.views.talk_links import answers_shown


@own
@require_safe
def talks(request: HttpRequest) -> HttpResponse:
    """Show one's own talks, what one wrote, and the reasons to talk that school sees too."""
    by = who(request)
    rows = [(row, TALK_STATES[TalkState(row.state)], ANSWERS[Answer(row.answer)]) for row in talks_of_mine(by)]
    return page(
        request,
        "my_talks",
        talks=rows,
        papers=[paper for paper in my_papers(by) if paper.talk_id not in {row.pk for row, _s, _a in rows}],
        reasons=my_reasons(by),
        notes=notes_to(by),
        doubt=my_doubt(by),
        rules=all_rules(),
        is_learner=own_rows(by).exists(),
    )


@own
@require_http_methods(METHODS)
@hides
def talk(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Show one talk: answer, write before and after, let others read, ask a third, and agreements."""
    by = who(request)
    found = my_talk(by, talk)
    paper = my_papers(by).filter(talk=found).first()
    here = redirect("school:my_talk", talk)
    if request.method == "POST" and _press(request, by, talk, paper):
        return here
    version = paper.version if paper else 0
    experiences = [words for _key, words in item_choices(by)]
    prepare = PaperForm(
        request.POST if pressed(request, "write", "share") else None,
        experiences=experiences,
        initial=(paper.answers if paper else {}) | {"version": version},
    )
    report = ReportForm(
        request.POST if pressed(request, "report", "tell") else None,
        initial={"report": paper.report if paper else "", "version": version},
    )
    agreement = AgreementForm(request.POST if pressed(request, "agree") else None)
    third = ThirdForm(request.POST if pressed(request, "third") else None, prefix="third")
    links: list[str] = []
    done = (
        submit(request, prepare, lambda told: _write(request, by, talk, told), _said(request, "share"))
        or submit(request, report, lambda told: _write(request, by, talk, told), _said(request, "tell"))
        or submit(request, agreement, lambda told: acts.agree(by=by, talk=talk, **told), _("De afspraak staat erbij."))
    )
    if done:
        return here
    if paper and submit(request, third, lambda told: links.append(_invite(by, paper.pk, told))):
        third = ThirdForm(prefix="third")
    return page(
        request,
        "my_talk",
        talk=found,
        paper=paper,
        answer=ANSWERS[Answer(found.answer)],
        is_planned=found.state == TalkState.PLANNED,
        prepare=prepare,
        report=report,
        agreement=agreement,
        third=third,
        link=links[0] if links else "",
        responses=[(one, VOICES[Voice(one.voice)]) for one in paper.responses.order_by("given")] if paper else [],
        guests=[(one, VOICES[Voice(one.voice)]) for one in paper.guests.filter(withdrawn=None)] if paper else [],
        agreements=[(one, AGREEMENT_STATES[one.state]) for one in paper.agreements.order_by("made")] if paper else [],
        shown=answers_shown(paper.answers) if paper else [],
    )


@own
@require_http_methods(METHODS)
@hides
def doubt(request: HttpRequest) -> HttpResponse:
    """Say that one doubts one's choice, and choose who may see it; or take it away."""
    by = who(request)
    rows = list(own_rows(by))
    if not rows:
        return redirect("school:my_talks")
    now = my_doubt(by)
    row = next((one for one in rows if now and now.learner_id == one.pk), rows[0])
    if press(request, {"end": (lambda: end_doubt(by=by), _("Weg. Niemand ziet het meer."))}):
        return redirect("school:my_talks")
    guides = [(str(guide.pk), str(guide)) for guide in guides_of(row)]
    start = {"words": now.words, "viewers": [str(one.staff_id) for one in now.viewers.all()]} if now else {}
    form = DoubtForm(request.POST if pressed(request, "tell") else None, guides=guides, initial=start)

    def tell(told: dict[str, Any]) -> None:
        tell_doubt(by=by, learner=row.pk, words=told["words"], viewers=[UUID(key) for key in told["viewers"]])

    if submit(request, form, tell, _("Bewaard. Alleen wie je koos, ziet dit.")):
        return redirect("school:my_talks")
    return page(request, "my_doubt", form=form, doubt=now)


def _press(request: HttpRequest, by: Actor, talk: UUID, paper: Any) -> bool:
    what = as_number(request.POST.get("what", "")) or talk
    key = paper.pk if paper else what
    done = {
        "yes": (lambda: answer_talk(by=by, talk=talk, answer=Answer.YES), _("Je mentor weet dat je komt.")),
        "no": (lambda: answer_talk(by=by, talk=talk, answer=Answer.NO), _("Je mentor weet dat je dan niet kunt.")),
        "hide": (lambda: acts.hide_paper(by=by, paper=key), _("Niemand leest het meer.")),
        "keep": (lambda: acts.choose_for_after(by=by, paper=key, keeps=True), _("Je bewaart dit ook na school.")),
        "drop": (
            lambda: acts.choose_for_after(by=by, paper=key, keeps=False),
            _("Dit gaat weg als je van school gaat."),
        ),
        "unask": (lambda: acts.withdraw_third(by=by, guest=what), _("De link werkt niet meer.")),
        "take": (lambda: acts.answer_agreement(by=by, agreement=what, takes=True), _("Staat in je plan.")),
        "decline": (lambda: acts.answer_agreement(by=by, agreement=what, takes=False), _("Niet overgenomen.")),
    }
    try:
        return press(request, done)
    except FullError:
        messages.error(request, _("Je plan is vol. Haal eerst iets weg."))
        return True


def _write(request: HttpRequest, by: Actor, talk: UUID, told: dict[str, Any]) -> None:
    version = told.get("version") or 0
    if "report" in told:
        paper = acts.write_paper(by=by, talk=talk, report=told["report"], version=version)
    else:
        answers = {key: told[key] for key in QUESTIONS}
        paper = acts.write_paper(by=by, talk=talk, answers=answers, version=version)
    if pressed(request, "share", "tell"):
        acts.share_paper(by=by, paper=paper.pk, report="report" in told)


def _said(request: HttpRequest, share: str) -> str:
    return _("Bewaard. Je mentor kan het lezen.") if pressed(request, share) else _("Bewaard. Alleen jij ziet dit.")


def _invite(by: Actor, paper: UUID, told: dict[str, Any]) -> str:
    return address(
        "school:talk_third", acts.invite_third(by=by, paper=paper, voice=Voice(told["voice"]), name=told["name"])
    )
