"""Writes notes: those that the client reads too, and a professional's own."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.guidance.actions.case_file import mail_client, write_down
from wending.guidance.actions.edits import save_edit
from wending.guidance.models import Note, WorkNote
from wending.guidance.queries.cases import case_seen_by, cases_helped_in, cases_responsible_for
from wending.guidance.rules.case import Audience, CaseState, Tab
from wending.ledger.rules.actor import Actor


@transaction.atomic
def write_note(*, by: Actor, case: UUID, held_on: date, text: str, audience: Audience) -> Note:
    """Write a note of a conversation for the client, or for the client and the team."""
    found = case_seen_by(by, case, Tab.NOTES).case
    note = Note.objects.create(
        case=found, author_id=by.person, audience=audience, held_on=held_on, text=text, changed_by_id=by.person
    )
    write_down(by=by, verb="wrote-note", case=found)
    if found.client:
        mail_client(case=found, text=_("Er staat een nieuw verslag van een gesprek voor je klaar."))
    return note


@transaction.atomic
def write_work_note(*, by: Actor, case: UUID, held_on: date, text: str) -> WorkNote:
    """Write a note of one's own in a case; nobody else opens it."""
    found = case_seen_by(by, case, Tab.NOTES).case
    note = WorkNote.objects.create(case=found, author_id=by.me, held_on=held_on, text=text)
    write_down(by=by, verb="wrote-work-note", case=found)
    return note


@transaction.atomic
def share_work_note(*, by: Actor, note: UUID) -> Note:
    """Make one's own note one for the client too: it becomes an ordinary note."""
    own = WorkNote.objects.get(pk=note, author=by.me)
    shared = write_note(by=by, case=own.case_id, held_on=own.held_on, text=own.text, audience=Audience.CLIENT)
    own.delete()
    return shared


@transaction.atomic
def remove_work_note(*, by: Actor, note: UUID) -> bool:
    """Remove a note of one's own; return whether it was there."""
    own = WorkNote.objects.filter(pk=note, author=by.me).select_related("case__client").first()
    if own is None:
        return False
    write_down(by=by, verb="removed-work-note", case=own.case)
    own.delete()
    return True


@transaction.atomic
def change_note(*, by: Actor, note: UUID, version: int, text: str) -> Note:
    """Change the text of a note, as the client, the responsible professional or its author in the team.

    Raises:
        Note.DoesNotExist: it is not theirs to change, or the case is over.
        Stale: it was changed meanwhile; nothing is saved.
    """
    theirs = Q(case__in=cases_responsible_for(by).values("pk"))
    theirs |= Q(case__in=cases_helped_in(by).values("pk"), author=by.person)
    if by.person is not None:
        theirs |= Q(case__client=by.person)
    found = Note.objects.select_related("case__client").filter(theirs, case__state=CaseState.OPEN).get(pk=note)
    save_edit(found, version=version, text=text, changed_by_id=by.person, changed=timezone.now())
    write_down(by=by, verb="changed-note", case=found.case)
    return found
