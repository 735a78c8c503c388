"""The first pages of a case: overview, agreements, notes, the client's record."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.actions.ask_consent import ask_consent
from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import Purpose
from wending.accounts.rules.roles import Role
from wending.accounts.views.guards import roles
from wending.guidance.actions import agreements, notes
from wending.guidance.actions.case_file import Stale
from wending.guidance.actions.cases import invite_client
from wending.guidance.actions.sheets import look_at_record, make_sheet
from wending.guidance.forms.agreement import AgreementForm, AskConsentForm
from wending.guidance.forms.case import PRIVATE, NoteForm, TextForm, TodoForm
from wending.guidance.queries import case_pages as pages
from wending.guidance.queries.case_words import LINES, STATES
from wending.guidance.queries.caseload import last_met
from wending.guidance.queries.sheets import sheets_of
from wending.guidance.rules.case import Audience, CaseState, Line, Seat, Tab
from wending.guidance.views.case_doors import attempt, case_page, hides, opened, submitted

METHODS = ["GET", "HEAD", "POST"]


@roles(Role.PROFESSIONAL)
@require_http_methods(METHODS)
@hides
def overview(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the question, how to reach the client, and what one has to do; invite the client to an account."""
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        if request.POST.get("do") == "invite":
            attempt(request, lambda: invite_client(by=by, case=case), _("De uitnodiging is verstuurd."))
        return redirect("guidance:case_overview", case)
    found = opened(request, case, Tab.OVERVIEW)
    return case_page(
        request,
        found,
        Tab.OVERVIEW,
        line=LINES[Line(found.case.line)],
        state=STATES[CaseState(found.case.state)],
        last_met=last_met([found.case]).get(found.case.pk),
        todos=pages.todos_of(by, found.case),
        todo_form=TodoForm(),
    )


