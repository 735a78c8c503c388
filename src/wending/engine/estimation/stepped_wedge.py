"""Stepped wedge: groups that begin one after another, in an order drawn by lot (Hussey & Hughes 2007).

Everybody gets it in the end, so time and treatment go together: the effect of time is always taken out, and that of
each group. It need not be the same people in each period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from wending.engine.estimation.findings import findings
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.permutation import Permuted, orders, permuted
from wending.engine.estimation.sandwich import least_squares
from wending.engine.estimation.terms import (
    LEVEL,
    Booleans,
    Estimand,
    Estimate,
    Finding,
    Floats,
    NotAnswerable,
    Sample,
    Whole,
)

# As in `randomised`: with fewer the t of CR2 cannot be relied on (Pustejovsky & Tipton 2018).
FEWEST_FREEDOM = 4
FEWEST_GROUPS = 3


@dataclass(frozen=True)
class _Wedge:
    """Rows with a known outcome: group and period as places from 0, and the period in which each group began."""

    outcome: Floats
    group: Whole
    period: Whole
    first: Whole
    periods: Whole
    beside: Floats

    @property
    def treated(self) -> Booleans:
        return self.after(self.first) >= 0

    def after(self, first: Whole) -> Whole:
        """Return how many periods after its beginning each row is; below zero is not yet, or never."""
        begun = np.where(first > 0, first, self.periods[-1] + 1)
        return np.asarray(self.periods[self.period] - begun[self.group], np.int64)


def stepped_wedge(panel: Panel, is_constant: bool = False) -> Estimate:
    """Return the effect on what was treated, with groups and periods taken out and errors by group (CR2).

    The effect may differ by how long ago it began; the value is its mean over all treated rows (Kenny, Voldal, Xia,
    Heagerty & Hughes 2022). `is_constant` assumes that it does not, which is biased when it grows or fades. With fewer
    than `FEWEST_FREEDOM` degrees of freedom value and interval are those of `by_order`, which assumes it as well.

    panel: `clusters` are the groups that begin (None: the units), `first` when; 0 is not within the study.

    Raises:
        NotAnswerable: all began at once, no period with both, a group that began twice, too few groups or people.
    """
    wedge = _wedge(panel)
    exposures = [wedge.treated] if is_constant else [wedge.after(wedge.first) == one for one in _exposures(wedge)]
    given = np.column_stack(exposures).astype(float)
    contrast = np.concatenate([given.sum(axis=0) / given.sum(), np.zeros(wedge.beside.shape[1])])
    treated = int(wedge.treated.sum())
    compared = len(wedge.outcome) - treated
    try:
        found = least_squares(np.hstack([given, wedge.beside]), wedge.outcome, contrast, wedge.group)
    except ValueError as error:
        raise NotAnswerable((Finding("time-tells-treatment"),)) from error
    if found.freedom >= FEWEST_FREEDOM:
        return Estimate(
            "stepped-wedge", Estimand.ATT, found.value, found.error, treated, compared, freedom=found.freedom
        )
    chance = _by_order(wedge)
    if not np.isfinite([chance.low, chance.high]).all():
        raise NotAnswerable((Finding("too-few-lots", (chance.lots, len(wedge.first))),))
    spread = (chance.high - chance.low) / 2 / float(norm.ppf(0.5 + LEVEL / 2))
    bounds = (chance.low, chance.high)
    return Estimate("order-permutation", Estimand.ATT, chance.value, spread, treated, compared, bounds=bounds)


@dataclass(frozen=True)
class Exposure:
    """The effect so many periods after the beginning, 0 in the first; the estimate's own interval is of it alone.

    low, high: an interval that holds together with those of all other exposures (Bonferroni). groups: it rests on.
    """

    after: int
    estimate: Estimate
    low: float
    high: float
    groups: int


def by_exposure(panel: Panel) -> tuple[Exposure, ...]:
    """Return the effect by how long ago groups began, in order, as `stepped_wedge` finds them before it takes the mean.

    Those that too few groups tell (fewer than `FEWEST_FREEDOM` degrees of freedom) are left out, and still count as one
    of all.

    Raises:
        NotAnswerable: as `stepped_wedge`; or no exposure that enough groups tell.
    """
    wedge = _wedge(panel)
    after, exposures = wedge.after(wedge.first), _exposures(wedge)
    columns = np.hstack([(after[:, None] == exposures).astype(float), wedge.beside])
    found = []
    for place, exposure in enumerate(exposures):
        rows = after == exposure
        try:
            one = least_squares(columns, wedge.outcome, np.eye(columns.shape[1])[place], wedge.group)
        except ValueError:
            continue
        if one.freedom < FEWEST_FREEDOM:
            continue
        counts = int(rows.sum()), int((after < 0).sum())
        of = Estimate("stepped-wedge", Estimand.ATT, one.value, one.error, *counts, freedom=one.freedom)
        wide = of.quantile(1 - (1 - LEVEL) / 2 / len(exposures)) * of.error
        groups = len(np.unique(wedge.group[rows]))
        found.append(Exposure(int(exposure), of, of.value - wide, of.value + wide, groups))
    if not found:
        raise NotAnswerable((Finding("too-few-groups-since-start", (FEWEST_FREEDOM,)),))
    return tuple(found)


def by_order(panel: Panel) -> Permuted:
    """Return the test of no effect by the orders in which groups could have begun, and the interval that it leaves.

    Exact however few the groups (Wang & De Gruttola 2017; Ji, Fink, Robyn & Small 2017), for an effect that does not
    change with time. Never-treated groups are taken to have been in the lot.

    Raises:
        NotAnswerable: as `stepped_wedge`.
    """
    return _by_order(_wedge(panel))


def _by_order(wedge: _Wedge) -> Permuted:
    cells, cell = np.unique(np.stack([wedge.group, wedge.period]), axis=1, return_inverse=True)
    when = wedge.periods[cells[1]]

    def given(first: Whole) -> Floats:
        return np.asarray((first[cells[0]] > 0) & (when >= first[cells[0]]), float)

    def others() -> Iterator[Floats]:
        yield from (given(order) for order in orders(wedge.first))

    try:
        return permuted(wedge.outcome, np.asarray(cell).ravel(), given(wedge.first), others(), wedge.beside)
    except ValueError as error:
        raise NotAnswerable((Finding("time-tells-treatment"),)) from error


def _wedge(panel: Panel) -> _Wedge:
    known = np.isfinite(panel.outcome)
    labels = panel.unit if panel.clusters is None else panel.clusters
    groups, rows, group = np.unique(labels[known], return_index=True, return_inverse=True)
    first = panel.first[known][rows] if len(groups) else np.zeros(0, np.int64)
    twice = len(np.unique(group[first[group] != panel.first[known]]))
    if twice:
        raise NotAnswerable((Finding("group-began-twice", (twice,)),))
    periods, period = np.unique(panel.period[known], return_inverse=True)
    beside = np.hstack([_dummies(group, len(groups)), _dummies(period, len(periods)), panel.covariates[known]])
    wedge = _Wedge(panel.outcome[known], group, period, first, periods, beside)
    if not known.any():
        raise NotAnswerable((Finding("outcome-unknown"),))
    sample = Sample(wedge.outcome, wedge.treated, panel.covariates[known], panel.names)
    grave = [finding for finding in findings(sample) if finding.is_grave]
    if len(groups) < FEWEST_GROUPS:
        grave.append(Finding("too-few-groups", (len(groups), FEWEST_GROUPS)))
    elif len(np.unique(first)) == 1:
        grave.append(Finding("no-steps", (len(groups),)))
    if grave:
        raise NotAnswerable(tuple(grave))
    return wedge


def _exposures(wedge: _Wedge) -> Whole:
    after = wedge.after(wedge.first)
    return np.unique(after[after >= 0])


def _dummies(places: Whole, many: int) -> Floats:
    return np.asarray(places[:, None] == np.arange(many), float)
