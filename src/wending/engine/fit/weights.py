"""The parts of fit, by name, and the weights that a person can move.

The order of Part is the order of every array of parts in this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wending.engine.fit.data import Floats


class Part(StrEnum):
    """Name the parts of fit."""

    ESSENTIAL = "essential"
    OPTIONAL = "optional"
    RELATED = "related"
    USED = "used"
    INTERESTS = "interests"
    VALUES = "values"
    LEVEL = "level"
    FIELD = "field"
    TRANSITION = "transition"
    PREFERENCES = "preferences"


PARTS = tuple(Part)


@dataclass(frozen=True)
class Weights:
    """Weigh the parts; only proportions matter. Fields are in the order of Part.

    essential, optional: needs held exactly. related: needs covered, nearby skills counting partly. used: share of the
    person's own skills that the occupation needs. transition: nearness to past occupations.
    """

    essential: float = 0.30
    optional: float = 0.08
    related: float = 0.20
    used: float = 0.07
    interests: float = 0.10
    values: float = 0.05
    level: float = 0.08
    field: float = 0.02
    transition: float = 0.20
    preferences: float = 0.05

    def __post_init__(self) -> None:
        """Refuse negative weights, or none at all, with ValueError."""
        weights = self.vector()
        if not (weights.min() >= 0 and 0 < weights.sum() < np.inf):
            raise ValueError("weights are not negative and not all zero")

    def vector(self) -> Floats:
        """Return the ten weights in the order of Part."""
        return np.array([getattr(self, part) for part in PARTS], dtype=float)
