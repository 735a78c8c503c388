"""Which cases somebody may see, and as what: every read and write of a case begins here."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from wending.accounts.rules.roles import GUIDING, Role
from wending.guidance.models import Case, Referral, TeamMember
from wending.guidance.rules.case import CaseState, Seat, Tab, may_open
from wending.guidance.rules.referral import ReferralState
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class Opened:
    """A case as somebody may see it."""

    case: Case
    seat: Seat


def is_professional(actor: Actor) -> bool:
    """Say whether somebody acts as a professional of an organisation that guides people, with a second factor."""
    acts = actor.role == Role.PROFESSIONAL and actor.organisation is not None and actor.has_second_factor
    return acts and actor.organisation_kind in GUIDING


def organisation_of(actor: Actor) -> UUID:
    """Return the organisation for which who asks acts as a professional. Raises PermissionDenied for others."""
    if actor.organisation is None or not is_professional(actor):
        raise PermissionDenied("no professional")
    return actor.organisation


def cases_responsible_for(actor: Actor) -> QuerySet[Case]:
    """Return the cases that who asks is responsible for, in the organisation they act for."""
    if not is_professional(actor):
        return Case.objects.none()
    rows = Case.objects.filter(organisation=actor.organisation, responsible=actor.person)
    return rows.select_related("client", "organisation", "responsible")


def cases_helped_in(actor: Actor) -> QuerySet[Case]:
    """Return the open cases in whose team who asks is now, after the client's yes."""
    if not is_professional(actor):
        return Case.objects.none()
    seats = TeamMember.objects.filter(
        person=actor.person, organisation=actor.organisation, agreed__isnull=False, ended=None
    )
    rows = Case.objects.filter(pk__in=seats.values("case"), state=CaseState.OPEN)
    return rows.select_related("client", "organisation", "responsible")


def case_seen_by(actor: Actor, case: UUID, tab: Tab = Tab.OVERVIEW) -> Opened:
    """Return a case with the seat of who asks.

    Raises:
        Case.DoesNotExist: there is no such case for them, or this page of it is not for their seat.
    """
    seats = {
        Seat.RESPONSIBLE: cases_responsible_for(actor),
        Seat.TEAM: cases_helped_in(actor),
        Seat.RECEIVER: _cases_received_by(actor),
    }
    for seat, cases in seats.items():
        found = cases.filter(pk=case).first()
        if found is not None and may_open(seat, tab, CaseState(found.state)):
            return Opened(found, seat)
    raise Case.DoesNotExist


def _cases_received_by(actor: Actor) -> QuerySet[Case]:
    if not is_professional(actor):
        return Case.objects.none()
    accepted = Referral.objects.filter(
        to_organisation=actor.organisation, to_person=actor.person, state=ReferralState.ACCEPTED
    )
    return Case.objects.filter(pk__in=accepted.values("case")).select_related("client", "organisation", "responsible")


def own_cases(actor: Actor) -> QuerySet[Case]:
    """Return the cases of who asks, as the client."""
    if actor.person is None:
        return Case.objects.none()
    rows = Case.objects.filter(client=actor.person).select_related("organisation", "responsible")
    return rows.order_by("-opened")


def case_to_tie(actor: Actor, token: str) -> Case | None:
    """Return the case that who asks may tie to their account by a link; nothing when it is over or used.

    A professional who opens the link they sent must not become the client.
    """
    rows = Case.objects.filter(invite_hash=hash_of(token), invite_until__gte=timezone.now(), client=None)
    return rows.exclude(responsible=actor.person).first()
