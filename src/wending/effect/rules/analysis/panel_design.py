"""Units followed over periods: begun at different times, in an order by lot, or one unit beside a made-up twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.analysis.assemble import Look, Make, Ways
from wending.effect.rules.analysis.people import People
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.design import Design
from wending.engine.estimation.missing import Stage, flow
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.placebo import COLUMNS as PLACEBO_COLUMNS
from wending.engine.estimation.placebo import judged, together
from wending.engine.estimation.power import power_check
from wending.engine.estimation.pre_trends import pre_trends
from wending.engine.estimation.specifications import Curve, Specification, specifications
from wending.engine.estimation.staggered import Compared, Staggered, imputed, staggered
from wending.engine.estimation.stepped_wedge import stepped_wedge
from wending.engine.estimation.synthetic import (
    NO_INTERVAL,
    Synthetic,
    synthetic,
    synthetic_checks,
    synthetic_difference,
)
from wending.engine.estimation.terms import Estimand, Estimate, Finding, Floats, NotAnswerable, Sample, Whole
from wending.engine.estimation.two_way import two_way

if TYPE_CHECKING:
    import pandas as pd


def ways(plan: Plan, planned: PlannedOutcome, tables: StudyTables, people: People | None) -> Ways:
    """Return how an outcome followed over periods is estimated and looked at, whatever its horizon."""

    @cache
    def panel() -> Panel:
        return panel_of(plan, planned.outcome, tables, people)

    others = [one for one in plan.outcomes if one.outcome == planned.outcome and one.horizon > 0]
    if len(others) > 1 and planned is not others[0]:
        # Periods tell the mean of all that follow the start: a second horizon of the same outcome would say the same.
        raise NotAnswerable((Finding("same-outcome-over-periods", (planned.outcome, planned.horizon)),))
    if plan.design is Design.STEPPED_WEDGE:
        return _by_order(planned, panel)
    if plan.design is Design.SYNTHETIC_CONTROL:
        return _beside_a_twin(plan, planned, tables, panel)
    return _staggered(plan, planned, tables, people, panel)


def panel_of(plan: Plan, outcome: str, tables: StudyTables, people: People | None) -> Panel:
    """Return the panel of an outcome; units of whom covariates are planned are those of `people`.

    Raises:
        NotAnswerable: no periods of this outcome, or covariates of units that are no persons.
    """
    rows = tables.periods[tables.periods["outcome"] == outcome]
    has_covariates = people is not None and bool(plan.covariates)
    if people is not None and has_covariates:
        rows = rows[rows["unit"].isin(people.person)]
    if rows.empty:
        raise NotAnswerable((Finding("no-periods", (outcome,)),))
    beside: Floats = np.empty((0, 0))
    names: tuple[str, ...] = ()
    if people is not None and has_covariates:
        columns, names = people.columns(plan.covariates)
        beside = columns[people.person.get_indexer(rows["unit"])]
    return Panel(
        unit=np.asarray(rows["unit"].factorize()[0], np.int64),
        period=rows["period"].to_numpy(np.int64),
        outcome=rows["value"].to_numpy(float),
        first=rows["first"].to_numpy(np.int64),
        covariates=beside,
        names=names,
        clusters=_clusters(plan, tables, rows),
    )


def _clusters(plan: Plan, tables: StudyTables, rows: pd.DataFrame) -> Whole | None:
    if plan.design_terms.get("cluster") != "organisation":
        return None
    organisation = rows["unit"].map(tables.persons.set_index("person")["organisation"])
    if organisation.isna().any():
        raise NotAnswerable((Finding("cluster-unknown", ("organisation", int(organisation.isna().sum()))),))
    return np.asarray(organisation.factorize()[0], np.int64)


def _staggered(
    plan: Plan, planned: PlannedOutcome, tables: StudyTables, people: People | None, panel: Callable[[], Panel]
) -> Ways:
    @cache
    def found() -> Staggered:
        return staggered(panel(), seed=plan.seed)

    def looks(estimates: tuple[Estimate, ...]) -> dict[Code, Look]:
        return {
            Code.FLOW: lambda: _flow(panel()),
            Code.PRE_TRENDS: lambda: pre_trends(found(), matters=planned.smallest),
            Code.NEGATIVE_CONTROL: lambda: _control(plan, tables, people, estimates[0], planned.smallest),
            Code.MISSING: lambda: _missing(panel()),
            Code.SPECIFICATIONS: lambda: _specifications(estimates),
            Code.POWER: lambda: power_check(_rows(panel()), estimates[0], planned.smallest),
        }

    estimates: dict[str, Make] = {
        "staggered": lambda: found().simple,
        "dynamic": lambda: found().dynamic,
        "group": lambda: found().group,
        "calendar": lambda: found().calendar,
        "never-treated": lambda: staggered(panel(), Compared.NEVER, seed=plan.seed).simple,
        "imputation": lambda: imputed(panel()),
        "two-way-fixed-effects": lambda: two_way(panel()).estimate,
    }
    excuses = {
        Code.BALANCE: "own-past",
        Code.OVERLAP: "own-past",
        Code.PLACEBO: "pre-trends-instead",
        Code.CONFOUNDING: "honest-bounds-instead",
    }
    return Ways(estimates, looks, excuses, lambda: found().findings)


def _by_order(planned: PlannedOutcome, panel: Callable[[], Panel]) -> Ways:
    def looks(estimates: tuple[Estimate, ...]) -> dict[Code, Look]:
        return {
            Code.FLOW: lambda: _flow(panel()),
            Code.PRE_TRENDS: lambda: pre_trends(staggered(panel()), matters=planned.smallest),
            Code.MISSING: lambda: _missing(panel()),
            Code.SPECIFICATIONS: lambda: _specifications(estimates),
            Code.POWER: lambda: power_check(_rows(panel()), estimates[0], planned.smallest),
        }

    estimates: dict[str, Make] = {
        "stepped-wedge": lambda: stepped_wedge(panel()),
        "constant-effect": lambda: stepped_wedge(panel(), is_constant=True),
        "staggered": lambda: staggered(panel()).simple,
    }
    excuses = {
        Code.BALANCE: "no-covariates",
        Code.OVERLAP: "assigned-by-lot",
        Code.CONFOUNDING: "assigned-by-lot",
        Code.PLACEBO: "no-earlier-outcome",
        Code.NEGATIVE_CONTROL: "no-untouched-outcome",
    }
    return Ways(estimates, looks, excuses)


def _beside_a_twin(plan: Plan, planned: PlannedOutcome, tables: StudyTables, panel: Callable[[], Panel]) -> Ways:
    @cache
    def found() -> Synthetic:
        return synthetic(panel())

    @cache
    def names() -> list[str]:
        return unit_names(tables, planned.outcome)

    def registered() -> Estimate:
        one = found()
        if not _is_planned(plan, tables, planned.outcome):
            raise NotAnswerable((Finding("another-unit-treated", (str(plan.design_terms.get("unit", "")),)),))
        if not np.isfinite([one.low, one.high]).all():
            raise NotAnswerable(
                tuple(replace(told, is_grave=True) for told in one.findings if told.code in NO_INTERVAL)
            )
        # The interval is that of the placebos; the error is half of it in errors of a normal figure.
        error = (one.high - one.low) / 3.92
        return Estimate(
            "synthetic-control", Estimand.ATT, one.value, error, 1, len(one.donors), bounds=(one.low, one.high)
        )

    @cache
    def checks() -> dict[Code, Check]:
        return {check.code: _named(check, names()) for check in synthetic_checks(found())}

    def looks(estimates: tuple[Estimate, ...]) -> dict[Code, Look]:
        # A twin that does not fit before is refused, so balance passes wherever there is an estimate.
        weights = tuple(
            (names()[donor], float(weight))
            for donor, weight in zip(found().donors, found().weights, strict=True)
            if weight > 0
        )
        fit = (("fit", found().fit), ("donors", float(len(found().donors))))
        return {
            Code.FLOW: lambda: _flow(panel()),
            Code.BALANCE: lambda: Check(Code.BALANCE, State.PASSED, fit, ("donor", "weight"), weights),
            Code.PRE_TRENDS: lambda: checks()[Code.PRE_TRENDS],
            Code.PLACEBO: lambda: checks()[Code.PLACEBO],
            Code.MISSING: lambda: _missing(panel()),
            Code.SPECIFICATIONS: lambda: checks()[Code.SPECIFICATIONS],
        }

    estimates: dict[str, Make] = {
        "synthetic-control": registered,
        "synthetic-difference": lambda: synthetic_difference(panel(), seed=plan.seed),
    }
    one_unit = dict.fromkeys((Code.OVERLAP, Code.CONFOUNDING, Code.POWER), "one-unit")
    return Ways(estimates, looks, one_unit | {Code.NEGATIVE_CONTROL: "no-untouched-outcome"}, lambda: found().findings)


def unit_names(tables: StudyTables, outcome: str) -> list[str]:
    """Return the names of the units of an outcome by their number in its panel; people have a number for a name."""
    units = tables.periods.loc[tables.periods["outcome"] == outcome, "unit"].factorize()[1]
    people = set(tables.persons["person"])
    return [str(number) if unit in people else str(unit) for number, unit in enumerate(units)]


def _named(check: Check, names: list[str]) -> Check:
    """Return a check with the names of units in its first column, where that tells of units."""
    if check.columns[:1] not in {("unit",), ("left-out",)}:
        return check
    return replace(check, rows=tuple((names[int(row[0] or 0)], *row[1:]) for row in check.rows))


def _rows(panel: Panel) -> Sample:
    """Return unit-periods as a sample: in whose spread a smallest effect is told."""
    return Sample(panel.outcome, (panel.first > 0) & (panel.period >= panel.first))


def _flow(panel: Panel) -> Check:
    """Return the units that ever began and those that did not, and of how many an outcome is known in any period."""
    stages = []
    for name, rows in (("in-panel", np.ones(len(panel), bool)), ("known", np.isfinite(panel.outcome))):
        begun = len(np.unique(panel.unit[rows & (panel.first > 0)]))
        stages.append(Stage(name, begun, len(np.unique(panel.unit[rows & (panel.first == 0)]))))
    if not stages[0].compared:
        # Everybody began in the end: those who began later are compared with before they did.
        return Check(Code.FLOW, State.TOLD, (("treated", float(stages[0].treated)),))
    return flow(stages)


def _missing(panel: Panel) -> Check:
    """Return how many unit-periods are unknown or were not there; nothing is filled in."""
    whole = len(np.unique(panel.unit)) * len(np.unique(panel.period))
    known = int(np.isfinite(panel.outcome).sum())
    figures = (("unit-periods", float(whole)), ("known", float(known)), ("unknown-share", 1 - known / whole))
    return Check(Code.MISSING, State.PASSED if known == whole else State.TOLD, figures)


def _control(plan: Plan, tables: StudyTables, people: People | None, claimed: Estimate, smallest: float) -> Check:
    controls = plan.of_use(Use.CONTROL)
    if not controls:
        return Check(Code.NEGATIVE_CONTROL, State.CANNOT, reason="no-untouched-outcome")
    spread = _spread(panel_of(plan, plan.primary.outcome, tables, people))
    rows: list[tuple[Cell, ...]] = []
    told: dict[State, str] = {}
    for one in controls:
        panel = panel_of(plan, one.outcome, tables, people)
        found = staggered(panel, seed=plan.seed).simple
        # The claim is carried over in spreads: an untouched outcome has a unit of its own.
        bar = max(abs(claimed.value), smallest) / spread * _spread(panel) if spread > 0 else 0.0
        low, high = together(found, len(controls))
        state, reason = judged(low, high, bar)
        rows.append((one.outcome, found.value, low, high, bar, state.value))
        told.setdefault(state, reason)
    worst = next(state for state in (State.FAILED, State.CANNOT, State.PASSED) if state in told)
    figures = (("outcomes", float(len(controls))),)
    return Check(Code.NEGATIVE_CONTROL, worst, figures, PLACEBO_COLUMNS, tuple(rows), told[worst])


def _spread(panel: Panel) -> float:
    """Return the spread of outcomes before anybody began, or of those never begun."""
    rows = np.isfinite(panel.outcome) & ((panel.first == 0) | (panel.period < panel.first))
    return float(panel.outcome[rows].std()) if rows.any() else 0.0


def _is_planned(plan: Plan, tables: StudyTables, outcome: str) -> bool:
    """Say whether the unit that began is the one of the plan."""
    rows = tables.periods[(tables.periods["outcome"] == outcome) & (tables.periods["first"] > 0)]
    return set(rows["unit"].astype(str)) == {str(plan.design_terms.get("unit", ""))}


def _specifications(estimates: tuple[Estimate, ...]) -> Check:
    """Return the curve over the estimators that were made; plain two-way fixed effects is no reasonable choice."""
    modern = [one for one in estimates if one.method != "two-way-fixed-effects"]
    done = tuple(Specification(one.method, "planned", one) for one in modern)
    return specifications(Curve(done, True), estimates[0])
