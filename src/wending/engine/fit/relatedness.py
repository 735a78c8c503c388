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

FACTORS = 100
# An occupation is drawn a little towards the mean of its ISCO unit group (4 digits) and minor group (3 digits).
PULL = {4: 0.3, 3: 0.3}
# Tuned on one half of expert judgements of relatedness, checked on the other half: see bench and the evaluation.
WEIGHTS_ESCO = {"meaning": 1.0, "skills": 0.15}
WEIGHTS_BOTH = {"meaning": 0.15, "skills": 0.0, "tasks": 1.0, "knowledge": 0.35, "interests": 0.35, "zone": 0.1}
# Share of the transition score that comes from the skills the step asks for.
ASYMMETRY = 0.1


@dataclass(frozen=True, eq=False)
class Signal:
    """Hold one likeness of occupations: values in 0..1 (r x r), and per occupation its row in them (n, -1 unknown)."""

    values: NDArray[np.float32]
    row_of: NDArray[np.int64]

    @property
    def mean(self) -> float:
        """Return the mean over different rows that occur: what an unknown pair is taken to be."""
        rows = np.unique(self.row_of[self.row_of >= 0])
        if len(rows) < 2:
            return 0.0
        found = self.values[np.ix_(rows, rows)]
        return float((found.sum(dtype=np.float64) - np.trace(found)) / (len(rows) * (len(rows) - 1)))

    def add_to(self, total: NDArray[np.float32], weight: float) -> None:
        """Add weight x value for every pair of occupations, the mean where one is unknown, to total (n x n)."""
        usual = np.float32(weight * self.mean)
        known = self.row_of >= 0
        for origin in range(len(self.row_of)):
            if not known[origin]:
                total[origin] += usual
                continue
            row = np.full(len(self.row_of), usual, dtype=np.float32)
            row[known] = np.float32(weight) * self.values[self.row_of[origin], self.row_of[known]]
            total[origin] += row


def occupation_signals(data: FitData, needs: Needs) -> dict[str, Signal]:
    """Return the signals that need no worker profiles: cosine of needed skills, and likeness of meaning."""
    everyone = np.arange(len(data.occupations))
    skills = unit_rows(needs.whole)
    return {
        "skills": Signal(_bounded((skills @ skills.T).toarray()), everyone),
        "meaning": Signal(_bounded((vectors := meaning(data, needs)) @ vectors.T), everyone),
    }


def meaning(data: FitData, needs: Needs) -> Floats:
    """Return n x k unit vectors: latent factors of skills, texts, skill texts and ISCO text, pulled to ISCO groups."""
    needed = [needs.whole.indices[a:b] for a, b in zip(needs.whole.indptr, needs.whole.indptr[1:], strict=False)]
    blocks = [
        unit_rows(needs.whole),
        word_weights(data.occupation_texts),
        word_weights([" ".join(data.skill_texts[skill] for skill in row) for row in needed]),
        word_weights([data.isco_texts.get(code, "") for code in data.isco]),
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


def worker_signals(workers: WorkerProfiles, worker_of: NDArray[np.int64]) -> dict[str, Signal]:
    """Return the signals between worker profiles: tasks and titles in words, knowledge, interests, job zone."""
    words = word_weights(workers.texts, least_texts=2)
    zones = np.abs(workers.zones[:, None] - workers.zones[None, :])
    has_words = np.diff(words.indptr) > 0
    found = {
        "tasks": ((words @ words.T).toarray(), has_words),
        "knowledge": (alike(workers.traits), _complete(workers.traits)),
        "interests": (alike(standard(workers.interests)), _complete(workers.interests)),
        "zone": (1 - np.nan_to_num(zones) / 4, ~np.isnan(workers.zones)),
    }
    signals = {}
    for name, (values, known) in found.items():
        row_of = np.where((worker_of >= 0) & known[worker_of], worker_of, -1)
        signals[name] = Signal(_bounded(values), row_of)
    return signals


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
    used = {name: weight for name, weight in weights.items() if name in signals and weight > 0}
    n = len(next(iter(signals.values())).row_of)
    fused = np.zeros((n, n), dtype=np.float32)
    for name, weight in used.items():
        signals[name].add_to(fused, weight / sum(used.values()))
    np.clip(fused, 0, 1, out=fused)
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
        ready[origin] = needs.whole @ coverage(credit, strengths)[0]
    return ready


def transition_scores(related: NDArray[np.float32], ready: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (1 - ASYMMETRY) x related + ASYMMETRY x ready, n x n from row to column, 1 on the diagonal."""
    scores = np.float32(1 - ASYMMETRY) * related + np.float32(ASYMMETRY) * ready
    np.fill_diagonal(scores, 1)
    return np.asarray(np.clip(scores, 0, 1))


def _complete(table: Floats) -> NDArray[np.bool_]:
    return ~np.isnan(table).any(axis=1)


def _bounded(values: Floats) -> NDArray[np.float32]:
    return np.clip(values, 0, 1).astype(np.float32)


def learn_transitions(data: FitData, needs: Needs, credit: Credit) -> dict[str, NDArray[np.float32]]:
    """Return the transition scores (n x n) per source; one and the same array where there are no worker profiles."""
    signals = occupation_signals(data, needs)
    ready = skills_ready(needs, credit)
    scores = {ESCO: transition_scores(fuse(signals, WEIGHTS_ESCO), ready)}
    if data.workers is None or data.worker_of is None or not (data.worker_of >= 0).any():
        return scores | {BOTH: scores[ESCO]}
    signals |= worker_signals(data.workers, data.worker_of)
    return scores | {BOTH: transition_scores(fuse(signals, WEIGHTS_BOTH), ready)}
