"""What is known of programmes, as arrays, and what a person tells of learning. nan is unknown, never zero.

Sizes: p programmes, n occupations, s school subjects, w ways of learning, r regions.
"""

from __future__ import annotations

from dataclasses import dataclass

import scipy.sparse as sp

from wending.engine.fit.data import Floats


@dataclass(frozen=True, eq=False)
class StudyData:
    """Hold what is known of programmes.

    leads: p x n CSR of 0 and 1, the occupations a programme leads to. subjects: p x s, how much of a school subject is
    in its field, 0..1, rows of nan where the field is unknown. ways: p x w of 0 and 1, likewise. regions: p x r of 0
    and 1, where it is offered, rows of nan where no offer is known. chance: p, the chance of work 0..1. level: p, NLQF
    1..8. riasec: n x 6 interest scores of occupations, each row on any scale.
    """

    programmes: tuple[str, ...]
    leads: sp.csr_matrix
    subjects: Floats
    ways: Floats
    regions: Floats
    chance: Floats
    level: Floats
    riasec: Floats

    def __post_init__(self) -> None:
        """Refuse arrays of unequal sizes with ValueError."""
        p, n = self.leads.shape
        rows = {len(self.programmes), len(self.subjects), len(self.ways), len(self.regions)}
        if rows | {len(self.chance), len(self.level)} != {p} or self.riasec.shape != (n, 6):
            raise ValueError(f"the arrays are not all of {p} programmes and {n} occupations")


@dataclass(frozen=True, eq=False)
class Learner:
    """Hold what a person tells; numbers are columns of StudyData.

    riasec: six interest scores on any scale, None unknown. liked and disliked: subjects. ways: wanted ways of learning.
    region: where they want to learn, None anywhere. wishes: n, how well each occupation fits what they seek in work,
    0..1, None when they told nothing of it.
    """

    riasec: tuple[float, ...] | None = None
    liked: frozenset[int] = frozenset()
    disliked: frozenset[int] = frozenset()
    ways: frozenset[int] = frozenset()
    region: int | None = None
    wishes: Floats | None = None
