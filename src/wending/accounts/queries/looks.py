"""The ledger in sentences, for the person it is about: who, when, what and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator

from wending.accounts.models import Person
from wending.accounts.queries.verbs import OTHER, PARENT_NAME, SYSTEM_NAME, UNKNOWN_NAME, all_verbs, name_of_thing
from wending.accounts.queries.words import PARTS, PURPOSES, ROLES
from wending.ledger.queries.entries import entries_about
from wending.ledger.rules.actor import Actor

PER_PAGE = 25
# By others, by oneself, or all.
WHOSE = ("others", "own", "all")
_NAMELESS = {"system": SYSTEM_NAME, "parent": PARENT_NAME}
_ROLES = {role.value: words for role, words in ROLES.items()}
_PARTS = {part.value: words for part, words in PARTS.items()}
_PURPOSES = {purpose.value: words for purpose, words in PURPOSES.items()}


@dataclass(frozen=True, slots=True)
class Look:
    """One act, in words. `role` and `organisation` are empty where somebody acted as themselves."""

    at: datetime
    who: str
    role: str
    organisation: str
    what: str
    why: str
    is_own: bool


def looks_at(actor: Actor, whose: str, number: str) -> Page:  # type: ignore[type-arg]
    """Return one page of the acts about who asks, newest first, each a `Look`."""
    page = Paginator(_entries(actor, whose), PER_PAGE).get_page(number)
    page.object_list = list(_in_words(actor, list(page.object_list)))
    return page


def all_looks(actor: Actor, whose: str) -> Iterator[Look]:
    """Yield all acts about who asks, newest first, a few hundred in memory at a time."""
    batch = []
    for entry in _entries(actor, whose).iterator(chunk_size=500):
        batch.append(entry)
        if len(batch) == 500:
            yield from _in_words(actor, batch)
            batch = []
    yield from _in_words(actor, batch)


def _entries(actor: Actor, whose: str):  # type: ignore[no-untyped-def]
    rows = entries_about(actor.key)
    if whose == "own":
        return rows.filter(actor=actor.key)
    return rows if whose == "all" else rows.exclude(actor=actor.key)


def _in_words(actor: Actor, entries: list) -> Iterator[Look]:  # type: ignore[type-arg]
    keys = {entry.actor for entry in entries if _is_key(entry.actor)}
    names = {str(person.ledger_key): str(person) for person in Person.objects.filter(ledger_key__in=keys)}
    for entry in entries:
        who = _NAMELESS.get(entry.actor) or names.get(entry.actor) or UNKNOWN_NAME
        part = _PARTS.get(entry.thing) or _ROLES.get(entry.thing) or name_of_thing(entry.thing)
        yield Look(
            at=entry.at,
            who=str(who),
            role=str(_ROLES.get(entry.role, "")),
            organisation=entry.organisation,
            what=str(all_verbs().get(entry.verb, OTHER)) % {"part": part},
            why=str(_PURPOSES.get(entry.purpose, "")),
            is_own=entry.actor == actor.key,
        )


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
