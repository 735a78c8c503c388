"""Weights by which those who answered stand for those who did not, as far as what is known of both tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.findings import FEWEST
from wending.engine.estimation.propensity import propensity
from wending.engine.estimation.terms import Booleans, Finding, Floats, NotAnswerable, Sample
from wending.engine.estimation.weighting import effective_size

# A weight is cut at this many times the median weight (Potter 1990; Chowdhury, Khare & Wolter 2007 use near values).
HEAVIEST = 5.0


@dataclass(frozen=True)
class ResponseWeights:
    """weights, shape (n,): above 0 for who answered, 0 for who did not, summing to the number asked.

    chance: fitted chance to answer, shape (n,). trimmed: how many weights were cut. effective: what the answers are
    worth (Kish 1965). lowest: the smallest fitted chance among those asked.
    """

    weights: Floats
    chance: Floats
    trimmed: int
    effective: float
    lowest: float


def response_weights(responded: Booleans, covariates: Floats, heaviest: float = HEAVIEST) -> ResponseWeights:
    """Return inverse chances to answer given covariates of everybody asked, shape (n, k) (Little 1986).

    Covariates that never differ are left out. Weights above `heaviest` medians are cut, and what was cut is spread over
    all. Supposes that who answered and who did not are alike once these covariates are.

    Raises:
        NotAnswerable: fewer than `FEWEST` answered, covariates unknown, or telling exactly who answered.
        ValueError: `heaviest` below 1.
    """
    if heaviest < 1:
        raise ValueError("weights are cut at the median or above")
    if responded.sum() < FEWEST:
        raise NotAnswerable((Finding("too-few-answers", (int(responded.sum()), FEWEST)),))
    if not np.isfinite(covariates).all():
        raise NotAnswerable((Finding("covariate-unknown", ("", int((~np.isfinite(covariates)).any(axis=1).sum()))),))
    telling = covariates[:, np.ptp(covariates, axis=0) > 0] if covariates.size else covariates
    chance = np.full(len(responded), float(responded.mean()))
    if telling.size and not responded.all():
        names = tuple(str(place) for place in range(telling.shape[1]))
        chance = propensity(Sample(np.zeros(len(responded)), responded, telling, names)).chance
    weights = np.where(responded, 1 / chance, 0.0)
    ceiling = heaviest * float(np.median(weights[responded]))
    cut = np.minimum(weights, ceiling)
    cut *= len(responded) / cut.sum()
    return ResponseWeights(
        cut, chance, int((weights > ceiling).sum()), effective_size(cut[responded]), float(chance.min())
    )
