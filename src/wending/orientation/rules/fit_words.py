"""From numbers of a fit to the few words and groups that pages show. No sentences: those stand with the pages."""

from collections.abc import Mapping

from wending.engine.fit import Effort

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


def distance(effort: Effort, missing_essential: float) -> float:
    """Return how far a step is, 0 (none) to 1: a quarter per class of effort, within it by what is missing (0 to 1)."""
    return (list(Effort).index(effort) + max(0.0, min(1.0, missing_essential))) / len(Effort)
