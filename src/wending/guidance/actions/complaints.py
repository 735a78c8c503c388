"""Writes of complaints: from who complains, and from the independent council. Nothing goes to centre or professional
but what the council shares on purpose. The ledger holds stages, never words."""

import secrets
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.guidance.actions.links import address
from wending.guidance.models import Complaint, ComplaintMessage, ComplaintShare
from wending.guidance.queries.complaints import complaint_by_token, complaint_for
from wending.guidance.rules.complaints import NEXT, Outcome, Stage, answer_by
from wending.kit.tokens import hash_of
from wending.kit.versions import Stale
from wending.ledger.actions.record import SYSTEM_CHAIN, record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def complain(*, by: Actor, told: dict[str, Any]) -> str:
    """Hand a complaint to the council, with or without account; return the token of its private link."""
    token = secrets.token_urlsafe(32)
    row = Complaint.objects.create(
        token_hash=hash_of(token), person_id=by.person, received=timezone.localdate(), **told
    )
    record(by=by, verb="complained", about=_chain(row), thing=_thing(row))
    if row.email:
        text = _(
            "We hebben je bericht ontvangen. Je krijgt uiterlijk %(day)s een eerste antwoord.\n\n"
            "Op deze pagina lees je het antwoord en kun je zelf schrijven:\n%(link)s\n\n"
            "Bewaar deze link. Wie de link heeft, kan meelezen."
        ) % {
            "day": date_format(answer_by(row.received), "DATE_FORMAT"),
            "link": address("guidance:complaint_link", token),
        }
        _tell(row, "received", text)
    return token


@transaction.atomic
def write_by_link(*, token: str, text: str) -> bool:
    """Add a message of who complains, by the private link; return whether the link is good."""
    row = complaint_by_token(token)
    if row is None:
        return False
    ComplaintMessage.objects.create(complaint=row, from_council=False, writer_id=row.person_id, text=text)
    return True


@transaction.atomic
def withdraw_by_link(*, token: str) -> bool:
    """Withdraw a complaint by its private link; return whether that was still possible."""
    row = complaint_by_token(token)
    if row is None or Stage.WITHDRAWN not in NEXT[Stage(row.stage)]:
        return False
    row.stage, row.closed, row.version = Stage.WITHDRAWN, timezone.localdate(), row.version + 1
    row.save()
    return True


@transaction.atomic
def answer_complaint(*, by: Actor, complaint: UUID, text: str) -> bool:
    """Write to who complains, as the council; the first answer takes the complaint in hand. False out of scope."""
    row = _locked(by, complaint)
    if row is None:
        return False
    message = ComplaintMessage.objects.create(complaint=row, from_council=True, writer_id=by.me, text=text)
    if row.stage == Stage.RECEIVED:
        row.stage, row.version = Stage.IN_HAND, row.version + 1
        row.save()
    record(by=by, verb="answered-complaint", about=_chain(row), thing=_thing(row))
    _tell(row, f"message:{message.pk}", _news())
    return True


@transaction.atomic
def decide_complaint(*, by: Actor, complaint: UUID, outcome: Outcome, decision: str, version: int) -> bool:
    """Close a complaint with a decision and its text; False out of scope or when it is closed already.

    Raises:
        Stale: another member of the council changed it after the form was opened.
    """
    row = _locked(by, complaint)
    if row is None or Stage.DECIDED not in NEXT[Stage(row.stage)]:
        return False
    if row.version != version:
        raise Stale(row.version)
    row.stage, row.outcome, row.decision = Stage.DECIDED, outcome, decision
    row.closed, row.version = timezone.localdate(), row.version + 1
    row.save()
    record(by=by, verb="decided-complaint", about=_chain(row), thing=_thing(row))
    _tell(row, "decided", _news())
    return True


@transaction.atomic
def share_with_centre(*, by: Actor, complaint: UUID, text: str) -> bool:
    """Tell the centre something in words of the council's own; False out of scope or when no centre is named."""
    row = _locked(by, complaint)
    if row is None or row.centre_id is None:
        return False
    ComplaintShare.objects.create(complaint=row, organisation_id=row.centre_id, text=text, day=timezone.localdate())
    record(by=by, verb="shared-complaint", about=_chain(row), thing=_thing(row))
    return True


def _locked(by: Actor, complaint: UUID) -> Complaint | None:
    found = complaint_for(by, complaint)
    return Complaint.objects.select_for_update().get(pk=found.pk) if found else None


def _chain(row: Complaint) -> str:
    return str(row.person.ledger_key) if row.person else SYSTEM_CHAIN


def _thing(row: Complaint) -> str:
    return f"guidance.complaint:{row.pk}"


def _news() -> str:
    return _("Er staat een bericht voor je klaar. Open de link die je eerder van ons kreeg.")


def _tell(row: Complaint, what: str, text: str) -> None:
    if row.email:
        queue_mail(
            address=row.email,
            subject=_("Bericht van Wending"),
            text=text,
            key=f"complaint:{row.pk}:{what}",
            person=row.person_id,
        )
