"""The answer for units followed over periods, of which some began, at different times."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.analysis.judged import judgement_of, told, unanswered
from wending.effect.rules.analysis.people import People
from wending.effect.rules.analysis.steps import Steps
from wending.effect.rules.answer import OutcomeAnswer
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.missing import Stage, flow
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import usable
from wending.engine.estimation.placebo import COLUMNS as PLACEBO_COLUMNS
from wending.engine.estimation.placebo import judged
from wending.engine.estimation.power import power_check
from wending.engine.estimation.pre_trends import pre_trends
from wending.engine.estimation.specifications import Curve, Specification, specifications
from wending.engine.estimation.staggered import Compared, Staggered, imputed, staggered
from wending.engine.estimation.terms import Estimate, Finding, Floats, NotAnswerable, Sample
from wending.engine.estimation.two_way import two_way

if TYPE_CHECKING:
    import pandas as pd


def panel_of(plan: Plan, outcome: str, tables: StudyTables, people: People | None) -> Panel:
    """Return the panel of an outcome; units of whom covariates are planned are those of `people`.

    Raises:
        NotAnswerable: no periods of this outcome, or covariates of units that are no persons.
    """
    rows = tables.periods[tables.periods["outcome"] == outcome]
    if people is not None and plan.covariates:
        rows = rows[rows["unit"].isin(people.person)]
    if rows.empty:
        raise NotAnswerable((Finding("no-periods", (outcome,)),))
    codes = rows["unit"].factorize()[0]
    beside: Floats = np.empty((0, 0))
    names: tuple[str, ...] = ()
    if people is not None and plan.covariates:
        columns, names = people.columns(plan.covariates)
        beside = columns[people.person.get_indexer(rows["unit"])]
    return Panel(
        unit=np.asarray(codes, np.int64),
        period=rows["period"].to_numpy(np.int64),
        outcome=rows["value"].to_numpy(float),
        first=rows["first"].to_numpy(np.int64),
        covariates=beside,
        names=names,
        clusters=_clusters(plan, tables, rows),
    )


def _clusters(plan: Plan, tables: StudyTables, rows: pd.DataFrame) -> np.ndarray | None:
    if plan.design_terms.get("cluster") != "organisation":
        return None
    organisation = rows["unit"].map(tables.persons.set_index("person")["organisation"])
    if organisation.isna().any():
        raise NotAnswerable((Finding("cluster-unknown", ("organisation", int(organisation.isna().sum()))),))
    return np.asarray(organisation.factorize()[0], np.int64)


def answer(
    plan: Plan,
    planned: PlannedOutcome,
    tables: StudyTables,
    people: People | None,
    steps: Steps,
    primary: OutcomeAnswer | None = None,
) -> OutcomeAnswer:
    """Return estimates and checks of an outcome followed over periods, whatever its horizon."""
    name = f"{planned.outcome}@periods"

    @cache
    def panel() -> Panel:
        return panel_of(plan, planned.outcome, tables, people)

    @cache
    def found() -> Staggered:
        return staggered(panel(), seed=plan.seed)

    claimed, refused = steps.attempt(f"{name}: staggered", lambda: found().simple)
    if claimed is None:
        return OutcomeAnswer(planned, (), (), unanswered(refused), findings=refused)
    if primary is not None:
        return OutcomeAnswer(planned, (claimed,), (), primary.judgement)
    others: list[Estimate] = []
    for method, make in (
        ("dynamic", lambda: found().dynamic),
        ("group", lambda: found().group),
        ("calendar", lambda: found().calendar),
        ("never-treated", lambda: staggered(panel(), Compared.NEVER, seed=plan.seed).simple),
        ("imputation", lambda: imputed(panel())),
        ("two-way-fixed-effects", lambda: two_way(panel()).estimate),
    ):
        one, _ = steps.attempt(f"{name}: {method}", make)
        others += [one] if one else []
    looks: dict[Code, Callable[[], Check]] = {
        Code.FLOW: lambda: _flow(panel()),
        Code.BALANCE: lambda: Check(Code.BALANCE, State.CANNOT, reason="own-past"),
        Code.OVERLAP: lambda: Check(Code.OVERLAP, State.CANNOT, reason="own-past"),
        Code.PRE_TRENDS: lambda: pre_trends(found(), matters=planned.smallest),
        Code.PLACEBO: lambda: Check(Code.PLACEBO, State.CANNOT, reason="pre-trends-instead"),
        Code.NEGATIVE_CONTROL: lambda: _control(plan, tables, people, claimed, planned.smallest),
        Code.MISSING: lambda: _missing(panel()),
        Code.CONFOUNDING: lambda: Check(Code.CONFOUNDING, State.CANNOT, reason="honest-bounds-instead"),
        Code.SPECIFICATIONS: lambda: _specifications(claimed, others),
        Code.POWER: lambda: power_check(_ends(panel()), claimed, planned.smallest),
    }
    checks = tuple(steps.do(f"{name}: {code}", partial(told, code, look)) for code, look in looks.items())
    return OutcomeAnswer(
        planned, (claimed, *others), checks, judgement_of(plan.design, checks), findings=found().findings
    )


def _ends(panel: Panel) -> Sample:
    """Return unit-periods as a sample: whose spread a smallest effect is told in."""
    return Sample(panel.outcome, (panel.first > 0) & (panel.period >= panel.first))


def _flow(panel: Panel) -> Check:
    known, _ = usable(panel)
    stages = []
    for name, part in (("in-panel", panel), ("usable", known)):
        first = dict(zip(part.unit.tolist(), part.first.tolist(), strict=True))
        begun = sum(one != 0 for one in first.values())
        stages.append(Stage(name, begun, len(first) - begun))
    # Who began after the last period counts as compared from then on; a flow never grows.
    last = Stage("usable", min(stages[0].treated, stages[1].treated), min(stages[0].compared, stages[1].compared))
    return flow((stages[0], last))


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
    outcome = controls[0].outcome
    found = staggered(panel_of(plan, outcome, tables, people), seed=plan.seed).simple
    bar = max(abs(claimed.value), smallest)
    state, reason = judged(found.low, found.high, bar)
    row = (outcome, found.value, found.low, found.high, bar, state.value)
    return Check(Code.NEGATIVE_CONTROL, state, (("outcomes", 1.0),), PLACEBO_COLUMNS, (row,), reason)


def _specifications(claimed: Estimate, others: list[Estimate]) -> Check:
    """Return the curve over the modern estimators; plain two-way fixed effects is no reasonable choice here."""
    modern = [one for one in (claimed, *others) if one.method != "two-way-fixed-effects"]
    done = tuple(Specification(one.method, "planned", one) for one in modern)
    return specifications(Curve(done, True), claimed)
