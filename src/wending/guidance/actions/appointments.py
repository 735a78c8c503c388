"""Books, moves and cancels appointments of a client, and keeps one with an account."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from wending.guidance.actions.clients import client_of, record_for
from wending.guidance.actions.hold import Taken, give_free, hold_seat, hold_slot, lock_offers, pass_on
from wending.guidance.actions.letters import send_letter
from wending.guidance.actions.links import AFTER, link_to
from wending.guidance.actions.waiting import offer_free
from wending.guidance.models import Appointment, Link, Session, TalkKind, Waiting
from wending.guidance.queries.appointments import can_be_kept, can_cancel, can_move, is_late
from wending.guidance.queries.slots import professional_key, slot_of
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.hours import DAY, ZONE
from wending.guidance.rules.slots import Slot
from wending.guidance.rules.words import State, Waits, Way
from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor

__all__ = ["Taken", "accept_offer", "book", "book_seat", "cancel", "keep", "move", "move_seat"]
THING = "guidance.appointment"


@transaction.atomic
def book(*, by: Actor, kind: TalkKind, begins: datetime, contact: Contact) -> tuple[Appointment, str]:
    """Book a free moment and return the appointment with the token of its link.

    Raises:
        Taken: the moment is not free (any more).
    """
    slot = slot_of(kind, begins)
    if slot is None:
        raise Taken
    appointment = _new(by, kind, begins, contact)
    appointment.save()
    _hold(appointment, slot)
    return appointment, _confirm(by, appointment)


@transaction.atomic
def book_seat(*, by: Actor, session: Session, contact: Contact) -> tuple[Appointment, str]:
    """Book a seat of a group and return the appointment with the token of its link; raise Taken when it is full."""
    appointment = _new(by, session.kind, session.begins, contact)
    appointment.session = session
    _copy(session, appointment)
    appointment.save()
    hold_seat(appointment, session)
    return appointment, _confirm(by, appointment)


@transaction.atomic
def accept_offer(*, by: Actor, waiting: Waiting, phone: str = "") -> tuple[Appointment, str]:
    """Make an appointment of the moment that is held for who waited; raise Taken when it is held no more."""
    place = Waiting.objects.select_for_update().get(pk=waiting.pk)
    if place.state != Waits.OFFERED or place.begins is None:
        raise Taken
    contact = Contact(place.name, place.email, phone, place.language)
    appointment = _new(by, waiting.kind, place.begins, contact)
    appointment.person_id = place.person_id or client_of(by)
    appointment.session, appointment.professional, appointment.room = place.session, place.professional, place.room
    if place.session is not None:
        appointment.video_room = place.session.video_room
    appointment.save()
    pass_on(place, appointment)
    place.state = Waits.BOOKED
    place.save(update_fields=["state"])
    return appointment, _confirm(by, appointment)


@transaction.atomic
def move(*, by: Actor, appointment: Appointment, begins: datetime, version: int) -> Appointment:
    """Move an appointment to another free moment.

    Raises:
        Stale: it changed meanwhile, or it is too late to move it.
        Taken: the moment is not free (any more).
    """
    lock_offers(appointment.centre_id)
    found = _locked(appointment, version, can_move)
    slot = slot_of(found.kind, begins, moving=found)
    if slot is None or found.session_id is not None:
        raise Taken
    found.begins, found.ends = begins, begins + timedelta(minutes=found.kind.minutes)
    _hold(found, slot)
    return _moved(by, found)


@transaction.atomic
def move_seat(*, by: Actor, appointment: Appointment, session: Session, version: int) -> Appointment:
    """Move a seat of a group to another meeting of the same group.

    Raises:
        Stale: it changed meanwhile, or it is too late to move it.
        Taken: that meeting is full, or is of something else.
    """
    lock_offers(appointment.centre_id)
    found = _locked(appointment, version, can_move)
    if found.session_id in {None, session.pk} or session.kind_id != found.kind_id:
        raise Taken
    give_free(found)
    hold_seat(found, session)
    found.session, found.begins = session, session.begins
    _copy(session, found)
    return _moved(by, found)


@transaction.atomic
def cancel(*, by: Actor, appointment: Appointment, version: int) -> Appointment:
    """Cancel an appointment as its client; its links are over, and its moment goes to who waits.

    Of a late one its professional gets a mail: they may be on their way to it.

    Raises:
        Stale: it changed meanwhile, or has begun.
    """
    lock_offers(appointment.centre_id)
    found = _locked(appointment, version, can_cancel)
    end_appointment(found)
    if is_late(found):
        _warn_professional(found)
    record_for(found.person_id, by=by, verb="cancelled", thing=THING)
    send_letter(
        "cancelled",
        to=found.email,
        language=found.language,
        key=f"cancelled:{found.pk}",
        person=found.person_id,
        pages={"centre_page": ("guidance:public_centre", found.centre.slug)},
        calendar=found,
        appointment=found,
    )
    offer_free(found.kind)
    return found


def end_appointment(appointment: Appointment) -> None:
    """Set an appointment to cancelled, give its time free and end its links."""
    appointment.state = State.CANCELLED
    appointment.version += 1
    appointment.save(update_fields=["state", "version"])
    give_free(appointment)
    Link.objects.filter(appointment=appointment).delete()


@transaction.atomic
def keep(*, by: Actor, appointment: Appointment) -> bool:
    """Keep a booking with the account of who asks; return whether it could be: see `can_be_kept`."""
    found = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if not can_be_kept(by, found):
        return False
    found.person_id = by.me
    found.save(update_fields=["person"])
    record_for(found.person_id, by=by, verb="kept", thing=THING)
    return True


def _new(by: Actor, kind: TalkKind, begins: datetime, contact: Contact) -> Appointment:
    return Appointment(
        centre=kind.centre,
        kind=kind,
        begins=begins,
        ends=begins + timedelta(minutes=kind.minutes),
        state=State.BOOKED,
        person_id=client_of(by),
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        language=contact.language,
        remark=contact.remark,
        video_room=secrets.token_urlsafe(24) if kind.way == Way.VIDEO else "",
    )


def _hold(appointment: Appointment, slot: Slot) -> None:
    # Who moves keeps the professional they had, where that can be.
    own = professional_key(appointment.professional_id)
    order = sorted(by_load(slot), key=lambda professional: professional != own)
    professional, room = hold_slot(appointment, appointment.kind, slot, order)
    appointment.professional_id = UUID(professional[2:])
    appointment.room_id = int(room[2:]) if room else None
    appointment.save(update_fields=["professional", "room"])


def by_load(slot: Slot) -> list[str]:
    """Return the professionals of a slot, who has the fewest conversations that day first."""
    day = slot.begins.astimezone(ZONE).replace(hour=0, minute=0)
    that_day = Q(state=State.BOOKED, begins__gte=day, begins__lt=day + DAY)
    people = [UUID(key[2:]) for key in slot.professionals]
    rows = Appointment.objects.filter(that_day, professional__in=people).values_list("professional")
    load = dict(rows.annotate(count=Count("pk")))
    return sorted(slot.professionals, key=lambda key: (load.get(UUID(key[2:]), 0), key))


def _copy(session: Session, appointment: Appointment) -> None:
    appointment.professional, appointment.room = session.professional, session.room
    appointment.ends, appointment.video_room = session.ends, session.video_room


def _moved(by: Actor, found: Appointment) -> Appointment:
    found.version += 1
    found.reminded = False
    found.save(update_fields=["session", "begins", "ends", "professional", "room", "video_room", "version", "reminded"])
    Link.objects.filter(appointment=found).update(until=found.ends + AFTER)
    record_for(found.person_id, by=by, verb="moved", thing=THING)
    _tell("moved", found)
    offer_free(found.kind)
    return found


def _warn_professional(appointment: Appointment) -> None:
    reader = appointment.professional
    if reader is None:
        return
    send_letter(
        "cancelled_late",
        to=reader.email,
        language=reader.language,
        key=f"cancelled_late:{appointment.pk}",
        person=reader.pk,
        pages={"page": ("guidance:agenda_appointment", appointment.pk)},
        appointment=appointment,
    )


def _confirm(by: Actor, appointment: Appointment) -> str:
    record_for(appointment.person_id, by=by, verb="booked", thing=THING)
    return _tell("booked", appointment)


def _tell(letter: str, appointment: Appointment) -> str:
    """Send a mail with a fresh link and the calendar file; return the token of the link."""
    token = link_to(appointment, appointment.ends + AFTER)
    send_letter(
        letter,
        to=appointment.email,
        language=appointment.language,
        key=f"{letter}:{appointment.pk}:{appointment.version}",
        person=appointment.person_id,
        pages={"page": ("guidance:appointment", token)},
        calendar=appointment,
        appointment=appointment,
    )
    return token


def _locked(appointment: Appointment, version: int, may: Callable[[Appointment], bool]) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("kind__centre__organisation", "centre")
    found = rows.get(pk=appointment.pk)
    if found.version != version or not may(found):
        raise Stale(found.version)
    return found
