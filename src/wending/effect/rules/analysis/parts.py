"""What stands beside the estimate: groups, other approaches, the course without it, and costs and benefits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.analysis.methods import SEEN_ONCE, Estimator, methods_of
from wending.effect.rules.analysis.money import balance_of_money
from wending.effect.rules.analysis.panel_design import panel_of
from wending.effect.rules.analysis.panel_parts import since_start, untreated_over_periods
from wending.effect.rules.analysis.people import People, people_of
from wending.effect.rules.analysis.steps import Steps
from wending.effect.rules.answer import OutcomeAnswer, Part
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import OVER_PERIODS, Plan, Use
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.check import Cell
from wending.engine.estimation.design import Design
from wending.engine.estimation.groups import by_group
from wending.engine.estimation.league import League, league
from wending.engine.estimation.nothing import effect_on_untreated, untreated_mean
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.projection import Projection, projected
from wending.engine.estimation.terms import Estimate, Finding, Floats, NotAnswerable, Sample

if TYPE_CHECKING:
    import pandas as pd

# Classes that have an order of their own; others stand by their words.
ORDER = ("none", "low", "middle", "high", "?")
NOTHING = "-"
# Designs in which some began earlier than others; one unit beside its twin has its course in its checks.
BY_START = frozenset({Design.STAGGERED, Design.STEPPED_WEDGE})
# Periods ahead of which the course without is projected.
AHEAD = (1, 2, 4)


def with_parts(
    plan: Plan, tables: StudyTables, people: People | None, answers: tuple[OutcomeAnswer, ...], steps: Steps
) -> tuple[tuple[OutcomeAnswer, ...], tuple[Part, ...]]:
    """Return the answers, the primary one with its parts, and the parts that are of the whole study."""
    primary = next(one for one in answers if one.planned.use is Use.PRIMARY)
    if not primary.estimates:
        return answers, ()
    own: list[Part] = []
    if people is not None and plan.design in SEEN_ONCE:
        sample = people.sample(plan, primary.planned)
        estimator = next(iter(methods_of(plan.design, sample, plan.seed).values()))
        own += [steps.do(f"groups: {name}", partial(_group, people, sample, name, estimator)) for name in plan.groups]
        own.append(steps.do("course", partial(_course, plan, people, answers)))
        found, refused = steps.attempt("expansion", partial(_expansion, sample))
        own.append(found if found is not None else Part("expansion", (), refused))
        if plan.rivals:
            own += _league(plan, tables, primary, steps)
    if plan.design in BY_START:
        since, refused = steps.attempt("since-start", partial(since_start, plan, tables, people))
        own.append(since if since is not None else Part("since-start", (), refused))
    if len(tables.periods):
        own += _projection(tables.periods, primary.planned.outcome, steps)
    untreated = _untreated(own, primary.planned.horizon)
    if plan.design in OVER_PERIODS:
        untreated = untreated_over_periods(
            panel_of(plan, primary.planned.outcome, tables, people), primary.estimates[0]
        )
    mended = replace(primary, parts=tuple(own), untreated=untreated)
    return tuple(mended if one is primary else one for one in answers), tuple(balance_of_money(plan, answers, steps))


def _group(people: People, sample: Sample, name: str, estimator: Estimator) -> Part:
    """Return the effect per class of a covariate, the least schooled first; the covariate itself leaves the sample."""
    classes = people.known[name].astype("string").fillna("?")
    names = sorted(classes.unique(), key=lambda one: (ORDER.index(one) if one in ORDER else -1, one))
    places = np.array([names.index(one) for one in classes])
    kept = tuple(title for title in sample.names if title.split(":")[0] != name)
    found = by_group(sample.only(kept), places, names, estimator)
    rows = tuple(
        (name, one.name, *_numbers(one.estimate), _finite(one.low), _finite(one.high))
        for one in found.groups
        if one.estimate is not None
    )
    refused = tuple(
        Finding("group-refused", (name, one.name, why.code), is_grave=False)
        for one in found.groups
        if one.estimate is None
        for why in one.findings
    )
    return Part("groups", rows, (*found.findings, *refused))


def _numbers(one: Estimate) -> tuple[Cell, ...]:
    return (one.treated, one.compared, one.value, one.low, one.high)


def _finite(number: float) -> float | None:
    return number if np.isfinite(number) else None


def _course(plan: Plan, people: People, answers: tuple[OutcomeAnswer, ...]) -> Part:
    """Return the mean of the treated at each horizon of the primary outcome, and what it would have been without."""
    rows = []
    findings: list[Finding] = []
    for one in sorted(answers, key=lambda one: one.planned.horizon):
        if one.planned.outcome != plan.primary.outcome or not one.estimates:
            continue
        sample = people.sample(plan, one.planned)
        try:
            found = untreated_mean(one.estimates[0], sample)
        except NotAnswerable as error:
            findings += error.findings
            continue
        without = found.estimate
        rows.append((one.planned.horizon, found.observed, without.value, without.low, without.high, without.treated))
    return Part("course", tuple(rows), tuple(findings))


def _expansion(sample: Sample) -> Part:
    """Return what it would do to the others, where they are like those treated: doubly robust, whatever the design."""
    found = effect_on_untreated(sample)
    one = found.estimate
    return Part("expansion", ((found.kept, found.asked, one.value, one.low, one.high),))


def _untreated(parts: list[Part], horizon: int) -> tuple[float, float, float] | None:
    """Return the mean of the treated had they not been, with its interval, from the course."""
    rows = (row for one in parts if one.code == "course" for row in one.rows if row[0] == horizon)
    return next(((float(row[2]), float(row[3]), float(row[4])) for row in rows), None)  # type: ignore[arg-type]


def _league(plan: Plan, tables: StudyTables, primary: OutcomeAnswer, steps: Steps) -> list[Part]:
    """Return every approach against every other, and the places each may have."""
    names = [plan.approach, plan.against, *plan.rivals]
    is_better_up = OUTCOMES[primary.planned.outcome].better != "down"

    def played() -> League:
        everybody = people_of(plan, tables, is_league=True)
        sample = everybody.sample(plan, primary.planned)
        places = np.array([names.index(one) for one in everybody.approach])
        return league(sample, places, [name or NOTHING for name in names], is_better_up)

    def contrasts() -> Part:
        found = played()
        rows = tuple((one.first, one.second, one.value, one.low, one.high) for one in found.contrasts)
        return Part("league", rows, found.findings)

    def places() -> Part:
        rows = tuple((one.name, one.chance_best, one.place_low, one.place_high) for one in played().standings)
        return Part("places", rows)

    made: list[Part] = []
    wanted: tuple[tuple[str, Callable[[], Part]], ...] = (("league", contrasts), ("places", places))
    for name, make in wanted:
        found, refused = steps.attempt(name, make)
        made.append(found if found is not None else Part(name, (), refused))
    return made


def _supposed(found: Projection) -> tuple[Finding, ...]:
    """Return what a projection rests on, each to be told: the model by its name, the others with their figure."""
    return tuple(
        Finding(f"supposes-{value}", is_grave=False)
        if isinstance(value, str)
        else Finding(f"supposes-{code}", (value,), is_grave=False)
        for code, value in found.assumptions
    )


def _projection(periods: pd.DataFrame, outcome: str, steps: Steps) -> list[Part]:
    """Return where the untreated course goes if nothing is done: of one firm or region its own, else their mean."""
    rows = periods[(periods["outcome"] == outcome) & periods["value"].notna()]
    begun = rows.loc[rows["first"] > 0, "unit"].unique()
    whose = "mean"
    if len(begun) == 1:
        whose = str(begun[0])
        rows = rows[(rows["unit"] == begun[0]) & (rows["period"] < rows["first"])]
    # The same units in every period, or their mean moves with who is in it: those never begun; where everybody began
    # in the end, the periods before the first did.
    never = rows[rows["first"] == 0]
    rows = never if len(never) else rows[rows["period"] < rows["first"].min()]
    seen = rows.groupby("unit")["period"].nunique()
    rows = rows[rows["unit"].isin(seen.index[seen == rows["period"].nunique()])]
    means = rows.groupby("period")["value"].mean()

    def found() -> Projection:
        if means.empty:
            raise NotAnswerable((Finding("no-periods", (outcome,)),))
        zeros = np.zeros(len(means), np.int64)
        value: Floats = means.to_numpy(float)
        bounds = OUTCOMES[outcome]
        least = -np.inf if bounds.low is None else bounds.low
        most = np.inf if bounds.high is None else bounds.high
        return projected(Panel(zeros, means.index.to_numpy(np.int64), value, zeros), AHEAD, least=least, most=most)

    def ahead() -> Part:
        rows = tuple((whose, one.period, one.value, one.low, one.high) for one in found().points)
        return Part("projection", rows, (*found().findings, *_supposed(found())))

    def tested() -> Part:
        tests = found().back_tests
        return Part(
            "back-test",
            tuple((one.steps, one.tries, one.bias, one.rmse, one.rmse_last_value, one.coverage) for one in tests),
        )

    made: list[Part] = []
    wanted: tuple[tuple[str, Callable[[], Part]], ...] = (("projection", ahead), ("back-test", tested))
    for name, make in wanted:
        part, refused = steps.attempt(name, make)
        made.append(part if part is not None else Part(name, (), refused))
    return made
