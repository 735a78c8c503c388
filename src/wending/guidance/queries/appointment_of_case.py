"""The appointment out of which a professional opens a case."""

from uuid import UUID

from wending.guidance.models import Appointment
from wending.guidance.queries.cases import is_professional
from wending.ledger.rules.actor import Actor


def appointment_for_case(actor: Actor, appointment: UUID | None) -> Appointment | None:
    """Return an appointment with who asks at the organisation they act for; nothing when it is not theirs."""
    if appointment is None or not is_professional(actor):
        return None
    rows = Appointment.objects.filter(professional=actor.person, centre__organisation=actor.organisation)
    return rows.select_related("person", "kind").filter(pk=appointment).first()
