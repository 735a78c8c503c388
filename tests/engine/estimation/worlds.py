"""Made-up people with a known effect, and a slow way to an error: stacked estimating equations, differenced."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from wending.engine.estimation.terms import Floats, Sample

EFFECT = 2.0


def confounded(seed: int, people: int = 400, curve: float = 0.0) -> Sample:
    """Return people of whom those with high covariates are treated more often and earn more; the effect is `EFFECT`.

    curve: how much chance and outcome also depend on the square of the first and the product of both.
    """
    rng = np.random.default_rng(seed)
    covariates = rng.normal(size=(people, 2))
    bent = curve * (covariates[:, 0] ** 2 - 1 + covariates.prod(axis=1))
    chance = 1 / (1 + np.exp(-(-0.5 + 0.6 * covariates[:, 0] - 0.4 * covariates[:, 1] + bent)))
    treated = rng.random(people) < chance
    outcome = 1 + covariates @ [1.0, 0.5] + 2 * bent + EFFECT * treated + rng.normal(size=people)
    return Sample(outcome, treated, covariates, ("first", "second"))


def stacked_error(moments: Callable[[Floats], Floats], found: Floats, clusters: np.ndarray | None = None) -> float:
    """Return the sandwich error of the last of `found`, shape (p,), where `moments` gives (n, p) summing to zero."""
    step = 1e-6 * np.maximum(1.0, np.abs(found))
    slope = np.column_stack(
        [
            (moments(found + step * unit) - moments(found - step * unit)).sum(axis=0) / (2 * step[place])
            for place, unit in enumerate(np.eye(len(found)))
        ]
    )
    at = moments(found)
    scale = 1.0
    if clusters is not None:
        at = np.array([at[clusters == one].sum(axis=0) for one in np.unique(clusters)])
        scale = len(at) / (len(at) - 1)
    bread = np.linalg.inv(slope)
    return float(np.sqrt((bread @ (at.T @ at) @ bread.T)[-1, -1] * scale))
