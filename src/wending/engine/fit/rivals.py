"""Rankings that other systems use, to be measured beside ours on the same data.

Written from their public descriptions, without their encoders; never used to answer a person.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit.data import FitData, Floats
from wending.engine.fit.needs import learn_needs
from wending.engine.fit.text import unit_rows, word_weights

# Words of two skills less alike than this are no match at all.
LEAST_LIKENESS = 0.3


class MatchedPercentage:
    """Matched essentials over all essentials of the destination (National Careers Service, "match skills")."""

    def __init__(self, data: FitData) -> None:
        """Keep the essential skills."""
        self._essential = data.whole().essential
        self._sizes = np.maximum(np.diff(self._essential.indptr), 1)

    def scores_of(self, origin: int) -> Floats:
        """Return the share of each destination's essentials (n, 0..1) that the origin has."""
        return np.asarray((self._essential @ self._essential[origin].T).toarray().ravel() / self._sizes)


class RarityCosine:
    """Cosine of skills weighted by rarity, essential and optional alike."""

    def __init__(self, data: FitData) -> None:
        """Keep the weighted skills, rows of length 1."""
        data = data.whole()
        self._skills = unit_rows(learn_needs(data.essential, data.optional).asked)

    def scores_of(self, origin: int) -> Floats:
        """Return the cosine with each occupation (n, 0..1)."""
        return np.asarray((self._skills @ self._skills[origin].T).todense()).ravel()


class OneToOne:
    """Greedy one-to-one matching of essential skills by likeness, over the larger number of skills.

    The shape of Mapping Career Causeways (Nesta 2020), with word overlap of the skills' names for its encoder.
    """

    def __init__(self, data: FitData) -> None:
        """Keep essential skills, and the words of skills."""
        data = data.whole()
        self._essential = data.essential
        self._needs = data.essential.tocoo()
        self._words = word_weights(data.skill_texts)

    def scores_of(self, origin: int) -> Floats:
        """Return the scores (n) for the essential skills of an occupation."""
        indptr = self._essential.indptr
        return self.scores_for(self._essential.indices[indptr[origin] : indptr[origin + 1]])

    def scores_for(self, own: NDArray[np.int32]) -> Floats:
        """Return the summed likeness of matched pairs / larger number of skills (n, 0..1) for every destination."""
        alike = (self._words[own] @ self._words.T).toarray()
        alike[np.arange(len(own)), own] = 1.0
        needed = self._needs.col
        pair_own, entry = np.nonzero(alike[:, needed] >= LEAST_LIKENESS)
        summed = greedy_sums(
            self._needs.row[entry], pair_own, needed[entry], alike[pair_own, needed[entry]], self._essential.shape[0]
        )
        return np.asarray(summed / np.maximum(np.maximum(np.diff(self._essential.indptr), len(own)), 1))


def greedy_sums(
    destination: NDArray[np.int64], own: NDArray[np.int64], needed: NDArray[np.int64], alike: Floats, n: int
) -> Floats:
    """Return per destination (n) the sum over pairs taken greedily: the most alike first, each skill once.

    The first four arrays describe possible pairs; between equals the first own skill, then the first needed one wins.
    All destinations take their next pair in one round.
    """
    sums = np.zeros(n)
    order = np.lexsort((needed, own, -alike, destination))
    destination, own, needed, alike = destination[order], own[order], needed[order], alike[order]
    while len(destination):
        is_first = np.ones(len(destination), dtype=bool)
        is_first[1:] = destination[1:] != destination[:-1]
        taken = np.cumsum(is_first) - 1
        sums[destination[is_first]] += alike[is_first]
        keep = (own != own[is_first][taken]) & (needed != needed[is_first][taken])
        destination, own, needed, alike = destination[keep], own[keep], needed[keep], alike[keep]
    return sums
