"""For whom somebody acts, and the entry in the ledger of a client with an account. Who has no account has no ledger."""

from uuid import UUID

from wending.accounts.models import Person
from wending.accounts.rules.roles import OWN_ROLES
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


def client_of(by: Actor) -> UUID | None:
    """Return for whom somebody books or asks: themselves; nobody when they act for others."""
    return by.person if by.role in {"", *OWN_ROLES} else None


def record_for(client: UUID | None, *, by: Actor, verb: str, thing: str) -> None:
    """Write an act in the ledger of the client, in the transaction of the act."""
    if client is not None:
        key = Person.objects.values_list("ledger_key", flat=True).get(pk=client)
        record(by=by, verb=verb, about=str(key), thing=thing)
