"""What goes on if nothing is done: the untreated course of groups, firms, regions or cohorts over coming periods.

A series is projected by a state-space model of statsmodels: a level that wanders (local level) or a slope that does too
(local linear trend; Harvey 1989), the second only when it did clearly better on the past. Each projection is tried on
the past first (rolling origin; Tashman 2000), beside the last value as naive rival. It supposes that what moved the
series goes on as before; it knows nothing of what is to come.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import norm

from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import refuse_broken, rows_of
from wending.engine.estimation.terms import LEVEL, Finding, Floats, NotAnswerable

# A level and its two variances cannot be told from fewer values.
FEWEST_PAST = 8
# The slope must lower the error on the past by this share to be worth its freedom.
WORTH = 0.05
# With fewer tries on the past its coverage says little.
FEWEST_TRIES = 20
MODELS = (("local-level", "llevel"), ("local-linear-trend", "lltrend"))


@dataclass(frozen=True)
class Point:
    """The projected outcome of one series (unit, or horizon of cohorts) in one period to come, ends at `LEVEL`."""

    series: int
    period: int
    steps: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class BackTest:
    """How the projection so many steps ahead did on the past: tries, bias (projected less real), and errors.

    rmse: root mean squared error, beside that of the last value; coverage: share of past outcomes within the interval
    whose width was set on the other half of the tries.
    """

    steps: int
    tries: int
    bias: float
    rmse: float
    rmse_last_value: float
    coverage: float


@dataclass(frozen=True)
class Projection:
    """Points, how the like did on the past, and what was supposed: codes with their values."""

    points: tuple[Point, ...]
    back_tests: tuple[BackTest, ...]
    assumptions: tuple[tuple[str, float | str], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Series:
    """Values by period without gaps in the periods (unknown is NaN), the last one known; steps: how far to look."""

    name: int
    begin: int
    values: Floats
    steps: tuple[int, ...]


@dataclass(frozen=True)
class _Try:
    """One projection of a past outcome: from where, its error (projected less real), spread, and that of last value."""

    origin: int
    steps: int
    error: float
    spread: float
    of_last: float


def projected(
    panel: Panel, horizons: Sequence[int], *, least: float = -np.inf, most: float = np.inf, tries: int = 60
) -> Projection:
    """Return the course of each unit over the horizons (periods after its last); treated periods are not used.

    least, most: what an outcome can be (0 and 1 of a share). tries: at most so many origins in the past are tried.

    Raises:
        NotAnswerable: nothing known; a unit twice in a period; no unit with `FEWEST_PAST` outcomes and more to try.
        ValueError: a horizon below 1, or no horizon.
    """
    steps = tuple(sorted(set(horizons)))
    if not steps or steps[0] < 1:
        raise ValueError("horizons are 1 period or more")
    untreated = (panel.first == 0) | (panel.period < panel.first)
    known = rows_of(panel, np.isfinite(panel.outcome) & untreated)
    refuse_broken(replace(known, covariates=np.empty((len(known), 0)), names=()))
    if not len(known):
        raise NotAnswerable((Finding("outcome-unknown"),))
    every = [_series(known, name, steps) for name in np.unique(known.unit)]
    return _projection(every, least, most, tries)


def projected_cohort(
    panel: Panel, horizons: Sequence[int], *, least: float = -np.inf, most: float = np.inf, tries: int = 60
) -> Projection:
    """Return what the next cohort would reach after each horizon, from cohorts that entered before it.

    In the panel a unit is the period of entry of a cohort, a period the time since, the outcome a mean of the cohort.
    Outcomes after a long horizon are known of early cohorts only, so they are looked at further ahead.

    Raises:
        NotAnswerable, ValueError: as `projected`; ValueError too for a horizon of which there is no past cohort.
    """
    known = rows_of(panel, np.isfinite(panel.outcome) & (panel.first == 0))
    refuse_broken(replace(known, covariates=np.empty((len(known), 0)), names=()))
    if not len(known):
        raise NotAnswerable((Finding("outcome-unknown"),))
    if not horizons or set(horizons) - set(known.period.tolist()):
        raise ValueError("every horizon has been seen of a past cohort")
    turned = replace(known, unit=known.period, period=known.unit)
    coming = int(known.unit.max()) + 1
    every = []
    for name in sorted(set(horizons)):
        last = int(turned.period[turned.unit == name].max())
        every.append(_series(turned, name, (coming - last,)))
    return _projection(every, least, most, tries)


def _series(panel: Panel, name: int, steps: tuple[int, ...]) -> _Series:
    own = panel.unit == name
    begin = int(panel.period[own].min())
    values = np.full(int(panel.period[own].max()) - begin + 1, np.nan)
    values[panel.period[own] - begin] = panel.outcome[own]
    return _Series(int(name), begin, values, steps)


def _projection(every: list[_Series], least: float, most: float, tries: int) -> Projection:
    long = [one for one in every if np.isfinite(one.values).sum() >= FEWEST_PAST and np.nanstd(one.values) > 0]
    origins = [(one, place) for one in long for place in _origins(one)]
    if not origins:
        longest = max((int(np.isfinite(one.values).sum()) for one in every), default=0)
        raise NotAnswerable((Finding("too-few-past", (longest, FEWEST_PAST + min(every[0].steps))),))
    chosen = [origins[place] for place in np.unique(np.linspace(0, len(origins) - 1, tries).round().astype(int))]
    done = {name: _tries(chosen, level, least, most) for name, level in MODELS}
    (simple, _), (sloped, _) = MODELS
    name = sloped if _rmse(done[sloped]) < (1 - WORTH) * _rmse(done[simple]) else simple
    own = done[name]
    wide = _stretch(own)
    points = tuple(point for one in long for point in _points(one, dict(MODELS)[name], wide, least, most))
    found = []
    if len(long) < len(every):
        found.append(Finding("history-too-short", (len(every) - len(long), len(every)), is_grave=False))
    if len(own) < FEWEST_TRIES:
        found.append(Finding("few-tries-on-past", (len(own), FEWEST_TRIES), is_grave=False))
    naive = float(np.sqrt(np.mean([one.of_last**2 for one in own])))
    if _rmse(own) > naive:
        found.append(Finding("worse-than-last-value", (_rmse(own), naive), is_grave=False))
    assumptions: list[tuple[str, float | str]] = [
        ("model", name),
        ("goes-on-as-before", float(np.median([np.isfinite(one.values).sum() for one in long]))),
        ("interval-stretch", wide),
    ]
    assumptions += [(code, end) for code, end in (("least", least), ("most", most)) if np.isfinite(end)]
    tests = tuple(_back_test(own, steps) for steps in sorted({one.steps for one in own}))
    return Projection(points, tests, tuple(assumptions), tuple(found))


def _origins(series: _Series) -> list[int]:
    """Return the places from which a later known value can be projected with enough known before."""
    known = np.isfinite(series.values)
    many = np.cumsum(known)
    ahead = min(series.steps)
    return [
        place
        for place in range(len(known) - ahead)
        if known[place] and many[place] >= FEWEST_PAST and known[place + ahead :].any()
    ]


def _forecast(values: Floats, level: str, steps: int) -> tuple[Floats, Floats]:
    """Return means and errors 1 to `steps` ahead, in the units of the values."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    centre, scale = np.nanmean(values), np.nanstd(values)
    if scale == 0:
        return np.full(steps, centre), np.zeros(steps)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = UnobservedComponents((values - centre) / scale, level=level).fit(disp=0)
        ahead = fitted.get_forecast(steps)
    return centre + scale * np.asarray(ahead.predicted_mean), scale * np.asarray(ahead.se_mean)


