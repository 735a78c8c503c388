"""The notes of a case: for the client too, for the team, or for oneself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import GUIDING, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions import notes as acts
from wending.guidance.forms.case import PRIVATE, NoteForm, TextForm
from wending.guidance.queries import case_pages as pages
from wending.guidance.queries.links import as_number
from wending.guidance.rules.case import Audience, Tab
from wending.guidance.views.case_doors import METHODS, case_page, edit, hides, opened, press, pressed, submit


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def notes(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the notes of conversations; write one, share or remove one of one's own."""
    by = who(request)
    found = opened(request, case, Tab.NOTES)
    form = NoteForm(request.POST if pressed(request, "write") else None, seat=found.seat)

    def write(told: dict[str, Any]) -> None:
        reader = told.pop("reader")
        if reader == PRIVATE:
            acts.write_work_note(by=by, case=case, **told)
        else:
            acts.write_note(by=by, case=case, audience=Audience(reader), **told)

    if pressed(request, "write"):
        if submit(request, form, write, _("Het verslag is bewaard.")):
            return redirect("guidance:case_notes", case)
    elif request.method == "POST":
        note = as_number(request.POST.get("note", "")) or case
        press(
            request,
            {
                "share": (lambda: acts.share_work_note(by=by, note=note), _("De cliënt leest nu mee.")),
                "remove": (lambda: acts.remove_work_note(by=by, note=note), _("De notitie is weg.")),
            },
        )
        return redirect("guidance:case_notes", case)
    return case_page(
        request,
        found,
        Tab.NOTES,
        form=form,
        notes=pages.notes(found),
        work_notes=pages.work_notes(by, found.case),
        me=by.person,
    )


@roles(Role.PROFESSIONAL, at=GUIDING)
@require_http_methods(METHODS)
@hides
def note_change(request: HttpRequest, case: UUID, note: UUID) -> HttpResponse:
    """Change a note that others read too; a stale version saves nothing and shows both texts."""
    by = who(request)
    found = opened(request, case, Tab.NOTES)
    row = pages.note_for(found, note)
    form = TextForm(request.POST or None, initial={"text": row.text, "version": row.version})
    stale = None
    if request.method == "POST":
        done, stale = edit(request, form, lambda told: acts.change_note(by=by, note=note, **told), _("Bewaard."))
        if done:
            return redirect("guidance:case_notes", case)
    return case_page(request, found, Tab.NOTES, "note_change", form=form, row=row, now=stale)
