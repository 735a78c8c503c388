"""People seen once at a horizon: by lot, on a waiting list, or compared with those like them."""

from __future__ import annotations

from functools import partial

import numpy as np

from wending.effect.rules.analysis.assemble import Look, Ways
from wending.effect.rules.analysis.methods import Estimator, methods_of
from wending.effect.rules.analysis.people import People
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.engine.estimation.balance import balance
from wending.engine.estimation.check import Check, Code
from wending.engine.estimation.confounding import confounding
from wending.engine.estimation.design import BY_LOT, Design
from wending.engine.estimation.missing import Stage, flow, missing
from wending.engine.estimation.overlap import overlap
from wending.engine.estimation.placebo import negative_control, placebo
from wending.engine.estimation.power import power_check
from wending.engine.estimation.randomised import randomisation_check, waiting_list
from wending.engine.estimation.specifications import covariate_sets, curve, specifications
from wending.engine.estimation.terms import Booleans, Estimate, Sample
from wending.engine.estimation.weighting import entropy_weights, propensity_weights

# More covariates than this are left out one by one; with fewer every combination is tried.
MOST_COMBINED = 4
# No reasonable choice beside a registered estimator: the careless rival, another estimand, and what takes long.
NOT_IN_CURVE = frozenset({"difference", "learner", "trimmed"})


def ways(plan: Plan, planned: PlannedOutcome, people: People) -> Ways:
    """Return how an outcome of these people is estimated and looked at."""
    sample = people.sample(plan, planned)
    methods = methods_of(plan.design, sample, plan.seed)
    if plan.design is Design.WAITING_LIST:
        # The same comparison as by lot, and refused when who waited had begun.
        methods = {"waiting-list": _waiting(people, planned)} | {
            name: method for name, method in methods.items() if name != "randomised"
        }

    def looks(estimates: tuple[Estimate, ...]) -> dict[Code, Look]:
        claimed, registered = estimates[0], next(iter(methods.values()))
        found = common_looks(plan, planned, people, sample, registered, claimed)
        found[Code.SPECIFICATIONS] = lambda: _specifications(plan, sample, claimed, methods)
        if plan.design in BY_LOT:
            return found | {Code.BALANCE: lambda: randomisation_check(sample)}
        return found | {
            Code.BALANCE: lambda: _balance(plan.design, sample),
            Code.OVERLAP: lambda: overlap(sample, plan.estimand),
            Code.CONFOUNDING: lambda: confounding(sample),
        }

    lot = dict.fromkeys((Code.OVERLAP, Code.CONFOUNDING), "assigned-by-lot")
    estimates = {name: partial(method, sample) for name, method in methods.items()}
    return Ways(estimates, looks, {Code.PRE_TRENDS: "one-period"} | lot)


def common_looks(
    plan: Plan, planned: PlannedOutcome, people: People, sample: Sample, registered: Estimator, claimed: Estimate
) -> dict[Code, Look]:
    """Return what is looked at in every design of people seen once."""
    outcome = OUTCOMES[planned.outcome]
    earlier = {one.outcome: people.covariate(one.outcome) for one in plan.of_use(Use.PLACEBO)}
    controls = {
        f"{one.outcome}@{one.horizon}": people.outcome(one.outcome, one.horizon) for one in plan.of_use(Use.CONTROL)
    }
    before = tuple(name for name in sample.names if name.split(":")[0] in earlier)
    return {
        Code.FLOW: lambda: flow(_stages(people, planned)),
        Code.PLACEBO: lambda: placebo(registered, sample, earlier, claimed, before, planned.smallest),
        Code.NEGATIVE_CONTROL: lambda: negative_control(registered, sample, controls, claimed, (), planned.smallest),
        Code.MISSING: lambda: missing(registered, sample, outcome.low, outcome.high),
        Code.POWER: lambda: power_check(sample, claimed, planned.smallest),
    }


def _waiting(people: People, planned: PlannedOutcome) -> Estimator:
    measured = people.measured(planned.outcome, planned.horizon)

    def estimate(sample: Sample) -> Estimate:
        return waiting_list(sample, measured, people.began)

    return estimate


def _balance(design: Design, sample: Sample) -> Check:
    """Return balance under the weights of the registered estimator."""
    known = sample.where(np.isfinite(sample.outcome))
    weigh = propensity_weights if design is Design.DOUBLY_ROBUST else entropy_weights
    return balance(known, weigh(known) if known.names else None)


def _stages(people: People, planned: PlannedOutcome) -> list[Stage]:
    """Return the people by arm: in the population, asked for the outcome, known."""
    asked = people.was_asked(planned.outcome, planned.horizon)
    known: Booleans = np.isfinite(people.outcome(planned.outcome, planned.horizon))
    everybody = np.ones(len(people.person), bool)
    stages = (("in-population", everybody), ("asked", asked | known), ("known", known))
    return [
        Stage(name, int((people.treated & rows).sum()), int((~people.treated & rows).sum())) for name, rows in stages
    ]


def _specifications(plan: Plan, sample: Sample, claimed: Estimate, methods: dict[str, Estimator]) -> Check:
    """Return the curve over estimators and sets of covariates; assigned by lot, none is a set as well."""
    reasonable = {name: method for name, method in methods.items() if name not in NOT_IN_CURVE}
    groups = {
        name: titles
        for name in plan.covariates
        if (titles := tuple(title for title in sample.names if title.split(":")[0] == name))
    }
    if len(groups) <= MOST_COMBINED:
        every = covariate_sets(groups)
        sets = every if plan.design in BY_LOT else {name: titles for name, titles in every.items() if titles} or every
    else:
        sets = {"all": sample.names} | {
            f"without {left}": tuple(title for title in sample.names if title.split(":")[0] != left) for left in groups
        }
    return specifications(curve(sample, reasonable, sets), claimed)
