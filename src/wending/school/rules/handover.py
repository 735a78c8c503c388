"""Handing over to a next school: what a learner lets travel, thing by thing, and what the other school did with each.

Terms: *thing* = one piece that travels; *warm note* = a few words along, of the learner or approved by them (warme
overdracht). Below sixteen a parent confirms first. Before a yes the other school knows the kind of each thing and
nothing more; a no leaves no copy; withdrawn is gone on both sides. A *file* that a learner gave to a school is put
ready there for that learner only, and then taken thing by thing like an offer.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class Thing(StrEnum):
    """Kinds of things that can travel."""

    ITEM = "item"
    SKILL = "skill"
    REFLECTION = "reflection"
    ACTIVITY = "activity"
    AGREEMENT = "agreement"
    NOTE = "note"


class ThingState(StrEnum):
    """What the receiving school did with a thing."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class HandoverState(StrEnum):
    """Where a handover stands, derived from its things and days, nowhere stored."""

    PARENT = "parent"
    OFFERED = "offered"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    FILE = "file"


def state_of(
    *, is_file: bool, is_withdrawn: bool, waits_for_parent: bool, things: Iterable[ThingState]
) -> HandoverState:
    """Return where a handover stands: withdrawn goes before all, then the parent; answered is once each thing is."""
    if is_withdrawn:
        return HandoverState.WITHDRAWN
    if waits_for_parent:
        return HandoverState.PARENT
    if is_file:
        return HandoverState.FILE
    return HandoverState.OFFERED if ThingState.OFFERED in set(things) else HandoverState.ANSWERED


def is_name_of(told: str, names: Iterable[str]) -> bool:
    """Say whether a name in a file is one by which somebody is known; case, accents and spaces aside."""
    return bool(told.strip()) and _plain(told) in {_plain(name) for name in names}


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
