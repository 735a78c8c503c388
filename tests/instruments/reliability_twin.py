"""Slow and obvious twins of alpha and omega."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaincinv


def alpha_by_pairs(answers: np.ndarray) -> float:
    """Return alpha as the mean covariance of pairs over the mean of the whole covariance table."""
    n, k = answers.shape
    means = [sum(answers[:, j]) / n for j in range(k)]
    table = [
        [sum((answers[p, i] - means[i]) * (answers[p, j] - means[j]) for p in range(n)) / (n - 1) for j in range(k)]
        for i in range(k)
    ]
    pairs = [table[i][j] for i in range(k) for j in range(k) if i != j]
    everything = [table[i][j] for i in range(k) for j in range(k)]
    return (sum(pairs) / len(pairs)) / (sum(everything) / len(everything))


def bounds_by_beta(alpha: float, n: int, k: int) -> tuple[float, float]:
    """Return the bounds of alpha at 95% with quantiles of F made from those of the beta distribution."""
    one, other = (n - 1) / 2, (n - 1) * (k - 1) / 2

    def quantile(share: float) -> float:
        found = betaincinv(one, other, share)
        return float(other * found / (one * (1 - found)))

    return 1 - (1 - alpha) * quantile(0.975), 1 - (1 - alpha) * quantile(0.025)


def omega_by_search(covariance: np.ndarray) -> float:
    """Return omega from loadings that a general minimiser finds for the squared residuals off the diagonal."""
    k = len(covariance)
    off = ~np.eye(k, dtype=bool)

    def misfit(loadings: np.ndarray) -> float:
        return float(((covariance - np.outer(loadings, loadings))[off] ** 2).sum())

    found = minimize(misfit, np.full(k, 0.5), bounds=[(0.0, float(np.sqrt(one))) for one in np.diag(covariance)])
    loadings = found.x
    common = loadings.sum() ** 2
    return float(common / (common + (np.diag(covariance) - loadings**2).sum()))
