"""What somebody shows to their team, one thing at a time, and takes back; and the page on which the team sees it.

Only they write here. Each look by another is in the ledger, once a person and day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.actions.note import note_read
from wending.work.models import Shown, Task
from wending.work.queries.picture import TeamPicture, team_picture
from wending.work.queries.scope import own_rows
from wending.work.queries.shown import shown_to_team
from wending.work.rules.shown import ABOUT_TASKS, Kind

MOST = 40
LONGEST_TERM = timedelta(days=730)
LOOKED = "saw-shown"


@dataclass(frozen=True)
class Choice:
    """One thing to show: its kind, words or a task of the team, and its last day."""

    kind: Kind
    until: date
    text: str = ""
    uri: str = ""
    task: UUID | None = None


@transaction.atomic
def show(*, by: Actor, team: UUID, chosen: Choice) -> Shown:
    """Show one thing to a team one is in; the same once more only changes its last day.

    Raises PermissionDenied for another team, ValidationError for a day that is over or too far, or nothing to show.
    """
    place = own_rows(by).filter(places__team=team, places__team__ended=None).first()
    if place is None:
        raise PermissionDenied("another team")
    today = timezone.localdate()
    if not today <= chosen.until <= today + LONGEST_TERM:
        raise ValidationError(_("Kies een dag tussen vandaag en twee jaar verder."))
    task = Task.objects.filter(pk=chosen.task, team=team).first() if chosen.task else None
    if (chosen.kind in ABOUT_TASKS or not chosen.text) and task is None:
        raise ValidationError(_("Kies een taak of schrijf iets op."))
    rows = Shown.objects.filter(person=by.me, team=team)
    for row in rows.filter(kind=chosen.kind, uri=chosen.uri, task=task):
        if row.text == chosen.text:
            row.until = chosen.until
            row.save(update_fields=["until"])
            return row
    if rows.count() >= MOST:
        raise ValidationError(_("Je laat al 40 dingen zien. Haal eerst iets weg."))
    record(by=by, verb="showed-item", about=by.key, thing=chosen.kind)
    return Shown.objects.create(
        person_id=by.me, team_id=team, kind=chosen.kind, text=chosen.text, uri=chosen.uri, task=task, until=chosen.until
    )


@transaction.atomic
def take_back(*, by: Actor, shown: UUID) -> bool:
    """Take one thing back: it is gone for everybody at once; return whether it was there."""
    row = Shown.objects.filter(pk=shown, person=by.me).first()
    if row is None:
        return False
    record(by=by, verb="stopped-showing", about=by.key, thing=row.kind)
    row.delete()
    return True


@transaction.atomic
def look_at_team(*, by: Actor, team: UUID) -> TeamPicture | None:
    """Return the picture of a team that who acts may open, and write down whose things they saw; None for another."""
    picture = team_picture(by, team)
    if picture is not None:
        note_read(by=by, people={row.person_id for row in shown_to_team(by, team)}, verb=LOOKED)
    return picture


def remove_over() -> int:
    """Remove what was shown until a day that is over; return how many."""
    return Shown.objects.filter(until__lt=timezone.localdate()).delete()[0]
