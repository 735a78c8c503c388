"""Lets somebody with an account begin an organisation of their own accord, without an operator. Nobody checked its
name, and that is part of the name wherever it is shown."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

MOST = 3
# Stored with the name, so that no page, mail or file shows the name without it.
UNCHECKED = "(naam niet gecontroleerd)"


@transaction.atomic
def found_organisation(*, by: Actor, name: str, kind: Kind) -> Membership:
    """Begin an organisation with an unchecked name, and be its manager; a second factor is asked as of any manager.

    Raises:
        ValidationError: somebody began as many as they may.
    """
    # Locked, so that two windows do not begin more than that together.
    person = Person.objects.select_for_update().get(pk=by.me)
    begun = Membership.objects.filter(
        person=person, role=Role.MANAGER, ended=None, organisation__name__endswith=UNCHECKED
    )
    if begun.count() >= MOST:
        raise ValidationError(_("Je begon al drie organisaties. Vraag de beheerder om meer."))
    clean = " ".join(name.replace(UNCHECKED, "").split())
    if not clean:
        raise ValidationError(_("Schrijf hoe je organisatie heet."))
    organisation = Organisation.objects.create(kind=kind, name=f"{clean} {UNCHECKED}", is_example=person.is_example)
    record(by=by, verb="took-up-role", about=str(person.ledger_key), thing=Role.MANAGER)
    return Membership.objects.create(person=person, organisation=organisation, role=Role.MANAGER)
