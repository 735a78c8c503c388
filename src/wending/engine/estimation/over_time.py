"""What is followed over time: a panel of units by period, and spells until something happens.

Terms: *unit* = person, firm or region; *first* = the first period in which a unit was treated, 0 when never; *spell* =
time until an event, *censored* when it was not seen to happen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from wending.engine.estimation.terms import Booleans, Floats, Whole


@dataclass(frozen=True)
class Panel:
    """Rows of one unit in one period, each shape (n,), in any order; not every unit need be in every period.

    first: per row, the same for all rows of a unit; 0 is never. covariates: shape (n, k), of before treatment.
    clusters: number of the group by which errors are reckoned; None is the unit.
    """

    unit: Whole
    period: Whole
    outcome: Floats
    first: Whole
    covariates: Floats = field(default_factory=lambda: np.empty((0, 0)))
    names: tuple[str, ...] = ()
    clusters: Whole | None = None

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together.

        Raises:
            ValueError: lengths differ, or names are not as many as columns.
        """
        if self.covariates.shape == (0, 0):
            object.__setattr__(self, "covariates", np.empty((len(self.outcome), 0)))
        for part in (self.unit, self.period, self.first, self.covariates, self.clusters):
            if part is not None and len(part) != len(self.outcome):
                raise ValueError("every part of a panel has one row per unit and period")
        if len(self.names) != self.covariates.shape[1]:
            raise ValueError("every covariate has a name")

    def __len__(self) -> int:
        return len(self.outcome)


@dataclass(frozen=True)
class Spells:
    """One spell per person, each shape (n,): how long (above 0), and what ended it.

    kind: 0 = censored, 1 = the event meant, 2 and up = other events after which it cannot happen (competing).
    clusters: the number of the group in which somebody was treated, None when each stands alone.
    """

    duration: Floats
    kind: Whole
    treated: Booleans
    covariates: Floats = field(default_factory=lambda: np.empty((0, 0)))
    names: tuple[str, ...] = ()
    clusters: Whole | None = None

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together.

        Raises:
            ValueError: lengths differ, or names are not as many as columns.
        """
        if self.covariates.shape == (0, 0):
            object.__setattr__(self, "covariates", np.empty((len(self.duration), 0)))
        for part in (self.kind, self.treated, self.covariates, self.clusters):
            if part is not None and len(part) != len(self.duration):
                raise ValueError("every part of spells has one row per person")
        if len(self.names) != self.covariates.shape[1]:
            raise ValueError("every covariate has a name")

    def __len__(self) -> int:
        return len(self.duration)
