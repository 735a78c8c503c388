"""Ends cases: closed with the client, or stopped by the client. Help and the consents for it end with the case."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.actions.consent import end_consents
from wending.accounts.rules.consent import Purpose
from wending.guidance.actions.case_file import mail_client, write_down
from wending.guidance.models import Case, Closing, FollowUp
from wending.guidance.queries.cases import cases_responsible_for
from wending.guidance.rules.case import CaseState
from wending.guidance.rules.follow_up import MONTHS, due_on
from wending.guidance.rules.referral import RUNNING, ReferralState
from wending.ledger.rules.actor import Actor


@transaction.atomic
def close_case(*, by: Actor, case: UUID, outcome: str, months: list[int], closed_on: date | None = None) -> Closing:
    """Close a case with the client: what came of it in their words, and after which months they may be asked again.

    Raises:
        ValidationError: a month that is not offered, or a day to come.
    """
    found = _open_cases().get(pk=case, pk__in=cases_responsible_for(by).values("pk"))
    today = timezone.localdate()
    day = closed_on or today
    if day > today:
        raise ValidationError(_("Deze dag is nog niet geweest."))
    if any(month not in MONTHS for month in months):
        raise ValidationError(_("Kies 3, 6 of 12 maanden."))
    closing = Closing.objects.create(case=found, outcome=outcome.strip(), months=sorted(months), closed_by_id=by.person)
    for month in sorted(months):
        FollowUp.objects.get_or_create(case=found, months=month, defaults={"due": due_on(day, month)})
    _end_help(by, found, CaseState.CLOSED)
    write_down(by=by, verb="closed-case", case=found)
    mail_client(case=found, text=_("Je begeleiding is afgesloten. De toestemmingen die erbij hoorden, zijn gestopt."))
    return closing


@transaction.atomic
def stop_case(*, by: Actor, case: UUID) -> None:
    """Stop one's own case, as the client: nobody of the team opens it any more, and referrals end."""
    found = _open_cases().get(pk=case, client=by.me)
    _end_help(by, found, CaseState.STOPPED)
    write_down(by=by, verb="stopped-case", case=found)


def _open_cases() -> QuerySet[Case]:
    """Return the open cases, locked: two who end one at once end it once."""
    return Case.objects.select_for_update(of=("self",)).select_related("client").filter(state=CaseState.OPEN)


def _end_help(by: Actor, case: Case, state: CaseState) -> None:
    now = timezone.now()
    case.state, case.closed = state, now
    case.save(update_fields=["state", "closed"])
    helpers = [(member.person_id, Purpose.TEAM) for member in case.team.filter(ended=None)]
    case.team.filter(ended=None).update(ended=now)
    case.referrals.filter(state__in=RUNNING).update(state=ReferralState.WITHDRAWN, changed=now)
    others = Case.objects.filter(client=case.client, responsible=case.responsible, state=CaseState.OPEN)
    if case.client_id is None:
        return
    if not others.exists():
        helpers.append((case.responsible_id, Purpose.GUIDANCE))
    for person, purpose in helpers:
        if person is not None:
            end_consents(by=by, person=case.client_id, purpose=purpose, to_person=person)
