"""Every estimator with a world in which its own assumptions hold: one line each, to see how its intervals do.

A new estimator is added by one line in `CASES`. A world that breaks assumptions belongs in the tests, not here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from wending.engine.estimation.coverage import Case
from wending.engine.estimation.discontinuity import discontinuity
from wending.engine.estimation.instruments import instrumented
from wending.engine.estimation.learners import Learner, learned
from wending.engine.estimation.matching import matched
from wending.engine.estimation.randomised import randomised
from wending.engine.estimation.regression import adjusted, difference, interacted
from wending.engine.estimation.staggered import Compared, imputed, staggered
from wending.engine.estimation.stepped_wedge import stepped_wedge
from wending.engine.estimation.survival import restricted_mean
from wending.engine.estimation.terms import Estimand, Estimate, NotAnswerable, Sample
from wending.engine.estimation.weighting import doubly_robust, entropy_balanced, inverse_propensity
from wending.engine.estimation.world import Approach, Mechanism, Tables, Truth, World, panel_of, sample_of, spells_of

YEAR = 365
MANY = 800_000  # people, where the truth rests on coins
ATE, ATT = Estimand.ATE, Estimand.ATT
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
CUT = replace(DRAWN, mechanism=Mechanism.CUTOFF, people=2_000, by_level=(1.0, 1.0, 1.0))
FUZZY = replace(CUT, uptake=0.8, always=0.1)
# Chosen by what never changes of people: who had a bad half-year just before would bring another trend.
STAGGERED = replace(
    DRAWN, mechanism=Mechanism.SELF_HIDDEN, selection=0.0, hidden=0.8, waves=3, half_life=400.0, has_periods=True
)
WEDGE = replace(
    STAGGERED, mechanism=Mechanism.STEPPED_WEDGE, hidden=0.0, people=480, firm_size=20.0, waves=4, firm_spread=0.4
)
SPELLS = replace(DRAWN, people=1_200, competing=0.02, drop_out=0.2)
SPELLS_CHOSEN = replace(SPELLS, mechanism=Mechanism.SELF_OBSERVED, share=0.35)
LETTER = replace(DRAWN, mechanism=Mechanism.ENCOURAGEMENT, uptake=0.6, always=0.1)


def _on(
    estimator: Callable[[Sample], Estimate], outcome: str = "in-work", by_offer: bool = False
) -> Callable[[Tables], Estimate]:
    """Return an estimator of a sample as one of tables."""
    return lambda tables: estimator(sample_of(tables, outcome, YEAR, by_offer=by_offer))


def _is(estimand: Estimand, outcome: str = "in-work") -> Callable[[Truth], float]:
    return lambda truth: truth.effect(outcome, YEAR, estimand=estimand)


def _bare(estimator: Callable[[Sample], Estimate]) -> Callable[[Sample], Estimate]:
    """Return an estimator that sees no covariates."""
    return lambda sample: estimator(replace(sample, covariates=np.empty((len(sample), 0)), names=()))


def _weighted_ate(sample: Sample) -> Estimate:
    return inverse_propensity(sample, ATE)


def _on_panel(compared: Compared) -> Callable[[Tables], Estimate]:
    return lambda tables: staggered(panel_of(tables), compared, draws=99).simple


def _restricted(is_weighted: bool) -> Callable[[Tables], Estimate]:
    return lambda tables: restricted_mean(spells_of(tables), YEAR, is_weighted=is_weighted)


def _days(of_treated: bool) -> Callable[[Truth], float]:
    return lambda truth: truth.restricted_mean(YEAR, of_treated)


def _interacted_att(sample: Sample) -> Estimate:
    return interacted(sample, Estimand.ATT)


def _by_letter(tables: Tables) -> Estimate:
    """Estimate the effect on who was moved by a letter."""
    people = sample_of(tables, "in-work", YEAR)
    found = instrumented(people, tables.covariates["letter"].astype(float))
    if found.estimate is None:
        raise NotAnswerable(found.findings)
    return found.estimate


def _by_score(outcome: str) -> Callable[[Tables], Estimate]:
    return lambda tables: discontinuity(
        sample_of(tables, outcome, YEAR, names=()), tables.covariates["score"], tables.world.cut
    )


def _learned(learner: Learner) -> Callable[[Sample], Estimate]:
    return lambda sample: learned(sample, learner)


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
    Case("inverse propensity, of all", CHOSEN, _on(_weighted_ate), _is(ATE)),
    Case("doubly robust", CHOSEN, _on(doubly_robust), _is(ATT)),
    Case("doubly robust, learned by lasso", CHOSEN, _on(_learned(Learner.LASSO)), _is(ATT), is_slow=True),
    Case("doubly robust, learned by boosting", CHOSEN, _on(_learned(Learner.BOOSTING)), _is(ATT), is_slow=True),
    Case("randomised by person", DRAWN, _on(randomised), _is(ATE)),
    Case("randomised, 20 firms", FEW_FIRMS, _on(_bare(randomised), "competences"), _is(ATE, "competences")),
    Case("instrument, letter", LETTER, _by_letter, _is(Estimand.LATE)),
    Case("discontinuity, sharp", CUT, _by_score("competences"), lambda t: t.at_cut("competences", YEAR)),
    Case("discontinuity, fuzzy", FUZZY, _by_score("competences"), lambda t: t.at_cut("competences", YEAR)),
    Case("staggered start, not yet treated", STAGGERED, _on_panel(Compared.NOT_YET), lambda t: t.overall()),
    Case("staggered start, never treated", STAGGERED, _on_panel(Compared.NEVER), lambda t: t.overall()),
    Case("imputation", STAGGERED, lambda tables: imputed(panel_of(tables)), lambda t: t.overall()),
    Case(
        "stepped wedge, 24 firms",
        WEDGE,
        lambda tables: stepped_wedge(panel_of(tables, by_firm=True)),
        lambda t: t.overall(),
    ),
    Case("restricted mean time, randomised", SPELLS, _restricted(False), _days(False), large=MANY),
    Case(
        "restricted mean time, weighted",
        SPELLS_CHOSEN,
        _restricted(True),
        lambda t: t.restricted_mean(YEAR, True),
        large=MANY,
    ),
)
