"""The terms of estimating an effect: a sample, what is to be known (estimand), an estimate, and why there is none.

Terms: *treated* = got the approach under study; *compared* = did not, and stands beside them; *outcome* = measured at
one horizon after it; *covariate* = known before it began. Unknown is NaN, never zero and never "no". No estimate is
made from data that cannot carry it: then `NotAnswerable` says what is in the way and what would be needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, t

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Whole = NDArray[np.int64]
LEVEL = 0.95


class Estimand(StrEnum):
    """Whose effect is meant: of everybody, of the treated, of those not treated, or of who was moved by an offer."""

    ATE = "ate"
    ATT = "att"
    ATU = "atu"
    LATE = "late"


@dataclass(frozen=True)
class Sample:
    """People (or firms) with one outcome, shape (n,); covariates have shape (n, k) and a name each.

    clusters: the number of the group in which somebody was treated (a class, a firm), None when each stands alone.
    weights: how many people one stands for (above 0), after correction for who did not answer; None is one each.
    """

    outcome: Floats
    treated: Booleans
    covariates: Floats = field(default_factory=lambda: np.empty((0, 0)))
    names: tuple[str, ...] = ()
    clusters: Whole | None = None
    weights: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together.

        Raises:
            ValueError: lengths differ, or names are not as many as columns.
        """
        if self.covariates.shape == (0, 0):
            object.__setattr__(self, "covariates", np.empty((len(self.outcome), 0)))
        for part in (self.treated, self.covariates, self.clusters, self.weights):
            if part is not None and len(part) != len(self.outcome):
                raise ValueError("every part of a sample has one row per person")
        if len(self.names) != self.covariates.shape[1]:
            raise ValueError("every covariate has a name")

    def __len__(self) -> int:
        return len(self.outcome)

    def where(self, rows: Booleans) -> Sample:
        """Return the people for whom `rows`, shape (n,), is true."""
        return replace(
            self,
            outcome=self.outcome[rows],
            treated=self.treated[rows],
            covariates=self.covariates[rows],
            clusters=None if self.clusters is None else self.clusters[rows],
            weights=None if self.weights is None else self.weights[rows],
        )

    def with_outcome(self, outcome: Floats) -> Sample:
        """Return the same people with another outcome: an earlier one for a placebo, say."""
        return replace(self, outcome=outcome)

    def only(self, names: tuple[str, ...]) -> Sample:
        """Return the same people with these covariates only, in this order.

        Raises:
            ValueError: a covariate that is not there.
        """
        absent = [name for name in names if name not in self.names]
        if absent:
            raise ValueError(f"no such covariate: {', '.join(absent)}")
        return replace(self, covariates=self.covariates[:, [self.names.index(name) for name in names]], names=names)

    @property
    def mass(self) -> Floats:
        """The weight of each, shape (n,)."""
        return np.ones(len(self)) if self.weights is None else self.weights


@dataclass(frozen=True)
class Finding:
    """Something in the way of an answer: a code, and the figures that belong to it in order."""

    code: str
    about: tuple[str | int | float, ...] = ()
    is_grave: bool = True


class NotAnswerable(Exception):
    """These data cannot answer the question; `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(", ".join(finding.code for finding in findings))


@dataclass(frozen=True)
class Estimate:
    """An effect in units of the outcome with its standard error and interval at `LEVEL`.

    treated, compared: how many people of each the figure rests on. effective: how many of the compared count after
    weighting, (sum w)^2 / sum w^2 (Kish 1965). freedom: degrees of freedom of its error where groups are few, None is
    the normal approximation. bounds: an interval that does not follow from the error (a permutation, Anderson-Rubin).
    """

    method: str
    estimand: Estimand
    value: float
    error: float
    treated: int
    compared: int
    effective: float | None = None
    freedom: float | None = None
    bounds: tuple[float, float] | None = None

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return self.bounds[0] if self.bounds else self.value - self.error * self.quantile(0.5 + LEVEL / 2)

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return self.bounds[1] if self.bounds else self.value + self.error * self.quantile(0.5 + LEVEL / 2)

    def quantile(self, chance: float) -> float:
        """Return how many errors from the value lie below with this chance."""
        return float(norm.ppf(chance) if self.freedom is None else t.ppf(chance, self.freedom))
