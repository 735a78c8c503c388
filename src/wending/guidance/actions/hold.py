"""Takes time: cells of professionals and rooms, and seats. The unique key of the table decides who was first, whatever
two programs do at the same moment.

Always in this order: the professional, then a room, each from early to late. So two that want the same wait for each
other in one direction only, and no two can wait for one another.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from wending.guidance.models import Appointment, Centre, Held, Session, TalkKind, Waiting
from wending.guidance.queries.slots import session_key
from wending.guidance.rules.grid import cells
from wending.guidance.rules.slots import Slot

Holder = Appointment | Session | Waiting


class Taken(Exception):
    """The moment is not free any more."""


def hold_slot(holder: Holder, kind: TalkKind, slot: Slot, order: Iterable[str]) -> tuple[str, str]:
    """Hold a moment for an appointment, session or waiting place; return the professional and the room that got it.

    What the holder held before and needs no longer is given free. Raises Taken when nobody of the slot is free now.

    Args:
        order: the professionals of the slot, whom to try first.
    """
    ends = slot.begins + timedelta(minutes=kind.minutes)
    for professional in order:
        try:
            with transaction.atomic():
                _take(holder, professional, slot.begins, ends + timedelta(minutes=kind.buffer))
                room = _hold_room(holder, slot, ends)
                wanted = {professional: cells(slot.begins, ends + timedelta(minutes=kind.buffer))}
                if room:
                    wanted[room] = cells(slot.begins, ends)
                _give_back(holder, wanted)
                return professional, room
        except (IntegrityError, Taken):
            continue
    raise Taken


def lock_offers(centre: UUID) -> None:
    """Let one transaction at a time give out what comes free at a centre; bookings go on meanwhile.

    Taken first of all in every act that may end in an offer to who waits: whoever holds time never waits for this.
    """
    Centre.objects.select_for_update(no_key=True).get(pk=centre)


def hold_seat(holder: Appointment | Waiting, session: Session) -> int:
    """Hold a free seat of a session and return its number; raise Taken when there is none."""
    key = session_key(session.pk)
    taken = set(Held.objects.filter(resource=key).values_list("cell", flat=True))
    for seat in range(1, session.kind.seats + 1):
        if seat in taken:
            continue
        try:
            with transaction.atomic():
                Held.objects.create(resource=key, cell=seat, **_for(holder))
                return seat
        except IntegrityError:
            continue
    raise Taken


def pass_on(waiting: Waiting, appointment: Appointment) -> None:
    """Let an appointment have what was held for who waited."""
    Held.objects.filter(waiting=waiting).update(waiting=None, appointment=appointment)


def give_free(holder: Holder) -> None:
    """Give free all that was held."""
    Held.objects.filter(**_for(holder)).delete()


def _hold_room(holder: Holder, slot: Slot, ends: datetime) -> str:
    for room in slot.rooms:
        try:
            with transaction.atomic():
                _take(holder, room, slot.begins, ends)
                return room
        except IntegrityError:
            continue
    if slot.rooms:
        raise Taken
    return ""


def _take(holder: Holder, resource: str, begins: datetime, ends: datetime) -> None:
    wanted = cells(begins, ends)
    own = set(Held.objects.filter(resource=resource, cell__in=wanted, **_for(holder)).values_list("cell", flat=True))
    Held.objects.bulk_create(Held(resource=resource, cell=cell, **_for(holder)) for cell in wanted if cell not in own)


def _give_back(holder: Holder, wanted: dict[str, range]) -> None:
    for row in Held.objects.filter(**_for(holder)):
        if row.cell not in wanted.get(row.resource, ()):
            row.delete()


def _for(holder: Holder) -> dict[str, Holder]:
    return {type(holder).__name__.lower(): holder}
