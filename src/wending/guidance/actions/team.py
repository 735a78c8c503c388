"""Puts others around a client: asked by the responsible professional, in only after the client's yes, out at once."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.actions.consent import end_consents, give_consent
from wending.accounts.models import Membership
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import GUIDING, Role
from wending.guidance.actions.case_file import mail_client, write_down
from wending.guidance.models import TeamMember
from wending.guidance.queries.cases import cases_helped_in, cases_responsible_for
from wending.guidance.rules.case import CaseState
from wending.ledger.rules.actor import Actor


@transaction.atomic
def ask_member(*, by: Actor, case: UUID, own_role: str, email: str = "", name: str = "") -> TeamMember:
    """Ask the client whether somebody may join: a professional by address, or anyone by name.

    Somebody by name only stands on the list and opens nothing. So does an address that is of no professional: who asks
    sees the address alone until the client says yes, and does not learn whether it is known here.

    Raises:
        ValidationError: neither name nor address, or they are in already.
    """
    found = cases_responsible_for(by).get(pk=case, state=CaseState.OPEN)
    shown = email.strip().lower() or name.strip()
    if not shown:
        raise ValidationError(_("Schrijf een naam of een e-mailadres op."))
    seat = None
    if email:
        seats = Membership.objects.filter(person__email=shown, role=Role.PROFESSIONAL, ended=None)
        seats = seats.filter(organisation__kind__in=GUIDING)
        seat = seats.select_related("person", "organisation").order_by("-since").first()
        is_in = Q(name=shown) | Q(person=seat.person if seat else None, person__isnull=False)
        if (seat and seat.person_id in {found.responsible_id, found.client_id}) or found.team.filter(
            is_in, ended=None
        ).exists():
            raise ValidationError(_("Deze persoon hoort al bij deze begeleiding."))
    member = TeamMember.objects.create(
        case=found,
        person=seat.person if seat else None,
        organisation=seat.organisation if seat else None,
        name=shown,
        own_role=own_role.strip(),
    )
    write_down(by=by, verb="asked-team-member", case=found, purpose=Purpose.TEAM)
    if found.client:
        mail_client(case=found, text=_("Je begeleider vraagt of iemand mee mag helpen. Jij kiest: ja of nee."))
    return member


@transaction.atomic
def agree_member(*, by: Actor, member: UUID, parts: list[Part], until: date | None = None) -> TeamMember:
    """Let somebody join one's own team, as the client, and show them these parts of one's record until a day."""
    found = _waiting().get(pk=member, case__client=by.me)
    if parts and until and found.person_id:
        give_consent(
            by=by,
            purpose=Purpose.TEAM,
            parts=parts,
            until=until,
            to_person=found.person_id,
            to_organisation=found.organisation_id,
        )
    return _let_in(by, found)


@transaction.atomic
def record_spoken_member(*, by: Actor, member: UUID) -> TeamMember:
    """Record that a client without account said yes to somebody in their team."""
    return _let_in(by, _waiting().get(pk=member, case__in=cases_responsible_for(by).filter(client=None)))


@transaction.atomic
def remove_member(*, by: Actor, member: UUID) -> TeamMember:
    """End somebody's place in a team at once: as the client, the responsible professional, or that member.

    The consents given to that member for the team end as well.
    """
    theirs = Q(case__in=cases_responsible_for(by).values("pk")) | Q(
        case__in=cases_helped_in(by).values("pk"), person=by.person
    )
    if by.person is not None:
        theirs |= Q(case__client=by.person)
    found = TeamMember.objects.select_related("case__client").filter(theirs, ended=None).get(pk=member)
    found.ended = timezone.now()
    found.save(update_fields=["ended"])
    write_down(by=by, verb="removed-team-member", case=found.case, purpose=Purpose.TEAM)
    if found.person_id and found.case.client_id:
        end_consents(by=by, person=found.case.client_id, purpose=Purpose.TEAM, to_person=found.person_id)
    return found


def _waiting() -> QuerySet[TeamMember]:
    rows = TeamMember.objects.select_related("case__client", "person").select_for_update(of=("self",))
    return rows.filter(agreed=None, ended=None, case__state=CaseState.OPEN)


def _let_in(by: Actor, member: TeamMember) -> TeamMember:
    member.agreed = timezone.now()
    if member.person:
        member.name = str(member.person)
    member.save(update_fields=["agreed", "name"])
    write_down(by=by, verb="agreed-to-team-member", case=member.case, purpose=Purpose.TEAM)
    return member
