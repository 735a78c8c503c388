"""Every estimator with a world in which its own assumptions hold: one line each, to see how its intervals do.

A new estimator is added by one line in `CASES`. A world that breaks assumptions belongs in the tests, not here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wending.engine.estimation.coverage import Case
from wending.engine.estimation.matching import matched
from wending.engine.estimation.regression import adjusted, difference, interacted
from wending.engine.estimation.terms import Estimand, Estimate, Sample
from wending.engine.estimation.weighting import doubly_robust, entropy_balanced, inverse_propensity
from wending.engine.estimation.world import Approach, Mechanism, Tables, Truth, World, sample_of

YEAR = 365
DRAWN = World(
    people=800,
    months=12,
    horizons=(YEAR,),
    outcomes=("in-work", "competences"),
    approaches=(Approach("guidance", effect=0.1),),
    by_level=(1.5, 1.0, 0.5),
    has_periods=False,
    has_history=False,
)
CHOSEN = replace(DRAWN, mechanism=Mechanism.SELF_OBSERVED, share=0.35)
EVEN = replace(CHOSEN, by_level=(1.0, 1.0, 1.0))  # one straight line for all holds here only
FIRMS = replace(DRAWN, mechanism=Mechanism.CLUSTER, people=1_200, firm_size=20.0, firm_spread=0.4)
FEW_FIRMS = replace(FIRMS, people=400)
WAITING = replace(DRAWN, mechanism=Mechanism.WAITING_LIST, uptake=0.9)
LETTER = replace(DRAWN, mechanism=Mechanism.ENCOURAGEMENT, uptake=0.6, always=0.1)


def _on(
    estimator: Callable[[Sample], Estimate], outcome: str = "in-work", by_offer: bool = False
) -> Callable[[Tables], Estimate]:
    """Return an estimator of a sample as one of tables."""
    return lambda tables: estimator(sample_of(tables, outcome, YEAR, by_offer=by_offer))


def _is(estimand: Estimand, outcome: str = "in-work") -> Callable[[Truth], float]:
    return lambda truth: truth.effect(outcome, YEAR, estimand=estimand)


def _interacted_att(sample: Sample) -> Estimate:
    return interacted(sample, Estimand.ATT)


ATE, ATT = Estimand.ATE, Estimand.ATT
CASES: tuple[Case, ...] = (
    Case("difference, randomised", DRAWN, _on(difference), _is(ATE)),
    Case("difference, waiting list", WAITING, _on(difference), _is(ATT)),
    Case("difference, letter, by offer", LETTER, _on(difference, by_offer=True), lambda t: t.of_offer("in-work", YEAR)),
    Case("difference, 60 firms", FIRMS, _on(difference, "competences"), _is(ATE, "competences")),
    Case("difference, 20 firms", FEW_FIRMS, _on(difference, "competences"), _is(ATE, "competences")),
    Case("regression", EVEN, _on(adjusted, "competences"), _is(ATE, "competences")),
    Case("interacted, of all", CHOSEN, _on(interacted, "competences"), _is(ATE, "competences")),
    Case("interacted, of the treated", CHOSEN, _on(_interacted_att, "competences"), _is(ATT, "competences")),
    Case("matching", CHOSEN, _on(matched), _is(ATT)),
    Case("matching, straight line", CHOSEN, _on(matched, "competences"), _is(ATT, "competences")),
    Case("inverse propensity", CHOSEN, _on(inverse_propensity), _is(ATT)),
    Case("entropy balancing", CHOSEN, _on(entropy_balanced), _is(ATT)),
    Case("doubly robust", CHOSEN, _on(doubly_robust), _is(ATT)),
)
