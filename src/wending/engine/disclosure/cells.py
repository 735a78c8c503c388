"""What may be shown of numbers: sums that no few make up, rounded values, the ends of a distribution, noise.

Rules of statistical offices (Hundepool et al. 2012, Statistical Disclosure Control): dominance of the top two, and the
p% rule, by which no contributor may reckon another's share too closely.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from wending.engine.estimation.terms import Floats

TOP_TWO = 0.9
P_PERCENT = 10.0
ROUNDED_TO = 5


class Unsafe(StrEnum):
    """Why a sum or mean may not be shown."""

    FEW = "few"
    TOP_TWO = "top-two"
    P_PERCENT = "p-percent"


def why_unsafe(
    contributions: Floats, *, smallest: int = 10, top_two: float = TOP_TWO, p_percent: float = P_PERCENT
) -> tuple[Unsafe, ...]:
    """Return why the sum of contributions, shape (n,), may not be shown; nothing when it may.

    The sizes of contributions count, whatever their sign; unknown ones (NaN) count not at all. Few: fewer than
    `smallest` that are known. Top two: the largest two make more than that share. p%: what is left after the largest
    two is less than p% of the largest, so that the second may reckon the largest within p%.
    """
    sizes = np.sort(np.abs(contributions[np.isfinite(contributions)]))[::-1]
    total = float(sizes.sum())
    found = [Unsafe.FEW] if len(sizes) < smallest else []
    if total > 0:
        first, second = float(sizes[0]), float(sizes[1]) if len(sizes) > 1 else 0.0
        if first + second > top_two * total:
            found.append(Unsafe.TOP_TWO)
        if total - first - second < p_percent / 100 * first:
            found.append(Unsafe.P_PERCENT)
    return tuple(found)


def rounded(values: Floats, to: float = ROUNDED_TO) -> Floats:
    """Return values, any shape, to the nearest multiple of `to` (halves up); unknown stays unknown.

    Raises:
        ValueError: `to` is not above 0.
    """
    if not to > 0:
        raise ValueError("round to something above 0")
    return np.asarray(np.floor(values / to + 0.5) * to, float)


def without_ends(values: Floats, k: int = 10) -> Floats:
    """Return values, shape (n,), of which the k lowest and the k highest known ones are each set to one value.

    That is the k-th value from that end, so that no end belongs to fewer than k; with fewer than 2k known values none
    stays known. That holds for columns of two values too: of amounts one of them may be of a single person. Who shows
    yes and no leaves them out of this.
    """
    known = np.sort(values[np.isfinite(values)])
    if len(known) < 2 * k:
        return np.full(len(values), np.nan)
    return np.clip(values, known[k - 1], known[-k])


def with_noise(values: Floats, scale: float, seed: int) -> Floats:
    """Return values with Laplace noise of this scale (its spread is sqrt(2) times it); unknown stays unknown.

    seed: secret, and the same for the same question: who may ask twice for fresh noise averages it away. This is no
    promise of differential privacy, which would need a budget over all that was ever asked.

    Raises:
        ValueError: scale is not above 0.
    """
    if not scale > 0:
        raise ValueError("noise has a scale above 0")
    noise = np.random.Generator(np.random.PCG64(seed)).laplace(0, scale, size=values.shape)
    return np.asarray(values + noise, float)


def share_is_safe(counted: int, known: int, smallest: int = 10) -> bool:
    """Say whether a share may be shown: neither those counted nor the others are fewer than `smallest`."""
    return counted >= smallest and known - counted >= smallest
