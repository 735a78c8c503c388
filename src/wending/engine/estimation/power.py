"""How large an effect must be to be seen: before a study, and what one could have shown afterwards.

Two-sided at `LEVEL`. The power for the effect as estimated is not reckoned: it only repeats its p-value (Hoenig &
Heisey 2001).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, inf, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.stats import nct, norm, t

from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.terms import LEVEL, Estimate, Sample

POWER = 0.8
MOST_PEOPLE = 10**9


@dataclass(frozen=True)
class Design:
    """Two groups to be compared. share: of the treated among all. explained: the R2 of covariates. drop_out: the share
    whose outcome will be unknown.

    cluster_size: people per cluster when whole clusters are treated (1: persons), icc: the share of variance between
    clusters, size_spread: standard deviation of cluster sizes over their mean.
    """

    share: float = 0.5
    explained: float = 0.0
    drop_out: float = 0.0
    cluster_size: float = 1.0
    icc: float = 0.0
    size_spread: float = 0.0
    power: float = POWER

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            ValueError: a share outside its range, or clusters of less than one person.
        """
        if not (0 < self.share < 1 and 0 <= self.explained < 1 and 0 <= self.drop_out < 1 and 0 <= self.icc <= 1):
            raise ValueError("shares lie between 0 and 1")
        if self.cluster_size < 1 or self.size_spread < 0 or not 1 - LEVEL < self.power < 1:
            raise ValueError("clusters have one person or more, and power lies between chance and 1")

    @property
    def inflation(self) -> float:
        """How many times the variance is that of as many people on their own (Eldridge, Ashby & Kerry 2006)."""
        seen = self.cluster_size * (1 - self.drop_out)
        alike = 1 + ((1 + self.size_spread**2) * seen - 1) * self.icc if self.cluster_size > 1 else 1.0
        return max(alike, 0.0) * (1 - self.explained)

    def sides(self, people: float) -> tuple[float, float]:
        """Return how many treated and compared will be seen, of so many asked."""
        seen = people * (1 - self.drop_out)
        return seen * self.share, seen * (1 - self.share)

    def freedom(self, people: float) -> float:
        """Return the degrees of freedom of the error: those of clusters where these are treated."""
        units = people / self.cluster_size if self.cluster_size > 1 else people * (1 - self.drop_out)
        return units - 2


def power_of(design: Design, people: float, effect: float, spread: float = 1.0) -> float:
    """Return the chance to see an effect on a mean, with this standard deviation of the outcome (noncentral t).

    Raises:
        ValueError: three or fewer clusters or people, or a spread that is not above zero.
    """
    freedom = design.freedom(people)
    if freedom <= 1 or spread <= 0:
        raise ValueError("too few to reckon with, or no spread")
    treated, compared = design.sides(people)
    error = spread * sqrt(design.inflation * (1 / treated + 1 / compared))
    bar = float(t.ppf(0.5 + LEVEL / 2, freedom))
    return _beyond(bar, freedom, effect / error)


def smallest_effect(design: Design, people: float, spread: float = 1.0) -> float:
    """Return the smallest effect on a mean that is seen with the power of the design, in units of the spread given."""
    treated, compared = design.sides(people)
    error = spread * sqrt(design.inflation * (1 / treated + 1 / compared))
    power_of(design, people, error, spread)  # refuses what cannot be
    return _smallest(lambda effect: power_of(design, people, effect, spread), design.power, error)


def people_needed(design: Design, effect: float, spread: float = 1.0) -> int:
    """Return how many people to ask to see an effect on a mean, rounded up, with clusters to whole ones.

    Raises:
        ValueError: no effect, or more than a billion people.
    """
    return _needed(design, lambda people: power_of(design, people, effect, spread), effect)


def power_of_shares(design: Design, people: float, base: float, effect: float) -> float:
    """Return the chance to see a share of `base` go to `base + effect` (normal; t by clusters where these are treated).

    The test is that with the pooled share, the power that of the shares as they are (Fleiss, Levin & Paik 2003).

    Raises:
        ValueError: shares outside 0 to 1, or too few clusters.
    """
    raised, freedom = base + effect, design.freedom(people)
    if not (0 < base < 1 and 0 < raised < 1) or freedom <= 1:
        raise ValueError("shares lie between 0 and 1, and there are more than three to reckon with")
    treated, compared = design.sides(people)
    pooled = design.share * raised + (1 - design.share) * base
    without = sqrt(design.inflation * pooled * (1 - pooled) * (1 / treated + 1 / compared))
    real = sqrt(design.inflation * (raised * (1 - raised) / treated + base * (1 - base) / compared))
    law = norm if design.cluster_size == 1 else t(freedom)
    bar = float(law.ppf(0.5 + LEVEL / 2)) * without
    return float(law.sf((bar - effect) / real) + law.cdf((-bar - effect) / real))


