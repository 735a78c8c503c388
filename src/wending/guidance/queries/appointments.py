"""Appointments: of who holds their link or has them on an account, and the agenda of a professional."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.guidance.models import Appointment, Session, Waiting
from wending.guidance.queries.links import as_number, opened
from wending.guidance.rules.hours import DAY, ZONE
from wending.guidance.rules.words import State, Waits
from wending.ledger.rules.actor import Actor

ALL = ("centre__organisation", "kind", "professional", "room", "session")


def appointment_by(actor: Actor, key: str) -> Appointment | None:
    """Return the appointment of a private link, or one of who asks by its number; None otherwise."""
    rows = Appointment.objects.select_related(*ALL)
    number = as_number(key)
    if number is not None:
        return rows.filter(pk=number, person=actor.me).first() if actor.is_person else None
    found = opened(key, "appointment")
    return rows.filter(pk=found).first() if found else None


def waiting_by(actor: Actor, key: str) -> Waiting | None:
    """Return the waiting place of a private link, or one of who asks by its number; None otherwise."""
    rows = Waiting.objects.select_related("kind__centre__organisation", "professional", "room", "session")
    number = as_number(key)
    if number is not None:
        return rows.filter(pk=number, person=actor.me).first() if actor.is_person else None
    found = opened(key, "waiting")
    return rows.filter(pk=found).first() if found else None


def appointments_of(actor: Actor) -> list[Appointment]:
    """Return the appointments of who asks, the next first, then those that were."""
    rows = list(Appointment.objects.filter(person=actor.me).select_related(*ALL))
    now = timezone.now()
    coming = [row for row in rows if row.begins > now and row.state == State.BOOKED]
    past = [row for row in rows if row not in coming]
    return sorted(coming, key=lambda row: row.begins) + sorted(past, key=lambda row: row.begins, reverse=True)


def waiting_of(actor: Actor) -> list[Waiting]:
    """Return the waiting places of who asks that are not over."""
    rows = Waiting.objects.filter(person=actor.me, state__in=[Waits.WAITS, Waits.OFFERED])
    return list(rows.select_related("kind__centre__organisation").order_by("made"))


def can_cancel(appointment: Appointment) -> bool:
    """Say whether its client may still cancel it: until it begins, for a late word is better than an empty chair."""
    return appointment.state == State.BOOKED and timezone.now() < appointment.begins


def is_late(appointment: Appointment) -> bool:
    """Say whether it begins within the hours in which the centre counts on it."""
    return timezone.now() >= appointment.begins - timedelta(hours=appointment.centre.change_hours)


def can_move(appointment: Appointment) -> bool:
    """Say whether its client may still move it."""
    return can_cancel(appointment) and not is_late(appointment)


def can_be_kept(actor: Actor, appointment: Appointment) -> bool:
    """Say whether who asks may keep a booking with their account: nobody has it, and they proved to own its address."""
    if appointment.person_id is not None or not actor.is_person or not appointment.email:
        return False
    return bool(EmailAddress.objects.filter(user=actor.me, email__iexact=appointment.email, verified=True).exists())


def video_link(appointment: Appointment | Session) -> str:
    """Return the address of the video room, empty where there is none; for the client and the professional alone."""
    base = appointment.kind.centre.video_address
    return f"{base.rstrip('/')}/{appointment.video_room}" if base and appointment.video_room else ""


def _own(actor: Actor) -> QuerySet[Appointment]:
    """Return the appointments with who asks, at the centre for which they act now."""
    rows = Appointment.objects.filter(professional=actor.me, centre__organisation=actor.organisation)
    return rows.select_related(*ALL)


def agenda(actor: Actor, first: date, last: date) -> list[dict[str, Any]]:
    """Return the days from one to another with the conversations and groups of who asks, in order of time."""
    begin, end = datetime.combine(first, time(), ZONE), datetime.combine(last + DAY, time(), ZONE)
    alone = _own(actor).filter(begins__gte=begin, begins__lt=end, session=None).exclude(state=State.CANCELLED)
    groups = sessions_led(actor).filter(begins__gte=begin, begins__lt=end)
    items: list[dict[str, Any]] = [{"begins": row.begins, "ends": row.ends, "appointment": row} for row in alone]
    items += [{"begins": row.begins, "ends": row.ends, "session": row, "seats": _seats(row)} for row in groups]
    items.sort(key=lambda item: item["begins"])
    days = []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        days.append({"day": day, "items": [i for i in items if i["begins"].astimezone(ZONE).date() == day]})
    return days


def sessions_led(actor: Actor) -> QuerySet[Session]:
    """Return the groups that who asks leads at the centre for which they act now."""
    rows = Session.objects.filter(professional=actor.me, kind__centre__organisation=actor.organisation)
    return rows.select_related("kind__centre", "room").order_by("begins")


def session_led(actor: Actor, number: UUID) -> Session | None:
    """Return one group that who asks leads, None when it is not theirs."""
    return sessions_led(actor).filter(pk=number).first()


def seats_of(session: Session) -> list[Appointment]:
    """Return who comes to a group."""
    return list(session.appointments.exclude(state=State.CANCELLED).select_related(*ALL).order_by("made"))


def _seats(session: Session) -> int:
    return session.appointments.exclude(state=State.CANCELLED).count()


def appointment_with(actor: Actor, number: UUID) -> Appointment | None:
    """Return an appointment with who asks, as a professional, at the centre for which they act; None otherwise."""
    return _own(actor).filter(pk=number).first()


def feed_of(professional: UUID) -> list[Appointment | Session]:
    """Return what stands in a professional's agenda from a month ago on, for their own calendar program."""
    since = timezone.now() - 30 * DAY
    mine = Q(professional=professional, begins__gte=since)
    alone = Appointment.objects.filter(mine, session=None, state__in=[State.BOOKED, State.MET]).select_related(*ALL)
    groups = Session.objects.filter(mine).select_related("kind__centre__organisation", "room")
    return [*alone, *groups]
