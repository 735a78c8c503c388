"""How much two activities look alike, so that a bank stays a bank and does not become one lesson told many times.

The measure is the overlap of word pairs (Jaccard: shared pairs / all pairs, from 0 to 1) of what learners do. Two texts
that share their frame but not their content score low; a copy with another title scores near 1.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from wending.school.rules.terms import Activity

ALIKE_FROM = 0.3
_WORD = re.compile(r"[^\W\d_]+")


def overlap(one: str, other: str) -> float:
    """Return the overlap of word pairs of two texts, from 0 (none) to 1 (the same); 0 when one has no pair."""
    return _jaccard(_pairs(one), _pairs(other))


def alike(activities: Sequence[Activity]) -> Iterator[tuple[Activity, Activity, float]]:
    """Yield activities that look alike with their overlap, in the order of the sequence."""
    pairs = [_pairs(" . ".join(activity.steps)) for activity in activities]
    for first, second in combinations(range(len(activities)), 2):
        share = _jaccard(pairs[first], pairs[second])
        if share >= ALIKE_FROM:
            yield activities[first], activities[second], share


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(_WORD.findall(text.casefold())))


def _jaccard(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
