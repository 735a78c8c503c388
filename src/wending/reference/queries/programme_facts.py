"""What programmes take, ask, teach and lead to, for all of them at once and without words: to reckon with.

Not for a page: names and lines are in `programmes`. Empty and None mean unknown, as there.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from wending.reference.models import Programme, ProgrammeOccupation, ProgrammeSkill
from wending.reference.queries.releases import release_in_force


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme without words: `level` and `entry` are ids of levels, `requires` ids of programmes of which one comes
    first, `occupations` and `skills` URIs of what it leads to and teaches; `isced_f` its field, `code` in a register.
    """

    id: str
    sector: str
    kind: str
    level: str
    nlqf: str
    isced_f: str
    code: str
    duration_months: int | None
    modes: tuple[str, ...]
    entry: tuple[str, ...]
    requires: tuple[str, ...]
    selection: str
    occupations: frozenset[str]
    skills: frozenset[str]


def programme_facts() -> tuple[ProgrammeFacts, ...]:
    """Return all programmes by id; read once for each release in force."""
    release = release_in_force("catalogue")
    return () if release is None else _facts(release.id, release.digest)


# A release never changes once it is ready: its id and digest tell it apart.
@lru_cache(maxsize=2)
def _facts(release_id: int, digest: str) -> tuple[ProgrammeFacts, ...]:
    here = {"programme__release": release_id}
    leads: dict[int, set[str]] = defaultdict(set)
    teaches: dict[int, set[str]] = defaultdict(set)
    for programme, uri in ProgrammeOccupation.objects.filter(**here).values_list("programme", "occupation__uri"):
        leads[programme].add(uri)
    for programme, uri in ProgrammeSkill.objects.filter(**here).values_list("programme", "skill__uri"):
        teaches[programme].add(uri)
    return tuple(
        ProgrammeFacts(
            id=row.key,
            sector=row.sector,
            kind=row.kind,
            level=row.level,
            nlqf=row.nlqf,
            isced_f=row.isced_f,
            code=row.code,
            duration_months=row.duration_months,
            modes=tuple(row.modes.split()),
            entry=tuple(row.entry.split()),
            requires=tuple(row.requires.split()),
            selection=row.selection,
            occupations=frozenset(leads[row.pk]),
            skills=frozenset(teaches[row.pk]),
        )
        for row in Programme.objects.filter(release=release_id).order_by("key")
    )
