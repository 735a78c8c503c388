"""A programme in a list, in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wending.orientation.queries import words
from wending.orientation.queries.names import Named
from wending.reference.queries.names import NamedConcept
from wending.reference.queries.programmes import ProgrammeItem, programmes

# More than there are.
ALL = 10_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme in a list, in words; the duration is empty when unknown."""

    id: str
    name: str
    line: str
    level: str
    duration: str
    modes: tuple[str, ...]
    is_regular: bool


def listed(items: Sequence[ProgrammeItem]) -> list[Listed]:
    """Return programmes in words, in the same order."""
    return [
        Listed(
            id=item.id,
            name=item.name,
            line=item.line,
            level=item.level.name if item.level else str(words.PROGRAMME_KINDS[item.kind]),
            duration=words.duration(item.duration_months),
            modes=tuple(str(words.MODES[mode]) for mode in item.modes),
            is_regular=item.kind == "regular",
        )
        for item in items
    ]


def listed_by_id(ids: Collection[str], lang: str) -> list[Listed]:
    """Return the programmes with these ids in words, by name."""
    return listed([item for item in programmes(lang=lang, limit=ALL).items if item.id in set(ids)])


def shown(concepts: Sequence[NamedConcept]) -> list[Named]:
    """Return occupations or skills as pages show them."""
    return [Named(one.uri, one.key, one.label, one.lang) for one in concepts]
