"""Rank many profiles of skills at once: the same totals as one by one, without explanations.

Cost grows linearly with the number of profiles; only skills count here, the other parts are unknown.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit.credit import Credit
from wending.engine.fit.data import Floats
from wending.engine.fit.needs import Needs, stretches

BLOCK = 128
# Groups of this many columns give the edge below which nothing can be among the best.
GROUP = 16


class BatchRanker:
    """Rank blocks of profiles by the four skill parts under fixed weights.

    needs: of n occupations, m skills. weights: 4, essential, optional, related, used.
    """

    def __init__(self, needs: Needs, credit: Credit, weights: Floats) -> None:
        """Keep the inputs and fold the weights into the matrices, each occupation over what it has known."""
        has_essential, has_optional = np.diff(needs.essential.indptr) > 0, np.diff(needs.optional.indptr) > 0
        has_any = has_essential | has_optional
        weighed = np.column_stack([has_essential, has_optional, has_any, has_any]) @ weights
        scale = 1 / np.where(weighed > 0, weighed, 1.0)
        self._credit = credit
        self._rarity = needs.rarity
        self._related = sp.csr_matrix(sp.diags(scale * weights[2]) @ needs.whole).astype(np.float32)
        # Exact and used by skill, on one pattern: that of asked.
        asked = needs.asked
        pattern = sp.csr_matrix((np.ones_like(asked.data), asked.indices, asked.indptr), shape=asked.shape)
        exact = sp.diags(scale) @ (weights[0] * needs.essential + weights[1] * needs.optional)
        self._used = sp.csr_matrix(sp.diags(scale * weights[3]) @ asked).T.tocsr()
        self._exact = sp.csr_matrix(pattern + exact).T.tocsr()
        self._exact.data -= 1

    def rank(self, strengths: sp.csr_matrix, limit: int, threads: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return numbers and totals (profiles x limit, best first, ties by URI); strengths: profiles x m in 0..1."""
        profiles, n = strengths.shape[0], self._related.shape[0]
        limit = min(limit, n)
        strengths = strengths.sorted_indices()
        numbers = np.zeros((profiles, limit), dtype=np.int32)
        totals = np.zeros((profiles, limit), dtype=np.float32)

        def fill(start: int) -> None:
            part = slice(start, start + BLOCK)
            numbers[part], totals[part] = best(self._totals(strengths[part]), limit)

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, range(0, profiles, BLOCK)))
        return numbers, totals

    def _totals(self, strengths: sp.csr_matrix) -> NDArray[np.float32]:
        return np.asarray((self._related @ self._covered(strengths)).T + self._direct(strengths), dtype=np.float32)

    def _direct(self, strengths: sp.csr_matrix) -> Floats:
        """Return profiles x n: what own skills give that are needed themselves."""
        profiles, n = strengths.shape[0], self._related.shape[0]
        profile = np.repeat(np.arange(profiles), np.diff(strengths.indptr))
        own = np.bincount(profile, weights=strengths.data * self._rarity[strengths.indices], minlength=profiles)
        share = strengths.data / np.where(own > 0, own, 1.0)[profile]
        entries, lengths = stretches(self._exact.indptr, strengths.indices)
        values = np.repeat(strengths.data, lengths) * self._exact.data[entries]
        values += np.repeat(share, lengths) * self._used.data[entries]
        at = np.repeat(profile * n, lengths) + self._exact.indices[entries]
        return np.asarray(np.bincount(at, weights=values, minlength=profiles * n), dtype=float).reshape(profiles, n)

    def _covered(self, strengths: sp.csr_matrix) -> NDArray[np.float32]:
        """Return needed skills x profiles: the best of strength x credit over own skills."""
        profiles, m = strengths.shape
        entries, lengths = stretches(self._credit.indptr, strengths.indices)
        profile = np.repeat(np.arange(profiles), np.diff(strengths.indptr))
        offered = np.repeat(strengths.data, lengths) * self._credit.amounts[entries]
        at = self._credit.indices[entries].astype(np.int64) * profiles + np.repeat(profile, lengths)
        covered = np.zeros(m * profiles, dtype=np.float32)
        np.maximum.at(covered, at, offered.astype(np.float32))
        return covered.reshape(m, profiles)


def best(totals: NDArray[np.float32], limit: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the numbers and values of the limit highest per row, highest first, equals by number.

    The limit-th highest of group maxima is an edge that at least limit values reach: only those are sorted.
    """
    rows, n = totals.shape
    limit = min(limit, n)
    groups = n // GROUP
    edge = np.full(rows, -np.inf, dtype=np.float32)
    if groups >= limit:
        highest = totals[:, : groups * GROUP].reshape(rows, GROUP, groups).max(axis=1)
        edge = np.partition(highest, groups - limit, axis=1)[:, groups - limit]
    row, number = np.nonzero(totals >= edge[:, None])
    values = totals[row, number]
    order = np.lexsort((number, -values, row))
    starts = np.searchsorted(row, np.arange(rows))
    first = order[starts[:, None] + np.arange(limit)]
    return number[first].astype(np.int32), values[first]