@roles(Role.PROFESSIONAL)
@require_http_methods(METHODS)
@hides
def agreement(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what is agreed, and write the next agreement."""
    by = request.actor  # type: ignore[attr-defined]
    found = opened(request, case, Tab.AGREEMENT)
    shown = pages.agreements(found.case)
    draft, offered, stale = shown["draft"], shown["offered"], None
    form = AgreementForm(initial=_terms(draft)) if draft else None
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "draft":
            attempt(request, lambda: agreements.draft_agreement(by=by, case=case), _("Je kunt nu schrijven."))
        elif do == "back" and offered:
            attempt(
                request,
                lambda: agreements.ask_other_terms(by=by, agreement=offered.row.pk),
                _("Het voorstel is weer een concept."),
            )
        elif do == "spoken" and offered:
            attempt(
                request,
                lambda: agreements.record_spoken_yes(by=by, agreement=offered.row.pk, said=timezone.now()),
                _("Het ja van de cliënt staat erbij."),
            )
        elif do in {"save", "offer"} and draft:
            form = AgreementForm(request.POST)
            if form.is_valid():
                try:
                    agreements.write_agreement(
                        by=by, agreement=draft.row.pk, version=form.cleaned_data["version"], terms=form.terms()
                    )
                except Stale as newer:
                    form.add_error(None, newer)
                    stale = pages.agreement_shown(newer.now)  # type: ignore[arg-type]
                    form.data = {**form.data.dict(), "version": newer.now.version}  # type: ignore[attr-defined]
                else:
                    if do == "save":
                        attempt(request, lambda: None, _("Bewaard."))
                        return redirect("guidance:case_agreement", case)
                    offer = partial(agreements.offer_agreement, by=by, agreement=draft.row.pk)
                    attempt(request, offer, _("Het voorstel ligt klaar voor de cliënt."))
                    return redirect("guidance:case_agreement", case)
            return case_page(
                request, found, Tab.AGREEMENT, 409 if stale else 422, **shown, form=form, stale=stale, past=[]
            )
        return redirect("guidance:case_agreement", case)
    return case_page(
        request, found, Tab.AGREEMENT, **shown, form=form, stale=None, past=pages.past_agreements(found.case)
    )


@roles(Role.PROFESSIONAL)
@require_http_methods(METHODS)
@hides
def note_list(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the notes of conversations, and write one: for oneself, for the client too, or for the team."""
    by = request.actor  # type: ignore[attr-defined]
    found = opened(request, case, Tab.NOTES)
    form = NoteForm(request.POST if request.POST.get("do") == "write" else None)
    if found.seat is Seat.TEAM:
        form.fields["reader"].choices = [  # type: ignore[attr-defined]
            choice for choice in form.fields["reader"].choices if choice[0] != Audience.CLIENT  # type: ignore[attr-defined]
        ]
        form.fields["reader"].initial = Audience.TEAM
    if request.method == "POST":
        do, note = request.POST.get("do", ""), request.POST.get("note", "")
        if do == "share":
            attempt(request, lambda: notes.share_work_note(by=by, note=UUID(note)), _("De cliënt leest nu mee."))
        elif do == "remove":
            notes.remove_work_note(by=by, note=UUID(note))
        elif not submitted(request, form, lambda told: _write(by, case, told), _("Het verslag is bewaard.")):
            return _notes(request, found, form, 422)
        return redirect("guidance:case_notes", case)
    return _notes(request, found, form)


def _notes(request, found, form, status=200):  # type: ignore[no-untyped-def]
    by = request.actor
    return case_page(
        request,
        found,
        Tab.NOTES,
        status,
        form=form,
        notes=pages.notes(found),
        work_notes=pages.work_notes(by, found.case),
        me=by.person,
    )


def _write(by, case, told):  # type: ignore[no-untyped-def]
    if told["reader"] == PRIVATE:
        return notes.write_work_note(by=by, case=case, held_on=told["held_on"], text=told["text"])
    audience = Audience(told["reader"])
    return notes.write_note(by=by, case=case, held_on=told["held_on"], text=told["text"], audience=audience)


def _terms(draft):  # type: ignore[no-untyped-def]
    names = [*agreements.Terms.__dataclass_fields__, "version"]
    return {name: getattr(draft.row, name) for name in names}


@roles(Role.PROFESSIONAL)
@require_http_methods(METHODS)
@hides
def note_change(request: HttpRequest, case: UUID, note: UUID) -> HttpResponse:
    """Change a note that others read too; a stale version saves nothing and shows both texts."""
    by = request.actor  # type: ignore[attr-defined]
    found = opened(request, case, Tab.NOTES)
    row = pages.note_for(found, note)
    return text_page(
        request,
        "guidance/case/note_change.html",
        {"text": row.text, "version": row.version},
        lambda told: notes.change_note(by=by, note=note, version=told["version"], text=told["text"]),
        {"case": found.case, "row": row},
        redirect("guidance:case_notes", case),
    )


def text_page(request, template, initial, save, page, done):  # type: ignore[no-untyped-def]
    pass


@roles(Role.PROFESSIONAL)
@require_http_methods(METHODS)
@hides
def dossier(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the parts of the record that the client shows, ask for others, and make a preparation sheet."""
    by = request.actor  # type: ignore[attr-defined]
    found = opened(request, case, Tab.DOSSIER)
    client, lang = found.case.client_id, get_language() or "nl"
    form = AskConsentForm(request.POST if request.POST.get("do") == "ask" else None)
    status = 200
    if request.method == "POST" and request.POST.get("do") == "sheet":
        sheet = make_sheet(by=by, case=case, question=request.POST.get("question", ""), lang=lang)
        return redirect("guidance:sheet", sheet.pk)
    if request.method == "POST" and client is not None:
        purpose = {Seat.RESPONSIBLE: Purpose.GUIDANCE, Seat.TEAM: Purpose.TEAM}.get(found.seat, Purpose.REFERRAL)
        ask = partial(ask_consent, by=by, person=client, purpose=purpose)
        done = submitted(
            request,
            form,
            lambda told: ask(parts=told["parts"], reason=told["reason"], until=told["until"]),
            _("Je vraag is verstuurd. De cliënt kiest."),
        )
        if done:
            return redirect("guidance:case_dossier", case)
        status = 422
    parts = look_at_record(by=by, case=found.case, lang=lang)
    return case_page(
        request,
        found,
        Tab.DOSSIER,
        status,
        form=form,
        parts=[(PARTS[part], lines) for part, lines in parts.items()],
        sheets=sheets_of(by, case),
    )
