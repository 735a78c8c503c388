"""Writes agreements with a client. Only the client's yes puts one in force."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.guidance.actions.case_file import mail_client, write_down
from wending.guidance.actions.edits import save_edit
from wending.guidance.models import Agreement, Case
from wending.guidance.queries.cases import cases_responsible_for
from wending.guidance.rules.case import AgreementState, CaseState
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class Terms:
    """What is agreed. `told` and `not_told`: what the commissioner hears, and does not hear."""

    goal: str = ""
    method: str = ""
    commissioner: str = ""
    told: str = ""
    not_told: str = ""
    duration: str = ""
    cost: str = ""
    interests: str = ""


@transaction.atomic
def draft_agreement(*, by: Actor, case: UUID) -> Agreement:
    """Return the draft of a case; the first time a new one, begun from the agreement in force."""
    found = _open_case(by, case)
    last = found.agreements.order_by("-number").first()
    if last is not None and last.state == AgreementState.DRAFT:
        return last
    if last is not None and last.state == AgreementState.OFFERED:
        raise ValidationError(_("Dit voorstel ligt nog bij de cliënt."))
    terms = {name: getattr(last, name) for name in Terms.__dataclass_fields__} if last else {}
    return Agreement.objects.create(case=found, number=last.number + 1 if last else 1, written_by_id=by.person, **terms)


@transaction.atomic
def write_agreement(*, by: Actor, agreement: UUID, version: int, terms: Terms) -> Agreement:
    """Save a draft.

    Raises:
        Stale: it was changed meanwhile; nothing is saved.
    """
    found = _draft(by, agreement)
    save_edit(found, version=version, written_by_id=by.person, **asdict(terms))
    return found


@transaction.atomic
def offer_agreement(*, by: Actor, agreement: UUID) -> Agreement:
    """Put a draft before the client. It asks for all that the profession asks of a contract."""
    found = _draft(by, agreement)
    if not all([found.goal, found.method, found.duration, found.cost, found.interests]):
        raise ValidationError(_("Vul eerst doel, aanpak, duur, kosten en belangen in."))
    if found.commissioner and not (found.told and found.not_told):
        raise ValidationError(_("Er is een opdrachtgever. Schrijf op wat die wel en niet hoort."))
    found.state, found.offered = AgreementState.OFFERED, timezone.now()
    found.save(update_fields=["state", "offered"])
    write_down(by=by, verb="offered-agreement", case=found.case)
    if found.case.client:
        mail_client(case=found.case, text=_("Er liggen afspraken voor je klaar. Lees ze en kies: ja, of iets anders."))
    return found


@transaction.atomic
def agree(*, by: Actor, agreement: UUID) -> Agreement:
    """Say yes to an offered agreement on one's own case, as the client."""
    found = _offered().get(pk=agreement, case__client=by.me, case__state=CaseState.OPEN)
    return _put_in_force(by, found, timezone.now(), is_spoken=False)


@transaction.atomic
def record_spoken_yes(*, by: Actor, agreement: UUID, said: datetime) -> Agreement:
    """Record the yes that a client without account said; a client with an account says it themselves."""
    mine = cases_responsible_for(by).filter(client=None, state=CaseState.OPEN)
    found = _offered().get(pk=agreement, case__in=mine)
    if said > timezone.now():
        raise ValidationError(_("Deze dag is nog niet geweest."))
    return _put_in_force(by, found, said, is_spoken=True)


@transaction.atomic
def ask_other_terms(*, by: Actor, agreement: UUID) -> Agreement:
    """Give an offered agreement back: as the client who wants something else, or as who takes the offer back."""
    theirs = Q(case__in=cases_responsible_for(by).values("pk")) | Q(case__client=by.me)
    found = _offered().filter(theirs).get(pk=agreement)
    found.state, found.offered, found.version = AgreementState.DRAFT, None, found.version + 1
    found.save(update_fields=["state", "offered", "version"])
    write_down(by=by, verb="returned-agreement", case=found.case)
    return found


def _put_in_force(by: Actor, agreement: Agreement, said: datetime, is_spoken: bool) -> Agreement:
    agreement.case.agreements.filter(state=AgreementState.IN_FORCE).update(state=AgreementState.REPLACED)
    agreement.state, agreement.agreed, agreement.is_spoken = AgreementState.IN_FORCE, said, is_spoken
    agreement.save(update_fields=["state", "agreed", "is_spoken"])
    write_down(by=by, verb="agreed-to-agreement", case=agreement.case)
    return agreement


def _open_case(by: Actor, case: UUID) -> Case:
    return cases_responsible_for(by).get(pk=case, state=CaseState.OPEN)


def _draft(by: Actor, agreement: UUID) -> Agreement:
    mine = cases_responsible_for(by).filter(state=CaseState.OPEN)
    return Agreement.objects.select_related("case__client").get(pk=agreement, case__in=mine, state=AgreementState.DRAFT)


def _offered() -> QuerySet[Agreement]:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("case__client")
    return rows.filter(state=AgreementState.OFFERED)
