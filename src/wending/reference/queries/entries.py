"""Everything that a text search may find, entry by entry, for building its index. The searching is done elsewhere."""

from collections.abc import Iterator
from typing import NamedTuple

from wending.reference.models import Label, Occupation, Skill, Text
from wending.reference.queries.releases import framework, releases_in_force


class SearchEntry(NamedTuple):
    """One name of one occupation or skill. `description` goes with the preferred name in its language, else empty.

    label_type: preferred, alternative or hidden (found, never shown; of some skills all other names run together).
    """

    uri: str
    kind: str
    lang: str
    label_type: str
    text: str
    description: str


def search_entries() -> Iterator[SearchEntry]:
    """Yield all names of the occupations and skills of the framework, and what the catalogue calls the same ones."""
    main = framework()
    if main is None:
        return
    kinds = ("occupation", "skill")
    known = set(Occupation.objects.filter(concept__release=main.id).values_list("concept__uri", flat=True))
    known |= set(Skill.objects.filter(concept__release=main.id).values_list("concept__uri", flat=True))
    overlay = [r.id for r in releases_in_force() if r.source == "catalogue" and r.id != main.id]
    for release in [main.id, *overlay]:
        rows = Text.objects.filter(
            concept__release=release, concept__kind__in=kinds, type__in=["description", "one_liner"]
        )
        longer: dict[tuple[str, str], str] = {}
        for uri, lang, text in rows.values_list("concept__uri", "lang", "text").order_by("pk").iterator():
            longer[uri, lang] = f"{longer[uri, lang]} {text}" if (uri, lang) in longer else text
        labels = Label.objects.filter(concept__release=release, concept__kind__in=kinds).order_by("pk")
        for uri, kind, lang, label_type, text in labels.values_list(
            "concept__uri", "concept__kind", "lang", "type", "text"
        ).iterator():
            if uri in known:
                description = longer.get((uri, lang), "") if label_type == "preferred" else ""
                yield SearchEntry(uri, kind, lang, label_type, text, description)
