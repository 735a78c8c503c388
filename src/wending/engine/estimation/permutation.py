"""Tests and intervals by what chance could have assigned otherwise: exact with however few groups.

When assignment was by lot, every other outcome of that lot was as likely (Fisher 1935). The interval holds every
constant effect that the test does not refuse. Nothing is assumed of outcomes, only of the lot. A *cell* is what gets
one treatment as a whole: a person, a class, a class in one period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from math import comb, factorial, prod

import numpy as np

from wending.engine.estimation.terms import LEVEL, Booleans, Floats, Whole

# Up to so many ways to assign are gone through one by one; of more, this many are drawn.
MOST = 10_000
SEED = 20_240_229


@dataclass(frozen=True)
class Permuted:
    """The chance of a difference at least so large without effect, the interval, and how many lots were looked at."""

    value: float
    p: float
    low: float
    high: float
    lots: int


def permuted(
    outcome: Floats, cell: Whole, given: Floats, others: Iterator[Floats], beside: Floats, mass: Floats | None = None
) -> Permuted:
    """Return the test that the effect is none, and the interval of constant effects that are not refused.

    cell: to which of the cells each row belongs, shape (n,), from 0. given: the treatment of the cells, shape (cells,),
    as it was; others: as it could have been, one array per lot, the real one among them. beside: columns (n, k) taken
    out first (a constant, strata, periods). The statistic is the correlation of treatment and outcome after that:
    T(lot, effect) = a - effect b with |b| at most that of the real lot. So each lot is at least as extreme as the real
    one on one closed range of effects, and the ends of the interval are quantiles of the ends of those.

    Raises:
        ValueError: the treatment as it was follows from the columns beside it.
    """
    root = np.ones(len(outcome)) if mass is None else np.sqrt(mass)
    basis, sizes, _ = np.linalg.svd(beside * root[:, None], full_matrices=False)
    basis = basis[:, sizes > sizes.max() * 1e-10]
    rest, own = outcome * root, given[cell] * root
    total = float(own @ own)
    rest, own = rest - basis @ (basis.T @ rest), own - basis @ (basis.T @ own)
    size = float(np.sqrt(own @ own))
    if size**2 <= 1e-10 * total:
        raise ValueError("the treatment follows from what is beside it")
    real = float(own @ rest) / size
    many = len(given)
    of_rest, of_own, of_mass = (np.bincount(cell, row * root, many) for row in (rest, own, root))
    of_basis = np.column_stack([np.bincount(cell, column * root, many) for column in basis.T])
    lows, highs, extreme = [], [], 0
    while block := list(islice(others, 500)):
        lots = np.array(block, float)
        length = np.sqrt(np.maximum((lots**2) @ of_mass - ((lots @ of_basis) ** 2).sum(axis=1), 0.0))
        told = length > 1e-5 * size
        a, b = (np.where(told, lots @ sums / np.where(told, length, 1.0), 0.0) for sums in (of_rest, of_own))
        extreme += int((np.abs(a) >= abs(real) * (1 - 1e-9)).sum())
        # Where |a - effect b| = |real - effect size|; a lot that is the real one, or its mirror, always counts.
        same = np.abs(b) >= size * (1 - 1e-9)
        with np.errstate(divide="ignore", invalid="ignore"):
            ends = np.array([(real - a) / (size - b), (real + a) / (size + b)])
        lows.append(np.where(same, -np.inf, ends.min(axis=0)))
        highs.append(np.where(same, np.inf, ends.max(axis=0)))
    low, high = np.sort(np.concatenate(lows)), np.sort(np.concatenate(highs))[::-1]
    # An effect is refused when at most this many lots are as extreme.
    refused = int(np.floor((1 - LEVEL) * len(low) + 1e-9))
    return Permuted(real / size, extreme / len(low), float(low[refused]), float(high[refused]), len(low))


def lots_within(strata: Whole, treated: Booleans) -> Iterator[Floats]:
    """Yield how treatment could have fallen over cells, as many treated in each stratum as there were.

    All of them when they are at most `MOST`, else the real one and as many drawn (with a fixed seed) as make `MOST`.
    """
    places = [np.flatnonzero(strata == stratum) for stratum in np.unique(strata)]
    counts = [int(treated[place].sum()) for place in places]
    if prod(comb(len(place), count) for place, count in zip(places, counts, strict=True)) <= MOST:
        for chosen in product(*(combinations(place, many) for place, many in zip(places, counts, strict=True))):
            lot = np.zeros(len(treated))
            lot[[one for stratum in chosen for one in stratum]] = 1.0
            yield lot
        return
    yield treated.astype(float)
    random = np.random.default_rng(SEED)
    for _ in range(MOST - 1):
        lot = np.zeros(len(treated))
        for place in places:
            lot[place] = random.permutation(treated[place])
        yield lot


def orders(first: Whole) -> Iterator[Whole]:
    """Yield in which other order cells, shape (cells,), could have got their `first`: all, or `MOST` drawn."""
    values, counts = np.unique(first, return_counts=True)
    if factorial(len(first)) // prod(factorial(int(count)) for count in counts) <= MOST:
        yield from (
            np.array(order) for order in _arrangements(dict(zip(values.tolist(), counts.tolist(), strict=True)))
        )
        return
    yield first
    random = np.random.default_rng(SEED)
    for _ in range(MOST - 1):
        yield random.permutation(first)


def _arrangements(left: dict[int, int]) -> Iterator[list[int]]:
    """Yield each distinct order of values that occur as often as `left` says."""
    if not any(left.values()):
        yield []
        return
    for value, many in left.items():
        if many:
            for rest in _arrangements({**left, value: many - 1}):
                yield [value, *rest]
