"""Doubly robust estimation with learners that find curves and interactions by themselves, and cross-fitting.

The interactive model of Chernozhukov et al. (2018): chance to be treated and outcome are each learned on other people
than those they are used for, so that what a learner fits too well does not reach the estimate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

import numpy as np
from scipy.stats import norm

from wending.engine.estimation.findings import answerable
from wending.engine.estimation.terms import Booleans, Estimand, Estimate, Finding, Floats, NotAnswerable, Sample, Whole
from wending.engine.estimation.weighting import effective_size, influence_error, influence_freedom

# A learned chance nearer to 0 or 1 than this is set to it, and how many were is told.
CLIP = 0.01
# An estimate depends on how people fell into folds: at least this many drawings (Chernozhukov et al. 2018, sec. 3.4).
REPETITIONS = 5


class Learner(StrEnum):
    """What learns both the chance and the outcome."""

    LASSO = (
        "lasso"  # lines in the covariates, their squares and products, with an L1 penalty chosen by cross-validation
    )
    FOREST = "forest"  # averages of trees (Breiman 2001)
    BOOSTING = "boosting"  # trees after each other on histograms


@dataclass(frozen=True)
class Learned:
    """An estimate with what it is made of: value and error of each drawing of folds, and how well was learned.

    clipped: share of chances set to the bound. loss: mean squared error of the outcome of the compared, as a share of
    its variance, and the mean squared error of the chance (Brier), both on people not learned from.
    """

    estimate: Estimate
    drawings: tuple[tuple[float, float], ...]
    clipped: float
    outcome_loss: float
    chance_loss: float


def learned(
    sample: Sample,
    learner: Learner = Learner.BOOSTING,
    estimand: Estimand = Estimand.ATT,
    folds: int = 5,
    repetitions: int = REPETITIONS,
    seed: int = 0,
    clip: float = CLIP,
) -> Estimate:
    """Return the estimate of `cross_fitted`."""
    return cross_fitted(sample, learner, estimand, folds, repetitions, seed, clip).estimate


def cross_fitted(
    sample: Sample,
    learner: Learner = Learner.BOOSTING,
    estimand: Estimand = Estimand.ATT,
    folds: int = 5,
    repetitions: int = REPETITIONS,
    seed: int = 0,
    clip: float = CLIP,
) -> Learned:
    """Return the median effect over drawings of folds, its error counting how they differ (idem, definition 3.3).

    Folds keep the share treated alike, and clusters whole. Chances are clipped to [clip, 1 - clip], for
    the treated only from above. The same seed gives the same figure.

    Raises:
        NotAnswerable: see `findings`; no covariates, or too few people or clusters of a group for the folds.
        ValueError: an estimand other than ATE or ATT, fewer than `REPETITIONS` drawings, or a clip outside (0, 0.5).
    """
    from threadpoolctl import threadpool_limits

    if estimand not in (Estimand.ATE, Estimand.ATT) or repetitions < REPETITIONS or not 0 < clip < 0.5:
        raise ValueError(f"ATE or ATT, at least {REPETITIONS} drawings, a clip between 0 and 0.5")
    known = answerable(sample)
    if not known.names:
        raise NotAnswerable((Finding("no-covariates"),))
    make = _makers(learner, known)
    # More threads than one make small trees slower, many times where other work runs beside it.
    with threadpool_limits(limits=1):
        fits = [
            _cross_fit(known, fold_places(known, folds, drawn), estimand, partial(make, drawn), clip)
            for drawn in range(seed, seed + repetitions)
        ]
    values, errors = np.array([fit.value for fit in fits]), np.array([fit.error for fit in fits])
    value = float(np.median(values))
    treated = int(known.treated.sum())
    estimate = Estimate(
        f"learned-{learner.value}",
        estimand,
        value,
        float(np.sqrt(np.median(errors**2 + (values - value) ** 2))),
        treated,
        len(known) - treated,
        float(np.median([fit.effective for fit in fits])),
        influence_freedom(known.clusters),
    )
    drawings = tuple(zip(values.tolist(), errors.tolist(), strict=True))
    clipped, outcome_loss, chance_loss = (
        float(np.mean([getattr(fit, name) for fit in fits])) for name in ("clipped", "outcome_loss", "chance_loss")
    )
    return Learned(estimate, drawings, clipped, outcome_loss, chance_loss)


def fold_places(sample: Sample, folds: int, seed: int) -> Whole:
    """Return the fold of each, shape (n,), from 0: with alike shares treated, and clusters whole.

    Raises:
        NotAnswerable: a group with fewer than two people (or one cluster) per fold.
    """
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    for code, rows in (("treated", sample.treated), ("compared", ~sample.treated)):
        many = int(rows.sum()) // 2 if sample.clusters is None else len(np.unique(sample.clusters[rows]))
        if many < folds:
            raise NotAnswerable((Finding(f"too-few-{code}-for-folds", (many, folds)),))
    if sample.clusters is None:
        splits = StratifiedKFold(folds, shuffle=True, random_state=seed).split(sample.covariates, sample.treated)
    else:
        grouped = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
        splits = grouped.split(sample.covariates, sample.treated, sample.clusters)
    place = np.zeros(len(sample), np.int64)
    for number, (_, tested) in enumerate(splits):
        place[tested] = number
    return place


@dataclass(frozen=True)
class _Fit:
    value: float
    error: float
    effective: float
    clipped: float
    outcome_loss: float
    chance_loss: float


def _cross_fit(
    sample: Sample, place: Whole, estimand: Estimand, make: Callable[[], tuple[Any, Any]], clip: float
) -> _Fit:
    """Learn on all other folds, and take the mean of the doubly robust score over all."""
    chance, without, with_it = np.zeros(len(sample)), np.zeros(len(sample)), np.zeros(len(sample))
    for number in np.unique(place):
        other, own = place != number, place == number
        regressor, classifier = make()
        _fit(classifier, sample, other, sample.treated.astype(int))
        chance[own] = classifier.predict_proba(sample.covariates[own])[:, 1]
        _fit(regressor, sample, other & ~sample.treated, sample.outcome)
        without[own] = regressor.predict(sample.covariates[own])
        if estimand is Estimand.ATE:
            regressor, _ = make()
            _fit(regressor, sample, other & sample.treated, sample.outcome)
            with_it[own] = regressor.predict(sample.covariates[own])
    # For the treated a chance near 0 is only a weight near 0; raising it would bring in people nothing like them.
    bounded = np.clip(chance, clip if estimand is Estimand.ATE else 0.0, 1 - clip)
    value, influence = score(sample, estimand, bounded, without, with_it)
    compared = ~sample.treated
    weights = (sample.mass * (bounded if estimand is Estimand.ATT else 1) / (1 - bounded))[compared]
    squared = (sample.outcome - without)[compared] ** 2
    return _Fit(
        value,
        influence_error(influence, sample.clusters),
        effective_size(weights) if weights.sum() > 0 else 0.0,
        float((bounded != chance).mean()),
        float(squared.mean() / sample.outcome[compared].var()),
        float(((chance - sample.treated) ** 2).mean()),
    )


def score(sample: Sample, estimand: Estimand, chance: Floats, without: Floats, with_it: Floats) -> tuple[float, Floats]:
    """Return the effect, and the influence of each on it, shape (n,), from learned chances and outcomes, each (n,).

    The efficient scores of Hahn (1998), as in Chernozhukov et al. (2018), section 5.
    """
    treated, mass = sample.treated.astype(float), sample.mass
    if estimand is Estimand.ATT:
        meant = mass * treated
        each = mass * (treated - (1 - treated) * chance / (1 - chance)) * (sample.outcome - without)
    else:
        meant = mass
        each = mass * (
            with_it
            - without
            + treated * (sample.outcome - with_it) / chance
            - (1 - treated) * (sample.outcome - without) / (1 - chance)
        )
    value = float(each.sum() / meant.sum())
    return value, (each - meant * value) / meant.sum()


def _fit(model: Any, sample: Sample, rows: Booleans, target: Any) -> None:
    """Fit with the weights of the sample, which a pipeline wants by the name of its last step."""
    last = model.steps[-1][0] if hasattr(model, "steps") else ""
    key = f"{last}__sample_weight" if last else "sample_weight"
    weights = {} if sample.weights is None else {key: sample.weights[rows]}
    model.fit(sample.covariates[rows], target[rows], **weights)


def _makers(learner: Learner, sample: Sample) -> Callable[[int], tuple[Any, Any]]:
    """Return a function of a seed that gives a fresh regressor and classifier for samples like this one."""
    from sklearn.ensemble import (
        HistGradientBoostingClassifier,
        HistGradientBoostingRegressor,
        RandomForestClassifier,
        RandomForestRegressor,
    )
    from sklearn.linear_model import LassoCV, LogisticRegressionCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    def lasso(seed: int) -> tuple[Any, Any]:
        line = make_pipeline(*_terms(), LassoCV(cv=5, random_state=seed, max_iter=5000))
        penalty = LogisticRegressionCV(
            Cs=_penalties(sample),
            cv=3,
            l1_ratios=(1.0,),
            solver="liblinear",
            tol=1e-2,
            scoring="neg_log_loss",
            random_state=seed,
            use_legacy_attributes=False,
        )
        return line, make_pipeline(*_terms(), penalty)

    def _terms() -> tuple[Any, ...]:
        return StandardScaler(), PolynomialFeatures(2, include_bias=False), StandardScaler()

    def forest(seed: int) -> tuple[Any, Any]:
        shape = {"n_estimators": 100, "min_samples_leaf": 10, "max_features": 0.5, "random_state": seed, "n_jobs": 1}
        return RandomForestRegressor(**shape), RandomForestClassifier(**shape)

    def boosting(seed: int) -> tuple[Any, Any]:
        shape = {"learning_rate": 0.05, "max_iter": 150, "min_samples_leaf": 20, "random_state": seed}
        # Smaller trees for the chance: one learned too sharply makes a few of the compared weigh for all.
        return (
            HistGradientBoostingRegressor(**shape, max_leaf_nodes=8),
            HistGradientBoostingClassifier(**shape, max_leaf_nodes=4),
        )

    return {Learner.LASSO: lasso, Learner.FOREST: forest, Learner.BOOSTING: boosting}[learner]


def _penalties(sample: Sample) -> Floats:
    """Return inverse L1 penalties to choose from, (4,): from the one of Belloni, Chernozhukov & Wei (2016) downwards.

    Theirs is just above the noise of the slope at no effect at all; cross-validation may want up to 30 times less.
    """
    terms = sample.covariates.shape[1] * (sample.covariates.shape[1] + 3) / 2
    share = float(np.average(sample.treated, weights=sample.mass))
    noise = np.sqrt(sample.mass.sum() * share * (1 - share)) * norm.ppf(1 - 0.05 / terms)
    return np.asarray(np.array([1.0, 3.0, 10.0, 30.0]) / (1.1 * noise), float)
