"""Refers a client on: asked, the client's yes, the receiver's yes, then a warm hand-over into a case of theirs."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wending.accounts.actions.consent import end_consents, give_consent
from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Membership
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import GUIDING, Role
from wending.guidance.actions.case_file import mail_client, write_down
from wending.guidance.models import Case, Referral
from wending.guidance.queries.caseload import referrals_to
from wending.guidance.queries.cases import cases_responsible_for, organisation_of
from wending.guidance.rules.case import CaseState, Line
from wending.guidance.rules.referral import ReferralState, can_become
from wending.ledger.rules.actor import Actor


@transaction.atomic
def ask_referral(
    *,
    by: Actor,
    case: UUID,
    line: Line,
    reason: str,
    to_organisation: UUID | None = None,
    to_email: str = "",
    to_name: str = "",
    meet_on: date | None = None,
) -> Referral:
    """Ask the client whether they may be referred: to an organisation, one professional of it, or anyone by name.

    Who asks sees an address alone until the client says yes, and does not learn whether it is known here. One that is
    of no professional of the organisation opens nothing: it stands on the list like somebody by name.

    Raises:
        ValidationError: no receiver, no reason, or a receiver who is in the case already.
    """
    found = cases_responsible_for(by).get(pk=case, state=CaseState.OPEN)
    address, shown = to_email.strip().lower(), to_name.strip()
    seat = None
    if address:
        if address in {one.email for one in (found.responsible, found.client) if one}:
            raise ValidationError(_("Kies iemand anders dan jezelf of de cliënt."))
        seats = Membership.objects.filter(person__email=address, role=Role.PROFESSIONAL, ended=None)
        seats = seats.filter(organisation__kind__in=GUIDING)
        if to_organisation is not None:
            seats = seats.filter(organisation=to_organisation)
        seat = seats.order_by("-since").first()
        shown, to_organisation = address, seat.organisation_id if seat else None
    elif to_organisation is not None:
        shown = ""
    if to_organisation is None and not shown:
        raise ValidationError(_("Kies naar wie je verwijst."))
    if not reason.strip():
        raise ValidationError(_("Schrijf de reden op, in woorden van jullie samen."))
    referral = Referral.objects.create(
        case=found,
        from_person_id=by.person,
        to_organisation_id=to_organisation,
        to_person_id=seat.person_id if seat else None,
        to_name=shown,
        line=line,
        reason=reason.strip(),
        meet_on=meet_on,
    )
    write_down(by=by, verb="asked-referral", case=found, purpose=Purpose.REFERRAL)
    if found.client:
        mail_client(
            case=found, text=_("Je begeleider wil je in contact brengen met iemand anders. Jij kiest: ja of nee.")
        )
    return referral


@transaction.atomic
def agree_referral(*, by: Actor, referral: UUID, parts: list[Part], until: date | None = None) -> Referral:
    """Say yes to a referral of oneself, and hand over these parts of one's record until a day; only then it is seen."""
    found = _referrals().get(pk=referral, case__client=by.me)
    if parts and until and found.to_organisation_id:
        give_consent(
            by=by,
            purpose=Purpose.REFERRAL,
            parts=parts,
            until=until,
            to_person=found.to_person_id,
            to_organisation=found.to_organisation_id,
        )
        found.parts = [part.value for part in parts]
    return _agreed(by, found)


@transaction.atomic
def record_spoken_referral(*, by: Actor, referral: UUID) -> Referral:
    """Record that a client without account said yes to a referral."""
    return _agreed(by, _referrals().get(pk=referral, case__in=cases_responsible_for(by).filter(client=None)))


@transaction.atomic
def decline_referral(*, by: Actor, referral: UUID) -> Referral:
    """Say no to a referral of oneself; the receiver never knows of it."""
    found = _referrals().get(pk=referral, case__client=by.me)
    return _become(by, found, ReferralState.DECLINED, "declined-referral")


