"""Responding to an opening, taking a response back, and answering one. Only what is sent reaches the firm.

Nothing is kept of a response before it is sent. Taken back it is gone, and the firm is told nothing about it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Membership, Person
from wending.accounts.rules.roles import Role
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.actions.note import note_read
from wending.work.models import Opening, Response
from wending.work.queries.openings import ResponseShown, managed_opening, openings_for, responses_to
from wending.work.queries.scope import managed_firm, names_at
from wending.work.rules.openings import Answer


@dataclass(frozen=True, slots=True)
class Read:
    """An opening with the responses to it, once the reading was written down."""

    opening: Opening
    responses: list[ResponseShown]


@transaction.atomic
def respond(*, by: Actor, opening: UUID, text: str, shown: list[str]) -> Response:
    """Send a response to what is open now; a second one takes the place of the first.

    Raises PermissionDenied where it is not open to them.
    """
    found = openings_for(by).filter(pk=opening).first()
    if found is None:
        raise PermissionDenied("not open")
    fresh = {"text": text, "shown": shown, "answer": "", "answer_text": "", "answered": None, "answered_by": None}
    row, is_new = Response.objects.update_or_create(opening=found, person_id=by.me, defaults=fresh)
    record(by=by, verb="responded", about=by.key, thing="work.opening")
    if is_new:
        _tell_managers(found, row)
    return row


@transaction.atomic
def take_response_back(*, by: Actor, response: UUID) -> bool:
    """Take one's own response back: it is gone for the firm at once. Return whether it was there."""
    row = Response.objects.filter(pk=response, person=by.me).first()
    if row is None:
        return False
    row.delete()
    record(by=by, verb="took-response-back", about=by.key, thing="work.opening")
    return True


@transaction.atomic
def read_responses(*, by: Actor, opening: UUID) -> Read | None:
    """Return what people sent to an opening, and tell each of them in their ledger; None for another firm's."""
    found = managed_opening(by, opening)
    if found is None:
        return None
    responses = responses_to(by, opening)
    ids = [one.id for one in responses]
    people = Response.objects.filter(pk__in=ids).values_list("person", flat=True)
    note_read(by=by, people=set(people), verb="read-response", thing="work.opening")
    return Read(found, responses)


@transaction.atomic
def answer_response(*, by: Actor, response: UUID, answer: Answer, text: str) -> bool:
    """Answer a response to the firm that who acts manages; return whether it is there now."""
    row = Response.objects.filter(pk=response, opening__organisation=managed_firm(by)).select_related("person").first()
    if row is None or row.person_id not in names_at(managed_firm(by)):
        return False
    row.answer, row.answer_text, row.answered, row.answered_by_id = answer, text, timezone.now(), by.person
    row.save(update_fields=["answer", "answer_text", "answered", "answered_by"])
    record(by=by, verb="answered-response", about=str(row.person.ledger_key), thing="work.opening")
    with override(row.person.language):
        queue_mail(
            address=row.person.email,
            subject=_("Er is een antwoord voor je"),
            text=_("Je werkgever antwoordde op je reactie. Log in bij Wending en kijk bij Kansen binnen ons bedrijf."),
            person=row.person.pk,
        )
    return True


def _tell_managers(opening: Opening, row: Response) -> None:
    """Tell the managers that somebody responded: no name, no words, and once for each response."""
    rows = Membership.objects.filter(organisation=opening.organisation_id, role=Role.MANAGER, ended=None)
    for manager in Person.objects.filter(pk__in=rows.values("person")).exclude(pk=row.person_id):
        with override(manager.language):
            queue_mail(
                address=manager.email,
                subject=_("Er is een reactie op een kans in je bedrijf"),
                text=_("Iemand reageerde op een kans die je opende. Log in bij Wending en kijk bij Groeien."),
                key=f"work-response:{row.pk}:{manager.pk}",
                person=manager.pk,
            )
