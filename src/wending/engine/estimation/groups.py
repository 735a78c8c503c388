"""Effects for groups named beforehand, and whether they differ, with many questions at once under control.

The groups stand in the order in which they were named (the lowest skilled first), never by size of effect. That the
interval of one holds zero and that of another does not, does not say that the two differ: see the differences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.stats import chi2, norm, t

from wending.engine.estimation.findings import FEWEST
from wending.engine.estimation.multiplicity import holm
from wending.engine.estimation.terms import LEVEL, Estimate, Finding, NotAnswerable, Sample, Whole

Estimator = Callable[[Sample], Estimate]


@dataclass(frozen=True)
class GroupEffect:
    """One group: its estimate with its own interval, or None and what is in the way.

    low, high: the interval that holds for all groups at once; p_adjusted: the chance of it without effect, adjusted
    for the number of groups (Holm 1979). NaN where the estimate has no error to reckon with.
    """

    name: str
    estimate: Estimate | None
    low: float = np.nan
    high: float = np.nan
    p_adjusted: float = np.nan
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Difference:
    """The effect in the first less that in the second, with what holds for all differences at once."""

    first: str
    second: str
    value: float
    error: float
    low: float
    high: float
    p_adjusted: float


@dataclass(frozen=True)
class GroupEffects:
    """All groups in the order as named, all pairs, and the chance of such differences when all effects are equal.

    p_equal: Cochran's Q (1954); NaN with fewer than two estimates, or when clusters lie in several groups.
    """

    groups: tuple[GroupEffect, ...]
    differences: tuple[Difference, ...]
    p_equal: float
    findings: tuple[Finding, ...] = ()


def by_group(sample: Sample, groups: Whole, names: Sequence[str], estimator: Estimator) -> GroupEffects:
    """Return the effect in each group by `estimator`, and the differences between them.

    groups: per person the place of a name, shape (n,); below zero is unknown. Intervals for all at once are those of
    Sidak (1967), which hold whatever the correlation. Where clusters lie in several groups, effects go together in an
    unknown way: the error of a difference is then the sum of both, its upper bound.

    Raises:
        ValueError: a place without a name, or as many places as there are no people.
    """
    if len(groups) != len(sample) or (len(groups) and groups.max() >= len(names)):
        raise ValueError("every person has the place of a named group")
    told: list[Finding] = []
    unknown = int((groups < 0).sum())
    if unknown:
        told.append(Finding("group-unknown", (unknown, len(sample)), is_grave=False))
    shared = _shared_clusters(sample, groups)
    if shared:
        told.append(Finding("clusters-in-several-groups", (shared,), is_grave=False))
    tried = [_tried(name, sample.where(groups == place), estimator) for place, name in enumerate(names)]
    usable = [place for place, one in enumerate(tried) if one.estimate and one.estimate.bounds is None]
    estimates = [(tried[place].name, one) for place in usable if (one := tried[place].estimate)]
    chances = np.array([_chance(one.value, one.error, one.freedom) for _, one in estimates])
    for place, (name, one), p in zip(usable, estimates, holm(chances), strict=True):
        reach = one.error * one.quantile(_together(len(estimates)))
        tried[place] = GroupEffect(name, one, one.value - reach, one.value + reach, float(p))
    p_equal = np.nan if shared or len(estimates) < 2 else _equal([one for _, one in estimates])
    return GroupEffects(tuple(tried), _differences(estimates, bool(shared)), p_equal, tuple(told))


def _tried(name: str, part: Sample, estimator: Estimator) -> GroupEffect:
    known = np.isfinite(part.outcome)
    counts = (("treated", int((known & part.treated).sum())), ("compared", int((known & ~part.treated).sum())))
    few = tuple(Finding(f"too-few-{code}", (many, FEWEST)) for code, many in counts if many < FEWEST)
    if few:
        return GroupEffect(name, None, findings=few)
    try:
        estimate = estimator(part)
    except NotAnswerable as refused:
        return GroupEffect(name, None, findings=refused.findings)
    if estimate.bounds is not None:
        return GroupEffect(name, estimate, findings=(Finding("interval-not-by-error", is_grave=False),))
    return GroupEffect(name, estimate)


def _differences(estimates: list[tuple[str, Estimate]], is_shared: bool) -> tuple[Difference, ...]:
    pairs = list(combinations(estimates, 2))
    found = []
    for (first, one), (second, other) in pairs:
        value = one.value - other.value
        error = one.error + other.error if is_shared else float(np.hypot(one.error, other.error))
        found.append((first, second, value, error, _freedom(one, other)))
    chances = holm(np.array([_chance(value, error, freedom) for _, _, value, error, freedom in found]))
    rows = []
    for (first, second, value, error, freedom), p in zip(found, chances, strict=True):
        at = _together(len(pairs))
        reach = error * float(norm.ppf(at) if freedom is None else t.ppf(at, freedom))
        rows.append(Difference(first, second, value, error, value - reach, value + reach, float(p)))
    return tuple(rows)


def _freedom(one: Estimate, other: Estimate) -> float | None:
    """Return the degrees of freedom of the error of a difference (Welch 1947, Satterthwaite 1946)."""
    if one.freedom is None and other.freedom is None:
        return None
    parts = [(each.error**4 / each.freedom if each.freedom else 0.0) for each in (one, other)]
    return (one.error**2 + other.error**2) ** 2 / sum(parts)


def _together(many: int) -> float:
    """Return the chance below the upper end of one interval, so that all hold at `LEVEL` (Sidak 1967)."""
    return float(0.5 + LEVEL ** (1 / max(many, 1)) / 2)


def _chance(value: float, error: float, freedom: float | None) -> float:
    size = abs(value) / error
    return float(2 * (norm.sf(size) if freedom is None else t.sf(size, freedom)))


def _equal(estimates: list[Estimate]) -> float:
    values = np.array([one.value for one in estimates])
    weights = np.array([one.error for one in estimates]) ** -2.0
    middle = (weights * values).sum() / weights.sum()
    return float(chi2.sf((weights * (values - middle) ** 2).sum(), len(values) - 1))


def _shared_clusters(sample: Sample, groups: Whole) -> int:
    """Return how many clusters have people in more than one group."""
    if sample.clusters is None:
        return 0
    rows = groups >= 0
    pairs = np.unique(np.stack([sample.clusters[rows], groups[rows]]), axis=1)
    return int((np.unique(pairs[0], return_counts=True)[1] > 1).sum())
