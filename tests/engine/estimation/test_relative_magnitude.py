"""Bounds by the largest step before: beside published intervals, a slow twin, and trends that are what is supposed."""

from __future__ import annotations

import pickle
from gzip import decompress
from importlib.util import find_spec
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pyfixest
import pytest
from scipy.stats import truncnorm

from wending.engine.estimation.relative_magnitude import Study, bounds, interval
from wending.engine.estimation.terms import Floats


def drawn(random: np.random.Generator, trend: Floats, root: Floats, leads: int, weights: Floats) -> Study:
    values = trend + root @ random.normal(size=len(trend))
    return Study(values[:leads], values[leads:], root @ root.T, weights)


@pytest.fixture(scope="module")
def medicaid() -> tuple[Floats, Floats]:
    """Coefficients by year, and their covariance, of insurance on the Medicaid expansion of 2014, as in HonestDiD."""
    place = find_spec("moderndid")
    assert place
    assert place.submodule_search_locations
    (path,) = Path(place.submodule_search_locations[0]).rglob("ehec_data*")
    table = pickle.loads(decompress(path.read_bytes()))
    table = table[(table.year < 2016) & (table.yexp2.isna() | (table.yexp2 != 2015))].copy()
    table["begun"] = (table.yexp2 == 2014).astype(int)
    fitted = pyfixest.feols("dins ~ i(year, begun, ref=2013) | stfips + year", table, vcov={"CRV1": "stfips"})
    return fitted.coef().to_numpy(), np.asarray(fitted._vcov, float)


# The tables of the R package HonestDiD (Rambachan & Roth 2023), README, and of its Stata twin for the mean of both
# years (three digits, and a grid of its own); both try effects on a grid with steps of 0.0004 and draw their first
# stage a thousand times.
@pytest.mark.parametrize(
    ("weights", "size", "published", "within"),
    [
        ((1.0, 0.0), 0.5, (0.0240, 0.0672), 4e-4),
        ((1.0, 0.0), 1.0, (0.0170, 0.0720), 4e-4),
        ((1.0, 0.0), 1.5, (0.00824, 0.0797), 4e-4),
        ((1.0, 0.0), 2.0, (-0.000916, 0.0881), 4e-4),
        ((0.5, 0.5), 0.5, (0.033, 0.080), 1e-3),
        ((0.5, 0.5), 1.0, (0.020, 0.090), 1e-3),
        ((0.5, 0.5), 1.5, (0.006, 0.103), 1e-3),
        ((0.5, 0.5), 2.0, (-0.008, 0.117), 1e-3),
    ],
)
def test_interval_is_that_published_for_medicaid(
    medicaid: tuple[Floats, Floats],
    weights: tuple[float, float],
    size: float,
    published: tuple[float, float],
    within: float,
) -> None:
    values, covariance = medicaid
    study = Study(values[:5], values[5:], covariance, np.array(weights))
    assert interval(study, size) == pytest.approx(published, abs=within)


