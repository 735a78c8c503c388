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
from wending.engine.fit.needs import Needs

BLOCK = 256


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
        exact = weights[0] * needs.essential + weights[1] * needs.optional
        self._exact = sp.csc_matrix(sp.diags(scale) @ exact).T.tocsr().astype(np.float32)
        self._used = sp.csc_matrix(sp.diags(scale * weights[3]) @ needs.asked).T.tocsr().astype(np.float32)
        self._related = sp.csr_matrix(sp.diags(scale * weights[2]) @ needs.whole).astype(np.float32)

    def rank(self, strengths: sp.csr_matrix, limit: int, threads: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return numbers and totals (profiles x limit, best first, ties by URI); strengths: profiles x m in 0..1."""
        profiles, n = strengths.shape[0], self._related.shape[0]
        limit = min(limit, n)
        numbers = np.zeros((profiles, limit), dtype=np.int32)
        totals = np.zeros((profiles, limit), dtype=np.float32)

        def fill(start: int) -> None:
            part = slice(start, start + BLOCK)
            numbers[part], totals[part] = best(self._totals(strengths[part]), limit)

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, range(0, profiles, BLOCK)))
        return numbers, totals

    def _totals(self, strengths: sp.csr_matrix) -> NDArray[np.float32]:
        own = strengths @ self._rarity
        share = sp.diags(1 / np.where(own > 0, own, 1.0))
        direct = (strengths @ self._exact + (share @ strengths) @ self._used).toarray()
        related = self._related @ self._covered(strengths)
        return np.asarray(related.T + direct, dtype=np.float32)

    def _covered(self, strengths: sp.csr_matrix) -> NDArray[np.float32]:
        """Return needed skills x profiles: the best of strength x credit over own skills."""
        indptr = self._credit.indptr
        starts, lengths = indptr[strengths.indices], np.diff(indptr)[strengths.indices]
        ends = np.cumsum(lengths)
        entries = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
        profile = np.repeat(np.arange(strengths.shape[0]), np.diff(strengths.indptr))
        offered = np.repeat(strengths.data, lengths) * self._credit.amounts[entries]
        at = self._credit.indices[entries].astype(np.int64) * strengths.shape[0] + np.repeat(profile, lengths)
        covered = np.zeros(strengths.shape[1] * strengths.shape[0], dtype=np.float32)
        np.maximum.at(covered, at, offered.astype(np.float32))
        return covered.reshape(strengths.shape[1], strengths.shape[0])


def best(totals: NDArray[np.float32], limit: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the numbers and values of the limit highest per row, highest first, equals by number."""
    rows, n = totals.shape
    if limit < n:
        # Equals at the edge must be cut by number too: keep all above the edge, then the first ones at it.
        chosen = np.argpartition(totals, n - limit, axis=1)[:, n - limit :]
        edge = np.take_along_axis(totals, chosen, axis=1).min(axis=1)
        for row in np.flatnonzero((totals >= edge[:, None]).sum(axis=1) > limit):
            above = np.flatnonzero(totals[row] > edge[row])
            level = np.flatnonzero(totals[row] == edge[row])[: limit - len(above)]
            chosen[row] = np.concatenate([above, level])
    else:
        chosen = np.tile(np.arange(n), (rows, 1))
    chosen.sort(axis=1)
    values = np.take_along_axis(totals, chosen, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(chosen, order, axis=1).astype(np.int32), np.take_along_axis(values, order, axis=1)
