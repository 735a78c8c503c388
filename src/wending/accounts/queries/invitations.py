"""Invitations that can still be taken up, and the people of an organisation."""

from django.db.models import QuerySet
from django.utils import timezone

from wending.accounts.models import Invitation, Membership
from wending.accounts.rules.roles import Role
from wending.ledger.rules.actor import Actor


def usable_invitation(token_hash: str, lock: bool = False) -> Invitation | None:
    """Return the invitation of a link, nothing where it was used, taken back or is over."""
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.select_related("organisation")
    return rows.filter(token_hash=token_hash, accepted=None, expires__gt=timezone.now()).first()


def people_of(actor: Actor) -> QuerySet[Membership]:
    """Return the roles in the organisation that who asks manages; nobody for others."""
    if actor.role != Role.MANAGER or not actor.has_second_factor:
        return Membership.objects.none()
    rows = Membership.objects.filter(organisation=actor.organisation, ended=None).select_related("person")
    return rows.order_by("person__name", "person__email", "role")


def invitations_of(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations that wait in the organisation that who asks manages; none for others."""
    if actor.role != Role.MANAGER or not actor.has_second_factor:
        return Invitation.objects.none()
    rows = Invitation.objects.filter(organisation=actor.organisation, accepted=None, expires__gt=timezone.now())
    return rows.order_by("email")