def smallest_effect_on_share(design: Design, people: float, base: float, is_rise: bool = True) -> float:
    """Return the smallest change of a share that is seen with the power of the design.

    A rise, or a fall (then below zero); NaN when even the largest would not be seen.
    """
    edge = (1 - base if is_rise else -base) * (1 - 1e-9)
    if power_of_shares(design, people, base, edge) < design.power:
        return float("nan")
    return float(brentq(lambda effect: power_of_shares(design, people, base, effect) - design.power, 0, edge))


def people_needed_for_share(design: Design, base: float, effect: float) -> int:
    """Return how many people to ask to see a change of a share, rounded up, with clusters to whole ones.

    Raises:
        ValueError: no effect, or more than a billion people.
    """
    return _needed(design, lambda people: power_of_shares(design, people, base, effect), effect)


def power_check(sample: Sample, estimate: Estimate, smallest_that_matters: float, power: float = POWER) -> Check:
    """Return whether these data could have shown the smallest effect that matters, set before they were seen.

    The smallest effect that could be seen is a multiple of the error, 2.8 with many (Bloom 1995). Rows: the chance to
    see effects of so many times what matters. `smallest_that_matters` in units of the outcome, its sign is not used.

    Raises:
        ValueError: what matters is zero.
    """
    matters = abs(smallest_that_matters)
    if not matters > 0:
        raise ValueError("an effect that matters is not zero")
    columns = ("effect", "power")
    if not (np.isfinite(estimate.error) and estimate.error > 0):
        return Check(Code.POWER, State.CANNOT, columns=columns, reason="no-error")
    freedom = inf if estimate.freedom is None else estimate.freedom

    def seen(effect: float) -> float:
        return _beyond(estimate.quantile(0.5 + LEVEL / 2), freedom, effect / estimate.error)

    smallest = _smallest(seen, power, estimate.error)
    compared = sample.outcome[~sample.treated & np.isfinite(sample.outcome)]
    spread = float(compared.std(ddof=1)) if len(compared) > 1 else float("nan")
    figures: tuple[tuple[str, float], ...] = (
        ("smallest-detectable", smallest),
        ("smallest-that-matters", matters),
        ("power-for-what-matters", seen(matters)),
    )
    if spread > 0:
        figures += (("smallest-detectable-in-spreads", smallest / spread),)
    rows = tuple((times * matters, seen(times * matters)) for times in (0.25, 0.5, 0.75, 1.0, 1.5, 2.0))
    if smallest > matters:
        return Check(Code.POWER, State.FAILED, figures, columns, rows, "could-not-have-shown")
    return Check(Code.POWER, State.PASSED, figures, columns, rows)


def _beyond(bar: float, freedom: float, away: float) -> float:
    """Return the chance to lie further from 0 than `bar` when the truth lies `away`, in errors (noncentral t)."""
    if freedom == inf:
        return float(norm.sf(bar - away) + norm.cdf(-bar - away))
    # Of a truth far away scipy cannot reckon the tail on the other side: it is as good as none, like the normal one.
    tails = nct.sf(bar, freedom, away), nct.cdf(-bar, freedom, away)
    normal = norm.sf(bar - away), norm.cdf(-bar - away)
    return float(sum(rough if np.isnan(tail) else tail for tail, rough in zip(tails, normal, strict=True)))


def _smallest(seen: Callable[[float], float], power: float, error: float) -> float:
    """Return the effect that is seen with this power, looked for from one error up."""
    enough = error
    while seen(enough) < power:
        enough *= 2
    return float(brentq(lambda effect: seen(effect) - power, 0, enough))


def _needed(design: Design, power: Callable[[float], float], effect: float) -> int:
    """Return the smallest whole number of people, or of whole clusters, with the power of the design."""
    if effect == 0:
        raise ValueError("no number of people shows no effect")
    fewest = 4.0 * design.cluster_size if design.cluster_size > 1 else 4.0 / (1 - design.drop_out)
    many = fewest
    while power(many) < design.power:
        many *= 2
        if many > MOST_PEOPLE:
            raise ValueError("more people would be needed than there are")
    if many > fewest:
        many = float(brentq(lambda people: power(people) - design.power, many / 2, many, xtol=1e-6))
    unit = design.cluster_size if design.cluster_size > 1 else 1.0
    return ceil(ceil(many / unit - 1e-6) * unit - 1e-9)