def _tries(chosen: list[tuple[_Series, int]], level: str, least: float, most: float) -> list[_Try]:
    done = []
    for origin, (series, place) in enumerate(chosen):
        means, errors = _forecast(series.values[: place + 1], level, max(series.steps))
        for steps in series.steps:
            real = series.values[place + steps] if place + steps < len(series.values) else np.nan
            if np.isfinite(real):
                value = float(np.clip(means[steps - 1], least, most))
                error, of_last = value - real, float(series.values[place] - real)
                done.append(_Try(origin, steps, error, float(errors[steps - 1]), of_last))
    return done


def _rmse(tries: Sequence[_Try]) -> float:
    return float(np.sqrt(np.mean([one.error**2 for one in tries])))


def _stretch(tries: Sequence[_Try]) -> float:
    """Return how much wider than the model says an interval must be to have held `LEVEL` of the tries, 1 or more."""
    sizes = [abs(one.error) / one.spread if one.spread > 0 else np.inf for one in tries]
    usable = [size for size in sizes if np.isfinite(size)]
    return max(1.0, float(np.quantile(usable, LEVEL)) / _z()) if usable else 1.0


def _z() -> float:
    return float(norm.ppf(0.5 + LEVEL / 2))


def _back_test(tries: Sequence[_Try], steps: int) -> BackTest:
    halves = [[one for one in tries if one.origin % 2 == side] for side in (0, 1)]
    held = [
        abs(one.error) <= _z() * _stretch(other or own) * one.spread
        for own, other in (halves, halves[::-1])
        for one in own
        if one.steps == steps
    ]
    own = [one for one in tries if one.steps == steps]
    return BackTest(
        steps,
        len(own),
        float(np.mean([one.error for one in own])),
        _rmse(own),
        float(np.sqrt(np.mean([one.of_last**2 for one in own]))),
        float(np.mean(held)),
    )


def _points(series: _Series, level: str, wide: float, least: float, most: float) -> list[Point]:
    means, errors = _forecast(series.values, level, max(series.steps))
    last = series.begin + len(series.values) - 1
    points = []
    for steps in series.steps:
        half = _z() * wide * errors[steps - 1]
        ends = (float(np.clip(means[steps - 1] + side * half, least, most)) for side in (0, -1, 1))
        points.append(Point(series.name, last + steps, steps, *ends))
    return points
