"""What a text may say about work and skills: proposals with the words that led to them, waiting for a yes."""

from dataclasses import dataclass

from wending.orientation.queries.names import Named, named
from wending.reference.queries.search import text_index


@dataclass(frozen=True, slots=True)
class Proposal:
    """An occupation or skill that a text seems to tell of, with the words that say so."""

    name: Named
    quote: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """All proposals of a text, the surest first."""

    occupations: list[Proposal]
    skills: list[Proposal]


def proposals(text: str, lang: str) -> Proposals:
    """Return what a text may say; the text itself is kept nowhere."""
    found = text_index().extract(text, lang)
    return Proposals(_named("occupation", found.occupations, lang), _named("skill", found.skills, lang))
