"""Which estimator answers a design of people seen once, and which others are shown beside it.

The registered one comes first. The others rest on other assumptions; the plain difference is the rival that a careless
report would show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from wending.engine.estimation.design import BY_LOT, Design
from wending.engine.estimation.learners import Learner, learned
from wending.engine.estimation.matching import matched
from wending.engine.estimation.overlap import trimmed
from wending.engine.estimation.randomised import randomised
from wending.engine.estimation.regression import adjusted, difference
from wending.engine.estimation.terms import Estimate, Sample
from wending.engine.estimation.weighting import doubly_robust, entropy_balanced, inverse_propensity

Estimator = Callable[[Sample], Estimate]
# Enough repetitions for a median (effect of one split of the people on the figure).
REPETITIONS = 5

BY_CHOICE: Mapping[str, Estimator] = {
    "doubly-robust": doubly_robust,
    "entropy-balanced": entropy_balanced,
    "inverse-propensity": inverse_propensity,
    "matching": matched,
    "regression": adjusted,
    "difference": difference,
}
FIRST: Mapping[Design, str] = {Design.DOUBLY_ROBUST: "doubly-robust", Design.MATCHING_AND_WEIGHTING: "entropy-balanced"}
# Designs of people seen once, whose estimators these are.
SEEN_ONCE = BY_LOT | FIRST.keys()


def methods_of(design: Design, sample: Sample, seed: int) -> dict[str, Estimator]:
    """Return the estimators of a design by name, the registered one first; some may refuse this sample."""
    if design in BY_LOT:
        return {"randomised": randomised, "difference": difference, "regression": adjusted}
    first = FIRST[design]
    chosen = {first: BY_CHOICE[first]} | dict(BY_CHOICE)
    if not sample.names:
        return {"difference": difference}

    return chosen | {"trimmed": partial(trimmed_first, FIRST[design]), "learner": partial(by_learner, seed=seed)}


def trimmed_first(name: str, sample: Sample) -> Estimate:
    """Return the registered estimate of those alone who have people like them on the other side: another estimand."""
    return replace(BY_CHOICE[name](trimmed(sample).sample), method="trimmed")


def by_learner(sample: Sample, seed: int) -> Estimate:
    """Return the effect with trees as learners: curves and interactions are found by themselves."""
    return learned(sample, Learner.BOOSTING, repetitions=REPETITIONS, seed=seed)
