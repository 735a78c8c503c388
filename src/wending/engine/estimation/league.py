"""Several approaches beside one another, and beside none: differences, and which places each may have.

Only among people who could have had any of them. There is no ranking here to be had: an approach has a range of places,
and a chance to be the best, beside the differences with intervals that hold for all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.stats import norm

from wending.engine.estimation.findings import FEWEST, FEWEST_CLUSTERS, findings
from wending.engine.estimation.multiplicity import drawn_from, holm, simultaneous
from wending.engine.estimation.regression import full_rank
from wending.engine.estimation.terms import Booleans, Finding, Floats, NotAnswerable, Sample, Whole
from wending.engine.estimation.weighting import effective_size

# Whose chance of any one approach is below this over the number of approaches, could not have had them all. With two
# it is the 0.1 of Crump, Hotz, Imbens & Mitnik (2009), with three the 1/15 of Yoshida and others (2019).
LEAST = 0.2
# A coefficient of so many per standard deviation is a covariate that tells the approach.
STEEPEST = 15.0


@dataclass(frozen=True)
class Standing:
    """One approach: what the outcome would be if all who could have had any of them had this one.

    people: who had it, of those; effective: how many these count for after weighting. place_low, place_high: the places
    it may have, from 1 for the best, which hold for all approaches at once (Mogstad, Romano, Shaikh & Wilhelm 2024).
    chance_best: the share of draws around the estimates in which it is the best.
    """

    name: str
    people: int
    effective: float
    mean: float
    error: float
    place_low: int
    place_high: int
    chance_best: float


@dataclass(frozen=True)
class Contrast:
    """The mean outcome with the first less that with the second; interval and chance hold for all pairs at once."""

    first: str
    second: str
    value: float
    error: float
    low: float
    high: float
    p_adjusted: float


@dataclass(frozen=True)
class League:
    """Approaches in the order as named, and every pair. kept: of so many `people` these could have had any."""

    standings: tuple[Standing, ...]
    contrasts: tuple[Contrast, ...]
    people: int
    kept: int
    findings: tuple[Finding, ...] = ()


def league(sample: Sample, approach: Whole, names: Sequence[str], is_higher_better: bool = True) -> League:
    """Return all approaches beside one another, doubly robust, on common support.

    approach: per person the place of a name, shape (n,); one of them may be none (`sample.treated` plays no part). The
    chance of each is a multinomial logit (Imbens 2000), outcomes a line per approach (Cattaneo 2010); who could not
    have had them all is left out first and the chances are fitted anew.

    Raises:
        NotAnswerable: too few people, clusters or common support; covariates that tell the approach; see `findings`.
        ValueError: a place without a name, or fewer than two names.
    """
    many = len(names)
    if many < 2 or len(approach) != len(sample) or not ((approach >= 0) & (approach < many)).all():
        raise ValueError("every person has the place of one of two or more named approaches")
    rows = np.isfinite(sample.outcome)
    known, approach = sample.where(rows), approach[rows]
    _refuse(known, approach, names)
    chances = multinomial(known, approach, many)
    could = chances.min(axis=1) >= LEAST / many
    told: tuple[Finding, ...] = ()
    if not could.all():
        told = (Finding("without-common-support", (int((~could).sum()), len(known)), is_grave=False),)
    inside, own = known.where(could), approach[could]
    for place, name in enumerate(names):
        left = int((own == place).sum())
        if left < FEWEST:
            raise NotAnswerable((Finding("too-few-with-common-support", (name, left, FEWEST)),))
    _refuse(inside, own, names)
    chances = multinomial(inside, own, many)
    means, influence, weights = _means(inside, own, chances)
    if inside.clusters is not None:
        _, cluster = np.unique(inside.clusters, return_inverse=True)
        influence = np.column_stack([np.bincount(cluster, column) for column in influence.T])
    covariance = influence.T @ influence * len(influence) / (len(influence) - 1)
    contrasts, sure = _contrasts(names, means, covariance)
    sign = 1.0 if is_higher_better else -1.0
    drawn = (means + drawn_from(covariance)) * sign
    best = np.bincount(drawn.argmax(axis=1), minlength=many) / len(drawn)
    better, worse = (sure > 0, sure < 0) if is_higher_better else (sure < 0, sure > 0)
    standings = tuple(
        Standing(
            name,
            int((own == place).sum()),
            effective_size(weights[own == place, place]),
            float(means[place]),
            float(np.sqrt(covariance[place, place])),
            1 + int(worse[place].sum()),
            many - int(better[place].sum()),
            float(best[place]),
        )
        for place, name in enumerate(names)
    )
    return League(standings, contrasts, len(known), len(inside), told)


def multinomial(sample: Sample, approach: Whole, many: int) -> Floats:
    """Return the chance of each approach given the covariates, shape (n, many), by multinomial logit (Newton).

    Raises:
        NotAnswerable: covariates that tell the approach, or follow from one another.
    """
    spread = np.where(sample.covariates.std(axis=0) > 0, sample.covariates.std(axis=0), 1.0)
    columns = np.column_stack([np.ones(len(sample)), (sample.covariates - sample.covariates.mean(axis=0)) / spread])
    if not full_rank(columns[:, 1:]):
        raise NotAnswerable((Finding("covariates-overlap"),))
    got = (approach[:, None] == np.arange(many)).astype(float)
    wide = columns.shape[1]
    slopes = np.zeros((many - 1, wide))
    for _ in range(50):
        raw = np.column_stack([np.zeros(len(sample)), columns @ slopes.T])
        chances = np.exp(raw - raw.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        score = ((sample.mass[:, None] * (got - chances))[:, 1:].T @ columns).ravel()
        blocks = [
            [
                (columns * (sample.mass * chances[:, i] * (float(i == j) - chances[:, j]))[:, None]).T @ columns
                for j in range(1, many)
            ]
            for i in range(1, many)
        ]
        step = np.linalg.lstsq(np.block(blocks), score, rcond=None)[0].reshape(slopes.shape)
        slopes = slopes + step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-300))
        if np.abs(step).max() < 1e-9:
            return np.asarray(chances, float)
        if np.abs(slopes[:, 1:]).max(initial=0.0) > STEEPEST:
            break
    raise NotAnswerable((Finding("covariates-tell-approach"),))


def _refuse(known: Sample, approach: Whole, names: Sequence[str]) -> None:
    grave = [
        finding
        for finding in findings(replace(known, treated=approach > 0))
        if finding.is_grave and not finding.code.startswith("too-few") and finding.code != "covariate-is-treatment"
    ]
    for place, name in enumerate(names):
        rows = approach == place
        if rows.sum() < FEWEST:
            grave.append(Finding("too-few-of-approach", (name, int(rows.sum()), FEWEST)))
        elif known.clusters is not None and len(np.unique(known.clusters[rows])) < FEWEST_CLUSTERS:
            groups = len(np.unique(known.clusters[rows]))
            grave.append(Finding("too-few-clusters-of-approach", (name, groups, FEWEST_CLUSTERS)))
    if grave:
        raise NotAnswerable(tuple(grave))


def _means(sample: Sample, approach: Whole, chances: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the mean outcome under each approach (many,), influences (n, many) and weights (n, many)."""
    columns = np.column_stack([np.ones(len(sample)), sample.covariates])
    got = approach[:, None] == np.arange(chances.shape[1])
    weights = sample.mass[:, None] * got / chances
    lines = [_line(columns, sample, rows) for rows in got.T]
    predicted = np.column_stack([columns @ line for line in lines])
    parts = predicted + got / chances * (sample.outcome[:, None] - predicted)
    means = np.average(parts, axis=0, weights=sample.mass)
    influence = sample.mass[:, None] * (parts - means) / sample.mass.sum()
    return means, influence, weights


