"""When a count of skills of a firm may be published, and which parts of it.

Terms: *members* = who let themselves be counted; *batch* = one published count, fixed for its quarter. A next batch is
published only when its members are the same, or so many came and went that no two batches beside each other tell about
fewer than SMALLEST of them. Within a batch a skill is shown only where both who have it and who do not are many enough:
that nobody, or everybody, has it would tell of each.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from wending.kit.small_cells import SMALLEST, hidden_cells


def quarter_of(day: date) -> str:
    """Return the quarter of a day, as 2026-Q4."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def may_follow(before: Collection[str], now: Collection[str], smallest: int = SMALLEST) -> bool:
    """Say whether a count of these members may be published after one of those before (none: the first)."""
    if len(set(now)) < smallest:
        return False
    changed = set(before) ^ set(now)
    return not before or not changed or len(changed) >= smallest


def shown_counts(held: Mapping[str, Collection[str]], asked: Collection[str]) -> dict[str, int]:
    """Return how many of the members have each skill that is asked, without what must stay hidden.

    Args:
        held: per member the keys of their skills.
        asked: keys of the skills that the firm asks.
    """
    counts = Counter(key for keys in held.values() for key in set(keys))
    cells: dict[tuple[str, str], int] = {("all", ""): len(held)}
    totals = []
    for key in asked:
        cells |= {("has", key): counts[key], ("not", key): len(held) - counts[key]}
        totals.append((("all", ""), (("has", key), ("not", key))))
    hidden = hidden_cells(cells, totals)
    return {key: counts[key] for key in asked if not {("has", key), ("not", key)} & hidden}
