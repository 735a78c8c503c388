"""How strong the evidence for a concept is: words, meaning and everyday groups made into one score in 0..1.

The weights were chosen on the `tune` half of tests/search/queries_nl.csv; `bench/search.py` prints both halves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much: all in 0..1, except `power` (likeness is raised to it, so that near beats half)."""

    power: float = 2.5
    meaning: float = 0.5
    meaning_floor: float = 0.3
    group: float = 0.35
    preferred: float = 0.3
    everyday: float = 0.9
    other_form: float = 0.97
    mended: float = 0.97
    part: float = 0.4
    contained: float = 0.25
    other_language: float = 0.9
    alternative: float = 0.93
    hidden: float = 0.9


def closeness(query: str, label: str, weights: Weights) -> float:
    """Return how plainly a folded label answers a folded query, in 0..1: 1 the same, then beginnings, then parts."""
    if label == query:
        return 1.0
    tight, against = query.replace(" ", ""), label.replace(" ", "")
    if tight == against:
        return 0.98
    share = min(len(tight) / max(len(against), 1), 1.0)
    if label.startswith(query) or against.startswith(tight):
        is_word = label.startswith(f"{query} ")
        return 0.7 + 0.2 * share + (0.05 if is_word else 0.0)
    words = label.split()
    if all(any(word.startswith(part) for word in words) for part in query.split()):
        return weights.part + 0.35 * share
    if f" {label} " in f" {query} ":
        return weights.contained + 0.35 * len(against) / len(tight)
    return 0.0


def fuse(words: Floats, preferred: Floats, meaning: Floats, group: Floats, weights: Weights) -> Floats:
    """Return the score (concepts,) in 0..1: 1 - product of what each kind of evidence leaves open ("noisy or").

    `words` (best label), `preferred` (best preferred label) and `group` in 0..1, `meaning` a cosine in -1..1; below
    `meaning_floor` it says nothing.
    """
    floor = np.float32(weights.meaning_floor)
    near = np.clip((meaning - floor) / (1 - floor), 0.0, 1.0)
    trust = np.float32(weights.meaning)
    left = (1 - np.clip(words, 0.0, 1.0)) * (1 - trust * near)
    left = left * (1 - np.float32(weights.group) * group) * (1 - np.float32(weights.preferred) * preferred)
    score: Floats = (1 - left).astype(np.float32)
    return score
