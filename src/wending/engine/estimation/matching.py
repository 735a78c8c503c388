"""Matching: beside each treated person the few most alike of the compared, with what still differs regressed away."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from wending.engine.estimation.findings import answerable
from wending.engine.estimation.terms import Estimand, Estimate, Finding, Floats, NotAnswerable, Sample
from wending.engine.estimation.weighting import effective_size


def matched(sample: Sample, neighbours: int = 5) -> Estimate:
    """Return the effect on the treated by matching with replacement, bias-adjusted (Abadie & Imbens 2006, 2011).

    Distance is that of covariates each divided by its spread. The error is the one of Abadie & Imbens (2006) for the
    effect on the treated of the population, with the spread of outcomes around two alike of one's own group.

    Raises:
        NotAnswerable: fewer compared than neighbours, or see `findings`.
        ValueError: weights or clusters, which this method does not carry.
    """
    if sample.weights is not None or sample.clusters is not None:
        raise ValueError("matching here carries no weights and no clusters")
    known = answerable(sample)
    compared = int((~known.treated).sum())
    if compared < neighbours or not known.names:
        raise NotAnswerable((Finding("too-few-to-match", (compared, neighbours)),))
    spread = np.where(known.covariates.std(axis=0) > 0, known.covariates.std(axis=0), 1.0)
    scaled = known.covariates / spread
    own, others = np.flatnonzero(known.treated), np.flatnonzero(~known.treated)
    near = others[_nearest(scaled[others], scaled[own], neighbours)]
    used = np.bincount(near.ravel(), minlength=len(known)) / neighbours
    line = _line_of(scaled, known.outcome, used)
    fitted = np.column_stack([np.ones(len(known)), scaled]) @ line
    per_person = known.outcome[own] - (known.outcome[near] - fitted[near] + fitted[own][:, None]).mean(axis=1)
    value = float(per_person.mean())
    many = len(own)
    noise = _noise(scaled, known.outcome, known.treated)
    repeats = used**2 - np.bincount(near.ravel(), minlength=len(known)) / neighbours**2
    variance = ((per_person - value) ** 2).mean() / many + (repeats[others] * noise[others]).sum() / many**2
    return Estimate(
        "matching", Estimand.ATT, value, float(np.sqrt(variance)), many, compared, effective_size(used[others])
    )


def matching_weights(sample: Sample, neighbours: int = 5) -> Floats:
    """Return the weight of each, shape (n,): one when treated, how often it was matched / neighbours when compared."""
    spread = np.where(sample.covariates.std(axis=0) > 0, sample.covariates.std(axis=0), 1.0)
    scaled = sample.covariates / spread
    own, others = np.flatnonzero(sample.treated), np.flatnonzero(~sample.treated)
    near = others[_nearest(scaled[others], scaled[own], neighbours)]
    return np.where(sample.treated, 1.0, np.bincount(near.ravel(), minlength=len(sample)) / neighbours)


def _nearest(among: Floats, of: Floats, many: int) -> np.ndarray:
    """Return the rows of `among`, shape (len(of), many), nearest to each of `of`."""
    _, found = cKDTree(among).query(of, k=many)
    return np.asarray(found, int).reshape(len(of), many)


def _line_of(scaled: Floats, outcome: Floats, used: Floats) -> Floats:
    """Return the line of outcome on covariates among the compared that are used, weighted by how often."""
    rows = used > 0
    root = np.sqrt(used[rows])
    columns = np.column_stack([np.ones(rows.sum()), scaled[rows]]) * root[:, None]
    return np.asarray(np.linalg.lstsq(columns, outcome[rows] * root, rcond=None)[0], float)


def _noise(scaled: Floats, outcome: Floats, treated: np.ndarray) -> Floats:
    """Return the variance of each outcome given the covariates, from the two nearest of the same group."""
    noise = np.zeros(len(outcome))
    for group in (treated, ~treated):
        rows = np.flatnonzero(group)
        near = rows[_nearest(scaled[rows], scaled[rows], 3)]
        noise[rows] = outcome[near].var(axis=1, ddof=1)
    return noise
