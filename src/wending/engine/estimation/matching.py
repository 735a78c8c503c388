"""Matching: beside each treated person the few most alike of the compared, with what still differs regressed away.

Who is just as near as the last of the few counts too, each for less, so that the order of rows never matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from wending.engine.estimation.findings import answerable
from wending.engine.estimation.terms import Booleans, Estimand, Estimate, Finding, Floats, NotAnswerable, Sample, Whole
from wending.engine.estimation.weighting import effective_size


def matched(sample: Sample, neighbours: int = 5) -> Estimate:
    """Return the effect on the treated by matching with replacement, bias-adjusted (Abadie & Imbens 2006, 2011).

    Distance is that of covariates each divided by its spread. The error is the one of Abadie & Imbens (2006) for the
    effect on the treated of the population, with the spread of outcomes around two alike of one's own group.

    Raises:
        NotAnswerable: fewer compared than neighbours, or see `findings`; weights or clusters: no error is known that
            holds for matches used more than once among people who weigh unevenly or stand together (Abadie & Spiess
            2022 need each to be used once), and weighting carries both.
    """
    for code, given in (("weights-not-carried", sample.weights), ("clusters-not-carried", sample.clusters)):
        if given is not None:
            raise NotAnswerable((Finding(code),))
    known = answerable(sample)
    compared = int((~known.treated).sum())
    if compared < neighbours or not known.names:
        raise NotAnswerable((Finding("too-few-to-match", (compared, neighbours)),))
    scaled = _scaled(known)
    own, others = known.treated, ~known.treated
    near = _near(scaled[others], scaled[own], neighbours)
    used = near.used()
    line = _line_of(scaled[others], known.outcome[others], used)
    left_over = known.outcome - np.column_stack([np.ones(len(known)), scaled]) @ line
    per_person = left_over[own] - near.mean(left_over[others])
    value = float(per_person.mean())
    many = len(per_person)
    noise = _noise(scaled[others], known.outcome[others])
    variance = ((per_person - value) ** 2).mean() / many + ((used**2 - near.used(2)) * noise).sum() / many**2
    return Estimate("matching", Estimand.ATT, value, float(np.sqrt(variance)), many, compared, effective_size(used))


def matching_weights(sample: Sample, neighbours: int = 5) -> Floats:
    """Return the weight of each, shape (n,): one when treated, how often it was matched / neighbours when compared."""
    scaled = _scaled(sample)
    weights = np.ones(len(sample))
    weights[~sample.treated] = _near(scaled[~sample.treated], scaled[sample.treated], neighbours).used()
    return weights


@dataclass(frozen=True)
class _Near:
    """Who is near whom. Alike people (the same point) are taken together.

    share: (of, points), the weight of one person at a point; place: of each of those among whom was looked, the point.
    """

    share: csr_array
    place: Whole

    def used(self, power: int = 1) -> Floats:
        """Return per person the sum of its weights to a power, shape (among,)."""
        return np.asarray(self.share.power(power).sum(axis=0), float)[self.place]

    def mean(self, values: Floats) -> Floats:
        """Return the mean of the values, shape (among,), of whom is near, shape (of,)."""
        return np.asarray(self.share @ np.bincount(self.place, values, self.share.shape[1]), float)


def _scaled(sample: Sample) -> Floats:
    return sample.covariates / np.where(sample.covariates.std(axis=0) > 0, sample.covariates.std(axis=0), 1.0)


def _near(among: Floats, of: Floats, many: int) -> _Near:
    """Return the `many` nearest among people to each of others, and who is as near as the last of them."""
    points, place, counts = np.unique(among, axis=0, return_inverse=True, return_counts=True)
    asked, row = np.unique(of, axis=0, return_inverse=True)
    tree = cKDTree(points)
    most = min(many, len(points))
    distance, found = tree.query(asked, k=most)
    distance, found = distance.reshape(-1, most), found.reshape(-1, most)
    enough = (counts[found].cumsum(axis=1) >= many).argmax(axis=1)
    # A hair wider, so that points at the same distance are not parted by rounding.
    reach = distance[np.arange(len(asked)), enough] * (1 + 1e-9) + 1e-12
    balls = tree.query_ball_point(asked, reach)
    sizes = np.array([len(ball) for ball in balls])
    columns = np.concatenate([np.asarray(ball, int) for ball in balls])
    totals = np.add.reduceat(counts[columns], np.concatenate([[0], sizes.cumsum()[:-1]]))
    share = csr_array(
        (np.repeat(1 / totals, sizes), columns, np.concatenate([[0], sizes.cumsum()])), (len(asked), len(points))
    )
    return _Near(share[row.ravel()], place.ravel())


def _line_of(scaled: Floats, outcome: Floats, used: Floats) -> Floats:
    """Return the line of outcome on covariates among the compared that are used, weighted by how often."""
    rows: Booleans = used > 0
    root = np.sqrt(used[rows])
    columns = np.column_stack([np.ones(rows.sum()), scaled[rows]]) * root[:, None]
    return np.asarray(np.linalg.lstsq(columns, outcome[rows] * root, rcond=None)[0], float)


def _noise(scaled: Floats, outcome: Floats) -> Floats:
    """Return the variance of each outcome given the covariates, from oneself and the two nearest of the same group."""
    if len(outcome) < 3:
        return np.zeros(len(outcome))
    near = _near(scaled, scaled, 3)
    # Deviations from the mean of all, so that squares do not swamp what is left.
    away = outcome - outcome.mean()
    many = 1 / near.share.max(axis=1).toarray().ravel()
    return np.asarray(np.maximum(near.mean(away**2) - near.mean(away) ** 2, 0) * many / (many - 1), float)
