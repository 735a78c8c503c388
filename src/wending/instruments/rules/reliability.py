"""How far answers of many people hang together per scale, and how sure one score is. Computed, never assumed.

Terms: *answers* is a matrix, people x items, numbers in which a higher one means more of the scale (reversed items are
turned already), without gaps. *alpha*: Cronbach (1951), Psychometrika 16, 297-334. *omega*: McDonald (1999), Test
theory, of a model with one factor. *SEM*: standard error of measurement, in the unit of the score. Both coefficients
describe a group of people, not an instrument for ever.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from wending.instruments.rules.scoring import Z95

Floats = NDArray[np.float64]
LEAST_PEOPLE = 30
FACTOR_ROUNDS, FACTOR_PRECISION = 2000, 1e-10


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A reliability with the bounds of its 95% confidence interval; at most 1, can be negative when items clash."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """What answers tell of one scale. `mean`, `sd` and `sem` in points of the score from 0 to 100; n people."""

    scale: str
    n: int
    items: int
    alpha: Coefficient
    omega: Coefficient
    mean: float
    sd: float
    sem: float


def cronbach_alpha(answers: Floats) -> float:
    """Return k/(k-1) x (1 - sum of item variances / variance of the sum). Cronbach (1951), formula 2.

    answers: n x k, n and k at least 2. Raise ValueError when the sums do not vary.
    """
    n, k = answers.shape
    if n < 2 or k < 2:
        raise ValueError("alpha needs two people and two items at least")
    total = float(answers.sum(axis=1).var(ddof=1))
    if total <= 0:
        raise ValueError("everyone has the same sum: alpha is not defined")
    return float(k / (k - 1) * (1 - answers.var(axis=0, ddof=1).sum() / total))


def alpha_interval(alpha: float, n: int, k: int, level: float = 0.95) -> tuple[float, float]:
    """Return the confidence interval of alpha by the F distribution with n-1 and (n-1)(k-1) degrees of freedom.

    Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11, 93-103, formulas 6 and 7.
    """
    tail, df = (1 - level) / 2, (n - 1, (n - 1) * (k - 1))
    return (
        float(1 - (1 - alpha) * stats.f.ppf(1 - tail, *df)),
        float(1 - (1 - alpha) * stats.f.ppf(tail, *df)),
    )


def one_factor(covariance: Floats) -> Floats:
    """Return loadings (k) of one factor by iterated principal axes, which minimise squared residuals off the diagonal.

    Harman & Jones (1966), Psychometrika 31, 351-368 (minres). The sign is such that loadings sum to zero or more.
    Communalities stay within 0 and the variance of their item. Two items do not tell their loadings apart: taken equal.
    """
    variances = np.diag(covariance).copy()
    if len(variances) == 2:
        shared = max(float(covariance[0, 1]), 0.0)
        return np.asarray(np.minimum(np.full(2, np.sqrt(shared)), np.sqrt(variances)))
    reduced = covariance.copy()
    communalities = np.abs(covariance - np.diag(variances)).max(axis=0)
    loadings = np.zeros(len(variances))
    for _round in range(FACTOR_ROUNDS):
        np.fill_diagonal(reduced, communalities)
        roots, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, -1] * np.sqrt(max(float(roots[-1]), 0.0))
        moved = np.minimum(loadings**2, variances)
        if float(np.abs(moved - communalities).max()) < FACTOR_PRECISION * float(variances.max()):
            break
        communalities = moved
    loadings = np.clip(loadings, -np.sqrt(variances), np.sqrt(variances))
    return np.asarray(loadings if loadings.sum() >= 0 else -loadings)


def mcdonald_omega(covariance: Floats) -> float:
    """Return (sum of loadings)^2 / ((sum of loadings)^2 + sum of unique variances) of a one-factor model, 0 to 1.

    covariance: k x k of the items. McDonald (1999), Test theory: a unified treatment, chapter 6.
    """
    loadings = one_factor(covariance)
    common = float(loadings.sum()) ** 2
    unique = float((np.diag(covariance) - loadings**2).sum())
    return common / (common + unique) if common + unique > 0 else 0.0


def omega_interval(answers: Floats, level: float = 0.95, rounds: int = 500, seed: int = 1) -> tuple[float, float]:
    """Return the percentile bootstrap interval of omega: people are drawn again with replacement, with a fixed seed.

    Recommended by Kelley & Pornprasertmanit (2016), Psychological Methods 21, 69-92 (they prefer BCa; this is simpler).
    """
    generator = np.random.default_rng(seed)
    n = len(answers)
    drawn = [
        mcdonald_omega(np.cov(answers[generator.integers(0, n, n)], rowvar=False, ddof=1)) for _round in range(rounds)
    ]
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def sem(sd: float, reliability: float) -> float:
    """Return the standard error of measurement, sd x sqrt(1 - reliability), in the unit of sd.

    Lord & Novick (1968), Statistical theories of mental test scores, chapter 3. A negative reliability counts as 0.
    """
    return float(sd * np.sqrt(1 - min(max(reliability, 0.0), 1.0)))


def change_index(before: float, after: float, before_error: float, after_error: float) -> float:
    """Return the reliable change index: the difference over its standard error, sqrt(e1^2 + e2^2).

    Jacobson & Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19, who take both errors equal.
    0 where nothing changed.
    """
    if after == before:
        return 0.0
    error = float(np.hypot(before_error, after_error))
    return (after - before) / error if error > 0 else float("inf" if after > before else "-inf")


def is_real_change(before: float, after: float, before_error: float, after_error: float) -> bool:
    """Return whether a change is larger than chance explains, at 95%."""
    return abs(change_index(before, after, before_error, after_error)) > Z95


def reliability(scale: str, shares: Floats) -> Reliability:
    """Return what answers tell of a scale; shares: n x k, each answer from 0 to 1.

    Raise ValueError for fewer than LEAST_PEOPLE people or two items, or when everyone answers alike.
    """
    n, k = shares.shape
    if n < LEAST_PEOPLE:
        raise ValueError(f"{n} people are too few: {LEAST_PEOPLE} at least")
    alpha = cronbach_alpha(shares)
    omega = mcdonald_omega(np.cov(shares, rowvar=False, ddof=1))
    totals = 100 * shares.mean(axis=1)
    sd = float(totals.std(ddof=1))
    return Reliability(
        scale=scale,
        n=n,
        items=k,
        alpha=Coefficient(alpha, *alpha_interval(alpha, n, k)),
        omega=Coefficient(omega, *omega_interval(shares)),
        mean=float(totals.mean()),
        sd=sd,
        sem=sem(sd, omega),
    )
