"""Programmes for a page: a list to search, one by itself, and those that lead to an occupation. What the catalogue does
not say stays unknown here; nothing is said of quality or of the chance of work.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from wending.orientation.queries import words
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.names import Named
from wending.reference.queries.names import Name, NamedConcept
from wending.reference.queries.programmes import (
    LevelItem,
    ProgrammeDetail,
    ProgrammeItem,
    learned_otherwise,
    levels,
    programme,
    programmes,
    programmes_to,
)

LISTED, LEARN, ALL = 30, 6, 10_000
# What the level of a programme outside regular education is called in an address.
OTHER = "cursus"


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


@dataclass(frozen=True, slots=True)
class ProgrammesView:
    """The list of programmes: `options` are the levels to choose from."""

    q: str
    level: str
    options: list[dict[str, str]]
    listed: Page[Listed]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One programme; an occupation in `elsewhere` has no page of its own."""

    facts: ProgrammeDetail
    listed: Listed
    nlqf: str
    selection: str
    entry: tuple[LevelItem, ...]
    occupations: list[Named]
    elsewhere: list[Named]
    skills: list[Named]

    @property
    def has_entry(self) -> bool:
        """Whether anything is known of how you get in."""
        return bool(self.entry or self.facts.requires or self.selection)


@dataclass(frozen=True, slots=True)
class Learning:
    """How an occupation is learned: by programmes, or otherwise for a reason. Both empty when it is not known."""

    programmes: list[Listed]
    has_more: bool
    otherwise: Name | None

    @property
    def has_courses(self) -> bool:
        """Whether a course is among them, of which it is not said that it is enough."""
        return any(not item.is_regular for item in self.programmes)


def programmes_view(lang: str, q: str, level: str, number: str) -> ProgrammesView:
    """Return the programmes whose name has all typed words, of one level if it exists, on a page that exists."""
    found = list(programmes(lang=lang, limit=ALL).items)
    used = {item.level.id for item in found if item.level}
    options = [{"value": one.id, "label": one.name} for one in levels(lang) if one.id in used]
    options.append({"value": OTHER, "label": str(words.PROGRAMME_KINDS["course"])})
    chosen = level if level in {option["value"] for option in options} else ""
    typed = q.casefold().split()
    kept = [
        item
        for item in found
        if (not chosen or (item.level.id if item.level else OTHER) == chosen)
        and all(word in item.name.casefold() for word in typed)
    ]
    return ProgrammesView(q, chosen, options, Paginator(_listed(kept), LISTED).get_page(number))


def programme_view(key: str, lang: str) -> ProgrammeView | None:
    """Return one programme by its key, None when there is none."""
    facts = programme(key, lang)
    if facts is None:
        return None
    paged = fit_index().occupation_numbers_
    leads = _named(facts.occupations)
    return ProgrammeView(
        facts=facts,
        listed=_listed([facts.item])[0],
        nlqf=str(words.NLQF.get(facts.item.nlqf, "")),
        selection=str(words.SELECTION.get(facts.selection, "")),
        entry=facts.item.entry,
        occupations=[item for item in leads if item.uri in paged],
        elsewhere=[item for item in leads if item.uri not in paged],
        skills=_named(facts.skills),
    )


def learning(occupation_uri: str, lang: str) -> Learning:
    """Return the first programmes to an occupation, or why none is needed."""
    found = programmes_to(occupation_uri, lang)
    otherwise = None if found else learned_otherwise(occupation_uri, lang)
    return Learning(_listed(found[:LEARN]), len(found) > LEARN, otherwise)


def listed(keys: Collection[str], lang: str) -> list[Listed]:
    """Return the programmes with these keys by name."""
    return _listed([item for item in programmes(lang=lang, limit=ALL).items if item.id in set(keys)])


def _listed(items: Sequence[ProgrammeItem]) -> list[Listed]:
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


def _named(concepts: Sequence[NamedConcept]) -> list[Named]:
    return [Named(one.uri, one.key, one.label, one.lang) for one in concepts]
