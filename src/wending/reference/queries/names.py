"""Names and texts of concepts in the asker's language where there is one, telling the language actually given.

The framework (ESCO when in force) speaks first; the embedded catalogue adds what the framework lacks in that language,
such as everyday Dutch names of skills. Hidden names are never given here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from wending.reference.models import Label, Text
from wending.reference.queries.releases import FRAMEWORKS, releases_in_force
from wending.reference.rules.uris import key_of

FALLBACK = ("en", "nl")
# Above this many URIs it is faster, and within what SQLite accepts, to read all and choose.
_MANY = 2000


@dataclass(frozen=True, slots=True)
class Name:
    """A text with the language it is in, and the source that gives it."""

    text: str
    lang: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class NamedConcept:
    """A concept as shown in a list: its URI, short key, name and the language of the name."""

    uri: str
    key: str
    label: str
    lang: str


def names(kind: str, uris: Iterable[str], lang: str) -> dict[str, Name]:
    """Return the preferred name of each concept of a kind (occupation, skill, skill_group, isco_group), where known."""
    return _best(Label.objects.filter(type="preferred"), kind, set(uris), lang)


def other_names(kind: str, uri: str, lang: str) -> list[Name]:
    """Return the other names of a concept, all in one language (`lang` if it has any), those of the catalogue first.

    The preferred name of either source is among them; leave out the one that is shown as the name.
    """
    order = _order()
    rows = Label.objects.filter(
        type__in=["preferred", "alternative"], concept__kind=kind, concept__uri=uri, concept__release__in=order
    ).values_list("concept__release", "lang", "type", "text")
    found = sorted(
        (_language_rank(given, lang), -order[release][0], label_type != "preferred", text, given, release)
        for release, given, label_type, text in rows
    )
    first = found[0][0] if found else None
    best: dict[str, Name] = {}
    for rank, _, _, text, given, release in found:
        if rank == first:
            best.setdefault(text.casefold(), Name(text, given, order[release][1]))
    return list(best.values())


def texts(kind: str, uris: Iterable[str], lang: str, text_type: str = "description") -> dict[str, Name]:
    """Return a longer text (description, definition, scope_note, one_liner) of each concept that has one."""
    return _best(Text.objects.filter(type=text_type), kind, set(uris), lang)


def named(kind: str, uris: Collection[str], lang: str) -> list[NamedConcept]:
    """Return concepts with their names, sorted by name; a concept without any name shows its key."""
    known = names(kind, uris, lang)
    found = [
        NamedConcept(
            uri, key_of(uri), known[uri].text if uri in known else key_of(uri), known[uri].lang if uri in known else ""
        )
        for uri in uris
    ]
    return sorted(found, key=lambda concept: (concept.label.casefold(), concept.uri))


def _order() -> dict[int, tuple[int, str]]:
    """Return release id -> (rank, source) of the sources that name concepts, the framework first."""
    found = {release.source: release.id for release in releases_in_force()}
    return {found[source]: (rank, source) for rank, source in enumerate(FRAMEWORKS) if source in found}


def _language_rank(given: str, asked: str) -> tuple[int, str]:
    if given == asked:
        return (0, "")
    return (1 + FALLBACK.index(given), "") if given in FALLBACK else (1 + len(FALLBACK), given)


def _best(rows: QuerySet[Any], kind: str, uris: set[str], lang: str) -> dict[str, Name]:
    order = _order()
    rows = rows.filter(concept__kind=kind, concept__release__in=order)
    if len(uris) <= _MANY:
        rows = rows.filter(concept__uri__in=uris)
    best: dict[str, tuple[Any, Name]] = {}
    for uri, release, given, text in rows.values_list("concept__uri", "concept__release", "lang", "text").iterator():
        if uri in uris:
            rank = (_language_rank(given, lang), order[release][0])
            if uri not in best or rank < best[uri][0]:
                best[uri] = (rank, Name(text, given, order[release][1]))
    return {uri: name for uri, (_, name) in best.items()}
