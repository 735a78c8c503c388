"""A mentor's talks: who had none this term, planning a whole class, the sheet of each talk, and all sheets on paper."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.ledger.rules.actor import Actor
from wending.school.actions import talks as acts
from wending.school.actions.handovers import write_warm_note
from wending.school.actions.talk_papers import agree, respond_as_mentor
from wending.school.actions.talk_sheets import Sheet, look_at_all_sheets, look_at_sheet
from wending.school.forms.handovers import WarmNoteForm
from wending.school.forms.talks import AgreementForm, MomentForm, PlanForm, ResponseForm
from wending.school.queries.class_papers import sheets_paper
from wending.school.queries.class_words import ANSWERS, VOICES
from wending.school.queries.handovers import warm_notes_by
from wending.school.queries.scope import groups_for
from wending.school.queries.talks import Mentee, mentees, planned_moments, talks_with, term_for
from wending.school.rules.talks import Answer, TalkState, Voice, moments
from wending.school.views.class_doors import METHODS, guiding, hides, number, page, paper, press, pressed, submit


@guiding
@require_http_methods(METHODS)
@hides
def talks(request: HttpRequest) -> HttpResponse:
    """Show the talks that come, and who of the class had none this term; by name, in no other order."""
    by = who(request)
    learner = number(request.POST.get("learner", ""))
    if learner is not None and press(
        request,
        {"note": (lambda: acts.note_talk(by=by, learner=learner), _("Opgeschreven: jullie hadden een gesprek."))},
    ):
        return redirect(request.get_full_path())
    term = term_for(by)
    groups = list(groups_for(by))
    group = _group(request, by, groups)
    needs_group = by.role == "professional" and group is None
    rows = [] if needs_group else mentees(by, term, group)
    coming = [] if needs_group else _coming(by)
    return page(
        request,
        "talks",
        term=term,
        groups=groups,
        group=group,
        needs_group=needs_group,
        without=[row for row in rows if not row.had_one and row.planned is None],
        had=[row for row in rows if row.had_one and row.planned is None],
        coming=coming,
        all=len(rows),
    )


@guiding
@require_http_methods(METHODS)
@hides
def plan(request: HttpRequest) -> HttpResponse:
    """Plan talks with a whole class at once: days and hours first, then a moment per learner, then invite."""
    by = who(request)
    group = _group(request, by, list(groups_for(by)))
    if by.role == "professional" and group is None:
        return redirect("school:talks")
    rows = [row for row in mentees(by, term_for(by), group) if row.planned is None]
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return page(request, "talks_plan", form=form, rows=rows, group=group)
    told = form.cleaned_data
    zone = ZoneInfo(settings.TIME_ZONE)
    found = moments(
        days=form.days(),
        begins=told["begins"],
        ends=told["ends"],
        minutes=told["minutes"],
        taken=planned_moments(by),
        zone=zone,
    )
    found = [begins for begins in found if begins > timezone.now()]
    if pressed(request, "invite"):
        chosen, twice = _chosen(request, rows, found)
        if twice:
            form.add_error(None, _("Twee leerlingen hebben hetzelfde moment. Kies voor één van hen een ander."))
        elif not chosen:
            form.add_error(None, _("Kies voor minstens één leerling een moment."))
        else:
            return _invite(request, by, chosen, told, group)
    proposal = _proposal(request, rows, found)
    is_short = len(found) < len(rows)
    return page(request, "talks_plan", form=form, rows=proposal, group=group, found=found, is_short=is_short)


@guiding
@require_http_methods(METHODS)
@hides
def talk(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Show the sheet of a talk: what the learner shared and the school's own facts; respond, agree, move, mark."""
    by, lang = who(request), get_language() or "nl"
    here = redirect("school:talk", talk)
    acts_here = {
        "held": (lambda: acts.mark_held(by=by, talk=talk), _("Opgeschreven: het gesprek is geweest.")),
        "cancel": (lambda: acts.cancel_talk(by=by, talk=talk), _("Het gesprek is afgezegd.")),
    }
    if press(request, acts_here):
        return redirect("school:talks") if pressed(request, "cancel") else here
    response = ResponseForm(request.POST if pressed(request, "respond") else None)
    agreement = AgreementForm(request.POST if pressed(request, "agree") else None)
    sheet = look_at_sheet(by=by, talk=talk, lang=lang)
    move = MomentForm(request.POST if pressed(request, "move") else None, initial={"version": sheet.talk.version})
    note = WarmNoteForm(request.POST if pressed(request, "warm") else None, prefix="warm")

    def to_other(told: dict[str, Any]) -> None:
        begins = datetime.combine(told["day"], told["at"], tzinfo=ZoneInfo(settings.TIME_ZONE))
        acts.move_talk(by=by, talk=talk, version=told["version"], begins=begins)

    learner = sheet.talk.learner
    done = (
        submit(
            request, response, lambda told: respond_as_mentor(by=by, talk=talk, **told), _("Je reactie staat erbij.")
        )
        or submit(
            request, agreement, lambda told: agree(by=by, talk=talk, **told), _("De leerling krijgt je voorstel.")
        )
        or submit(request, move, to_other, _("Verzet. De leerling krijgt bericht."))
        or submit(
            request,
            note,
            lambda told: write_warm_note(by=by, learner=learner.pk, text=told["text"]),
            _("De leerling leest het en beslist."),
        )
    )
    if done:
        return here
    return page(
        request,
        "talk",
        sheet=sheet,
        talk=sheet.talk,
        answer=ANSWERS[Answer(sheet.talk.answer)],
        responses=[(one, VOICES[Voice(one.voice)]) for one in sheet.shown.responses],
        response=response,
        agreement=agreement,
        move=move,
        note=note,
        notes=warm_notes_by(by, learner),
        is_planned=sheet.talk.state == TalkState.PLANNED,
    )


