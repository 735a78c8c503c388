"""What a network of firms may see of its firms: sums over many firms, rounded, once a quarter.

A sum is shown from `SMALLEST` firms that each count in it, and is rounded to five, so that one firm more or less from
one quarter to the next tells nothing of that firm.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from wending.kit.small_cells import SMALLEST

ROUNDED_TO = 5


def quarter_of(day: date) -> str:
    """Return the quarter of a day, "2026-Q4"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def sums_over_firms(firms: Iterable[Mapping[str, int]], smallest: int = SMALLEST) -> dict[str, int]:
    """Return the sum per key over firms, rounded to five; without keys that fewer than `smallest` firms count in."""
    sums: dict[str, int] = defaultdict(int)
    many: dict[str, int] = defaultdict(int)
    for firm in firms:
        for key, count in firm.items():
            sums[key] += count
            many[key] += 1
    return {key: ROUNDED_TO * round(total / ROUNDED_TO) for key, total in sorted(sums.items()) if many[key] >= smallest}
