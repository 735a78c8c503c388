"""Schemes, requests, decisions by a person of the fund, objections, payments; each step in the log of the request."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import FundingEvent, FundingRequest, Scheme
from wending.work.queries.funding import (
    is_fund_manager,
    may_apply,
    names_of_people,
    open_schemes,
    own_requests,
    received,
)
from wending.work.queries.moving import managed_movings
from wending.work.rules.funding import BY_APPLICANT, BY_FUND, Kind, State, names_in


@dataclass(frozen=True, slots=True)
class RequestFields:
    """What an applicant writes; amounts in euros."""

    scheme: UUID
    kind: Kind
    title: str
    plan: str
    costs: Decimal
    amount: Decimal
    proof: str = ""
    people: int | None = None
    begins: date | None = None
    moving: UUID | None = None


@transaction.atomic
def save_scheme(*, by: Actor, fields: dict[str, Any], scheme: UUID | None = None, version: int = 0) -> Scheme | None:
    """Add or change a scheme of the fund one manages; None for one that is not of the fund. Raises Stale."""
    if not is_fund_manager(by) or by.organisation is None:
        raise PermissionDenied("not a manager of a fund")
    if scheme is None:
        record(by=by, verb="saved-scheme", thing="work.scheme")
        return Scheme.objects.create(fund_id=by.organisation, **fields)
    row = Scheme.objects.select_for_update().filter(pk=scheme, fund=by.organisation).first()
    if row is None:
        return None
    if row.version != version:
        raise Stale(row.version)
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(by=by, verb="saved-scheme", thing="work.scheme")
    return row


@transaction.atomic
def save_request(
    *, by: Actor, fields: RequestFields, request: UUID | None = None, version: int = 0
) -> FundingRequest | None:
    """Write a draft of a request of the firm or network one manages, or change it; None out of scope or when sent.

    Raises:
        PermissionDenied: who acts may not apply.
        ValidationError: a scheme or group that is not there, or the name of one of the firm's people in a text.
        Stale: it was changed since `version` was read.
    """
    if not may_apply(by) or by.organisation is None:
        raise PermissionDenied("not a manager of a firm or network")
    _check(by, fields)
    values = {
        "scheme_id": fields.scheme,
        "kind": fields.kind,
        "title": fields.title,
        "plan": fields.plan,
        "costs": fields.costs,
        "amount": fields.amount,
        "proof": fields.proof,
        "people": fields.people,
        "begins": fields.begins,
        "moving_id": fields.moving,
    }
    if request is None:
        row = FundingRequest.objects.create(applicant_id=by.organisation, **values)
        _log(row, by)
        return row
    found = own_requests(by).select_for_update(of=("self",)).filter(pk=request, state=State.DRAFT).first()
    if found is None:
        return None
    if found.version != version:
        raise Stale(found.version)
    for name, value in values.items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    return found


def _check(by: Actor, fields: RequestFields) -> None:
    if not open_schemes(by).filter(pk=fields.scheme).exists():
        raise ValidationError(_("Kies een regeling waar je nu voor kunt aanvragen."))
    if fields.moving is not None and not managed_movings(by).filter(pk=fields.moving).exists():
        raise ValidationError(_("Deze groep is niet van jullie."))
    text = "\n".join([fields.title, fields.plan, fields.proof])
    found = names_in(text, names_of_people(by.organisation))
    if found:
        message = _("Een fonds krijgt geen namen te zien. Haal dit weg: %(names)s.")
        raise ValidationError(message % {"names": ", ".join(found)})


@transaction.atomic
def send_request(*, by: Actor, request: UUID) -> bool:
    """Send a draft to the fund; return whether it was a draft of one's own."""
    return _applicant_moves(by, request, State.SENT)


@transaction.atomic
def withdraw_request(*, by: Actor, request: UUID) -> bool:
    """Take back a request that was not decided; return whether that could be."""
    return _applicant_moves(by, request, State.WITHDRAWN)


@transaction.atomic
def object_to(*, by: Actor, request: UUID, text: str) -> bool:
    """Object to a decision, in words; return whether there was one."""
    found = names_in(text, names_of_people(by.organisation))
    if found:
        message = _("Een fonds krijgt geen namen te zien. Haal dit weg: %(names)s.")
        raise ValidationError(message % {"names": ", ".join(found)})
    return _applicant_moves(by, request, State.OBJECTED, objection=text)


def _applicant_moves(by: Actor, request: UUID, state: State, **values: Any) -> bool:
    row = own_requests(by).select_for_update(of=("self",)).filter(pk=request, state__in=BY_APPLICANT[state]).first()
    return row is not None and _move(by, row, state, values)


@transaction.atomic
def decide(*, by: Actor, request: UUID, granted: Decimal | None, reasons: str, version: int) -> bool:
    """Decide on a request at the fund one manages: euros granted, None for a refusal; always with reasons.

    Raises:
        ValidationError: no reasons, or more than was asked.
        Stale: somebody else decided meanwhile; nothing is saved.
    """
    state = State.REFUSED if granted is None else State.GRANTED
    row = received(by).select_for_update(of=("self",)).filter(pk=request).first()
    if row is None:
        return False
    if row.version != version:
        raise Stale(row.version)
    if row.state not in BY_FUND[state]:
        return False
    if not reasons.strip():
        raise ValidationError(_("Schrijf op waarom. De aanvrager leest dit."))
    if granted is not None and not 0 < granted <= row.amount:
        raise ValidationError(_("Kies een bedrag boven nul, en niet meer dan gevraagd is."))
    return _move(by, row, state, {"granted": granted, "reasons": reasons, "decided_by_id": by.me})


@transaction.atomic
def pay(*, by: Actor, request: UUID) -> bool:
    """Write down that a grant was paid; return whether there was one. No money moves here."""
    row = received(by).select_for_update(of=("self",)).filter(pk=request, state__in=BY_FUND[State.PAID]).first()
    return row is not None and _move(by, row, State.PAID, {"paid": timezone.localdate()})


def _move(by: Actor, row: FundingRequest, state: State, values: dict[str, Any]) -> bool:
    for name, value in values.items():
        setattr(row, name, value)
    row.state = state
    row.version += 1
    row.save()
    _log(row, by)
    return True


def _log(row: FundingRequest, by: Actor) -> None:
    amount = row.granted if row.state in {State.GRANTED, State.PAID} else row.amount
    FundingEvent.objects.create(request=row, state=row.state, by_id=by.organisation, amount=amount)
    record(by=by, verb="moved-request", thing="work.funding", reason=str(row.state))
