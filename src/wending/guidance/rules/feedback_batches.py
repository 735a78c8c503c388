"""When anonymous answers may be seen: only in batches, so that no two views differ by fewer than `SMALLEST` answers.

Terms: *batch* = answers that become visible at the same moment and stay together for good; *view* = what somebody sees
at a moment, always a union of whole batches. Subtracting an earlier view from a later one then leaves whole batches,
never the answer of one client. A question may be left open, so a batch waits until EVERY question has enough answers.
A centre's view is a union of the batches of its professionals, and grows only by batches of several of them together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtrit

# The smallest number of answers that may appear at once, and of professionals whose batches a centre sees at once.
SMALLEST = 10
FEWEST_PROFESSIONALS = 3

# The questions with a scale of 1 to 4; the fifth question is an open text.
SCALED = ("helped", "heard", "clear", "next_step")
SCALE = (1, 2, 3, 4)


def is_full(waiting: Sequence[Mapping[str, int]]) -> bool:
    """Say whether waiting answers may appear as a batch: each scaled question was answered often enough."""
    counts = Counter(question for answer in waiting for question in answer)
    return all(counts[question] >= SMALLEST for question in SCALED)


def centre_may_grow(owners: Iterable[object]) -> bool:
    """Say whether the centre's view may take in new batches: they are of several professionals together."""
    return len(set(owners)) >= FEWEST_PROFESSIONALS


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its 95% interval, cut off at the ends of the scale, over n answers."""

    mean: float
    low: float
    high: float
    n: int


def mean_of(values: Sequence[int]) -> Mean | None:
    """Return the mean of at least `SMALLEST` scores with its 95% interval; None for fewer.

    The interval is Student's: mean ± t(0.975, n - 1) * s / sqrt(n), with s the standard deviation over n - 1. It
    supposes independent answers; clients who did not answer are not in it.
    """
    n = len(values)
    if n < SMALLEST:
        return None
    mean = sum(values) / n
    spread = sqrt(sum((value - mean) ** 2 for value in values) / (n - 1))
    half = float(stdtrit(n - 1, 0.975)) * spread / sqrt(n)
    return Mean(mean, max(mean - half, float(SCALE[0])), min(mean + half, float(SCALE[-1])), n)
