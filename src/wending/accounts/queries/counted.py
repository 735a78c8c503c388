"""Whom each domain counts for an organisation, without names. For frozen counts only: see `rules.counted`.

A domain tells in `counted(organisation, quarter)` of its `queries/counted.py`. There stand too: `groups(organisation)`,
by dimension the classes that there are; `words(dimension, value)`, what a class is called.
"""

from collections.abc import Iterator
from uuid import UUID

from wending.accounts.queries.providers import providers
from wending.accounts.rules.counted import CountedPerson, Quarter


def all_counted(organisation: UUID, quarter: Quarter) -> Iterator[CountedPerson]:
    """Yield whom the domains count of an organisation in a quarter."""
    for _name, module in providers("counted"):
        yield from module.counted(organisation, quarter)


def groups_of(organisation: UUID) -> dict[str, tuple[str, ...]]:
    """Return by dimension the classes that people of an organisation are put in."""
    found: dict[str, tuple[str, ...]] = {}
    for _name, module in providers("counted"):
        found |= module.groups(organisation)
    return found


def group_words(dimension: str, value: str) -> str:
    """Return what a class is called, in the language of the page; the class itself where no domain tells."""
    for _name, module in providers("counted"):
        if told := module.words(dimension, value):
            return str(told)
    return value
