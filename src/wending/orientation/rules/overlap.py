"""What choices have in common and what only one of them leads to. Pure; it counts, it does not say which is best."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Share:
    """What one choice leads to: all of it, and what none of the others leads to, which is lost without it."""

    everything: frozenset[str]
    alone: frozenset[str]


def shares(reached: Mapping[str, frozenset[str]]) -> dict[str, Share]:
    """Return for each choice what it leads to alone, beside the others."""
    found = {}
    for key, everything in reached.items():
        others = frozenset[str]().union(*(theirs for other, theirs in reached.items() if other != key))
        found[key] = Share(everything, everything - others)
    return found


def overlaps(reached: Mapping[str, frozenset[str]]) -> dict[tuple[str, str], frozenset[str]]:
    """Return what each two choices both lead to."""
    return {(one, other): reached[one] & reached[other] for one, other in combinations(reached, 2)}
