"""What the fit engine is given: occupations, skills and their relations as plain arrays.

A query fills this from the database; nothing here knows a table, a file or a network. Besides the two URI lists and
the essential needs everything may be absent: an embedded catalogue of 150 occupations is as welcome as full ESCO.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# NLQF/EQF range per ISCO-08 major group, from the ISCO-08 skill levels (ILO 2012, table 1: level 1 is ISCED 1, level 2
# is ISCED 2-4, level 3 is ISCED 5, level 4 is ISCED 6-8). A rough stand-in where a source gives no level.
ISCO_LEVELS = {
    "1": (5.0, 8.0),
    "2": (6.0, 8.0),
    "3": (4.0, 5.0),
    "4": (2.0, 4.0),
    "5": (2.0, 4.0),
    "6": (2.0, 4.0),
    "7": (2.0, 4.0),
    "8": (2.0, 4.0),
    "9": (1.0, 2.0),
}


@dataclass(frozen=True, eq=False)
class WorkerProfiles:
    """Describe workers per code of another classification (O*NET-SOC), reached through a crosswalk.

    codes: c codes. texts: c texts (title, description, tasks, titles in use), '' when unknown.
    traits: c x d importances (knowledge areas), rows of nan when unknown. interests: c x 6, values: c x 6, nan unknown.
    zones: c job zones 1..5, nan unknown.
    """

    codes: tuple[str, ...]
    texts: tuple[str, ...]
    traits: Floats
    interests: Floats
    values: Floats
    zones: Floats


@dataclass(frozen=True, eq=False)
class FitData:
    """Hold one release of reference data, n occupations and m skills, as the engine wants it.

    essential, optional: n x m CSR, 1 where needed. isco: n codes of four digits, '' unknown.
    level_low, level_high: n, NLQF 1..8, nan unknown. skill_groups: g URIs; skill_group_steps: m x g CSR, steps up from
    a skill to each group above it (1 = its own group). skill_broader: m x m CSR, row is narrower than column.
    skill_relations: m x m CSR, 1 where the row's skill needs the column's skill, .5 where that is optional.
    occupation_texts: n texts (label, other labels, description); skill_texts: m texts; isco_texts: text per ISCO code.
    occupation_vectors: n x v directions that say what an occupation is about (a sentence encoder), rows of 0 unknown.
    sectors: n x s CSR over sector_ids; conditions: n x k in 0..1 over condition_ids (heavy lifting ...), nan unknown.
    hours: n x 2, usual lowest and highest hours a week, nan unknown.
    riasec, values: n x 6, any scale, nan unknown. workers, worker_of (n, row of workers, -1 none): the worker profiles
    and the crosswalk to them; leave out what the crosswalk is not sure of.
    """

    occupations: tuple[str, ...]
    skills: tuple[str, ...]
    essential: sp.csr_matrix
    optional: sp.csr_matrix | None = None
    isco: tuple[str, ...] = ()
    level_low: Floats | None = None
    level_high: Floats | None = None
    skill_groups: tuple[str, ...] = ()
    skill_group_steps: sp.csr_matrix | None = None
    skill_broader: sp.csr_matrix | None = None
    skill_relations: sp.csr_matrix | None = None
    occupation_texts: tuple[str, ...] = ()
    skill_texts: tuple[str, ...] = ()
    occupation_vectors: Floats | None = None
    isco_texts: dict[str, str] = field(default_factory=dict)
    sector_ids: tuple[str, ...] = ()
    sectors: sp.csr_matrix | None = None
    condition_ids: tuple[str, ...] = ()
    conditions: Floats | None = None
    hours: Floats | None = None
    riasec: Floats | None = None
    values: Floats | None = None
    workers: WorkerProfiles | None = None
    worker_of: Ints | None = None

    def whole(self) -> FitData:
        """Return the same data with every absent field filled as unknown and occupations in URI order.

        Raises ValueError when a shape does not agree or a URI occurs twice.
        """
        n, m, g = len(self.occupations), len(self.skills), len(self.skill_groups)
        if len(set(self.occupations)) != n or len(set(self.skills)) != m:
            raise ValueError("an occupation or skill URI occurs twice")
        if not {len(self.isco), len(self.occupation_texts)} <= {0, n} or len(self.skill_texts) not in (0, m):
            raise ValueError("texts and codes must be as many as the occupations or skills they belong to")
        order = np.array(sorted(range(n), key=lambda i: self.occupations[i]), dtype=np.int64)
        isco = self.isco or ("",) * n
        texts = self.occupation_texts or ("",) * n
        low, high = (_vector(v, n) for v in (self.level_low, self.level_high))
        return replace(
            self,
            occupations=tuple(self.occupations[i] for i in order),
            essential=_needs(self.essential, n, m)[order],
            optional=_needs(self.optional, n, m)[order],
            isco=tuple(isco[i] for i in order),
            level_low=low[order],
            level_high=high[order],
            skill_group_steps=_sparse(self.skill_group_steps, m, g),
            skill_broader=_sparse(self.skill_broader, m, m),
            skill_relations=_sparse(self.skill_relations, m, m),
            occupation_texts=tuple(texts[i] for i in order),
            skill_texts=self.skill_texts or ("",) * m,
            occupation_vectors=None if self.occupation_vectors is None else _vectors(self.occupation_vectors, n)[order],
            sectors=_sparse(self.sectors, n, len(self.sector_ids))[order],
            conditions=_table(self.conditions, n, len(self.condition_ids))[order],
            hours=_table(self.hours, n, 2)[order],
            riasec=_table(self.riasec, n, 6)[order],
            values=_table(self.values, n, 6)[order],
            worker_of=np.full(n, -1) if self.worker_of is None else np.asarray(self.worker_of, dtype=np.int64)[order],
        )

    def levels(self) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Return lowest level, highest level (n, NLQF 1..8, nan unknown) and whether they are estimated from ISCO."""
        low, high = np.array(self.level_low, dtype=float), np.array(self.level_high, dtype=float)
        low, high = np.where(np.isnan(low), high, low), np.where(np.isnan(high), low, high)
        is_estimated = np.isnan(low)
        for i in np.flatnonzero(is_estimated):
            low[i], high[i] = ISCO_LEVELS.get(self.isco[i][:1], (np.nan, np.nan))
        return low, high, is_estimated & ~np.isnan(low)


