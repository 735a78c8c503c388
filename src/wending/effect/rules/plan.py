"""The plan of a study, written before outcomes are opened: what is asked of whom, compared with what, and how.

What is wrong in a plan is told per field with a code; words for it are of who shows them. Files are in `plan_file`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wending.effect.rules.outcomes import OUTCOMES
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand


class Use(StrEnum):
    """What an outcome is for. A placebo lies before the exposure, a control cannot be touched by it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PLACEBO = "placebo"
    CONTROL = "control"


class View(StrEnum):
    """From whose purse costs and benefits are looked at."""

    PERSON = "person"
    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"
    STATE = "state"
    OTHERS = "others"
    SOCIETY = "society"


@dataclass(frozen=True)
class PlannedOutcome:
    """An outcome at a horizon in days. smallest: the smallest effect that matters, in units of the outcome, above 0.

    For a placebo `outcome` is a covariate measured before the exposure, and the horizon is 0.
    """

    outcome: str
    horizon: int
    use: Use
    smallest: float


@dataclass(frozen=True)
class Filter:
    """A bound on who is in the population: covariate, one of `is`, `is-not`, `from`, `to`, and a value."""

    covariate: str
    test: str
    value: str | float


@dataclass(frozen=True)
class Money:
    """A cost or benefit in euros of a year, per treated person (or per unit of `outcome`), with its range and source.

    views: what one euro of it is to each view: 1 a gain, -1 a cost, 0 nothing; a transfer sums to nothing. What it is
    to society follows from the others. The first without an outcome is the cost of the approach. is_yearly: it comes
    back every year, without an effect.
    """

    item: str
    views: Mapping[str, float]
    low: float
    central: float
    high: float
    source: str
    year: int
    outcome: str = ""
    is_yearly: bool = False


@dataclass(frozen=True)
class Rates:
    """What a reckoning over years rests on, each with its source: none has a value of its own.

    persistence: what part of the effect is left a year later; displacement: what part is taken from others. Their low
    and high ends are their central value where they are not given.
    """

    discount: float
    discount_source: str
    years: int
    persistence: float
    persistence_source: str
    displacement: float
    displacement_source: str
    persistence_low: float | None = None
    persistence_high: float | None = None
    displacement_low: float | None = None
    displacement_high: float | None = None


@dataclass(frozen=True)
class Plan:
    """A whole plan; see `problems` for what must hold.

    approach: what is studied; against: with what it is compared ("" = nothing or usual care); rivals: other approaches
    for a league. frozen_on: the day on which the population was fixed; covariates of a later day are refused.
    design_terms: what a design needs: `cluster`, `score` and `cutoff`, `instrument`, `unit` (synthetic control).
    expected_treated, expected_compared, expected_spread: for the power reckoned beforehand (spread in outcome units).
    """

    title_nl: str
    title_en: str
    question_nl: str
    question_en: str
    approach: str
    against: str
    design: Design
    estimand: Estimand
    frozen_on: date
    outcomes: tuple[PlannedOutcome, ...]
    covariates: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    population: tuple[Filter, ...] = ()
    groups: tuple[str, ...] = ()
    design_terms: Mapping[str, str | float] = field(default_factory=dict)
    expected_treated: int = 0
    expected_compared: int = 0
    expected_spread: float = 0
    money: tuple[Money, ...] = ()
    rates: Rates | None = None
    seed: int = 1

    @property
    def primary(self) -> PlannedOutcome:
        """The outcome on which the answer rests."""
        return next(one for one in self.outcomes if one.use is Use.PRIMARY)

    def of_use(self, *uses: Use) -> tuple[PlannedOutcome, ...]:
        """Return the outcomes of these uses, in their order."""
        return tuple(one for one in self.outcomes if one.use in uses)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a plan: the field (`outcomes[0].smallest`), a code, and what belongs to it."""

    field: str
    code: str
    about: tuple[str | float, ...] = ()


class BadPlan(Exception):
    """A plan that cannot be read or cannot be carried out; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(f"{one.field}: {one.code}" for one in problems))


NEEDS: Mapping[Design, tuple[str, ...]] = {
    Design.CLUSTER_RANDOMISED: ("cluster",),
    Design.STEPPED_WEDGE: ("cluster",),
    Design.DISCONTINUITY: ("score", "cutoff"),
    Design.INSTRUMENT: ("instrument",),
    Design.SYNTHETIC_CONTROL: ("unit",),
}
# Designs that follow units over periods.
OVER_PERIODS = frozenset({Design.STAGGERED, Design.STEPPED_WEDGE, Design.SYNTHETIC_CONTROL})
TESTS = ("is", "is-not", "from", "to")