def _line(columns: Floats, sample: Sample, rows: Booleans) -> Floats:
    root = np.sqrt(sample.mass[rows])
    solved = np.linalg.lstsq(columns[rows] * root[:, None], sample.outcome[rows] * root, rcond=None)
    return np.asarray(solved[0], float)


def _contrasts(names: Sequence[str], means: Floats, covariance: Floats) -> tuple[tuple[Contrast, ...], Floats]:
    """Return every pair, and per (first, second) 1 or -1 when the first is surely above or below, else 0."""
    many = len(names)
    pairs = list(combinations(range(many), 2))
    signs = np.zeros((len(pairs), many))
    for row, (first, second) in enumerate(pairs):
        signs[row, first], signs[row, second] = 1.0, -1.0
    values, errors = signs @ means, np.sqrt(np.diag(signs @ covariance @ signs.T))
    reach = simultaneous(covariance, signs) * errors
    chances = holm(2 * norm.sf(np.abs(values) / errors))
    sure = np.zeros((many, many))
    rows = []
    for (first, second), value, error, far, p in zip(pairs, values, errors, reach, chances, strict=True):
        sure[first, second] = float(np.sign(value)) if abs(value) > far else 0.0
        sure[second, first] = -sure[first, second]
        rows.append(
            Contrast(
                names[first],
                names[second],
                float(value),
                float(error),
                float(value - far),
                float(value + far),
                float(p),
            )
        )
    return tuple(rows), sure
