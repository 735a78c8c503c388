"""From numbers of a fit to the few words and groups that pages show. No sentences: those stand with the pages."""

from collections.abc import Mapping
from itertools import pairwise

# Lowest total per band. Even a neighbouring occupation seldom passes .7: no one has every skill of another occupation.
BANDS = (("great", 0.5), ("good", 0.36), ("some", 0.22))


def band(total: float) -> str:
    """Return great, good, some or little for a total from 0 to 1."""
    return next((name for name, least in BANDS if total >= least), "little")


def grouped(
    parts: Mapping[str, float | None], weights: Mapping[str, float], groups: Mapping[str, tuple[str, ...]]
) -> dict[str, float | None]:
    """Return per group the weighted mean (0 to 1) of its known parts; None when none is known or none weighs."""
    found: dict[str, float | None] = {}
    for group, members in groups.items():
        known = [(weights[part], value) for part in members if (value := parts[part]) is not None]
        weight = sum(amount for amount, _ in known)
        found[group] = sum(amount * value for amount, value in known) / weight if weight > 0 else None
    return found


def distance(missing_essential: float, level_gap: float | None) -> float:
    """Return how far a step is, from 0 (none) to 1: a quarter per class of effort, within it by what is missing.

    missing_essential: share of the essential needs, 0 to 1. level_gap: NLQF levels short of the lowest asked, or None.
    The bounds are those of the engine's effort classes.
    """
    by_skills = _between(missing_essential, (0.0, 0.25, 0.5, 0.8, 1.0))
    gap = max(0.0, level_gap or 0.0)
    by_level = 0.0 if gap == 0 else 0.5 + 0.25 * min(gap, 1.0) + 0.0625 * min(max(gap - 1.0, 0.0), 4.0)
    return min(1.0, max(by_skills, by_level))


def _between(value: float, bounds: tuple[float, ...]) -> float:
    """Return where a value lies on a scale that gives each stretch between bounds the same room."""
    for place, (low, high) in enumerate(pairwise(bounds)):
        if value <= high:
            return (place + (value - low) / (high - low)) / (len(bounds) - 1)
    return 1.0