_LOT = (Estimand.ATE, Estimand.ATT)
# Whose effect the registered estimator of a design gives (see `rules.analysis`): another may not be asked of it.
# Where lots were drawn, those who were offered it are like all.
ESTIMANDS: Mapping[Design, tuple[Estimand, ...]] = {
    Design.RANDOMISED: _LOT,
    Design.CLUSTER_RANDOMISED: _LOT,
    Design.WAITING_LIST: _LOT,
    Design.STEPPED_WEDGE: _LOT,
    Design.MATCHING_AND_WEIGHTING: (Estimand.ATT,),
    Design.DOUBLY_ROBUST: (Estimand.ATT,),
    Design.STAGGERED: (Estimand.ATT,),
    Design.DISCONTINUITY: (Estimand.LATE,),
    Design.INSTRUMENT: (Estimand.LATE,),
    Design.SYNTHETIC_CONTROL: (Estimand.ATT,),
    Design.TIME_TO_EVENT: (Estimand.ATT,),
}
# Without covariates these compare people as they are, without weights: an effect on all of them.
_UNWEIGHTED = frozenset({Design.MATCHING_AND_WEIGHTING, Design.DOUBLY_ROBUST, Design.TIME_TO_EVENT})


def estimands_of(design: Design, *, has_covariates: bool) -> tuple[Estimand, ...]:
    """Return whose effect a design can tell."""
    return (Estimand.ATE,) if design in _UNWEIGHTED and not has_covariates else ESTIMANDS[design]


def problems(plan: Plan) -> tuple[Problem, ...]:
    """Return everything that is wrong with a plan, in the order of its fields."""
    found = [
        Problem(name, "empty")
        for name in ("title_nl", "title_en", "question_nl", "question_en", "approach")
        if not getattr(plan, name).strip()
    ]
    if plan.approach == plan.against or plan.approach in plan.rivals:
        found.append(Problem("against", "compared-with-itself"))
    allowed = estimands_of(plan.design, has_covariates=bool(plan.covariates))
    if plan.estimand not in allowed:
        found.append(Problem("estimand", "estimand-not-of-design", (plan.estimand.value, *allowed)))
    if len(plan.of_use(Use.PRIMARY)) != 1:
        found.append(Problem("outcomes", "not-one-primary", (len(plan.of_use(Use.PRIMARY)),)))
    for number, one in enumerate(plan.outcomes):
        where = f"outcomes[{number}]"
        if one.use is Use.PLACEBO:
            if one.horizon != 0:
                found.append(Problem(f"{where}.horizon", "placebo-is-before", (one.horizon,)))
        elif one.outcome not in OUTCOMES:
            found.append(Problem(f"{where}.outcome", "unknown-outcome", (one.outcome,)))
        elif one.horizon <= 0:
            found.append(Problem(f"{where}.horizon", "not-after", (one.horizon,)))
        if not one.smallest > 0:
            found.append(Problem(f"{where}.smallest", "not-above-zero", (one.smallest,)))
        kind = OUTCOMES.get(one.outcome)
        if kind and kind.low is not None and kind.high is not None and one.smallest > (kind.high - kind.low) / 2:
            found.append(Problem(f"{where}.smallest", "more-than-half-the-range", (one.smallest,)))
        if kind and plan.design is Design.TIME_TO_EVENT and one.use is Use.PRIMARY and kind.unit != "days":
            found.append(Problem(f"{where}.outcome", "not-in-days", (one.outcome,)))
    if len(set(plan.covariates)) != len(plan.covariates):
        found.append(Problem("covariates", "twice"))
    found += [
        Problem(f"design_terms.{name}", "needed-by-design", (plan.design.value,))
        for name in NEEDS.get(plan.design, ())
        if name not in plan.design_terms
    ]
    if "cutoff" in plan.design_terms and not isinstance(plan.design_terms["cutoff"], int | float):
        found.append(Problem("design_terms.cutoff", "not-a-number", (str(plan.design_terms["cutoff"]),)))
    for number, bound in enumerate(plan.population):
        if bound.test not in TESTS:
            found.append(Problem(f"population[{number}].test", "unknown-test", (bound.test,)))
        elif bound.test in {"from", "to"} and not _is_number(bound.value):
            found.append(Problem(f"population[{number}].value", "not-a-number", (str(bound.value),)))
    for number, item in enumerate(plan.money):
        if not item.low <= item.central <= item.high:
            found.append(Problem(f"money[{number}]", "range-not-in-order"))
        if not item.source.strip():
            found.append(Problem(f"money[{number}].source", "empty"))
        found += [
            Problem(f"money[{number}].views", "unknown-view", (view,)) for view in item.views if view not in set(View)
        ]
    if plan.money and plan.rates is None:
        found.append(Problem("rates", "needed-by-money"))
    for name, code in (("expected_treated", "power-unknown"), ("expected_compared", "power-unknown")):
        if getattr(plan, name) <= 0:
            found.append(Problem(name, code))
    return tuple(found)


def _is_number(value: str | float) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False
