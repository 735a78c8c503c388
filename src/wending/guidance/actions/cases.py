"""Opens cases, looks into them, ties them to an account, and removes them when their term is over."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.guidance.actions.case_file import mail_client, write_down, write_look
from wending.guidance.actions.links import address
from wending.guidance.models import Appointment, Case
from wending.guidance.queries.cases import Opened, case_seen_by, case_to_tie, cases_responsible_for, organisation_of
from wending.guidance.rules.case import Line, Tab
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor

# Days that a client has to tie a case to an account.
INVITE_DAYS = 30


@transaction.atomic
def open_case(
    *,
    by: Actor,
    question: str,
    line: Line,
    client_name: str = "",
    client_email: str = "",
    client_phone: str = "",
    appointment: UUID | None = None,
) -> Case:
    """Open a case about a client's question: of an appointment with who opens it, or of somebody named here.

    Raises:
        PermissionDenied: who asks is no professional, or the appointment is not theirs.
        ValidationError: no question, or nobody's name.
    """
    organisation = organisation_of(by)
    if not question.strip():
        raise ValidationError(_("Schrijf de vraag op."))
    booked = None
    if appointment is not None:
        booked = Appointment.objects.filter(
            pk=appointment, professional=by.person, centre__organisation=organisation
        ).first()
        if booked is None:
            raise PermissionDenied("no appointment of theirs")
        if booked.person_id == by.me:
            raise ValidationError(_("Je kunt jezelf niet begeleiden."))
    if booked is None and not client_name.strip():
        raise ValidationError(_("Schrijf op hoe de cliënt heet."))
    has_account = booked is not None and booked.person is not None
    case = Case.objects.create(
        organisation_id=organisation,
        responsible_id=by.person,
        client=booked.person if booked else None,
        client_name="" if has_account else client_name or (booked.name if booked else ""),
        client_email="" if has_account else client_email or (booked.email if booked else ""),
        client_phone="" if has_account else client_phone or (booked.phone if booked else ""),
        appointment=booked,
        question=question.strip(),
        line=line,
    )
    write_down(by=by, verb="began-case", case=case)
    if case.client:
        mail_client(
            case=case,
            text=_("%(name)s opende een begeleiding voor je vraag. Log in om te lezen wat erin staat."),
            said={"name": by.name},
        )
    return case


@transaction.atomic
def look_at_case(*, by: Actor, case: UUID, tab: Tab) -> Opened:
    """Open a page of a case: one row a day in the ledger of its client.

    Raises:
        Case.DoesNotExist: it is not for who asks.
    """
    opened = case_seen_by(by, case, tab)
    write_look(by=by, case=opened.case, thing=f"case.{tab.value}")
    return opened


@transaction.atomic
def invite_client(*, by: Actor, case: UUID) -> bool:
    """Mail a client without account a link by which they tie the case to one; return whether there was an address."""
    found = cases_responsible_for(by).get(pk=case, client=None)
    token = secrets.token_urlsafe(32)
    found.invite_hash = hash_of(token)
    found.invite_until = timezone.now() + timedelta(days=INVITE_DAYS)
    found.save(update_fields=["invite_hash", "invite_until"])
    write_down(by=by, verb="invited-client", case=found)
    return mail_client(
        case=found,
        subject=_("Lees mee in je begeleiding"),
        text=_("%(name)s van %(organisation)s nodigt je uit om mee te lezen in je begeleiding. Dat kan met deze link:"),
        said={"name": by.name, "organisation": by.organisation_name},
        link=address("guidance:tie_case", token),
    )


@transaction.atomic
def tie_case(*, by: Actor, token: str) -> Case | None:
    """Tie the case of a link to the account of who asks; nothing when the link is over or used."""
    found = case_to_tie(by, token)
    case = Case.objects.select_for_update().filter(pk=found.pk, client=None).first() if found else None
    if case is None:
        return None
    case.client_id = by.me
    case.client_name = case.client_email = case.client_phone = case.invite_hash = ""
    case.invite_until = None
    case.save()
    write_down(by=by, verb="tied-case", case=case)
    return case


def remove_old_cases(*, days: int) -> int:
    """Remove the files of cases that were closed longer ago than their term; return how many."""
    old = Case.objects.filter(closed__lt=timezone.now() - timedelta(days=days))
    count = old.count()
    old.delete()
    return count
