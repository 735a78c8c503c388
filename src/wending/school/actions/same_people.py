"""Lets somebody added by hand be the person of a roster: their row stays, with their account and all that is theirs.

A manager chose that; nothing is joined by likeness alone.
"""

from collections.abc import Iterable

from django.db import transaction

from wending.accounts.models import Organisation
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import SchoolPerson
from wending.school.rules.roster import Role
from wending.school.rules.same_people import Double


@transaction.atomic
def take_into_roster(*, by: Actor, school: Organisation, pairs: Iterable[Double]) -> dict[str, frozenset[Role]]:
    """Give rows the id that their person has in the roster; return the roles that they had until now, by that id.

    What the roster says of them is written afterwards, as of anybody whom it holds.
    """
    before: dict[str, frozenset[Role]] = {}
    for pair in pairs:
        rows = SchoolPerson.objects.select_for_update(of=("self",)).select_related("account")
        # Who joins or leaves at this moment waits: their roles follow from what the roster says.
        row = rows.get(pk=pair.hand.row, organisation=school, key="")
        row.key = pair.person.id
        row.save(update_fields=["key"])
        before[row.key] = frozenset(row.roles)
        if row.account is not None:
            record(by=by, verb="joined-to-roster", about=str(row.account.ledger_key))
    return before
