"""What people and organisations are called in the data of one study, and in one extract of it.

The secret comes from the settings only; names under two studies or two extracts cannot be linked without it.
"""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings

from wending.kit.pseudonyms import derived_key, pseudonym


class NoResearchKey(Exception):
    """The site has no research key: data of people cannot be used in studies."""


def name_in_study(study: UUID, of: str = "person") -> Callable[[object], str]:
    """Return what gives somebody or something its name in a study; `of` keeps people and organisations apart."""
    return _namer(f"study:{study}:{of}")


def name_in_extract(extract: UUID) -> Callable[[object], str]:
    """Return what gives somebody of a study, by their name there, another in an extract."""
    return _namer(f"extract:{extract}:person")


def link_token(ask: UUID) -> str:
    """Return the token in the link of somebody who is asked: the same in every mail, and in no table."""
    return _namer("follow-up:link")(ask)


def seed_of(purpose: str) -> int:
    """Return a secret number that is the same whenever it is asked for the same purpose."""
    return int.from_bytes(derived_key(_secret(), f"seed:{purpose}")[:8], "big")


def _namer(purpose: str) -> Callable[[object], str]:
    key = derived_key(_secret(), purpose)
    return lambda name: pseudonym(key, str(name))


def _secret() -> bytes:
    if not settings.RESEARCH_KEY:
        raise NoResearchKey
    return str(settings.RESEARCH_KEY).encode()
