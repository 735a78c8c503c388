"""Names of occupations and skills as pages show them, with the key for an address and the language of the name."""

from collections.abc import Collection
from dataclasses import dataclass

from wending.reference.queries.names import names
from wending.reference.rules.uris import key_of


@dataclass(frozen=True, slots=True)
class Named:
    """An occupation or skill with a name; `lang` can differ from that of the page."""

    uri: str
    key: str
    text: str
    lang: str


def named(kind: str, uris: Collection[str], lang: str) -> dict[str, Named]:
    """Return the names of those that exist in the releases in force, in the given order."""
    known = names(kind, uris, lang)
    return {uri: Named(uri, key_of(uri), known[uri].text, known[uri].lang) for uri in uris if uri in known}


def known_occupations(uris: Collection[str]) -> set[str]:
    """Return which of these are occupations in force."""
    return set(names("occupation", uris, "nl")) if uris else set()


def known_skills(uris: Collection[str]) -> set[str]:
    """Return which of these are skills in force."""
    return set(names("skill", uris, "nl")) if uris else set()
