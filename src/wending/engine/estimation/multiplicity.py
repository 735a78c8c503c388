"""Several questions at once: chances and intervals that hold for all of them together."""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.terms import LEVEL, Floats

DRAWS = 100_000
SEED = 20_240_301


def holm(chances: Floats) -> Floats:
    """Return p-values, shape (n,), adjusted so that one false alarm among all is as rare as each says (Holm 1979)."""
    order = np.argsort(chances, kind="stable")
    stepped = np.maximum.accumulate(chances[order] * np.arange(len(chances), 0, -1))
    adjusted = np.empty(len(chances))
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


def simultaneous(covariance: Floats, contrasts: Floats) -> float:
    """Return how many errors to either side make intervals that hold for all contrasts at once, at `LEVEL`.

    Of the largest of the normal variables contrasts @ estimates, shape (contrasts, n), over their own errors (max-t;
    Hothorn, Bretz & Westfall 2008), from `DRAWS` draws with a fixed seed: good to about 0.01.
    """
    spread = contrasts @ covariance @ contrasts.T
    error = np.sqrt(np.diag(spread))
    drawn = drawn_from(covariance) @ contrasts.T
    return float(np.quantile(np.abs(drawn / error).max(axis=1), LEVEL))


def drawn_from(covariance: Floats) -> Floats:
    """Return `DRAWS` draws around zero of normal variables, shape (draws, n), the same each time."""
    roots, turned = np.linalg.eigh(covariance)
    half = turned * np.sqrt(np.maximum(roots, 0))
    return np.asarray(np.random.default_rng(SEED).standard_normal((DRAWS, len(covariance))) @ half.T, float)
