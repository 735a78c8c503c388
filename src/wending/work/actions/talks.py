"""Preparing a development talk, showing chosen parts of it to one manager until a day, and the reply of that manager.

The manager is not told by mail that something is prepared, shown, changed or taken back: they see it when they look.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.actions.note import note_read
from wending.work.models import Talk, TalkGoal, TalkReply
from wending.work.queries.scope import own_firms
from wending.work.queries.talks import QUESTIONS, TalkSeen, own_goals, readable, readers_at, seen_talk

LONGEST_TERM = timedelta(days=366)
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """An own question with an own answer, and whether the reader may see it."""

    question: str
    answer: str = ""
    is_shown: bool = False


@transaction.atomic
def begin_talk(*, by: Actor, firm: UUID) -> Talk:
    """Begin to prepare a talk at a firm where one works, with questions to begin with. Raise PermissionDenied."""
    if firm not in own_firms(by):
        raise PermissionDenied("another firm")
    lines: Any = [{"question": str(words), "answer": "", "is_shown": False} for words in QUESTIONS]
    return Talk.objects.create(person_id=by.me, organisation_id=firm, lines=lines)


@transaction.atomic
def prepare_talk(*, by: Actor, talk: UUID, version: int, day: date | None, lines: list[Line]) -> Talk:
    """Save what one prepares. Raise Talk.DoesNotExist for another's, Stale where it was changed since."""
    row = Talk.objects.select_for_update().get(pk=talk, person=by.me)
    if row.version != version:
        raise Stale(row.version)
    row.day, row.version = day, version + 1
    told: Any = [
        {"question": one.question, "answer": one.answer, "is_shown": one.is_shown} for one in lines[:MOST_LINES]
    ]
    row.lines = told
    row.save()
    return row


@transaction.atomic
def show_talk(*, by: Actor, talk: UUID, reader: UUID, until: date, goals: list[UUID]) -> Talk:
    """Show a talk with chosen goals to one manager of the firm until a day, at most a year ahead.

    Raises Talk.DoesNotExist, ValidationError for a day or reader that cannot be.
    """
    row = Talk.objects.select_for_update().get(pk=talk, person=by.me)
    today = timezone.localdate()
    if not today <= until <= today + LONGEST_TERM:
        raise ValidationError(_("Kies een einddatum tussen vandaag en een jaar vanaf nu."))
    if str(reader) not in {number for number, _name in readers_at(by, row.organisation_id)}:
        raise ValidationError(_("Kies wie het mag zien."))
    row.reader_id, row.until, row.version = reader, until, row.version + 1
    row.save()
    own = {goal.id for goal in own_goals(by)}
    row.goals.all().delete()
    TalkGoal.objects.bulk_create(TalkGoal(talk=row, goal_id=goal) for goal in dict.fromkeys(goals) if goal in own)
    record(by=by, verb="showed-talk", about=by.key, thing="work.talk")
    return row


@transaction.atomic
def hide_talk(*, by: Actor, talk: UUID) -> bool:
    """Stop showing a talk: it is gone for the reader at once. Return whether it was there."""
    changed = Talk.objects.filter(pk=talk, person=by.me).update(reader=None, until=None)
    if changed:
        record(by=by, verb="hid-talk", about=by.key, thing="work.talk")
    return bool(changed)


@transaction.atomic
def remove_talk(*, by: Actor, talk: UUID) -> None:
    """Remove a talk of one's own with all that is in it. Raise Talk.DoesNotExist."""
    Talk.objects.get(pk=talk, person=by.me).delete()


@transaction.atomic
def read_talk(*, by: Actor, talk: UUID) -> TalkSeen | None:
    """Return what is shown of a talk to who acts, and write it into the ledger of whose it is."""
    found = seen_talk(by, talk)
    if found is not None:
        note_read(by=by, people={found.person}, verb="read-talk", thing="work.talk")
    return found


@transaction.atomic
def reply_to_talk(*, by: Actor, talk: UUID, text: str) -> bool:
    """Write back to whom a shown talk is about; return whether it is shown now."""
    row = readable(by).filter(pk=talk).first()
    if row is None:
        return False
    TalkReply.objects.create(talk=row, by_id=by.person, text=text)
    person = Person.objects.get(pk=row.person_id)
    record(by=by, verb="replied-to-talk", about=str(person.ledger_key), thing="work.talk")
    with override(person.language):
        queue_mail(
            address=person.email,
            subject=_("Er is een antwoord voor je"),
            text=_("Iemand las wat je liet zien en schreef terug. Log in bij Wending en kijk bij je werk."),
            person=person.pk,
        )
    return True
