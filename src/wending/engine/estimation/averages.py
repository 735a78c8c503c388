"""Averages of effects by cohort and period, with errors and simultaneous bands from the influence of each unit.

The shares of cohorts are estimated too; what that adds to the error follows Callaway & Sant'Anna (2021, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import norm, t

from wending.engine.estimation.terms import LEVEL, Booleans, Floats, Whole


@dataclass(frozen=True)
class Course:
    """Effects in a row: `at` is an event time, a cohort or a period; values, errors shape (m,), covariance (m, m).

    alone, critical: how many errors wide to each side an interval by itself is, and a band that holds all of them at
    once in `LEVEL` of samples (sup-t).
    units: how many treated units each rests on, shape (m,); of one unit the error is NaN. Which are too few to be shown
    is for the shower.
    """

    at: tuple[int, ...]
    values: Floats
    errors: Floats
    covariance: Floats
    alone: float
    critical: float
    units: tuple[int, ...]

    @property
    def low(self) -> Floats:
        """Lower edge of each interval by itself."""
        return self.values - self.alone * self.errors

    @property
    def high(self) -> Floats:
        """Upper edge of each interval by itself."""
        return self.values + self.alone * self.errors

    @property
    def band_low(self) -> Floats:
        """Lower edge of the band for all at once."""
        return self.values - self.critical * self.errors

    @property
    def band_high(self) -> Floats:
        """Upper edge of the band for all at once."""
        return self.values + self.critical * self.errors

    def where(self, rows: Booleans) -> Course:
        """Return the part for which `rows`, shape (m,), is true; the band stays that of the whole."""
        picked = np.flatnonzero(rows)
        return replace(
            self,
            at=tuple(self.at[row] for row in picked),
            values=self.values[picked],
            errors=self.errors[picked],
            covariance=self.covariance[np.ix_(picked, picked)],
            units=tuple(self.units[row] for row in picked),
        )


@dataclass(frozen=True)
class Cells:
    """Effects in k cells: values, cohort and period shape (k,); influence, shape (n, k), of each unit, summing to 0.

    of_unit: the cohort of each unit, shape (n,), 0 never; groups: the number of its cluster.
    """

    values: Floats
    cohort: Whole
    period: Whole
    influence: Floats
    of_unit: Whole
    groups: Whole
    draws: int
    seed: int

    def average(self, rows: Booleans) -> tuple[float, Floats]:
        """Return the mean of the cells `rows`, each by the size of its cohort, and its influence, shape (n,)."""
        cohort, values = self.cohort[rows], self.values[rows]
        shares = (self.of_unit[:, None] == cohort).mean(axis=0)
        total = shares.sum()
        value = float(shares @ values / total)
        # The share of a cohort moves the mean by (effect - mean) / total for each of its cells.
        of_shares = ((self.of_unit[:, None] == cohort) - shares) @ (values - value) / total
        return value, self.influence[:, rows] @ (shares / total) + of_shares / len(self.of_unit)

    def mean_of(self, parts: Sequence[Booleans]) -> tuple[float, Floats]:
        """Return the plain mean of the averages of several sets of cells, and its influence."""
        averages = [self.average(rows) for rows in parts]
        return float(np.mean([value for value, _ in averages])), np.mean([inner for _, inner in averages], axis=0)

    def mean_by_cohort(self, rows: Booleans) -> tuple[float, Floats]:
        """Return the mean over treated units of the mean of their cohort over its cells `rows`, and its influence."""
        cohorts = np.unique(self.cohort[rows])
        averages = [self.average(rows & (self.cohort == cohort)) for cohort in cohorts]
        means = Cells(
            np.array([value for value, _ in averages]),
            cohorts,
            np.zeros_like(cohorts),
            np.column_stack([inner for _, inner in averages]),
            self.of_unit,
            self.groups,
            self.draws,
            self.seed,
        )
        return means.average(np.ones(len(cohorts), bool))

    def error(self, influence: Floats) -> float:
        """Return the standard error of a sum with this influence, shape (n,), by cluster."""
        return float(np.sqrt(self._covariance(influence[:, None])[0, 0]))

    def course(self, labels: Whole, rows: Booleans) -> Course:
        """Return the averages of the cells `rows` that share a label, labels shape (k,), in order of label."""
        at = np.unique(labels[rows])
        averages = [self.average(rows & (labels == one)) for one in at]
        influence = np.column_stack([inner for _, inner in averages])
        covariance = self._covariance(influence)
        units = tuple(int(np.isin(self.of_unit, self.cohort[rows & (labels == one)]).sum()) for one in at)
        # One treated unit has no spread, so an error would be that of the compared alone.
        errors = np.where(np.array(units) > 1, np.sqrt(np.diag(covariance)), np.nan)
        return Course(
            tuple(int(one) for one in at),
            np.array([value for value, _ in averages]),
            errors,
            covariance,
            self._alone(),
            self._critical(influence, errors),
            units,
        )

    @property
    def freedom(self) -> float | None:
        """Degrees of freedom of errors: clusters less one, None where each unit stands alone."""
        many = int(self.groups.max()) + 1
        return float(many - 1) if many < len(self.groups) else None

    def _alone(self) -> float:
        return float(norm.ppf(0.5 + LEVEL / 2) if self.freedom is None else t.ppf(0.5 + LEVEL / 2, self.freedom))

    def _by_group(self, influence: Floats) -> Floats:
        sums = np.zeros((self.groups.max() + 1, influence.shape[1]))
        np.add.at(sums, self.groups, influence)
        return sums

    def _covariance(self, influence: Floats) -> Floats:
        sums = self._by_group(influence)
        # As in diff-diff: no small-sample factor where each unit stands alone.
        factor = 1.0 if self.freedom is None else (self.freedom + 1) / self.freedom
        return np.asarray(sums.T @ sums * factor, float)

    def _critical(self, influence: Floats, errors: Floats) -> float:
        """Return the sup-t quantile by the multiplier bootstrap, signs by cluster (Callaway & Sant'Anna 2021, 4.1)."""
        alone = self._alone()
        shown = errors > 0
        if shown.sum() < 2:
            return alone
        sums = self._by_group(influence[:, shown])
        scale = np.sqrt((sums**2).sum(axis=0))
        signs = np.random.default_rng(self.seed).choice((-1.0, 1.0), size=(self.draws, len(sums)))
        widest = np.abs(signs @ sums / scale).max(axis=1)
        return max(alone, float(np.quantile(widest, LEVEL)))
