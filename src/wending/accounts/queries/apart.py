"""What domains keep of a person under another name, so that no link in a table leads to it: for the person alone.

A domain tells in `apart(actor)` of its `queries/apart.py`, by kind of record: the name of its model.
"""

from typing import Any

from wending.accounts.queries.providers import providers
from wending.ledger.rules.actor import Actor


def all_apart(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """Return records of who asks by kind; none of a kind that holds nothing of them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for _name, module in providers("apart"):
        found |= module.apart(actor)
    return {kind: rows for kind, rows in found.items() if rows}
