"""Invites people to roles of an organisation, lets them take a role up, and ends roles. Only its managers do this."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Invitation, Membership, Organisation, Person
from wending.accounts.queries.invitations import usable_invitation
from wending.accounts.queries.words import LETTER_END, ROLES
from wending.accounts.rules.roles import ROLES_OF, Kind, Role
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM, Actor

# How long an invitation can be taken up.
TERM = timedelta(days=14)


def _managed(by: Actor) -> UUID:
    if by.role != Role.MANAGER or by.organisation is None or not by.has_second_factor:
        raise PermissionDenied("not a manager")
    return by.organisation


@transaction.atomic
def invite(*, by: Actor, email: str, role: Role, link: Callable[[str], str]) -> Invitation:
    """Mail an invitation to take up a role in the organisation one manages; an earlier one for the same is over.

    Args:
        link: makes the whole address of the page from the token.

    Raises:
        PermissionDenied: who asks is no manager with a second factor.
        ValidationError: a role that this kind of organisation does not have.
    """
    organisation = Organisation.objects.get(pk=_managed(by))
    return _invite(organisation, email, role, link, by, by.person)


@transaction.atomic
def add_organisation(*, name: str, kind: Kind, manager: str, link: Callable[[str], str]) -> Organisation:
    """Make an organisation and invite its first manager."""
    organisation = Organisation.objects.create(name=name, kind=kind)
    _invite(organisation, manager, Role.MANAGER, link, SYSTEM, None)
    return organisation


def _invite(
    organisation: Organisation, email: str, role: Role, link: Callable[[str], str], by: Actor, person: UUID | None
) -> Invitation:
    if role not in ROLES_OF[Kind(organisation.kind)]:
        raise ValidationError(_("Deze rol bestaat niet in jullie organisatie."))
    email = email.strip().lower()
    Invitation.objects.filter(organisation=organisation, email=email, role=role, accepted=None).delete()
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        token_hash=hash_of(token),
        invited_by_id=person,
        expires=timezone.now() + TERM,
    )
    record(by=by, verb="invited", thing=role)
    text = _(
        "Hallo,\n\n%(organisation)s nodigt je uit voor deze rol: %(role)s.\n\n"
        "Neem de rol aan op deze pagina:\n%(link)s\n\n"
        "De link werkt 14 dagen en alleen voor dit e-mailadres.\n\n%(end)s\n"
    )
    values = {"organisation": organisation.name, "role": ROLES[role], "link": link(token), "end": LETTER_END}
    queue_mail(address=email, subject=_("Een uitnodiging"), text=text % values, key=f"invitation:{invitation.pk}")
    return invitation


@transaction.atomic
def accept_invitation(*, by: Actor, token: str) -> Membership | None:
    """Take up the role of an invitation, once, by who has the address it was sent to; None where it cannot be used."""
    invitation = usable_invitation(hash_of(token), lock=True)
    person = Person.objects.get(pk=by.me)
    if invitation is None or invitation.email != person.email:
        return None
    invitation.accepted, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted", "accepted_by"])
    membership, is_new = Membership.objects.get_or_create(
        person=person, organisation=invitation.organisation, role=invitation.role, ended=None
    )
    if is_new:
        record(by=by, verb="took-up-role", about=by.key, thing=invitation.role)
    return membership


@transaction.atomic
def end_membership(*, by: Actor, membership: int) -> bool:
    """End a role in the organisation one manages; return whether it was there.

    Raises:
        PermissionDenied: who asks is no manager with a second factor.
        ValidationError: it is the last manager.
    """
    organisation = _managed(by)
    # All managers are locked, so that two who end each other's role at once do not leave none.
    present = Membership.objects.select_for_update(of=("self",)).filter(organisation=organisation, ended=None)
    rows = {row.pk: row for row in present.select_related("person")}
    found = rows.get(membership)
    if found is None:
        return False
    if found.role == Role.MANAGER and sum(row.role == Role.MANAGER for row in rows.values()) == 1:
        raise ValidationError(_("Dit is de laatste leidinggevende. Nodig eerst een ander uit."))
    found.ended = timezone.now()
    found.save(update_fields=["ended"])
    record(by=by, verb="ended-role", about=str(found.person.ledger_key), thing=found.role)
    return True


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: int) -> bool:
    """Take back an invitation that was not taken up; its link is over. Return whether it was there."""
    rows = Invitation.objects.filter(pk=invitation, organisation=_managed(by), accepted=None)
    if not rows.delete()[0]:
        return False
    record(by=by, verb="withdrew-invitation")
    return True


def remove_expired_invitations() -> int:
    """Remove invitations that were never taken up in time; return how many."""
    return Invitation.objects.filter(accepted=None, expires__lt=timezone.now()).delete()[0]
