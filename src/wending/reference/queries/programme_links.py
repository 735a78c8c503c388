"""What programmes take, ask, teach and lead to, for all of them at once and without words: to reckon with.

Not for a page: names and lines are in `programmes`. Empty and None mean unknown, as there.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from wending.reference.models import Occupation, Programme, ProgrammeOccupation, ProgrammeSkill
from wending.reference.queries.releases import FRAMEWORKS, release_in_force, releases_in_force


@dataclass(frozen=True, slots=True)
class ProgrammeLinks:
    """A programme as its links: `level` and `entry` are ids of levels, `requires` ids of programmes of which one comes
    first, `leads_to` and `teaches` URIs of occupations and skills; `isced_f` its field, empty when unknown.
    """

    id: str
    kind: str
    level: str
    isced_f: str
    duration_months: int | None
    modes: tuple[str, ...]
    entry: tuple[str, ...]
    requires: tuple[str, ...]
    leads_to: frozenset[str]
    teaches: frozenset[str]


def programme_links() -> tuple[ProgrammeLinks, ...]:
    """Return all programmes by id; read once for each release in force."""
    release = release_in_force("catalogue")
    return () if release is None else _links(release.id, release.digest)


# A release never changes once it is ready: its id and digest tell it apart.
@lru_cache(maxsize=2)
def _links(release_id: int, digest: str) -> tuple[ProgrammeLinks, ...]:
    here = {"programme__release": release_id}
    leads: dict[int, set[str]] = defaultdict(set)
    teaches: dict[int, set[str]] = defaultdict(set)
    for programme, uri in ProgrammeOccupation.objects.filter(**here).values_list("programme", "occupation__uri"):
        leads[programme].add(uri)
    for programme, uri in ProgrammeSkill.objects.filter(**here).values_list("programme", "skill__uri"):
        teaches[programme].add(uri)
    return tuple(
        ProgrammeLinks(
            id=row.key,
            kind=row.kind,
            level=row.level,
            isced_f=row.isced_f,
            duration_months=row.duration_months,
            modes=tuple(row.modes.split()),
            entry=tuple(row.entry.split()),
            requires=tuple(row.requires.split()),
            leads_to=frozenset(leads[row.pk]),
            teaches=frozenset(teaches[row.pk]),
        )
        for row in Programme.objects.filter(release=release_id)
        .only("key", "kind", "level", "isced_f", "duration_months", "modes", "entry", "requires")
        .order_by("key")
    )


def regulated(uris: Collection[str]) -> dict[str, bool | None]:
    """Return whether each occupation is regulated, None when unknown; the catalogue speaks before ESCO."""
    in_force = {release.source: release.id for release in releases_in_force()}
    found: dict[str, bool | None] = dict.fromkeys(uris)
    for source in FRAMEWORKS:
        rows = Occupation.objects.filter(concept__release=in_force.get(source), concept__uri__in=list(uris))
        for uri, is_regulated in rows.values_list("concept__uri", "is_regulated"):
            found[uri] = is_regulated if is_regulated is not None else found[uri]
    return found
