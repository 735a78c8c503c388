"""What occupations need, weighted by rarity: the matrices every part of fit is a product with.

Not a model of people. Rarity comes from the whole release and never from the candidates of one question.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit.data import Floats

OPTIONAL_SHARE = 0.5


@dataclass(frozen=True, eq=False)
class Needs:
    """Hold rarity (m), four n x m CSR matrices and, for every entry of whole, whether that need is essential.

    essential, optional, whole: shares of what an occupation needs, rows sum to 1 or are empty; whole counts optional
    needs for half. asked: the rarity of every needed skill, essential or optional.
    """

    rarity: Floats
    essential: sp.csr_matrix
    optional: sp.csr_matrix
    whole: sp.csr_matrix
    asked: sp.csr_matrix
    is_essential: NDArray[np.bool_]

    def of(self, occupation: int) -> tuple[NDArray[np.int32], Floats, NDArray[np.bool_]]:
        """Return the skills an occupation needs, their shares of the whole and whether each is essential."""
        part = slice(self.whole.indptr[occupation], self.whole.indptr[occupation + 1])
        return self.whole.indices[part], self.whole.data[part], self.is_essential[part]


def learn_needs(essential: sp.csr_matrix, optional: sp.csr_matrix) -> Needs:
    """Return the needs of n occupations from two n x m matrices of ones; essential wins where both say so."""
    n = essential.shape[0]
    optional = sp.csr_matrix(optional - optional.multiply(essential))
    optional.eliminate_zeros()
    either = sp.csr_matrix(essential + optional)
    rarity = rarities(np.asarray(either.sum(axis=0)).ravel(), n)
    scale = sp.diags(rarity)
    marked = sp.csr_matrix(either + essential)
    marked.sort_indices()
    return Needs(
        rarity=rarity,
        essential=_shares(essential @ scale),
        optional=_shares(optional @ scale),
        whole=_shares((essential + OPTIONAL_SHARE * optional) @ scale),
        asked=sp.csr_matrix(either @ scale),
        is_essential=marked.data > 1,
    )


def rarities(occupations_with: Floats, n: int) -> Floats:
    """Return ln(1 + n / (1 + occupations that need the skill)): above 0, higher for rare skills.

    Inverse document frequency after Spärck Jones (1972), kept positive.
    """
    return np.asarray(np.log1p(n / (1.0 + occupations_with)))


def _shares(matrix: sp.csr_matrix) -> sp.csr_matrix:
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    made = sp.csr_matrix(sp.diags(1 / np.where(sums > 0, sums, 1.0)) @ matrix)
    made.sort_indices()
    return made


class Columns:
    """Read a column of the needs quickly: which occupations need a skill, and how much."""

    def __init__(self, needs: Needs) -> None:
        """Keep the four matrices by column."""
        self._by_name = {name: getattr(needs, name).tocsc() for name in ("essential", "optional", "whole", "asked")}

    def of(self, name: str, skill: int) -> tuple[NDArray[np.int32], Floats]:
        """Return the occupations that need a skill and their values in the named matrix."""
        matrix = self._by_name[name]
        part = slice(matrix.indptr[skill], matrix.indptr[skill + 1])
        return matrix.indices[part], matrix.data[part]

    def sums(self, name: str, skills: NDArray[np.int32], amounts: Floats) -> Floats:
        """Return per occupation (n) the sum of amount x value over some columns of the named matrix."""
        matrix = self._by_name[name]
        entries, lengths = stretches(matrix.indptr, skills)
        weighed = np.repeat(amounts, lengths) * matrix.data[entries]
        return np.asarray(np.bincount(matrix.indices[entries], weights=weighed, minlength=matrix.shape[0]), dtype=float)


def stretches(indptr: NDArray[np.integer], rows: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions of the entries of some CSR rows, one row after the other, and how many each has."""
    starts = indptr[rows].astype(np.int64)
    lengths = indptr[rows + 1] - starts
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths), lengths
