"""The sectors of occupations and how near they are to each other. Kinship is computed, it is no count of people."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from wending.engine.fit import BOTH, FitIndex
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.sector_words import sector_name
from wending.orientation.rules.kinship import UNKNOWN, Kin, kin

# Sectors that get a band of their own; the others are taken together.
SHOWN = 7


@dataclass(frozen=True, slots=True)
class KinSector:
    """Another sector: its share (0 to 1) of all kinship, and the two occupations that are nearest."""

    key: str
    label: str
    share: float
    origin: Named | None
    target: Named | None

    @property
    def told(self) -> str:
        """The share in words."""
        return share_words(self.share)


def share_words(share: float) -> str:
    """Return a share (above 0 to 1) in whole per cents."""
    percent = round(100 * share)
    return f"{percent}%" if percent else _("minder dan 1%")


def sector_choices(index: FitIndex) -> dict[str, str]:
    """Return the sectors that have occupations, key and name, by name."""
    used = [key for key in index.surroundings_.sector_ids if key]
    return dict(sorted(((key, sector_name(key)) for key in used), key=lambda pair: pair[1].casefold()))


def sector_numbers(index: FitIndex) -> NDArray[np.int64]:
    """Return per occupation (n) the number of its sector in `sector_ids`, UNKNOWN where no source says."""
    table = index.surroundings_.sectors.tocsr()
    found = np.full(table.shape[0], UNKNOWN, dtype=np.int64)
    has = np.diff(table.indptr) > 0
    found[has] = table.indices[table.indptr[:-1][has]]
    return found


def kin_sectors(sector: str, lang: str) -> list[KinSector]:
    """Return the other sectors by kinship, nearest first; none for an unknown sector."""
    index = fit_index()
    ids = list(index.surroundings_.sector_ids)
    if sector not in ids:
        return []
    found = kin(index.transition_[BOTH], sector_numbers(index), ids.index(sector))
    names = named("occupation", [index.occupations_[k] for one in found for k in (one.origin, one.target)], lang)
    return [_shown(index, ids, one, names) for one in found]


def nearest_sectors() -> dict[str, tuple[str, float]]:
    """Return for every sector the nearest other one, as key -> (key, share)."""
    index = fit_index()
    ids, numbers = list(index.surroundings_.sector_ids), sector_numbers(index)
    found = {key: kin(index.transition_[BOTH], numbers, place) for place, key in enumerate(ids) if key}
    return {key: (ids[ones[0].sector], ones[0].share) for key, ones in found.items() if ones}


def _shown(index: FitIndex, ids: list[str], one: Kin, names: dict[str, Named]) -> KinSector:
    key = ids[one.sector]
    origin, target = (names.get(index.occupations_[k]) for k in (one.origin, one.target))
    return KinSector(key, sector_name(key), one.share, origin, target)
