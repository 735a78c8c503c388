"""The waiting list: somebody joins, a moment that comes free is held for the first of them, then for the next."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.guidance.actions.clients import client_of
from wending.guidance.actions.hold import Taken, give_free, hold_seat, hold_slot, lock_offers
from wending.guidance.actions.letters import send_letter
from wending.guidance.actions.links import link_to
from wending.guidance.models import Link, TalkKind, Waiting
from wending.guidance.queries.slots import open_sessions, slots_between
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.hours import DAY
from wending.guidance.rules.words import Waits
from wending.ledger.rules.actor import Actor

# How long a place on the list is kept.
LONGEST = 90 * DAY
# A moment is never held until later than this before it.
BEFORE = timedelta(hours=2)


@transaction.atomic
def join(*, by: Actor, kind: TalkKind, contact: Contact) -> tuple[Waiting, str]:
    """Join the waiting list of a kind of conversation; return the place with the token of its link."""
    place = Waiting.objects.create(
        kind=kind,
        person_id=client_of(by),
        name=contact.name,
        email=contact.email,
        language=contact.language,
        state=Waits.WAITS,
    )
    token = link_to(place, timezone.now() + LONGEST)
    _tell("waiting", place, token)
    return place, token


@transaction.atomic
def leave(*, waiting: Waiting) -> None:
    """Leave the waiting list; what was held goes to the next."""
    lock_offers(waiting.kind.centre_id)
    place = Waiting.objects.select_for_update().get(pk=waiting.pk)
    if place.state not in {Waits.WAITS, Waits.OFFERED}:
        return
    _end(place, Waits.LEFT)
    offer_free(waiting.kind)


@transaction.atomic
def offer_free(kind: TalkKind) -> int:
    """Hold free moments of a kind for who waits, in the order in which they came; return how many were offered.

    What was held for too long goes to the next. What is closed offers nothing.
    """
    lock_offers(kind.centre_id)
    now = timezone.now()
    for place in Waiting.objects.filter(kind=kind, state=Waits.OFFERED, held_until__lte=now):
        _end(place, Waits.LAPSED)
    for place in Waiting.objects.filter(kind=kind, state=Waits.WAITS, made__lte=now - LONGEST):
        _end(place, Waits.LEFT)
    if not kind.is_open or not kind.centre.is_open:
        return 0
    offered = 0
    for place in Waiting.objects.filter(kind=kind, state=Waits.WAITS).order_by("made", "pk"):
        if not _offer(place, kind):
            break
        offered += 1
    return offered


def offer_all() -> int:
    """Offer free moments of every kind for which somebody waits; return how many were offered."""
    kinds = TalkKind.objects.filter(waiting__state__in=[Waits.WAITS, Waits.OFFERED], is_open=True).distinct()
    return sum(offer_free(kind) for kind in kinds.select_related("centre__organisation"))


def _offer(place: Waiting, kind: TalkKind) -> bool:
    try:
        if kind.is_group:
            _hold_first_seat(place, kind)
        else:
            _hold_first_slot(place, kind)
    except Taken:
        return False
    if place.begins is None:
        return False
    place.state = Waits.OFFERED
    place.held_until = min(timezone.now() + timedelta(hours=kind.centre.hold_hours), place.begins - BEFORE)
    place.save()
    _tell("offer", place, link_to(place, place.held_until))
    return True


def _hold_first_slot(place: Waiting, kind: TalkKind) -> None:
    today = timezone.localdate()
    soonest = timezone.now() + 2 * BEFORE
    for slot in slots_between(kind, today, today + kind.centre.days_ahead * DAY):
        if slot.begins >= soonest:
            professional, room = hold_slot(place, kind, slot, slot.professionals)
            place.professional_id, place.room_id = UUID(professional[2:]), int(room[2:]) if room else None
            place.begins = slot.begins
            return


def _hold_first_seat(place: Waiting, kind: TalkKind) -> None:
    for session in open_sessions(kind):
        if session.begins >= timezone.now() + 2 * BEFORE:
            hold_seat(place, session)
            place.session, place.professional, place.room = session, session.professional, session.room
            place.begins = session.begins
            return


def _end(place: Waiting, state: Waits) -> None:
    give_free(place)
    place.state = state
    place.save(update_fields=["state"])
    if state is not Waits.LAPSED:
        Link.objects.filter(waiting=place).delete()


def _tell(letter: str, place: Waiting, token: str) -> None:
    send_letter(
        letter,
        to=place.email,
        language=place.language,
        key=f"{letter}:{place.pk}:{place.held_until}",
        person=place.person_id,
        pages={"page": ("guidance:waiting", token)},
        place=place,
        kind=place.kind,
    )
