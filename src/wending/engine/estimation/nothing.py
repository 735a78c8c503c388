"""What happens if we do nothing: the outcome that the treated would have had, and what it would do to the others.

What a group, firm or region would go on to do later is in `projection`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from wending.engine.estimation.findings import answerable
from wending.engine.estimation.propensity import propensity
from wending.engine.estimation.terms import Estimand, Estimate, Finding, NotAnswerable, Sample
from wending.engine.estimation.weighting import doubly_robust

# People with a chance to be treated below this have too few treated like them (Crump, Hotz, Imbens & Mitnik 2009).
RAREST = 0.1
# With less than this share of the untreated left, a figure is no longer about them.
FEWEST_LEFT = 0.5


@dataclass(frozen=True)
class Untreated:
    """Means of the treated: as they are, and as they would have been; `estimate` holds value, error and interval."""

    observed: float
    estimate: Estimate


@dataclass(frozen=True)
class Expansion:
    """The effect on those untreated who resemble people that were treated: `kept` of `asked` untreated."""

    estimate: Estimate
    kept: int
    asked: int


def untreated_mean(
    estimate: Estimate,
    sample: Sample,
    again: Callable[[Sample], Estimate] | None = None,
    *,
    draws: int = 200,
    seed: int = 0,
) -> Untreated:
    """Return the mean outcome that the treated would have had untreated: their mean less the effect on them.

    again: the estimator, to draw people (or clusters) anew for the error; not for matching, which the bootstrap does
    not suit (Abadie & Imbens 2008). Without it the error adds the variances of mean and effect: an upper bound, as
    whoever has a higher outcome also adds to the effect.

    Raises:
        NotAnswerable: see `findings`; or the estimator has no answer in more than one draw of ten.
        ValueError: the effect is not one on the treated (or of everybody, which is the same when randomised).
    """
    if estimate.estimand not in (Estimand.ATT, Estimand.ATE):
        raise ValueError("only an effect on the treated tells what they would have had")
    known = answerable(sample)
    observed = _mean(known)
    if again is None:
        error = float(np.hypot(estimate.error, _error(known)))
    else:
        rng = np.random.default_rng(seed)
        drawn = [value for value in (_drawn(known, again, rng) for _ in range(draws)) if value is not None]
        if len(drawn) < 0.9 * draws:
            raise NotAnswerable((Finding("too-few-draws-answer", (len(drawn), draws)),))
        error = float(np.std(drawn, ddof=1))
    return Untreated(
        observed,
        replace(
            estimate, method=f"untreated-{estimate.method}", value=observed - estimate.value, error=error, bounds=None
        ),
    )


def effect_on_untreated(sample: Sample) -> Expansion:
    """Return the doubly robust effect on the untreated, where there are treated people like them (overlap).

    Left out are the untreated with a chance to be treated below `RAREST`; the figure is not about them.

    Raises:
        NotAnswerable: see `findings` and `propensity`; or less than `FEWEST_LEFT` of the untreated is left.
    """
    known = answerable(sample)
    chance = propensity(known).chance
    asked = int((~known.treated).sum())
    left = known.where(known.treated | (chance >= RAREST))
    kept = int((~left.treated).sum())
    if kept < FEWEST_LEFT * asked:
        raise NotAnswerable((Finding("no-overlap", (kept, asked, RAREST)),))
    swapped = doubly_robust(replace(left, treated=~left.treated))
    return Expansion(
        replace(
            swapped,
            method="doubly-robust-untreated",
            estimand=Estimand.ATU,
            value=-swapped.value,
            treated=swapped.compared,
            compared=swapped.treated,
        ),
        kept,
        asked,
    )


def _mean(sample: Sample) -> float:
    return float(np.average(sample.outcome[sample.treated], weights=sample.mass[sample.treated]))


def _error(sample: Sample) -> float:
    """Return the error of the mean of the treated, by cluster where there are clusters."""
    own = sample.mass * sample.treated
    influence = own * (sample.outcome - _mean(sample)) / own.sum()
    groups = np.arange(len(sample)) if sample.clusters is None else np.unique(sample.clusters, return_inverse=True)[1]
    sums = np.bincount(groups, weights=influence)
    return float(np.sqrt((sums**2).sum() * len(sums) / (len(sums) - 1)))


def _drawn(sample: Sample, again: Callable[[Sample], Estimate], rng: np.random.Generator) -> float | None:
    """Return the untreated mean of people drawn anew with replacement, None when the estimator cannot answer there."""
    single = np.arange(len(sample)) if sample.clusters is None else sample.clusters
    order = np.argsort(single, kind="stable")
    begins = np.append(np.unique(single[order], return_index=True)[1], len(sample))
    chosen = rng.integers(len(begins) - 1, size=len(begins) - 1)
    parts = [order[begins[one] : begins[one + 1]] for one in chosen]
    rows = np.concatenate(parts)
    # A cluster drawn twice counts as two clusters.
    named = None if sample.clusters is None else np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    drawn = Sample(
        sample.outcome[rows],
        sample.treated[rows],
        sample.covariates[rows],
        sample.names,
        named,
        None if sample.weights is None else sample.weights[rows],
    )
    try:
        return _mean(drawn) - again(drawn).value
    except NotAnswerable:
        return None
