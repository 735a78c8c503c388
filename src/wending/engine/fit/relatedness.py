"""How near two occupations are, from several signals with fixed weights, and how well one leads to another.

Relatedness says what people do alike; the transition score leans to where the needed skills are already there.
Neither is an observed move between jobs.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit.credit import Credit
from wending.engine.fit.data import FitData, Floats, WorkerProfiles
from wending.engine.fit.meaning import meaning
from wending.engine.fit.needs import OPTIONAL_SHARE, Needs
from wending.engine.fit.parts import coverage
from wending.engine.fit.text import unit_vectors, word_weights

ESCO, BOTH = "esco", "esco+onet"
SOURCES = (ESCO, BOTH)

# Tuned on one half of expert judgements of relatedness, checked on the other half: see evaluation.py.
WORKER_WEIGHTS = {"tasks": 1.0, "knowledge": 0.7, "interests": 0.35, "zone": 0.1}
MEANING_SHARE = 0.03
# Share of the transition score that comes from the skills the step asks for.
ASYMMETRY = 0.05
# An occupation without worker profile borrows from this many alike ones; such an estimate is drawn to the mean, so
# that beside what is known it counts for less.
BORROWED, ESTIMATE = 8, 0.6

Likeness = NDArray[np.float32]


def learn_transitions(data: FitData, needs: Needs, credit: Credit) -> dict[str, Likeness]:
    """Return the transition scores (n x n) per source; one and the same array where there are no worker profiles."""
    vectors = meaning(data, needs, credit)
    by_meaning = np.clip(vectors @ vectors.T, 0, 1).astype(np.float32)
    ready = skills_ready(needs, credit)
    scores = {ESCO: transition_scores(by_meaning, ready)}
    if data.workers is None or data.worker_of is None:
        return scores | {BOTH: scores[ESCO]}
    alike, is_whole = worker_likeness(data.workers)
    row_of = np.where((data.worker_of >= 0) & is_whole[data.worker_of], data.worker_of, -1)
    if (row_of >= 0).sum() < 2:
        return scores | {BOTH: scores[ESCO]}
    return scores | {BOTH: transition_scores(relatedness(alike, row_of, by_meaning), ready)}


def worker_likeness(workers: WorkerProfiles) -> tuple[Floats, NDArray[np.bool_]]:
    """Return c x c likeness of worker profiles (0..1), and which profiles are complete (c).

    The weighted mean of: cosine of words of tasks and titles; correlation of knowledge; correlation of standardised
    interests (both as (1 + r) / 2); 1 - difference of job zones / 4.
    """
    words = word_weights(workers.texts, least_texts=2)
    zones = np.nan_to_num(workers.zones)
    signals = {
        "tasks": (words @ words.T).toarray(),
        "knowledge": correlations(workers.traits),
        "interests": correlations(standard(workers.interests)),
        "zone": 1 - np.abs(zones[:, None] - zones[None, :]) / 4,
    }
    weight = sum(WORKER_WEIGHTS.values())
    alike = np.zeros((len(zones), len(zones)))
    for name, values in signals.items():
        alike += WORKER_WEIGHTS[name] / weight * values
    is_whole = (np.diff(words.indptr) > 0) & ~np.isnan(workers.zones)
    return np.clip(alike, 0, 1), is_whole & complete(workers.traits) & complete(workers.interests)


def relatedness(alike: Floats, row_of: NDArray[np.int64], by_meaning: Likeness) -> Likeness:
    """Return n x n relatedness (0..1) from worker profiles, filled in from meaning where there is none.

    alike: c x c. row_of: n, row in alike or -1. by_meaning: n x n. Both known: likeness of the profiles, and a small
    share of meaning. One or both unknown: the mean of the likeness of borrowed profiles and what meaning lets expect,
    drawn to the mean of all by ESTIMATE, and the same share of meaning. Occupations that share one profile cannot be
    told apart by it: there it is multiplied by their likeness in meaning.
    """
    known = row_of >= 0
    made_of = borrow(row_of, len(alike), by_meaning)
    found: Likeness = np.asarray(made_of @ (made_of @ alike.astype(np.float32)).T).astype(np.float32)
    level, expected = expectation(found, by_meaning, row_of)
    estimated = level + np.float32(ESTIMATE) * ((found + expected) / 2 - level)
    is_known_pair = known[:, None] & known[None, :]
    found = np.where(is_known_pair, found, estimated).astype(np.float32)
    found = ((found + np.float32(MEANING_SHARE) * by_meaning) / np.float32(1 + MEANING_SHARE)).astype(np.float32)
    is_shared = is_known_pair & (row_of[:, None] == row_of[None, :])
    return np.asarray(np.clip(np.where(is_shared, found * by_meaning, found), 0, 1), dtype=np.float32)


def expectation(found: Likeness, by_meaning: Likeness, row_of: NDArray[np.int64]) -> tuple[np.float32, Likeness]:
    """Return the mean likeness of known pairs, and the line through known pairs that predicts it from meaning (n x n).

    Known pairs: both have a profile, not the same one. Without any, or without spread, the mean.
    """
    rows = np.flatnonzero(row_of >= 0)
    is_pair = row_of[rows][:, None] != row_of[rows][None, :]
    theirs, own = (values[np.ix_(rows, rows)][is_pair].astype(np.float64) for values in (found, by_meaning))
    if not len(theirs):
        return np.float32(0), np.zeros_like(found)
    spread = float(own.var())
    slope = float(((own - own.mean()) * (theirs - theirs.mean())).mean() / spread) if spread > 0 else 0.0
    level = np.float32(theirs.mean())
    return level, np.float32(slope) * (by_meaning - np.float32(own.mean())) + level


def borrow(row_of: NDArray[np.int64], rows: int, by_meaning: Likeness) -> sp.csr_matrix:
    """Return how each occupation is made of worker profiles (n x rows, each row sums to 1).

    One that has a profile is that profile. Another is a mix of those of the BORROWED known ones nearest in meaning,
    weighed by the fourth power of their cosine (alike when all are 0).
    """
    known, unknown = np.flatnonzero(row_of >= 0), np.flatnonzero(row_of < 0)
    near = by_meaning[np.ix_(unknown, known)].astype(np.float64)
    lenders = np.argsort(-near, axis=1, kind="stable")[:, :BORROWED]
    shares = np.take_along_axis(near, lenders, axis=1) ** 4 + 1e-12
    shares /= shares.sum(axis=1, keepdims=True)
    to = np.concatenate([known, np.repeat(unknown, lenders.shape[1])])
    lent = np.concatenate([row_of[known], row_of[known][lenders].ravel()])
    amounts = np.concatenate([np.ones(len(known)), shares.ravel()])
    return sp.csr_matrix((amounts, (to, lent)), shape=(len(row_of), rows), dtype=np.float32)


def skills_ready(needs: Needs, credit: Credit) -> Likeness:
    """Return origin x destination (n x n, 0..1): needs of the destination that the origin's skills cover.

    Essential skills of the origin count whole, optional ones for half; related skills partly.
    """
    n, m = needs.whole.shape
    ready = np.zeros((n, n), dtype=np.float32)
    for origin in range(n):
        strengths = np.zeros(m)
        skills, _, is_essential = needs.of(origin)
        strengths[skills] = np.where(is_essential, 1.0, OPTIONAL_SHARE)
        ready[origin] = needs.whole @ coverage(credit, strengths).amount
    return ready


def transition_scores(related: Likeness, ready: Likeness) -> Likeness:
    """Return (1 - ASYMMETRY) x related + ASYMMETRY x ready, n x n from row to column, 1 on the diagonal."""
    scores = np.float32(1 - ASYMMETRY) * related + np.float32(ASYMMETRY) * ready
    np.fill_diagonal(scores, 1)
    return np.asarray(np.clip(scores, 0, 1))


def standard(table: Floats) -> Floats:
    """Return the table with every column at mean 0 and deviation 1 over the complete rows."""
    whole = table[complete(table)]
    if not len(whole):
        return table
    deviation = whole.std(axis=0)
    return np.asarray((table - whole.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0))


def correlations(table: Floats) -> Floats:
    """Return (1 + correlation) / 2 between rows; rows with an unknown value give .5."""
    centred = unit_vectors(np.nan_to_num(table - table.mean(axis=1, keepdims=True)))
    return np.asarray((1 + centred @ centred.T) / 2)


def complete(table: Floats) -> NDArray[np.bool_]:
    """Return which rows have no unknown value."""
    return np.asarray(~np.isnan(table).any(axis=1))
