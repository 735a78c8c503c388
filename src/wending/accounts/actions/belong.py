"""Roles that follow from belonging somewhere, by the lists of a school or firm, instead of from an invitation.

Called by the actions of those domains only: they have made sure that who acts may do this.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from wending.accounts.actions.consent import end_consents
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.consent import Purpose
from wending.accounts.rules.roles import Role
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def give_roles(*, by: Actor, person: Person, organisation: Organisation, roles: Iterable[Role]) -> int:
    """Give somebody the roles that they do not have yet; return how many."""
    given = 0
    for role in sorted(roles):
        _, is_new = Membership.objects.get_or_create(person=person, organisation=organisation, role=role, ended=None)
        if is_new:
            record(by=by, verb="took-up-role", about=str(person.ledger_key), thing=role)
            given += 1
    return given


@transaction.atomic
def end_roles(*, by: Actor, person: Person, organisation: Organisation, roles: Iterable[Role]) -> int:
    """End roles of somebody at once; return how many. The last manager stays: else nobody could mend a mistake."""
    wanted = list(roles)
    managers = Membership.objects.select_for_update().filter(organisation=organisation, role=Role.MANAGER, ended=None)
    if Role.MANAGER in wanted and not any(row.person_id != person.pk for row in managers):
        wanted.remove(Role.MANAGER)
    rows = Membership.objects.filter(person=person, organisation=organisation, role__in=wanted, ended=None)
    for row in rows:
        record(by=by, verb="ended-role", about=str(person.ledger_key), thing=row.role)
    return rows.update(ended=timezone.now())


@transaction.atomic
def part_from(*, by: Actor, person: Person, organisation: Organisation, purpose: Purpose) -> None:
    """End all roles of somebody at an organisation, and their consents to it for that purpose."""
    end_roles(by=by, person=person, organisation=organisation, roles=Role)
    end_consents(by=by, person=person.pk, purpose=purpose, to_organisation=organisation.pk)
