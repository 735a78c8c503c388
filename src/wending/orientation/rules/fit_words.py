"""From numbers of a fit to the few words and groups that pages show. No sentences: those stand with the pages."""

from collections.abc import Mapping

# Lowest total per band; totals of real people seldom pass .7, because no one has every skill of another occupation.
BANDS = (("great", 0.6), ("good", 0.45), ("some", 0.3))


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


def ease(missing_essential: float, level_gap: float | None) -> float:
    """Return from 0 (a long way) to 1 (no step) how near an occupation is: what is there, less a fifth per level short."""
    short = max(0.0, level_gap or 0.0)
    return max(0.0, min(1.0, 1.0 - missing_essential - 0.2 * short))
