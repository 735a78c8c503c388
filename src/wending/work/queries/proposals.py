"""What the catalogue proposes for the tasks of a team: skills of an occupation, or skills that fit words."""

from dataclasses import dataclass

from wending.engine.text.entry import Kind
from wending.reference.queries.search import search
from wending.reference.queries.skills import skills_of_occupations


@dataclass(frozen=True)
class Proposed:
    """A skill to choose: its name and URI."""

    name: str
    uri: str


def occupations_for(words: str, lang: str) -> list[Proposed]:
    """Return occupations that fit what somebody typed."""
    return _found(words, "occupation", lang, 6)


def skills_of_occupation(uri: str, lang: str) -> list[Proposed]:
    """Return skills of an occupation, most telling first: to name tasks after, or to say what a task asks."""
    return [Proposed(skill.label, skill.uri) for skill in skills_of_occupations([uri], lang, 24)]


def skills_for(words: str, lang: str) -> list[Proposed]:
    """Return skills that fit what somebody typed."""
    return _found(words, "skill", lang, 8)


def _found(words: str, kind: Kind, lang: str, limit: int) -> list[Proposed]:
    if not words.strip():
        return []
    return [Proposed(hit.label, hit.uri) for hit in search(words, kind, "en" if lang == "en" else "nl", limit)]
