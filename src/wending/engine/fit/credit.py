"""How far one skill stands in for another: 1 for itself, less for a relative, and through what.

Uses only the published hierarchy and relations between skills, so that every credit can be named. Not a likeness of
wording. Rows are own skills, columns needed skills.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit.data import Floats

# A narrower skill shows most of the broader one; the other way round much less. A skill that needs knowledge shows it.
NARROWER, BROADER = 0.8, 0.4
NEEDS, NEEDED_BY = 0.6, 0.3
# Two skills of one group: half at most, halved per step up, and less as the group is larger (none from 200 on).
GROUP, STEP, LARGEST = 0.5, 0.5, 200
LEAST = 0.1

VIA_NARROWER, VIA_BROADER, VIA_RELATION, VIA_SELF = -1, -2, -3, -4


@dataclass(frozen=True, eq=False)
class Credit:
    """Hold credits as CSR arrays over m own skills: needed skill, credit in (0, 1], via (group number or VIA_*)."""

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    amounts: Floats
    via: NDArray[np.int32]

    def of(self, own: int) -> tuple[NDArray[np.int32], Floats, NDArray[np.int32]]:
        """Return the needed skills that an own skill helps with, how far, and via what."""
        part = slice(self.indptr[own], self.indptr[own + 1])
        return self.indices[part], self.amounts[part], self.via[part]


def group_credit(size: int, steps: int) -> float:
    """Return the credit between two skills that share a group: size of the group, steps beyond its direct members."""
    return float(GROUP * STEP**steps * max(0.0, 1.0 - np.log(size) / np.log(LARGEST)))


def learn_credit(steps: sp.csr_matrix, broader: sp.csr_matrix, relations: sp.csr_matrix) -> Credit:
    """Return all credits of at least LEAST; where two ways lead to a skill the higher counts, then the nearer kind.

    steps: m x g steps from skill to group; broader: m x m narrower to broader; relations: m x m, 1 needs, .5 optional.
    """
    m = steps.shape[0]
    found: list[tuple[NDArray[np.int64], NDArray[np.int64], Floats, int]] = []
    own = np.arange(m)
    found.append((own, own, np.ones(m), VIA_SELF))
    near = broader.tocoo()
    found.append((near.row, near.col, np.full(near.nnz, NARROWER), VIA_NARROWER))
    found.append((near.col, near.row, np.full(near.nnz, BROADER), VIA_BROADER))
    related = relations.tocoo()
    found.append((related.row, related.col, NEEDS * related.data, VIA_RELATION))
    found.append((related.col, related.row, NEEDED_BY * related.data, VIA_RELATION))
    members = steps.tocsc()
    for group in range(steps.shape[1]):
        part = slice(members.indptr[group], members.indptr[group + 1])
        skills, away = members.indices[part].astype(np.int64), members.data[part] - 1
        if len(skills) < 2 or group_credit(len(skills), 0) < LEAST:
            continue
        amounts = group_credit(len(skills), 0) * STEP ** (away[:, None] + away[None, :])
        left, right = np.nonzero(amounts >= LEAST)
        apart = left != right
        found.append((skills[left[apart]], skills[right[apart]], amounts[left[apart], right[apart]], group))
    rows, columns = (np.concatenate([f[k] for f in found]) for k in (0, 1))
    amounts = np.concatenate([f[2] for f in found])
    via = np.concatenate([np.full(len(f[0]), f[3]) for f in found])
    order = np.lexsort((via, -amounts, columns, rows))
    rows, columns, amounts, via = rows[order], columns[order], amounts[order], via[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    keep = first & (amounts >= LEAST)
    indptr = np.zeros(m + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows[keep], minlength=m), out=indptr[1:])
    return Credit(indptr, columns[keep].astype(np.int32), amounts[keep], via[keep].astype(np.int32))