@transaction.atomic
def withdraw_referral(*, by: Actor, referral: UUID) -> Referral:
    """Take a referral back, as who asked for it."""
    found = _referrals().get(pk=referral, case__in=cases_responsible_for(by))
    _end_hand_over(by, found)
    return _become(by, found, ReferralState.WITHDRAWN, "withdrew-referral")


@transaction.atomic
def answer_referral(*, by: Actor, referral: UUID, accepts: bool, words: str = "") -> Referral:
    """Accept or refuse a referral, as its receiver; who accepts for an organisation becomes its one receiver."""
    found = _referrals().get(pk=referrals_to(by).get(pk=referral, state=ReferralState.AGREED).pk)
    found.answer = words.strip()
    if accepts:
        found.to_person_id = by.person
    else:
        _end_hand_over(by, found)
    _become(
        by,
        found,
        ReferralState.ACCEPTED if accepts else ReferralState.REFUSED,
        "accepted-referral" if accepts else "refused-referral",
    )
    mail_client(
        case=found.case,
        text=_("Er is een antwoord op je doorverwijzing: ja.")
        if accepts
        else _("Er is een antwoord op je doorverwijzing."),
    )
    return found


@transaction.atomic
def record_outside_answer(*, by: Actor, referral: UUID, state: ReferralState) -> Referral:
    """Record what a receiver who does not use Wending answered, or that the hand-over was done."""
    mine = cases_responsible_for(by)
    found = _referrals().get(pk=referral, to_organisation=None, case__in=mine)
    if state not in {ReferralState.ACCEPTED, ReferralState.REFUSED, ReferralState.DONE}:
        raise ValidationError(_("Dit kan nu niet."))
    return _become(by, found, state, f"recorded-referral-{state.value}")


@transaction.atomic
def complete_referral(*, by: Actor, referral: UUID) -> Case:
    """Finish the hand-over, as its receiver: a case of theirs begins, and the sender's is theirs no more to read."""
    found = _referrals().get(pk=referrals_to(by).get(pk=referral, state=ReferralState.ACCEPTED, to_person=by.me).pk)
    old = found.case
    found.led_to = Case.objects.create(
        organisation_id=organisation_of(by),
        responsible_id=by.person,
        client=old.client,
        client_name=old.client_name,
        client_email=old.client_email,
        client_phone=old.client_phone,
        question=old.question,
        line=found.line,
    )
    _become(by, found, ReferralState.DONE, "completed-referral")
    return found.led_to


def _referrals() -> QuerySet[Referral]:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("case__client", "to_person")
    return rows.filter(case__state=CaseState.OPEN)


def _become(by: Actor, referral: Referral, state: ReferralState, verb: str) -> Referral:
    if not can_become(ReferralState(referral.state), state):
        raise ValidationError(_("Dit kan nu niet."))
    referral.state = state
    referral.save()
    write_down(by=by, verb=verb, case=referral.case, purpose=Purpose.REFERRAL)
    return referral


def _agreed(by: Actor, referral: Referral) -> Referral:
    if referral.to_person:
        # From here on who asked sees whose address it is.
        referral.to_name = ""
    _become(by, referral, ReferralState.AGREED, "agreed-to-referral")
    if referral.to_person:
        with override(referral.to_person.language):
            queue_mail(
                address=referral.to_person.email,
                subject=str(_("Er wacht een doorverwijzing op je")),
                text=str(_("Hallo,\n\nEr wacht een doorverwijzing op je. Log in bij Wending en kijk op je bureau.\n")),
                key=f"referral:{referral.pk}",
                person=referral.to_person_id,
            )
    return referral


def _end_hand_over(by: Actor, referral: Referral) -> None:
    """End the consents that came with a referral; what the client handed over closes at once."""
    if referral.case.client_id and referral.to_organisation_id:
        end_consents(
            by=by,
            person=referral.case.client_id,
            purpose=Purpose.REFERRAL,
            to_person=referral.to_person_id,
            to_organisation=referral.to_organisation_id,
        )
