"""What a text may say about work and skills: proposals with the words that led to them, waiting for a yes."""

from collections.abc import Sequence
from dataclasses import dataclass

import wending.engine.text as engine
from wending.engine.text import Kind, extract
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
    found = extract(text, text_index(), "en" if lang == "en" else "nl")
    return Proposals(_named("occupation", found.occupations, lang), _named("skill", found.skills, lang))


def _named(kind: Kind, found: Sequence[engine.Proposal], lang: str) -> list[Proposal]:
    known = named(kind, [proposal.uri for proposal in found], lang)
    return [Proposal(known[proposal.uri], proposal.quote) for proposal in found if proposal.uri in known]
