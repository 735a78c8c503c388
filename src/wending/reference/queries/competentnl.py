"""What CompetentNL says that an occupation needs, with source; nothing when it is not loaded or does not know it.

It stands beside the framework: no occupation, skill or name comes from here. An occupation there needs some 97 of 137
skills, so that what most occupations need says little: within a strength the rarest comes first (inverse document
frequency, as in Spärck Jones 1972).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import cast

from django.db.models import Count

from wending.reference.models import Concept, ConceptMatch, Label, Need, Occupation
from wending.reference.queries.names import Name
from wending.reference.queries.releases import ReleaseInfo, release_in_force
from wending.reference.rules.needs import MATCHES, STRENGTHS, MatchKind, Strength

# Of a concept that matches several, so many are told.
_MOST = 3
_LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class NeededItem:
    """A skill, a piece of knowledge or a task.

    `occupations` counts those of CompetentNL that have it; `rarity` is the logarithm of all of them divided by that
    count, 0 when every occupation has it.
    """

    uri: str
    label: Name
    type: str
    strength: Strength
    occupations: int
    rarity: float


@dataclass(frozen=True, slots=True)
class CompetentOccupation:
    """An occupation of CompetentNL that matches ours, and what it needs, the strongest first and then the rarest.

    `match` tells how: exact, close, broad (ours is broader) or narrow (ours is narrower).
    """

    uri: str
    label: Name
    match: MatchKind
    needs: tuple[NeededItem, ...]
    source: ReleaseInfo

    @property
    def essential(self) -> list[NeededItem]:
        """Skills and knowledge that are essential."""
        return self._skills("essential")

    @property
    def important(self) -> list[NeededItem]:
        """Skills and knowledge that are important."""
        return self._skills("important")

    @property
    def somewhat(self) -> list[NeededItem]:
        """Skills and knowledge that are somewhat important."""
        return self._skills("somewhat")

    @property
    def tasks(self) -> list[NeededItem]:
        """Tasks that belong to the work."""
        return [item for item in self.needs if item.type == "task" and item.strength == "essential"]

    def _skills(self, strength: Strength) -> list[NeededItem]:
        return [item for item in self.needs if item.type != "task" and item.strength == strength]


def competent_occupations(uri: str, lang: str) -> list[CompetentOccupation]:
    """Return the occupations of CompetentNL that match an ESCO occupation, only those of the nearest kind of match.

    Sorted by name, and at most three: more of them say too little of the one asked for.
    """
    release = release_in_force("competentnl")
    if release is None:
        return []
    matches: dict[str, set[str]] = defaultdict(set)
    for theirs, kind in ConceptMatch.objects.filter(release=release.id, to=uri).values_list("uri", "kind"):
        matches[kind].add(theirs)
    for kind in MATCHES:
        rows = Concept.objects.filter(release=release.id, kind="occupation", uri__in=matches[kind])
        if known := dict(rows.values_list("pk", "uri")):
            return _told(known, kind, release, lang)
    return []


def _told(known: dict[int, str], kind: MatchKind, release: ReleaseInfo, lang: str) -> list[CompetentOccupation]:
    labels = _labels(known, lang)
    ordered = sorted(known, key=lambda key: (labels[key].text.casefold(), known[key]))[:_MOST]
    return [CompetentOccupation(known[key], labels[key], kind, _needs(key, release, lang), release) for key in ordered]


def _needs(occupation: int, release: ReleaseInfo, lang: str) -> tuple[NeededItem, ...]:
    rows = Need.objects.filter(occupation=occupation)
    strengths: dict[int, Strength] = {}
    facts: dict[int, tuple[str, str]] = {}
    for key, strength, uri, kind, skill_type in rows.values_list(
        "needed_id", "strength", "needed__uri", "needed__kind", "needed__skill__type"
    ):
        told = cast(Strength, strength)
        # Where both are told of one skill, the stronger counts.
        strengths[key] = min(strengths.get(key, told), told, key=STRENGTHS.index)
        facts[key] = (uri, skill_type or kind)
    labels = _labels(facts, lang)
    spread, total = _spread(release.id, release.digest)
    items = [
        NeededItem(
            uri=uri,
            label=labels[key],
            type=skill_type,
            strength=strengths[key],
            occupations=spread[key],
            rarity=log(total / spread[key]),
        )
        for key, (uri, skill_type) in facts.items()
    ]
    order = {strength: place for place, strength in enumerate(STRENGTHS)}
    return tuple(
        sorted(items, key=lambda item: (order[item.strength], item.occupations, item.label.text.casefold(), item.uri))
    )


@lru_cache(maxsize=2)
def _spread(release: int, digest: str) -> tuple[dict[int, int], int]:
    """Return how many occupations need each concept, and how many there are; a release never changes."""
    rows = Need.objects.filter(occupation__release=release).values_list("needed_id")
    counted = rows.annotate(occupations=Count("occupation", distinct=True))
    return dict(counted), Occupation.objects.filter(concept__release=release).count()


def _labels(keys: Iterable[int], lang: str) -> dict[int, Name]:
    """Return the name of each concept in the language asked for, else in Dutch, else in any."""
    wanted = list(keys)
    best: dict[int, tuple[int, str, str]] = {}
    rows = Label.objects.filter(concept__in=wanted, type="preferred").values_list("concept_id", "lang", "text")
    for key, given, text in rows:
        rank = (0 if given == lang else 1 if given == _LANGUAGE else 2, given, text)
        best[key] = min(best.get(key, rank), rank)
    return {key: Name(best[key][2], best[key][1], "competentnl") for key in wanted}
