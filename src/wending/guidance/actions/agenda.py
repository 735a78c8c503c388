"""A professional's own hours, time off, groups and calendar link."""

import secrets
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from wending.guidance.actions.appointments import by_load, end_appointment
from wending.guidance.actions.clients import record_for
from wending.guidance.actions.hold import Taken, give_free, hold_slot, lock_offers
from wending.guidance.actions.letters import send_letter
from wending.guidance.actions.waiting import offer_free
from wending.guidance.models import Availability, Centre, Feed, Leave, Session, TalkKind
from wending.guidance.queries.appointments import seats_of, session_led
from wending.guidance.queries.slots import professional_key, room_key
from wending.guidance.rules.slots import Slot
from wending.guidance.rules.words import Way
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


@transaction.atomic
def set_hours(*, by: Actor, centre: Centre, week: dict[int, list[list[str]]]) -> None:
    """Replace the weekly hours of who asks at a centre: for each weekday, pairs of clock times."""
    Availability.objects.filter(professional=by.me, centre=centre).delete()
    Availability.objects.bulk_create(
        Availability(
            professional_id=by.me,
            centre=centre,
            weekday=day,
            begins=time.fromisoformat(begins),
            ends=time.fromisoformat(ends),
        )
        for day, pairs in week.items()
        for begins, ends in pairs
    )


def add_leave(*, by: Actor, begins: datetime, ends: datetime) -> Leave:
    """Take time off. Appointments that stand in it stay; their professional decides about them."""
    return Leave.objects.create(professional_id=by.me, begins=begins, ends=ends)


def remove_leave(*, by: Actor, number: int) -> bool:
    """Take back time off of who asks; return whether it was there."""
    return Leave.objects.filter(pk=number, professional=by.me).delete()[0] > 0


@transaction.atomic
def renew_feed(*, by: Actor) -> str:
    """Return the token of a new link for one's own calendar program; the link there was works no more."""
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(professional_id=by.me, defaults={"token_hash": hash_of(token)})
    return token


def stop_feed(*, by: Actor) -> None:
    """End the link for one's own calendar program."""
    Feed.objects.filter(professional=by.me).delete()


@transaction.atomic
def plan_session(*, by: Actor, kind: TalkKind, begins: datetime) -> Session:
    """Plan a meeting of a group, led by who asks, in the first room that is free and large enough.

    Raises:
        Taken: who asks has something else then, or no room is free.
    """
    lock_offers(kind.centre_id)
    session = Session.objects.create(
        kind=kind,
        professional_id=by.me,
        begins=begins,
        ends=begins + timedelta(minutes=kind.minutes),
        video_room=secrets.token_urlsafe(24) if kind.way == Way.VIDEO else "",
    )
    large = kind.centre.rooms.filter(is_open=True, seats__gte=kind.seats).order_by("seats", "pk")
    rooms = tuple(room_key(room.pk) for room in large) if kind.way == Way.PLACE else ()
    slot = Slot(begins, (professional_key(by.me),), rooms)
    if kind.way == Way.PLACE and not slot.rooms:
        raise Taken
    _professional, room = hold_slot(session, kind, slot, by_load(slot))
    session.room_id = int(room[2:]) if room else None
    session.save(update_fields=["room"])
    offer_free(kind)
    return session


@transaction.atomic
def call_off_session(*, by: Actor, number: UUID) -> bool:
    """Cancel a group that who asks leads; everybody who would come gets a mail. Return whether it was theirs."""
    session = session_led(by, number)
    if session is None:
        return False
    for appointment in seats_of(session):
        end_appointment(appointment)
        record_for(appointment.person_id, by=by, verb="cancelled", thing="guidance.appointment")
        send_letter(
            "called_off",
            to=appointment.email,
            language=appointment.language,
            key=f"called_off:{appointment.pk}",
            person=appointment.person_id,
            pages={"centre_page": ("guidance:public_centre", appointment.centre.slug)},
            calendar=appointment,
            appointment=appointment,
        )
        appointment.session = None
        appointment.save(update_fields=["session"])
    give_free(session)
    session.delete()
    return True
