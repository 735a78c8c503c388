"""Who gets it follows from a rule: people on either side of a bar, or moved by an instrument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from wending.effect.rules.analysis.assemble import Look, Make, Ways
from wending.effect.rules.analysis.people import People
from wending.effect.rules.analysis.people_design import common_looks
from wending.effect.rules.plan import Plan, PlannedOutcome
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.confounding import confounding
from wending.engine.estimation.discontinuity import discontinuity
from wending.engine.estimation.discontinuity_checks import (
    bandwidth_check,
    covariates_check,
    density_check,
    placebo_cutoffs,
)
from wending.engine.estimation.instruments import Instrumented, instrumented
from wending.engine.estimation.randomised import randomisation_check
from wending.engine.estimation.regression import adjusted, difference
from wending.engine.estimation.specifications import Curve, Specification, specifications
from wending.engine.estimation.terms import Estimate, Floats, NotAnswerable, Sample


def at_a_bar(plan: Plan, planned: PlannedOutcome, people: People) -> Ways:
    """Return how an outcome is estimated where a score decides who gets it; the score itself is no covariate."""
    score = people.covariate(str(plan.design_terms["score"]))
    cutoff = float(plan.design_terms["cutoff"])
    sample = people.sample(plan, planned, (str(plan.design_terms["score"]),))
    bare = sample.only(())

    def registered(one: Sample) -> Estimate:
        return discontinuity(one.only(()), score, cutoff)

    def looks(estimates: tuple[Estimate, ...]) -> dict[Code, Look]:
        found = common_looks(plan, planned, people, sample, registered, estimates[0])
        return found | {
            Code.BALANCE: lambda: covariates_check(sample, score, cutoff),
            Code.OVERLAP: lambda: density_check(score, cutoff),
            Code.PLACEBO: lambda: placebo_cutoffs(sample, score, cutoff),
            Code.SPECIFICATIONS: lambda: bandwidth_check(sample, score, cutoff),
        }

    estimates: dict[str, Make] = {
        "discontinuity": lambda: registered(sample),
        "difference": lambda: difference(bare),
        "regression": lambda: adjusted(sample),
    }
    return Ways(estimates, looks, {Code.PRE_TRENDS: "one-period", Code.CONFOUNDING: "threshold"})


def through_an_instrument(plan: Plan, planned: PlannedOutcome, people: People) -> Ways:
    """Return how an outcome is estimated on those whom an instrument moved to take part."""
    name = str(plan.design_terms["instrument"])
    moved = people.covariate(name)
    sample = people.sample(plan, planned, (name,))

    def found(one: Sample) -> Instrumented:
        return instrumented(one, moved)

    def registered(one: Sample) -> Estimate:
        result = found(one)
        if result.estimate is None:
            raise NotAnswerable(tuple(finding for finding in result.findings if finding.is_grave))
        return result.estimate

    def looks(estimates: tuple[Estimate, ...]) -> dict[Code, Look]:
        return common_looks(plan, planned, people, sample, registered, estimates[0]) | {
            Code.BALANCE: lambda: _balance(sample, moved),
            Code.OVERLAP: lambda: _strength(found(sample)),
            Code.CONFOUNDING: lambda: confounding(sample),
            Code.SPECIFICATIONS: lambda: _curve(sample, registered, estimates[0]),
        }

    estimates: dict[str, Make] = {
        "instrument": lambda: registered(sample),
        "difference": lambda: difference(sample.only(())),
        "regression": lambda: adjusted(sample),
    }
    return Ways(estimates, looks, {Code.PRE_TRENDS: "one-period"})


def _balance(sample: Sample, moved: Floats) -> Check:
    """Return whether covariates differ by the instrument, which must be as good as a lot; only of one of two values."""
    known = np.isfinite(moved)
    values = np.unique(moved[known])
    if len(values) != 2:
        return Check(Code.BALANCE, State.CANNOT, reason="instrument-not-of-two-values")
    # Of whom it is not known what was offered, stands on neither side.
    return randomisation_check(replace(sample, treated=moved == values[1]).where(known))


def _strength(found: Instrumented) -> Check:
    """Return how much the instrument moves: a weak one compares almost nobody."""
    figures = (("moved", found.moved), ("strength", found.strength), ("needed", found.needed))
    kept = tuple((name, figure) for name, figure in figures if np.isfinite(figure))
    if found.strength >= found.needed:
        return Check(Code.OVERLAP, State.PASSED, kept)
    return Check(Code.OVERLAP, State.FAILED, kept, reason="weak-instrument")


def _curve(sample: Sample, registered: Callable[[Sample], Estimate], claimed: Estimate) -> Check:
    """Return the effect with all covariates, without each, and without any."""
    sets = {"all": sample.names, "none": ()}
    sets |= {f"without {left}": tuple(name for name in sample.names if name != left) for left in sample.names}
    done = []
    for name, names in sets.items():
        try:
            done.append(Specification("instrument", name, registered(sample.only(names))))
        except NotAnswerable as refused:
            done.append(Specification("instrument", name, None, refused.findings[0].code))
    return specifications(Curve(tuple(done), True), claimed)
