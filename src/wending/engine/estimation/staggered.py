"""Difference-in-differences with a staggered start: effects by cohort and period, and their averages.

Terms: *cohort* = units first treated in one period; *event time* = periods since that start (0 in it, -1 just before).
Cells come from Callaway & Sant'Anna (2021) in diff-diff; averages, errors and bands from the cells' influences here.
A unit counts in a cell when it is seen in both of the cell's periods, so panels need not be balanced.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wending.engine.estimation.averages import Cells, Course
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import frame, rows_of, usable
from wending.engine.estimation.terms import Estimand, Estimate, Finding, Floats, NotAnswerable

# A cohort with fewer units than this has no error of its own worth the name; it is told, not refused.
SMALL_COHORT = 5


class Compared(StrEnum):
    """With whom a cohort is compared: those never treated, or all who are not treated yet."""

    NEVER = "never_treated"
    NOT_YET = "not_yet_treated"


@dataclass(frozen=True)
class Cell:
    """The effect on one cohort in one period, against the last period before its start.

    treated, compared: units; of one treated unit the error is NaN.
    """

    cohort: int
    period: int
    value: float
    error: float
    treated: int
    compared: int


@dataclass(frozen=True)
class Staggered:
    """Effects by cohort and period with four averages, as `aggte` of Callaway & Sant'Anna (2021, section 3).

    simple: all treated unit-periods alike. dynamic: mean over event times 0 and up. group: mean over treated units of
    their own mean. calendar: mean over periods. event_study holds leads too, without the base (event time
    -1 - anticipation), where the effect is 0 by construction.
    """

    cells: tuple[Cell, ...]
    simple: Estimate
    dynamic: Estimate
    group: Estimate
    calendar: Estimate
    event_study: Course
    by_cohort: Course
    by_period: Course
    anticipation: int
    findings: tuple[Finding, ...] = ()


def staggered(
    panel: Panel,
    compared: Compared = Compared.NOT_YET,
    *,
    anticipation: int = 0,
    draws: int = 999,
    seed: int = 0,
) -> Staggered:
    """Return the effects on the treated by cohort and period, doubly robust where there are covariates.

    anticipation: periods before the start in which the effect may already show; they are then no pre-trend.
    draws: of the multiplier bootstrap behind the bands; the same seed gives the same bands.

    Raises:
        NotAnswerable: see `usable`; or no cohort has anybody to be compared with.
        ValueError: anticipation or draws below their least (0 and 99).
    """
    if anticipation < 0 or draws < 99:
        raise ValueError("anticipation is 0 or more, draws are 99 or more")
    known, told = usable(panel, anticipation)
    cells, table, beside = _cells(known, compared, anticipation, draws, seed)
    after = table.period >= table.cohort
    if not after.any():
        raise NotAnswerable((Finding("nobody-to-compare"),))
    since = table.period - table.cohort
    small = sum(int((table.of_unit == cohort).sum()) < SMALL_COHORT for cohort in np.unique(table.cohort[after]))
    if small:
        told += (Finding("small-cohorts", (small, SMALL_COHORT), is_grave=False),)

    def estimate(name: str, value: float, influence: Floats) -> Estimate:
        treated = int(np.isin(table.of_unit, table.cohort[after]).sum())
        error, freedom = table.error(influence), table.freedom
        return Estimate(f"staggered-{name}", Estimand.ATT, value, error, treated, beside, freedom=freedom)

    return Staggered(
        cells=cells,
        simple=estimate("simple", *table.average(after)),
        dynamic=estimate("dynamic", *table.mean_of([after & (since == at) for at in np.unique(since[after])])),
        group=estimate("group", *table.mean_by_cohort(after)),
        calendar=estimate(
            "calendar", *table.mean_of([after & (table.period == at) for at in np.unique(table.period[after])])
        ),
        event_study=table.course(since, np.ones(len(since), bool)),
        by_cohort=table.course(table.cohort, after),
        by_period=table.course(table.period, after),
        anticipation=anticipation,
        findings=told,
    )


def imputed(panel: Panel, *, anticipation: int = 0) -> Estimate:
    """Return the mean effect on treated unit-periods by imputation (Borusyak, Jaravel & Spiess 2024), as a second look.

    Unit and period means are fitted on untreated unit-periods only and subtracted from the treated ones. It leans on
    all earlier periods where `staggered` leans on the last one; covariates are not used.

    Raises:
        NotAnswerable: see `usable`; or nobody untreated in a period of the treated.
    """
    from diff_diff import ImputationDiD

    known, _ = usable(panel, anticipation)
    start = np.where(known.first == 0, np.iinfo(np.int64).max, known.first)
    # Only periods in which somebody is still untreated have a mean to impute from.
    open_periods = np.unique(known.period[known.period < start - anticipation])
    kept = rows_of(known, np.isin(known.period, open_periods))
    if not ((kept.first > 0) & (kept.period >= kept.first)).any():
        raise NotAnswerable((Finding("nobody-to-compare"),))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = ImputationDiD(anticipation=anticipation, cluster=None if kept.clusters is None else "cluster").fit(
            frame(kept), "outcome", "unit", "period", "first"
        )
    if not np.isfinite(fitted.overall_se):
        raise NotAnswerable((Finding("nobody-to-compare"),))
    return Estimate(
        "imputation",
        Estimand.ATT,
        float(fitted.overall_att),
        float(fitted.overall_se),
        len(np.unique(kept.unit[kept.first > 0])),
        int(fitted.n_control_units),
        freedom=None if kept.clusters is None else float(len(np.unique(kept.clusters)) - 1),
    )


def _cells(
    panel: Panel, compared: Compared, anticipation: int, draws: int, seed: int
) -> tuple[tuple[Cell, ...], Cells, int]:
    """Return the cells but those of the base periods, for people and for arithmetic; how many units were compared."""
    from diff_diff import CallawaySantAnna

    by_group = None if panel.clusters is None else "cluster"
    model = CallawaySantAnna(
        control_group=compared.value,
        anticipation=anticipation,
        estimation_method="dr",
        cluster=by_group,
        base_period="universal",
        rank_deficient_action="error",
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = model.fit(
                frame(panel),
                "outcome",
                "unit",
                "period",
                "first",
                covariates=[f"x{place}" for place in range(len(panel.names))] or None,
            )
    except ValueError as error:
        raise NotAnswerable((Finding("cohorts-cannot-be-compared"),)) from error
    # The library keeps the influences of units only in what its own averages are made from.
    influences = fitted._aggregation_kit.influence
    units, place = np.unique(panel.unit, return_index=True)
    groups = units if panel.clusters is None else panel.clusters[place]
    chosen = [pair for pair in sorted(influences) if fitted.group_time_effects[pair]["se"] > 0]
    matrix = np.zeros((len(units), len(chosen)))
    cells, beside = [], np.zeros(len(units), bool)
    for column, pair in enumerate(chosen):
        one, parts = fitted.group_time_effects[pair], influences[pair]
        matrix[parts["treated_idx"], column] += parts["treated_inf"]
        matrix[parts["control_idx"], column] += parts["control_inf"]
        if pair[1] >= pair[0]:
            beside[parts["control_idx"]] = True
        spread = one["se"] if one["n_treated"] > 1 else float("nan")
        cells.append(Cell(int(pair[0]), int(pair[1]), one["effect"], spread, one["n_treated"], one["n_control"]))
    table = Cells(
        np.array([cell.value for cell in cells]),
        np.array([cell.cohort for cell in cells], int),
        np.array([cell.period for cell in cells], int),
        matrix,
        panel.first[place],
        np.unique(groups, return_inverse=True)[1],
        draws,
        seed,
    )
    return tuple(cells), table, int(beside.sum())
