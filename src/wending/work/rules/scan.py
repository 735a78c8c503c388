"""From anonymous answers to what may be shown of a firm: per block, with its uncertainty, and nothing of few people.

Terms: *answer* = what one person said: a score from 0 to 100 per block (None when too much was skipped) and the group
(team) they said they belong to, "" for none. *Frozen* = computed once, when the round closes; after that the answers
are erased and nothing can be computed again. The interval is Student's, mean ± t(0.975, n - 1) s / sqrt(n); a change
between two rounds is Welch's (1947, Biometrika 34, 28-35), for nobody knows who answered twice. The formula of real
change in `instruments` (Jacobson & Truax) is of one person's score and does not fit here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

from scipy.special import stdtrit

from wending.kit.small_cells import SMALLEST, hidden_cells

SHORTEST_OPEN, LONGEST_OPEN = timedelta(days=7), timedelta(days=42)
# Two rounds close together, with one person more in the second, would tell what that person said.
BETWEEN = timedelta(days=180)
REMIND_BEFORE = timedelta(days=3)
# A mean beyond these would say that nearly everybody gave the same answer: then everybody's answer is known.
LOWEST_SHOWN, HIGHEST_SHOWN = 5.0, 95.0
WHOLE = "*"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person said: points per block, their group, and their learning moments of a month if they added them."""

    blocks: Mapping[str, float | None]
    group: str = ""
    moments: int | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with the bounds of its 95% interval, and what is needed to compare it: standard error and n."""

    mean: float
    low: float
    high: float
    error: float
    n: int


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two rounds with its 95% interval; `is_real` when that leaves out nil."""

    difference: float
    low: float
    high: float
    is_real: bool


def estimate(values: Sequence[float], lowest: float = LOWEST_SHOWN, highest: float = HIGHEST_SHOWN) -> Estimate | None:
    """Return the mean of at least SMALLEST values, kept within what may be shown; None for fewer."""
    n = len(values)
    if n < SMALLEST:
        return None
    mean = sum(values) / n
    error = sqrt(sum((value - mean) ** 2 for value in values) / (n - 1) / n)
    half = float(stdtrit(n - 1, 0.975)) * error

    def kept(value: float) -> float:
        return round(min(max(value, lowest), highest), 1)

    return Estimate(kept(mean), kept(mean - half), kept(mean + half), round(error, 3), n)


def frozen(answers: Sequence[Answer], blocks: Sequence[str]) -> dict[str, dict[str, Estimate]]:
    """Return per block the estimate of the whole firm (WHOLE) and of each group of which it may be shown.

    A group is left out where fewer than SMALLEST of it answered the block, and where it, taken off the whole with the
    others, would give away so few (`kit.small_cells`). Fewer than SMALLEST answers in all: nothing.
    """
    groups = sorted({answer.group for answer in answers})
    found: dict[str, dict[str, Estimate]] = {}
    for block in blocks:
        by_group = {
            group: [value for one in answers if one.group == group and (value := one.blocks.get(block)) is not None]
            for group in groups
        }
        everybody = [value for values in by_group.values() for value in values]
        whole = estimate(everybody)
        if whole is None:
            continue
        cells = {group: len(values) for group, values in by_group.items()} | {WHOLE: len(everybody)}
        hidden = hidden_cells(cells, [(WHOLE, tuple(groups))])
        found[block] = {WHOLE: whole}
        for group in groups:
            part = estimate(by_group[group]) if group and group not in hidden else None
            if part is not None:
                found[block][group] = part
    return found


def moments_of(answers: Sequence[Answer]) -> Estimate | None:
    """Return the mean number of learning moments in a month of those who added theirs; None for fewer than SMALLEST."""
    return estimate([float(one.moments) for one in answers if one.moments is not None], 0.0, 1000.0)


def change(before: Estimate, after: Estimate) -> Change:
    """Return the change between two rounds by Welch's interval; two rounds without any spread give no width."""
    variance = before.error**2 + after.error**2
    difference = after.mean - before.mean
    if variance == 0:
        return Change(difference, difference, difference, difference != 0)
    parts = before.error**4 / (before.n - 1) + after.error**4 / (after.n - 1)
    half = float(stdtrit(variance**2 / parts, 0.975)) * sqrt(variance)
    low, high = difference - half, difference + half
    return Change(round(difference, 1), round(low, 1), round(high, 1), not low <= 0 <= high)


def at_least(n: int) -> int:
    """Return how many answered, rounded down to tens: exactly how many is nobody's business."""
    return n - n % 10
