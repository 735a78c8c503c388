"""Whether treated and compared went the same way before the start, and how much a difference could have done.

Leads are the effects of an event study before the start; all are against the same base period. That a test finds
nothing is no proof: it counts only when it would have found a trend that matters (Roth 2022).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2, f, ncf, ncx2, norm

from wending.engine.estimation.averages import Course
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.relative_magnitude import Study, bounds, interval, without_difference
from wending.engine.estimation.staggered import Staggered
from wending.engine.estimation.terms import LEVEL, Finding, Floats, NotAnswerable

# Power below this says that finding nothing means nothing (Roth 2022 uses the same bar).
POWER = 0.8


class Restriction(StrEnum):
    """What is supposed of the difference in trends after the start (Rambachan & Roth 2023, section 2.4).

    smoothness: its slope changes by at most `size`, in units of the outcome, from one period to the next.
    relative magnitude: it changes by at most `size` times the largest change between two periods before the start.
    """

    SMOOTHNESS = "smoothness"
    RELATIVE_MAGNITUDE = "relative-magnitude"


class Interval(StrEnum):
    """How an interval was made.

    fixed-length: of the shortest affine estimator (Rambachan & Roth 2023, section 4.1), of diff-diff.
    conditional: of the hybrid of the conditional and the least favourable test (idem, section 3.3), of
    `relative_magnitude`: the interval of diff-diff takes the largest change before the start as known.
    """

    FIXED_LENGTH = "fixed-length"
    CONDITIONAL = "conditional"


@dataclass(frozen=True)
class Bounds:
    """The mean effect over event times 0 and up when the trends may differ by `size`.

    set_low, set_high: bounds without sampling error, NaN when the leads themselves differ by more than `size` allows.
    low, high: with it, at `LEVEL`.
    """

    restriction: Restriction
    interval: Interval
    size: float
    set_low: float
    set_high: float
    low: float
    high: float


def pre_trends(found: Staggered, *, matters: float) -> Check:
    """Return the leads, their joint test, and its power against the straight trend that would fake `matters`.

    matters: the smallest effect that matters, above 0, in units of the outcome, as registered before looking.
    Passed only when the leads do not differ from none together (Wald, 5%; with clusters the F of Hotelling 1931) and
    such a trend would have been found in at least 80 of 100 samples. `slope-found` is the straight trend per period
    that would be; `bias-unseen` what it adds to the mean effect; the breakdowns are from `breakdown`.

    Raises:
        ValueError: matters is not above 0.
    """
    if not matters > 0:
        raise ValueError("the smallest effect that matters is above 0")
    study, base = _known(found), -1 - found.anticipation
    at = np.array(study.at)
    leads, after = study.where(at < base), study.where(at >= 0)
    if not leads.at:
        return Check(Code.PRE_TRENDS, State.CANNOT, reason="no-leads")
    many = len(leads.at)
    if np.linalg.matrix_rank(leads.covariance, hermitian=True) < many:
        return Check(Code.PRE_TRENDS, State.CANNOT, reason="too-few-units-for-leads")
    freedom = found.simple.freedom
    if freedom is not None and freedom < many:
        return Check(Code.PRE_TRENDS, State.CANNOT, reason="too-few-units-for-leads")
    statistic = float(leads.values @ np.linalg.solve(leads.covariance, leads.values))
    chance = _chance(statistic, many, freedom)
    distance = float(np.mean([event - base for event in after.at]))
    power = _power(leads, base, matters / distance, freedom)
    slope = _slope_found(leads, base, freedom)
    figures = [
        ("leads", float(many)),
        ("wald", statistic),
        ("p", chance),
        ("largest-lead", float(np.abs(leads.values).max())),
        ("matters", matters),
        ("power", power),
        ("slope-found", slope),
        ("bias-unseen", slope * distance),
    ]
    for restriction in Restriction:
        try:
            figures.append((f"breakdown-{restriction.value}", breakdown(found, restriction)))
        except NotAnswerable:
            continue
    state, reason = State.PASSED, ""
    if chance < 1 - LEVEL:
        state, reason = State.FAILED, "leads-differ"
    elif power < POWER:
        state, reason = State.FAILED, "powerless"
    columns = ("event-time", "value", "error", "low", "high", "band-low", "band-high", "units")
    numbers = (study.values, study.errors, study.low, study.high, study.band_low, study.band_high)
    rows = tuple(
        (study.at[place], *(float(column[place]) for column in numbers), study.units[place])
        for place in range(len(study.at))
    )
    return Check(Code.PRE_TRENDS, state, tuple(figures), columns, rows, reason)


def honest_bounds(found: Staggered, restriction: Restriction, sizes: Sequence[float]) -> tuple[Bounds, ...]:
    """Return the bounds on the mean effect for each size of the difference in trends.

    Raises:
        NotAnswerable: no leads, gaps between event times, or leads and effects that move as one.
        ValueError: a size below 0.
    """
    if any(size < 0 for size in sizes):
        raise ValueError("a difference in trends is 0 or more")
    of_size = _bounds(found, restriction)
    return tuple(of_size(size) for size in sizes)


def breakdown(found: Staggered, restriction: Restriction) -> float:
    """Return the least size at which the interval holds 0 (to 1%), 0 when it does already, infinite when never.

    Raises:
        NotAnswerable: as `honest_bounds`.
    """
    of_size = _bounds(found, restriction)

    def nearer_end(size: float) -> float:
        """How far the interval stays from 0: negative when it holds 0."""
        one = of_size(size)
        return max(one.low, -one.high)

    if nearer_end(0.0) <= 0:
        return 0.0
    # Sizes of smoothness are in units of the outcome, so the search begins at the scale of the errors.
    high = 1.0 if restriction is Restriction.RELATIVE_MAGNITUDE else float(_known(found).errors.max())
    for _ in range(40):
        if nearer_end(high) <= 0:
            return float(brentq(nearer_end, 0.0, high, xtol=1e-4 * high, rtol=0.01))
        high *= 2
    return float("inf")


def _known(found: Staggered) -> Course:
    """Return the event times with an error: those that rest on more than one treated unit."""
    return found.event_study.where(np.isfinite(found.event_study.errors))


def _chance(statistic: float, many: int, freedom: float | None) -> float:
    """Return the chance of a Wald statistic this large with no trend; with `freedom`, clusters less one, by an F."""
    if freedom is None:
        return float(chi2.sf(statistic, many))
    return float(f.sf(statistic * (freedom - many + 1) / (freedom * many), many, freedom - many + 1))


def _power(leads: Course, base: int, slope: float, freedom: float | None) -> float:
    """Return the chance that the joint test finds a straight trend of this slope (non-central chi-squared or F)."""
    trend = slope * (np.array(leads.at) - base)
    distance = float(trend @ np.linalg.solve(leads.covariance, trend))
    many = len(leads.at)
    if freedom is None:
        return float(ncx2.sf(chi2.ppf(LEVEL, many), many, distance))
    left = freedom - many + 1
    return float(ncf.sf(f.ppf(LEVEL, many, left), many, left, distance))


def _slope_found(leads: Course, base: int, freedom: float | None) -> float:
    """Return the slope that the joint test finds with a chance of `POWER`, by halving."""
    low, high = 0.0, float(leads.errors.max())
    while _power(leads, base, high, freedom) < POWER:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if _power(leads, base, middle, freedom) >= POWER else (middle, high)
    return high


def _bounds(found: Staggered, restriction: Restriction) -> Callable[[float], Bounds]:
    if restriction is Restriction.RELATIVE_MAGNITUDE:
        return _relative(found)
    from diff_diff import HonestDiD

    surface, weights = _surface(found)

    def one(size: float) -> Bounds:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                fitted = HonestDiD(method="smoothness", M=size, alpha=1 - LEVEL, l_vec=weights).fit(surface)
        except ValueError as error:
            raise NotAnswerable((Finding("leads-not-usable"),)) from error
        return Bounds(
            restriction,
            Interval.FIXED_LENGTH,
            float(size),
            float(fitted.lb),
            float(fitted.ub),
            float(fitted.ci_lb),
            float(fitted.ci_ub),
        )

    return one


def _relative(found: Staggered) -> Callable[[float], Bounds]:
    course, place, weights = _around_base(found)
    at = np.insert(np.array(course.at), place, -1 - found.anticipation)
    if (np.diff(at) != 1).any():
        raise NotAnswerable((Finding("leads-not-usable"),))
    study = Study(course.values[:place], course.values[place:], course.covariance, weights)

    def one(size: float) -> Bounds:
        ends = interval(study, size) if size > 0 else without_difference(study)
        return Bounds(Restriction.RELATIVE_MAGNITUDE, Interval.CONDITIONAL, float(size), *bounds(study, size), *ends)

    return one


def _around_base(found: Staggered) -> tuple[Course, int, Floats]:
    """Return the event times with an error, how many of them lie before the base, and the weight of each after it.

    What was anticipated counts in the trend between base and start, but not in the mean effect. Where clusters are few
    the covariance is stretched until a normal interval is as wide as that of their t.
    """
    study, base = _known(found), -1 - found.anticipation
    if not study.at or study.at[0] >= base:
        raise NotAnswerable((Finding("no-leads"),))
    at = np.array(study.at)
    place = int((at < base).sum())
    meant = (at[place:] >= 0).astype(float)
    normal = float(norm.ppf(0.5 + LEVEL / 2))
    stretch = study.alone / normal
    wider = replace(study, errors=study.errors * stretch, covariance=study.covariance * stretch**2, alone=normal)
    return wider, place, meant / meant.sum()


def _surface(found: Staggered) -> tuple[object, Floats]:
    """Return the event study as diff-diff reads it, its base put in, and the weight of each effect after the base."""
    from diff_diff.results_base import EventStudyResults

    study, place, weights = _around_base(found)
    at, base = np.array(study.at), -1 - found.anticipation

    def around(column: Floats, own: float) -> Floats:
        return np.insert(column, place, own)

    unknown = np.full(len(at) + 1, np.nan)
    surface = EventStudyResults(
        event_time=np.insert(at, place, base),
        att=around(study.values, 0.0),
        se=around(study.errors, np.nan),
        t_stat=unknown,
        p_value=unknown,
        conf_int_lower=around(study.low, np.nan),
        conf_int_upper=around(study.high, np.nan),
        is_reference=around(np.zeros(len(at)), 1.0).astype(bool),
        n=unknown,
        n_kind=None,
        reference_period=base,
        time_scale="relative",
        event_time_convention="e0_first_treated",
        vcov=study.covariance,
        vcov_index=at,
        source="CallawaySantAnnaResults",
        base_period="universal",
        anticipation=found.anticipation,
        reference_event_times=(base,),
    )
    return surface, weights
