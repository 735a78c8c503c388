"""Amounts of costs and benefits: who gains or pays, per what, and in what range, with unit, source and year.

No amount is of this module: the caller brings each with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wending.engine.estimation.terms import Floats


class View(StrEnum):
    """Whose costs and benefits are counted."""

    PERSON = "person"
    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"
    STATE = "state"
    OTHERS = "others"
    SOCIETY = "society"


PARTIES = tuple(view for view in View if view is not View.SOCIETY)
PUBLIC = (View.MUNICIPALITY, View.STATE)


class Basis(StrEnum):
    """What an amount is per: once per person at the start, per person per year, or per unit of effect per year."""

    ONCE = "once"
    YEARLY = "yearly"
    EFFECT = "effect"


@dataclass(frozen=True)
class Range:
    """A value between bounds, with its unit, the code of its source, and the year it is of (prices of that year)."""

    low: float
    central: float
    high: float
    unit: str
    source: str
    year: int

    def __post_init__(self) -> None:
        """Refuse a range that is none.

        Raises:
            ValueError: unknown or not in order, or without unit, source or year.
        """
        if not self.low <= self.central <= self.high or not np.isfinite([self.low, self.high]).all():
            raise ValueError("a range is low, central, high, in order and known")
        if not self.unit or not self.source or self.year <= 0:
            raise ValueError("a range has a unit, a source and a year")

    def drawn(self, rng: np.random.Generator, many: int) -> Floats:
        """Return values drawn from a triangle with its top at the central one, shape (many,)."""
        if self.low == self.high:
            return np.full(many, self.central)
        return rng.triangular(self.low, self.central, self.high, many)


@dataclass(frozen=True)
class Item:
    """A cost or benefit. shares: what part of the amount each party gets (above 0) or pays (below 0).

    Shares that sum to zero are a pure transfer. years: how many years a yearly amount runs, None is the whole horizon.
    """

    code: str
    amount: Range
    basis: Basis
    shares: Mapping[View, float]
    years: int | None = None
