"""The answer for people seen once at a horizon: by lot, or compared with those like them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from wending.effect.rules.analysis.judged import judgement_of, told, unanswered
from wending.effect.rules.analysis.methods import Estimator, methods_of
from wending.effect.rules.analysis.people import People
from wending.effect.rules.analysis.steps import Steps
from wending.effect.rules.answer import OutcomeAnswer
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.engine.estimation.balance import balance
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.confounding import confounding
from wending.engine.estimation.design import BY_LOT, Design
from wending.engine.estimation.missing import Stage, flow, missing
from wending.engine.estimation.overlap import overlap
from wending.engine.estimation.placebo import negative_control, placebo
from wending.engine.estimation.power import power_check
from wending.engine.estimation.randomised import randomisation_check
from wending.engine.estimation.specifications import covariate_sets, curve, specifications
from wending.engine.estimation.terms import Estimate, Finding, Sample
from wending.engine.estimation.weighting import entropy_weights, propensity_weights

# More covariates than this are left out one by one; with fewer every combination is tried.
MOST_COMBINED = 4
# Checks of one outcome, whatever the design.
OWN = (Code.MISSING, Code.POWER)


def answer(
    plan: Plan, planned: PlannedOutcome, people: People, steps: Steps, primary: OutcomeAnswer | None = None
) -> OutcomeAnswer:
    """Return estimates and checks of an outcome.

    primary: the answer of the primary outcome, None when this is it. What bears on the design is looked at once, there;
    another outcome adds its own unknowns and its own power.
    """
    name = f"{planned.outcome}@{planned.horizon}"
    sample = people.sample(plan, people.outcome(planned.outcome, planned.horizon))
    methods = methods_of(plan.design, sample, plan.seed)
    registered = next(iter(methods))
    claimed, findings = steps.attempt(f"{name}: {registered}", partial(methods[registered], sample))
    if claimed is None:
        return OutcomeAnswer(planned, (), (), unanswered(findings), findings=findings)
    others: list[Estimate] = []
    refusals: list[Finding] = []
    for method in list(methods)[1:] if primary is None else ():
        found, refused = steps.attempt(f"{name}: {method}", partial(methods[method], sample))
        others += [found] if found else []
        refusals += [Finding("method-refused", (method, one.code), is_grave=False) for one in refused]
    looks = _looks(plan, planned, people, sample, claimed, methods)
    own = looks if primary is None else {code: looks[code] for code in OWN}
    checks = tuple(steps.do(f"{name}: {code}", partial(told, code, look)) for code, look in own.items())
    design = () if primary is None else tuple(check for check in primary.checks if check.code not in OWN)
    judged = judgement_of(plan.design, (*checks, *design)) if primary is None or design else primary.judgement
    return OutcomeAnswer(planned, (claimed, *others), checks, judged, findings=tuple(refusals))


def _looks(
    plan: Plan,
    planned: PlannedOutcome,
    people: People,
    sample: Sample,
    claimed: Estimate,
    methods: dict[str, Estimator],
) -> dict[Code, Callable[[], Check]]:
    by_lot = plan.design in BY_LOT
    registered = next(iter(methods.values()))
    outcome = OUTCOMES[planned.outcome]
    earlier = {one.outcome: people.covariate(one.outcome) for one in plan.of_use(Use.PLACEBO)}
    controls = {
        f"{one.outcome}@{one.horizon}": people.outcome(one.outcome, one.horizon) for one in plan.of_use(Use.CONTROL)
    }
    before = tuple(name for name in sample.names if name.split(":")[0] in earlier)
    smallest = planned.smallest
    return {
        Code.FLOW: lambda: flow(_stages(people, planned)),
        Code.BALANCE: lambda: randomisation_check(sample) if by_lot else _balance(plan.design, sample),
        Code.OVERLAP: lambda: _lot(Code.OVERLAP) if by_lot else overlap(sample, plan.estimand),
        Code.PRE_TRENDS: lambda: Check(Code.PRE_TRENDS, State.CANNOT, reason="one-period"),
        Code.PLACEBO: lambda: placebo(registered, sample, earlier, claimed, before, smallest),
        Code.NEGATIVE_CONTROL: lambda: negative_control(registered, sample, controls, claimed, (), smallest),
        Code.MISSING: lambda: missing(registered, sample, outcome.low, outcome.high),
        Code.CONFOUNDING: lambda: _lot(Code.CONFOUNDING) if by_lot else confounding(sample),
        Code.SPECIFICATIONS: lambda: _specifications(plan, sample, claimed, methods),
        Code.POWER: lambda: power_check(sample, claimed, smallest),
    }


def _lot(code: Code) -> Check:
    return Check(code, State.CANNOT, reason="assigned-by-lot")


def _balance(design: Design, sample: Sample) -> Check:
    """Return balance under the weights of the registered estimator."""
    known = sample.where(np.isfinite(sample.outcome))
    weigh = propensity_weights if design is Design.DOUBLY_ROBUST else entropy_weights
    return balance(known, weigh(known) if known.names else None)


def _stages(people: People, planned: PlannedOutcome) -> list[Stage]:
    """Return the people by arm: in the population, asked for the outcome, known."""
    asked = people.was_asked(planned.outcome, planned.horizon)
    known = np.isfinite(people.outcome(planned.outcome, planned.horizon))
    everybody = np.ones(len(people.person), bool)
    stages = (("in-population", everybody), ("asked", asked | known), ("known", known))
    return [
        Stage(name, int((people.treated & rows).sum()), int((~people.treated & rows).sum())) for name, rows in stages
    ]


def _specifications(plan: Plan, sample: Sample, claimed: Estimate, methods: dict[str, Estimator]) -> Check:
    """Return the curve over estimators and sets of covariates; the plain difference is no reasonable choice."""
    reasonable = {name: method for name, method in methods.items() if name not in {"difference", "learner"}}
    groups = {
        name: tuple(title for title in sample.names if title.split(":")[0] == name)
        for name in plan.covariates
        if any(title.split(":")[0] == name for title in sample.names)
    }
    if len(groups) <= MOST_COMBINED:
        sets = {name: titles for name, titles in covariate_sets(groups).items() if titles}
    else:
        sets = {"all": sample.names} | {
            f"without {left}": tuple(title for title in sample.names if title.split(":")[0] != left) for left in groups
        }
    return specifications(curve(sample, reasonable, sets), claimed)
