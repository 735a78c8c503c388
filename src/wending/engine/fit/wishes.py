"""How an occupation answers a person's wishes: sector, hours, what the body can bear, staying or leaving.

Wishes colour the ranking and are named when an occupation goes against them; they never hide an occupation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from wending.engine.fit.data import Floats
from wending.engine.fit.profile import Preferences, SectorWish

AGAINST = 0.5


@dataclass(frozen=True, eq=False)
class Surroundings:
    """Hold what is known of the work around the skills, for n occupations; fields as in FitData."""

    isco: tuple[str, ...]
    sector_ids: tuple[str, ...]
    sectors: sp.csr_matrix
    condition_ids: tuple[str, ...]
    conditions: Floats
    hours: Floats

    def wishes(self, preferences: Preferences, past: list[int]) -> dict[str, Floats]:
        """Return per expressed wish how far each occupation meets it (n, 0..1, nan unknown).

        Keys: sector, hours, sector_wish and limit:<condition>. past: numbers of past occupations.
        """
        found: dict[str, Floats] = {}
        if preferences.sectors:
            found["sector"] = self._in_sectors(preferences.sectors)
        if preferences.hours is not None:
            low, high = preferences.hours
            overlap = np.minimum(self.hours[:, 1], high) - np.maximum(self.hours[:, 0], low)
            found["hours"] = np.where(np.isnan(overlap), np.nan, (overlap >= 0).astype(float))
        if preferences.sector_wish is not None and past:
            same = self.same_sector(past)
            found["sector_wish"] = same if preferences.sector_wish is SectorWish.STAY else 1 - same
        for limit in sorted(preferences.limits):
            if limit in self.condition_ids:
                found[f"limit:{limit}"] = 1 - np.clip(self.conditions[:, self.condition_ids.index(limit)], 0, 1)
        return found

    def same_sector(self, past: list[int]) -> Floats:
        """Return 1 where an occupation shares a sector with past work (n).

        Where sectors are unknown on either side: 1 where the ISCO sub-major group (2 digits) is the same.
        """
        has_sector = np.diff(self.sectors.indptr) > 0
        groups = np.array([code[:2] for code in self.isco])
        same = np.zeros(len(groups), dtype=bool)
        for number in past:
            shared = np.asarray((self.sectors @ self.sectors[number].T).todense()).ravel() > 0
            by_group = (groups == groups[number]) & (groups[number] != "")
            same |= np.where(has_sector & has_sector[number], shared, by_group)
        return same.astype(float)

    def _in_sectors(self, wanted: frozenset[str]) -> Floats:
        columns = np.array([sector in wanted for sector in self.sector_ids], dtype=float)
        if not columns.any():
            return np.full(len(self.isco), np.nan)
        return np.where(np.diff(self.sectors.indptr) > 0, (self.sectors @ columns > 0).astype(float), np.nan)


def preference_part(wishes: dict[str, Floats], n: int) -> Floats:
    """Return the mean over wishes that are known (n, 0..1); nan where none is."""
    if not wishes:
        return np.full(n, np.nan)
    table = np.column_stack(list(wishes.values()))
    known = (~np.isnan(table)).sum(axis=1)
    return np.where(known > 0, np.nan_to_num(table).sum(axis=1) / np.maximum(known, 1), np.nan)


def conflicts(wishes: dict[str, Floats], occupation: int) -> tuple[str, ...]:
    """Return the wishes an occupation meets for less than half."""
    return tuple(name for name, met in wishes.items() if met[occupation] < AGAINST)
