"""Code lists, and under which codes an occupation is found in figures: ISCO-08, BRC 2014 and what is linked to them.

A group of BRC 2014 comes from a table of links when one is loaded, else from what the embedded catalogue says; each
answer tells which.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from wending.reference.models import Code, CodeLink, Occupation
from wending.reference.queries.releases import ReleaseInfo, framework, release_in_force, releases_in_force

BRC, ISCO, ESCO = "brc2014", "isco08", "esco"
LINKS, CATALOGUE = "links", "catalogue"
CodeRef = tuple[str, str]  # a code list and a code of it


@dataclass(frozen=True, slots=True)
class CodeItem:
    """An entry of a code list with its name and the language of that; `broader` is a code of the same list."""

    system: str
    code: str
    name: str
    lang: str
    broader: str
    source: ReleaseInfo


@dataclass(frozen=True, slots=True)
class BrcGroup:
    """The group of BRC 2014 that an occupation falls under. `basis`: links (a loaded table) or catalogue."""

    code: str
    basis: str
    source: ReleaseInfo


@dataclass(frozen=True, slots=True)
class PlacedOccupation:
    """An occupation of the embedded catalogue: unit group, sector, usual levels ("" unknown) and group of BRC 2014."""

    uri: str
    isco_code: str
    sector: str
    nlqf_low: str
    nlqf_high: str
    brc: BrcGroup | None


def code_list(system: str, lang: str) -> dict[str, CodeItem]:
    """Return a whole code list by code, with names in `lang` where there are any; empty when not loaded."""
    sources = {release.id: release for release in releases_in_force()}
    rows = Code.objects.filter(system=system, release__in=sources).order_by("release", "code")
    found = {}
    for row in rows:
        name, given = (row.name_en, "en") if lang == "en" and row.name_en else (row.name_nl, "nl")
        found[row.code] = CodeItem(system, row.code, name, given, row.broader, sources[row.release_id])
    return found


def codes_of_occupation(uri: str, isco_code: str) -> list[CodeRef]:
    """Return under which codes figures and moves may speak of an occupation, from narrow to broad.

    Its own URI, its ISCO-08 unit group, its BRC 2014 group and what is around it, each followed by what it links to.
    """
    group = brc_groups([uri]).get(uri)
    return with_links(
        [(ESCO, uri), (ISCO, isco_code), *((BRC, code) for code in (around(group.code) if group else []))]
    )


def with_links(codes: Iterable[CodeRef]) -> list[CodeRef]:
    """Return codes, each followed by what other lists than BRC 2014 have for it; each once."""
    releases = [release.id for release in releases_in_force()]
    wanted: dict[str, list[str]] = defaultdict(list)
    asked = list(codes)
    for system, code in asked:
        wanted[system].append(code)
    linked: dict[CodeRef, set[CodeRef]] = defaultdict(set)
    for system, found in wanted.items():
        rows = CodeLink.objects.filter(from_system=system, from_code__in=found, release__in=releases)
        for code, *to in rows.exclude(to_system=BRC).values_list("from_code", "to_system", "to_code"):
            linked[system, code].add((to[0], to[1]))
    return list(dict.fromkeys(one for ref in asked for one in (ref, *sorted(linked[ref]))))


def around(group: str) -> list[str]:
    """Return a group of BRC 2014 (4 digits) and the segment (3) and class (2) around it, from narrow to broad."""
    return [group[:digits] for digits in (4, 3, 2)]


def brc_groups(uris: Collection[str]) -> dict[str, BrcGroup]:
    """Return the group of BRC 2014 of each occupation, where it is known without doubt.

    Known is one link from its ISCO-08 unit group, or the one among several that the catalogue names; without any link
    what the catalogue says of the occupation, or agrees on for all its occupations of that unit group.
    """
    main = framework()
    if main is None:
        return {}
    wanted = set(uris)
    asked = Q(concept__release=main.id, concept__uri__in=wanted)
    isco = dict(Occupation.objects.filter(asked).values_list("concept__uri", "isco_code"))
    known = _Known()
    return {uri: group for uri, code in isco.items() if (group := known.group(uri, code))}


def placed_occupations() -> list[PlacedOccupation]:
    """Return every occupation of the embedded catalogue with its sector, levels and group, by URI."""
    catalogue = release_in_force(CATALOGUE)
    if catalogue is None:
        return []
    known = _Known()
    rows = Occupation.objects.filter(concept__release=catalogue.id).order_by("concept__uri")
    columns = ("concept__uri", "isco_code", "sector", "nlqf_low", "nlqf_high")
    return [
        PlacedOccupation(uri, isco, sector, low, high, known.group(uri, isco))
        for uri, isco, sector, low, high in rows.values_list(*columns)
    ]


class _Known:
    """What is known of ISCO-08 and BRC 2014, read once."""

    def __init__(self) -> None:
        sources = {release.id: release for release in releases_in_force()}
        self.links: dict[str, dict[str, ReleaseInfo]] = defaultdict(dict)
        rows = CodeLink.objects.filter(from_system=ISCO, to_system=BRC, release__in=sources)
        for isco, brc, release in rows.values_list("from_code", "to_code", "release_id"):
            self.links[isco][brc] = sources[release]
        self.catalogue = release_in_force(CATALOGUE)
        self.own: dict[str, str] = {}
        self.agreed: dict[str, set[str]] = defaultdict(set)
        if self.catalogue:
            told = Occupation.objects.filter(concept__release=self.catalogue.id)
            for uri, isco, brc in told.values_list("concept__uri", "isco_code", "brc"):
                self.own[uri] = brc
                self.agreed[isco].add(brc)

    def group(self, uri: str, isco: str) -> BrcGroup | None:
        """Return the group of one occupation, None when it is not known or in doubt."""
        linked, own = self.links.get(isco), self.own.get(uri, "")
        if linked:
            one = own if own in linked else next(iter(linked)) if len(linked) == 1 else ""
            return BrcGroup(one, LINKS, linked[one]) if one else None
        # Empty in the catalogue is not certain: where one of a unit group is, the others cannot speak for it.
        agreed = self.agreed.get(isco, set())
        one = own or (next(iter(agreed)) if len(agreed) == 1 else "")
        return BrcGroup(one, CATALOGUE, self.catalogue) if one and self.catalogue else None
