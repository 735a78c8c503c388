"""How near two occupations are, from several signals with fixed weights, and how well one leads to another.

Relatedness is symmetric; the transition score leans to where the needed skills are already there. Not an observed
move between jobs: it says what people do alike, not where they went.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit.credit import Credit
from wending.engine.fit.data import FitData, Floats, WorkerProfiles
from wending.engine.fit.needs import OPTIONAL_SHARE, Needs
from wending.engine.fit.parts import coverage
from wending.engine.fit.text import latent_factors, unit_rows, unit_vectors, word_weights

ESCO, BOTH = "esco", "esco+onet"
SOURCES = (ESCO, BOTH)

FACTORS = 80
ISCO_SHARE = 0.5
# An occupation is drawn a little towards the mean of its ISCO unit group (4 digits) and minor group (3 digits).
PULL = {4: 0.3, 3: 0.3}
# Tuned on one half of expert judgements of relatedness, checked on the other half: see evaluation.py.
WEIGHTS_ESCO = {"meaning": 1.0}
WEIGHTS_BOTH = {"meaning": 0.05, "tasks": 1.0, "knowledge": 0.7, "interests": 0.35, "zone": 0.1}
# Share of the transition score that comes from the skills the step asks for.
ASYMMETRY = 0.1
# An occupation without worker profile borrows from this many alike ones; such an estimate counts for half.
BORROWED, ESTIMATE = 8, 0.5


@dataclass(frozen=True, eq=False)
class Signal:
    """Hold one likeness: values in 0..1 (r x r), and how each occupation is made of its rows (n x r, sums 1 or 0)."""

    values: NDArray[np.float32]
    made_of: sp.csr_matrix
    is_estimated: NDArray[np.bool_]

    @property
    def mean(self) -> float:
        """Return the mean over pairs of different rows that belong to an occupation: what an unknown pair is."""
        rows = np.unique(self.made_of[~self.is_estimated].indices)
        if len(rows) < 2:
            return 0.0
        found = self.values[np.ix_(rows, rows)].astype(np.float64)
        return float((found.sum() - np.trace(found)) / (len(rows) * (len(rows) - 1)))

    def pairs(self) -> NDArray[np.float32]:
        """Return n x n values: the mean plus the difference from it, which counts for half where it is estimated."""
        mean = np.float32(self.mean)
        made_of = self.made_of.astype(np.float32)
        found = made_of @ (made_of @ (self.values - mean)).T
        found[self.is_estimated] *= np.float32(ESTIMATE)
        found[np.ix_(~self.is_estimated, self.is_estimated)] *= np.float32(ESTIMATE)
        found += mean
        return np.asarray(found)


def meaning_signal(vectors: Floats) -> Signal:
    """Return the signal that needs no worker profiles: cosine of meaning (vectors: n x k, length 1), 0 if negative."""
    n = len(vectors)
    return Signal(_bounded(vectors @ vectors.T), sp.identity(n, format="csr"), np.zeros(n, dtype=bool))


def meaning(data: FitData, needs: Needs, credit: Credit) -> Floats:
    """Return n x k unit vectors: latent factors of what is needed and of texts, pulled to the ISCO groups.

    Blocks: needed skills spread to the skills they help with; texts; names of needed skills; text of the ISCO group.
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
    own = unit_vectors(latent_factors(sp.hstack(blocks).tocsr(), FACTORS))
    pulled = own.copy()
    for digits, pull in PULL.items():
        pulled += pull * group_means(own, [code[:digits] for code in data.isco])
    return unit_vectors(pulled)


def group_means(vectors: Floats, groups: list[str]) -> Floats:
    """Return for every row the mean of the rows of its group; the row itself where the group is ''."""
    means = vectors.copy()
    _, group_of = np.unique(groups, return_inverse=True)
    for number in range(group_of.max() + 1 if len(groups) else 0):
        members = np.flatnonzero(group_of == number)
        if groups[members[0]]:
            means[members] = vectors[members].mean(axis=0)
    return means


def worker_signals(workers: WorkerProfiles, worker_of: NDArray[np.int64], vectors: Floats) -> dict[str, Signal]:
    """Return the signals between worker profiles: tasks and titles in words, knowledge, interests, job zone."""
    words = word_weights(workers.texts, least_texts=2)
    zones = np.abs(workers.zones[:, None] - workers.zones[None, :])
    found = {
        "tasks": ((words @ words.T).toarray(), np.diff(words.indptr) > 0),
        "knowledge": (alike(workers.traits), _complete(workers.traits)),
        "interests": (alike(standard(workers.interests)), _complete(workers.interests)),
        "zone": (1 - np.nan_to_num(zones) / 4, ~np.isnan(workers.zones)),
    }
    signals = {}
    for name, (values, is_known) in found.items():
        row_of = np.where((worker_of >= 0) & is_known[worker_of], worker_of, -1)
        signals[name] = Signal(_bounded(values), *borrow(row_of, len(workers.codes), vectors))
    return signals


