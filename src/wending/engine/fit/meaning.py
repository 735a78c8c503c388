"""What an occupation is about, as a short vector: its skills, its texts and its place in ISCO.

For likeness between occupations from ESCO alone, or from an embedded catalogue; no word lists, no trained language.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from wending.engine.fit.credit import Credit
from wending.engine.fit.data import FitData, Floats
from wending.engine.fit.needs import Needs
from wending.engine.fit.text import latent_factors, unit_rows, unit_vectors, word_weights

FACTORS = 80
ISCO_SHARE = 0.5
# An occupation is drawn a little towards the mean of its ISCO unit group (4 digits) and minor group (3 digits).
PULL = {4: 0.3, 3: 0.3}


def meaning(data: FitData, needs: Needs, credit: Credit) -> Floats:
    """Return n x k vectors of length 1: latent factors of what is needed and of texts, pulled to the ISCO groups.

    Blocks: needed skills spread to the skills they help with; texts; names of needed skills; text of the ISCO group;
    and where the data has them vectors of what occupations are about, seen from their mean.
    """
    m = len(data.skills)
    spread = sp.csr_matrix((credit.amounts, credit.indices, credit.indptr), shape=(m, m))
    needed = [needs.of(number)[0] for number in range(len(data.occupations))]
    blocks = [
        unit_rows(needs.whole @ spread @ sp.diags(needs.rarity)),
        word_weights(data.occupation_texts),
        word_weights([" ".join(data.skill_texts[skill] for skill in row) for row in needed]),
        ISCO_SHARE * word_weights([data.isco_texts.get(code, "") for code in data.isco]),
    ]
    if data.occupation_vectors is not None:
        blocks.append(sp.csr_matrix(around_mean(data.occupation_vectors)))
    own = unit_vectors(latent_factors(sp.hstack(blocks).tocsr(), FACTORS))
    pulled = own.copy()
    for digits, pull in PULL.items():
        pulled += pull * group_means(own, [code[:digits] for code in data.isco])
    return unit_vectors(pulled)


def around_mean(vectors: Floats) -> Floats:
    """Return the known rows minus their mean, at length 1; a row of 0 is unknown and stays 0."""
    is_known = np.abs(vectors).sum(axis=1, keepdims=True) > 0
    if not is_known.any():
        return vectors
    return unit_vectors(np.where(is_known, vectors - vectors[is_known.ravel()].mean(axis=0), 0.0))


def group_means(vectors: Floats, groups: list[str]) -> Floats:
    """Return for every row the mean of the rows of its group; the row itself where the group is ''."""
    means = vectors.copy()
    for group in sorted(set(groups) - {""}):
        members = np.flatnonzero([other == group for other in groups])
        means[members] = vectors[members].mean(axis=0)
    return means
