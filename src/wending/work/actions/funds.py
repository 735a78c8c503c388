"""Writes of funds and applicants: schemes, applications, what both sides say, decisions by people, payments.

Nothing is decided here by itself. Each act is a line that both sides read.
"""

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
from wending.work.models import Application, ApplicationStep, Scheme
from wending.work.queries.funds import applications_to, own_applications, runs_fund, schemes_of, schemes_open
from wending.work.rules.funding import Stage, may_come

THING = "work.application"


@transaction.atomic
def save_scheme(*, by: Actor, told: dict[str, Any], number: UUID | None = None, version: int = 0) -> Scheme | None:
    """Make a scheme of one's fund, or change one; return it, None where it is not one's own.

    Raises:
        PermissionDenied: who asks runs no fund. Stale: it was changed since `version`.
    """
    if number is None:
        if by.organisation is None or not runs_fund(by):
            raise PermissionDenied("no fund")
        return Scheme.objects.create(fund_id=by.organisation, **told)
    row = schemes_of(by).select_for_update().filter(pk=number).first()
    if row is None:
        return None
    if row.version != version:
        raise Stale(row.version, row)
    for field, value in told.items():
        setattr(row, field, value)
    row.version += 1
    row.save()
    return row


@transaction.atomic
def save_application(
    *, by: Actor, told: dict[str, Any], scheme: UUID | None = None, number: UUID | None = None, version: int = 0
) -> Application | None:
    """Begin an application for an open scheme, or change one's own that is not sent or has a question; None: not there.

    Raises:
        Stale: it was changed since `version`.
    """
    if number is None:
        found = schemes_open(by, timezone.localdate()).filter(pk=scheme).first() if scheme else None
        if found is None or by.organisation is None:
            return None
        return Application.objects.create(scheme=found, applicant_id=by.organisation, **told)
    row = _locked(number)
    if row is None or row not in own_applications(by) or row.stage not in (Stage.DRAFT, Stage.QUESTION):
        return None
    if row.version != version:
        raise Stale(row.version, row)
    for field, value in told.items():
        setattr(row, field, value)
    row.version += 1
    row.save()
    return row


def send(*, by: Actor, number: UUID, words: str = "") -> bool:
    """Send an application, or send it again with an answer to a question; return whether that could be done."""
    return _go(by, number, Stage.SENT, own=True, words=words)


def withdraw(*, by: Actor, number: UUID) -> bool:
    """Withdraw one's own application; a draft is removed. Return whether that could be done."""
    if own_applications(by).filter(pk=number, stage=Stage.DRAFT).delete()[0]:
        return True
    return _go(by, number, Stage.WITHDRAWN, own=True)


def ask(*, by: Actor, number: UUID, words: str) -> bool:
    """Ask the applicant something, as the fund; return whether that could be done."""
    return _go(by, number, Stage.QUESTION, own=False, words=words)


@transaction.atomic
def decide(*, by: Actor, number: UUID, amount: Decimal | None, reasons: str, version: int) -> bool:
    """Grant an amount in euro, or refuse with None, with reasons; return whether that could be done.

    Raises:
        ValidationError: no reasons, or an amount that is not above zero or above what was asked.
        Stale: it was changed since the page was opened.
    """
    row = _locked(number)
    if row is None or row not in applications_to(by):
        return False
    if row.version != version:
        raise Stale(row.version, row)
    if not reasons.strip():
        raise ValidationError(_("Schrijf waarom je dit besluit."))
    if amount is not None and not 0 < amount <= row.asked:
        raise ValidationError(_("Het bedrag is meer dan 0 en niet meer dan gevraagd."))
    to = Stage.GRANTED if amount is not None else Stage.REFUSED
    if not may_come(Stage(row.stage), to):
        return False
    row.stage, row.granted, row.reasons, row.version = to, amount, reasons, row.version + 1
    row.decided, row.decided_by_id = timezone.now(), by.me
    row.save()
    ApplicationStep.objects.create(application=row, what=to.value, words=reasons, amount=amount)
    record(by=by, verb="decided-application", thing=f"{THING}:{row.pk}")
    return True


@transaction.atomic
def pay(*, by: Actor, number: UUID, amount: Decimal) -> bool:
    """Note that the fund paid an amount of what it granted; return whether that could be done.

    Raises:
        ValidationError: not above zero, or together more than what was granted.
    """
    row = _locked(number)
    if row is None or row not in applications_to(by) or row.stage != Stage.GRANTED:
        return False
    paid = sum((step.amount or Decimal(0) for step in row.steps.filter(what="paid")), Decimal(0))
    if amount <= 0 or paid + amount > (row.granted or 0):
        raise ValidationError(
            _("Er is al %(paid)s euro betaald. Samen kan het niet meer zijn dan %(granted)s euro."),
            params={"paid": paid, "granted": row.granted},
        )
    ApplicationStep.objects.create(application=row, what="paid", amount=amount)
    record(by=by, verb="paid-application", thing=f"{THING}:{row.pk}")
    return True


@transaction.atomic
def object_to(*, by: Actor, number: UUID, words: str) -> bool:
    """Object to a decision about one's own application; return whether there is one."""
    row = own_applications(by).filter(pk=number).first()
    if row is None or not row.is_decided:
        return False
    ApplicationStep.objects.create(application=row, what="objection", words=words)
    record(by=by, verb="objected", thing=f"{THING}:{row.pk}")
    return True


@transaction.atomic
def _go(by: Actor, number: UUID, to: Stage, own: bool, words: str = "") -> bool:
    row = _locked(number)
    mine = own_applications(by) if own else applications_to(by)
    if row is None or row not in mine or not may_come(Stage(row.stage), to):
        return False
    row.stage, row.version = to, row.version + 1
    row.save(update_fields=["stage", "version"])
    ApplicationStep.objects.create(application=row, what=to.value, words=words)
    record(by=by, verb="moved-application", thing=f"{THING}:{row.pk}")
    return True


def _locked(number: UUID) -> Application | None:
    return Application.objects.select_for_update().filter(pk=number).first()