def _needs(matrix: sp.csr_matrix | None, rows: int, columns: int) -> sp.csr_matrix:
    made = _sparse(matrix, rows, columns)
    made.data = np.ones_like(made.data)
    return made


def _sparse(matrix: sp.csr_matrix | None, rows: int, columns: int) -> sp.csr_matrix:
    made = sp.csr_matrix((rows, columns)) if matrix is None else sp.csr_matrix(matrix, dtype=np.float64, copy=True)
    if made.shape != (rows, columns):
        raise ValueError(f"expected a matrix of {rows} x {columns}, got {made.shape[0]} x {made.shape[1]}")
    made.sum_duplicates()
    made.eliminate_zeros()
    return made


def _table(values: Floats | None, rows: int, columns: int) -> Floats:
    made = np.full((rows, columns), np.nan) if values is None else np.asarray(values, dtype=float)
    if made.shape != (rows, columns):
        raise ValueError(f"expected a table of {rows} x {columns}, got {made.shape}")
    return made


def _vectors(values: Floats, rows: int) -> Floats:
    made = np.asarray(values, dtype=float)
    if made.ndim != 2 or len(made) != rows:
        raise ValueError(f"expected {rows} vectors, got {made.shape}")
    return made


def _vector(values: Floats | None, rows: int) -> Floats:
    made = np.full(rows, np.nan) if values is None else np.asarray(values, dtype=float)
    if made.shape != (rows,):
        raise ValueError(f"expected {rows} values, got {made.shape}")
    return made