def twin(study: Study, size: float, effects: Floats, draws: int = 20_000) -> tuple[float, float]:
    """Return the ends of effects kept, all rows written out, every corner of the dual program sought, one by one."""
    leads, many = len(study.leads), len(study.effects)
    whole = leads + 1 + many
    seen = np.concatenate([study.leads, study.effects])
    put = np.delete(np.eye(whole), leads, axis=1)  # the base is 0
    kept: list[float] = []
    for at, sign in product(range(leads), (1.0, -1.0)):
        largest = np.zeros(whole)
        largest[at], largest[at + 1] = -sign, sign
        rows = []
        for place, way in product(range(leads, leads + many), (1.0, -1.0)):
            row = -size * largest
            row[place + 1] += way
            row[place] -= way
            rows.append(row @ put)
        matrix = np.array(rows)
        covariance = matrix @ study.covariance @ matrix.T
        spread = np.sqrt(np.diag(covariance))
        # Effects after the start with this mean: one of them, and whatever leaves the mean as it is.
        free = np.linalg.svd(study.weights[None])[2][1:].T
        one = study.weights / (study.weights @ study.weights)
        beside = matrix[:, leads:] @ free
        corners = []
        for picked in combinations(range(len(matrix)), many):
            system = np.vstack([beside[list(picked)].T, spread[list(picked)]])
            if abs(np.linalg.det(system)) < 1e-12:
                continue
            solved = np.linalg.solve(system, np.append(np.zeros(many - 1), 1.0))
            if (solved > -1e-9).all():
                corner = np.zeros(len(matrix))
                corner[list(picked)] = solved
                corners.append(corner)
        gammas = np.unique(np.round(corners, 9), axis=0)
        noise = np.random.default_rng(1).multivariate_normal(
            np.zeros(len(matrix)), covariance, size=draws, method="svd"
        )
        first = np.quantile((noise @ gammas.T).max(axis=1), 0.995)
        for effect in effects:
            y = matrix @ seen - matrix[:, leads:] @ one * effect
            heights = gammas @ y
            top = gammas[heights.argmax()]
            height, variance = heights.max(), top @ covariance @ top
            moves = gammas @ covariance @ top / variance
            others = heights - moves * height
            below, above = moves < 1 - 1e-8, moves > 1 + 1e-8
            low = max(others[below] / (1 - moves[below]), default=-np.inf)
            high = min(others[above] / (1 - moves[above]), default=np.inf)
            if height > first:
                continue
            high = min(high, first)
            error = np.sqrt(variance)
            critical = truncnorm.ppf(1 - 0.045 / 0.995, low / error, high / error) * error
            if height <= max(critical, 0):
                kept.append(effect)
    return min(kept), max(kept)


@pytest.mark.parametrize(("seed", "leads", "effects", "size"), [(1, 2, 1, 1.0), (2, 3, 2, 0.5), (3, 2, 3, 2.0)])
def test_interval_is_that_of_a_slow_twin(seed: int, leads: int, effects: int, size: float) -> None:
    random = np.random.default_rng(seed)
    root = random.normal(size=(leads + effects, leads + effects)) * 0.3
    study = drawn(random, random.normal(size=leads + effects), root, leads, random.dirichlet(np.ones(effects)))
    low, high = interval(study, size)
    reach = (high - low) * 0.1
    grid = np.concatenate([np.linspace(end - reach, end + reach, 81) for end in (low, high)])
    assert (low, high) == pytest.approx(twin(study, size, grid), abs=reach / 20)


@pytest.mark.parametrize("steps", [(0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.5, -1.0, 1.0)])
def test_interval_holds_the_truth_whatever_the_trend(steps: tuple[float, ...]) -> None:
    # The trend goes on after the start as far as is allowed; the effect is 2 in both periods.
    random = np.random.default_rng(5)
    largest = max(map(abs, steps))
    before = np.cumsum(steps) - sum(steps)
    trend = np.concatenate([[-sum(steps)], before[:-1], [2 + largest, 2 + 2 * largest]])
    root = np.linalg.cholesky(0.1 * (np.eye(5) + 0.5))
    held = naive = 0
    for _ in range(200):
        study = drawn(random, trend, root, 3, np.array([0.5, 0.5]))
        low, high = interval(study, 1.0)
        held += low <= 2 <= high
        low, high = bounds(study, 1.0)
        naive += low - 1.96 * study.error <= 2 <= high + 1.96 * study.error
    assert held >= 181  # fewer of 200 have a chance of 1 in 200 when it is 95%
    if steps == (0.0, 1.0, 0.0):
        assert naive < held  # as if the largest step were known


def test_interval_moves_and_stretches_with_the_outcome() -> None:
    random = np.random.default_rng(6)
    root = random.normal(size=(5, 5))
    study = drawn(random, np.arange(5.0), root, 3, np.array([0.5, 0.5]))
    times = Study(1e4 * study.leads, 1e4 * study.effects, 1e8 * study.covariance, study.weights)
    turned = Study(-study.leads, -study.effects, study.covariance, study.weights)
    low, high = interval(study, 1.0)
    assert interval(times, 1.0) == pytest.approx((1e4 * low, 1e4 * high), rel=1e-6)
    assert interval(turned, 1.0) == pytest.approx((-high, -low), rel=1e-6)
    with pytest.raises(ValueError, match="above 0"):
        interval(study, 0.0)
