"""The model by which an answer tells of a person: the graded response model, with a prior. Not the choice of items.

Samejima (1969), Psychometrika Monograph 17: the chance of an answer of step k or higher is logistic(a (t - b_k)), where
t is how much of the scale someone has, a how sharply the item tells (*slope*), b_k where step k becomes more likely
than not (*threshold*). *Prior*: t is normal with mean 0 and deviation 1, scales are independent; chosen, not measured.

Until enough people answered, the numbers of items are ASSUMED: every item tells equally much (a = ASSUMED_SLOPE), and
thresholds lie evenly. `calibrated` estimates them again from answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtri

from wending.instruments.rules.reliability import one_factor

Floats = NDArray[np.float64]
# Ours: a slope at which ten items of five answers have a reliability of about .85, which is usual for such scales.
ASSUMED_SLOPE = 1.4
ASSUMED_SPREAD = 3.0
LEAST_PEOPLE = 300
# From the normal to the logistic curve: Camilli (1994), Journal of Educational and Behavioral Statistics 19, 293-295.
NORMAL_TO_LOGISTIC = 1.702
GRID = np.linspace(-4.0, 4.0, 81)


@dataclass(frozen=True, slots=True)
class ItemNumbers:
    """How an item tells: its slope a > 0 and its thresholds, rising, one less than it has answers."""

    slope: float
    thresholds: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Belief:
    """What is believed of one person on one scale: chances over GRID, and the true score (0 to 100) at each point."""

    chances: Floats
    true_scores: Floats

    @property
    def mean(self) -> float:
        """The expected score, 0 to 100."""
        return float(self.chances @ self.true_scores)

    @property
    def variance(self) -> float:
        """The variance of the score."""
        return max(float(self.chances @ self.true_scores**2) - self.mean**2, 0.0)

    @property
    def error(self) -> float:
        """The standard error of the score, in points."""
        return float(np.sqrt(self.variance))


def assumed(answers: int) -> ItemNumbers:
    """Return the assumed numbers of an item with so many answers (2 or more): thresholds evenly over ASSUMED_SPREAD."""
    steps = answers - 1
    places = (np.arange(steps) - (steps - 1) / 2) * (ASSUMED_SPREAD / max(steps - 1, 1))
    return ItemNumbers(ASSUMED_SLOPE, tuple(float(place) for place in places))


@cache
def curves(item: ItemNumbers) -> Floats:
    """Return the chance of each step (rows) at each point of GRID (columns); columns sum to 1."""
    above = expit(item.slope * (GRID[None, :] - np.array(item.thresholds)[:, None]))
    padded = np.vstack([np.ones(len(GRID)), above, np.zeros(len(GRID))])
    return np.asarray(padded[:-1] - padded[1:])


@cache
def expected_share(item: ItemNumbers) -> Floats:
    """Return the expected answer, from 0 to 1, at each point of GRID."""
    steps = len(item.thresholds)
    return np.asarray(np.arange(steps + 1) @ curves(item) / steps)


def prior() -> Floats:
    """Return the chances over GRID before any answer: standard normal."""
    density = np.exp(-(GRID**2) / 2)
    return np.asarray(density / density.sum())


def belief(items: Sequence[ItemNumbers], steps: Mapping[int, int]) -> Belief:
    """Return what is believed after answers; items: all of the scale, steps: place of an item -> step of its answer."""
    chances = prior()
    for place, step in steps.items():
        chances = chances * curves(items[place])[step]
    return Belief(chances / chances.sum(), 100 * np.mean([expected_share(item) for item in items], axis=0))


def variance_after(known: Belief, item: ItemNumbers) -> float:
    """Return the variance of the score that is expected once this item is answered."""
    joint = curves(item) * known.chances
    chance_of_step = joint.sum(axis=1)
    means = joint @ known.true_scores / chance_of_step
    return float(known.chances @ known.true_scores**2 - chance_of_step @ means**2)


def calibrated(steps: NDArray[np.int64], answers: Sequence[int]) -> tuple[ItemNumbers, ...]:
    """Return the numbers of items as answers of many people tell them.

    steps: people x items, from 0; answers: how many answers each item has. Slopes come from the loadings l of one
    factor on the correlations, a = 1.702 l / sqrt(1 - l^2), thresholds from the share below each step, b = z / l
    (Takane & de Leeuw 1987, Psychometrika 52, 393-408, for the normal form). Correlations are plain, not polychoric:
    slopes come out somewhat low. Loadings are kept within .2 and .95. Raise ValueError for fewer than LEAST_PEOPLE.
    """
    n, k = steps.shape
    if n < LEAST_PEOPLE:
        raise ValueError(f"{n} people are too few to estimate items: {LEAST_PEOPLE} at least")
    if (steps.std(axis=0) == 0).any():
        raise ValueError("an item got the same answer of everyone")
    correlations = np.asarray(np.corrcoef(steps, rowvar=False), dtype=np.float64)
    loadings = np.clip(one_factor(correlations), 0.2, 0.95)
    found = []
    for place in range(k):
        # Half a person in each answer that nobody gave, so that no threshold lies at infinity.
        counts = np.bincount(steps[:, place], minlength=answers[place]) + 0.5
        below = np.cumsum(counts)[:-1] / counts.sum()
        loading = float(loadings[place])
        slope = NORMAL_TO_LOGISTIC * loading / float(np.sqrt(1 - loading**2))
        found.append(ItemNumbers(slope, tuple(float(z) / loading for z in ndtri(below))))
    return tuple(found)