@guiding
@require_safe
@hides
def sheet_pdf(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Return the sheet of one talk on paper."""
    lang = get_language() or "nl"
    sheet = look_at_sheet(by=who(request), talk=talk, lang=lang)
    return paper("talk_sheets.typ", sheets_paper([_on_paper(sheet)], lang), "gesprek.pdf")


@guiding
@require_safe
def sheets_pdf(request: HttpRequest) -> HttpResponse:
    """Return the sheets of all planned talks on paper, each on its own page."""
    lang = get_language() or "nl"
    sheets = look_at_all_sheets(by=who(request), lang=lang)
    return paper("talk_sheets.typ", sheets_paper(map(_on_paper, sheets), lang), "gesprekken.pdf")


def _coming(by: Actor) -> list[tuple[Any, Any, bool]]:
    found = list(talks_with(by).filter(state=TalkState.PLANNED).select_related("paper"))
    return [(one, ANSWERS[Answer(one.answer)], bool(getattr(one, "paper", None) and one.paper.shared)) for one in found]


def _group(request: HttpRequest, by: Actor, groups: list[Any]) -> UUID | None:
    asked = number(request.GET.get("groep", ""))
    return asked if asked in {group.pk for group in groups} else None


def _proposal(request: HttpRequest, rows: list[Mentee], found: list[datetime]) -> list[tuple[Mentee, str]]:
    """Return the learners with a moment each: what was chosen before, else the next free one for who had no talk."""
    first = not pressed(request, "invite")
    free = iter(found)
    told = []
    for row in rows:
        kept = request.POST.get(f"moment-{row.learner.pk}", "")
        nearest = next(free, None) if first and not row.had_one else None
        told.append((row, nearest.isoformat() if nearest else "" if first else kept))
    return told


def _chosen(request: HttpRequest, rows: list[Mentee], found: list[datetime]) -> tuple[dict[UUID, datetime], bool]:
    known = {begins.isoformat(): begins for begins in found}
    told = {row.learner.pk: request.POST.get(f"moment-{row.learner.pk}", "") for row in rows}
    chosen = {key: known[words] for key, words in told.items() if words in known}
    return chosen, len(set(chosen.values())) < len(chosen)


def _invite(
    request: HttpRequest, by: Actor, chosen: dict[UUID, datetime], told: dict[str, Any], group: UUID | None
) -> HttpResponse:
    made, left_out = acts.plan_talks(by=by, moments=chosen, minutes=told["minutes"], place=told["place"])
    said = ngettext("%(count)s leerling is uitgenodigd.", "%(count)s leerlingen zijn uitgenodigd.", len(made))
    messages.success(request, said % {"count": len(made)})
    if left_out:
        names = ", ".join(map(str, left_out))
        messages.warning(request, _("Niet gepland, want er staat al een gesprek: %(names)s.") % {"names": names})
    answer = redirect("school:talks")
    if group:
        answer["Location"] += f"?groep={group}"
    return answer


def _on_paper(sheet: Sheet) -> dict[str, Any]:
    begins = timezone.localtime(sheet.talk.begins)
    when = date_format(begins, "l j F Y, H:i")
    last = date_format(sheet.last, "j F Y") if sheet.last else _("nog geen gesprek bekend")
    return {
        "name": str(sheet.talk.learner),
        "when": ", ".join(part for part in (when, sheet.talk.place) if part),
        "last": _("Laatste gesprek: %(day)s") % {"day": last},
        "answers": [{"question": question, "text": text} for question, text in sheet.answers],
        "signs": [f"{sign.name}. {' '.join(sign.facts)}" for sign in sheet.signs],
        "works": [work.title for work in sheet.works],
        "parts": [{"name": name, "lines": lines} for name, lines in sheet.parts],
    }
