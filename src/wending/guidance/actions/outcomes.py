"""What a professional does with an appointment: look at it, say that it took place or not, cancel it. Nobody is
punished for not coming: they get a kind mail with a way to a new appointment."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.guidance.actions.appointments import THING, end_appointment
from wending.guidance.actions.clients import record_for
from wending.guidance.actions.hold import lock_offers
from wending.guidance.actions.letters import send_letter
from wending.guidance.actions.waiting import offer_free
from wending.guidance.models import Appointment
from wending.guidance.queries.appointments import appointment_with
from wending.guidance.rules.words import State
from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor


@transaction.atomic
def look_at(*, by: Actor, number: UUID) -> Appointment | None:
    """Return an appointment with who asks, None when it is not; the look is in the ledger of the client."""
    found = appointment_with(by, number)
    if found is not None:
        record_for(found.person_id, by=by, verb="looked", thing=THING)
    return found


@transaction.atomic
def mark(*, by: Actor, number: UUID, state: State, version: int) -> Appointment | None:
    """Say that an appointment took place, or that nobody came; None when it is not with who asks.

    Raises:
        Stale: it changed meanwhile, was cancelled, or has not begun.
    """
    found = _locked(by, number, version)
    if found is None:
        return None
    if state not in {State.MET, State.NO_SHOW} or found.begins > timezone.now():
        raise Stale(found.version)
    found.state = state
    found.version += 1
    found.save(update_fields=["state", "version"])
    record_for(found.person_id, by=by, verb="marked-met" if state is State.MET else "marked-missed", thing=THING)
    if state is State.NO_SHOW:
        _write("no_show", found)
    return found


@transaction.atomic
def call_off(*, by: Actor, number: UUID, version: int) -> Appointment | None:
    """Cancel an appointment as its professional; the client gets a mail with a way to a new one."""
    found = _locked(by, number, version)
    if found is None:
        return None
    end_appointment(found)
    record_for(found.person_id, by=by, verb="cancelled", thing=THING)
    _write("called_off", found)
    offer_free(found.kind)
    return found


def _locked(by: Actor, number: UUID, version: int) -> Appointment | None:
    seen = appointment_with(by, number)
    if seen is None:
        return None
    lock_offers(seen.centre_id)
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("kind__centre__organisation", "centre")
    found = rows.get(pk=number)
    if found.version != version or found.state == State.CANCELLED:
        raise Stale(found.version)
    return found


def _write(letter: str, appointment: Appointment) -> None:
    send_letter(
        letter,
        to=appointment.email,
        language=appointment.language,
        key=f"{letter}:{appointment.pk}",
        person=appointment.person_id,
        pages={"centre_page": ("guidance:public_centre", appointment.centre.slug)},
        calendar=appointment if appointment.state == State.CANCELLED else None,
        appointment=appointment,
    )