def borrow(row_of: NDArray[np.int64], rows: int, vectors: Floats) -> tuple[sp.csr_matrix, NDArray[np.bool_]]:
    """Return how each occupation is made of rows (n x rows), and whether that is estimated.

    A known occupation is its own row. Another is a mix of the rows of the BORROWED known ones nearest in meaning,
    weighed by the fourth power of their cosine; nothing when none is alike.
    """
    known, unknown = np.flatnonzero(row_of >= 0), np.flatnonzero(row_of < 0)
    made_of = sp.lil_matrix((len(row_of), rows))
    made_of[known, row_of[known]] = 1.0
    near = np.maximum(vectors[unknown] @ vectors[known].T, 0)
    for number, row in zip(unknown, near, strict=True):
        lenders = np.argsort(-row, kind="stable")[:BORROWED]
        shares = row[lenders] ** 4
        if shares.sum() > 0:
            mixed = np.bincount(row_of[known[lenders]], weights=shares / shares.sum())
            made_of[number, np.flatnonzero(mixed)] = mixed[mixed > 0]
    return made_of.tocsr(), row_of < 0


def standard(table: Floats) -> Floats:
    """Return the table with every column at mean 0 and deviation 1 over the complete rows."""
    complete = table[_complete(table)]
    if not len(complete):
        return table
    deviation = complete.std(axis=0)
    return np.asarray((table - complete.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0))


def alike(table: Floats) -> Floats:
    """Return (1 + correlation) / 2 between rows; rows with an unknown value give .5."""
    centred = np.nan_to_num(table - table.mean(axis=1, keepdims=True))
    centred = unit_vectors(centred)
    return np.asarray((1 + centred @ centred.T) / 2)


def fuse(signals: dict[str, Signal], weights: dict[str, float]) -> NDArray[np.float32]:
    """Return the weighted mean of the signals (n x n, 0..1, float32), each occupation 1 with itself."""
    fused = sum(np.float32(weight / sum(weights.values())) * signals[name].pairs() for name, weight in weights.items())
    fused = np.clip(fused, 0, 1)
    np.fill_diagonal(fused, 1)
    return fused


def skills_ready(needs: Needs, credit: Credit) -> NDArray[np.float32]:
    """Return origin x destination (n x n, 0..1): needs of the destination that the origin's skills cover.

    Essential skills of the origin count whole, optional ones for half; related skills partly.
    """
    n, m = needs.whole.shape
    ready = np.zeros((n, n), dtype=np.float32)
    for origin in range(n):
        strengths = np.zeros(m)
        for matrix, strength in ((needs.essential, 1.0), (needs.optional, OPTIONAL_SHARE)):
            strengths[matrix.indices[matrix.indptr[origin] : matrix.indptr[origin + 1]]] = strength
        ready[origin] = needs.whole @ coverage(credit, strengths).amount
    return ready


def transition_scores(related: NDArray[np.float32], ready: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (1 - ASYMMETRY) x related + ASYMMETRY x ready, n x n from row to column, 1 on the diagonal."""
    scores = np.float32(1 - ASYMMETRY) * related + np.float32(ASYMMETRY) * ready
    np.fill_diagonal(scores, 1)
    return np.asarray(np.clip(scores, 0, 1))


def _complete(table: Floats) -> NDArray[np.bool_]:
    return np.asarray(~np.isnan(table).any(axis=1))


def _bounded(values: Floats) -> NDArray[np.float32]:
    return np.clip(values, 0, 1).astype(np.float32)


def learn_transitions(data: FitData, needs: Needs, credit: Credit) -> dict[str, NDArray[np.float32]]:
    """Return the transition scores (n x n) per source; one and the same array where there are no worker profiles."""
    vectors = meaning(data, needs, credit)
    signals = {"meaning": meaning_signal(vectors)}
    ready = skills_ready(needs, credit)
    scores = {ESCO: transition_scores(fuse(signals, WEIGHTS_ESCO), ready)}
    if data.workers is None or data.worker_of is None or not (data.worker_of >= 0).any():
        return scores | {BOTH: scores[ESCO]}
    signals |= worker_signals(data.workers, data.worker_of, vectors)
    return scores | {BOTH: transition_scores(fuse(signals, WEIGHTS_BOTH), ready)}
