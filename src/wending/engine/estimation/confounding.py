"""Confounding: how strong something unseen must be to explain an effect away, measured against what was seen.

Omitted variable bias in terms of partial R2 (Cinelli & Hazlett 2020) for a regression, and the E-value (VanderWeele &
Ding 2017) for a ratio of chances.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.findings import answerable
from wending.engine.estimation.regression import full_rank
from wending.engine.estimation.terms import LEVEL, Finding, Floats, NotAnswerable, Sample

# A hidden cause once, twice and three times as strong as the strongest seen.
TIMES = (1, 2, 3)
COLUMNS = ("covariate", "times", "r2-treatment", "r2-outcome", "value", "low", "high")


@dataclass(frozen=True)
class Ratios:
    """E-values of a ratio of chances and of the limit of its interval nearest to 1."""

    value: float
    limit: float


@dataclass(frozen=True)
class Regression:
    """What the formulas need of a regression: coefficient of treatment, classical error, degrees left.

    inflation: how many times larger the robust (or clustered) error is, at least 1; intervals are widened by it.
    """

    value: float
    error: float
    degrees: int
    inflation: float = 1.0

    @property
    def partial_r2(self) -> float:
        """Share of the outcome left over by the covariates that treatment explains."""
        squared = (self.value / self.error) ** 2
        return squared / (squared + self.degrees)

    def robustness(self, share: float = 1.0, is_interval: bool = False) -> float:
        """Return the robustness value: the partial R2 with treatment and outcome that takes `share` of the effect away.

        is_interval: instead, that makes the interval at `LEVEL` reach what is left. Between 0 and 1.
        """
        strength = share * abs(self.value / self.error) / self.degrees**0.5
        critical = 0.0
        if is_interval:
            critical = (
                self.inflation * float(student.ppf(0.5 + LEVEL / 2, self.degrees - 1)) / (self.degrees - 1) ** 0.5
            )
        left = strength - critical
        if left <= 0:
            return 0.0
        if critical and strength > 1 / critical:
            return float((strength**2 - critical**2) / (1 + strength**2))
        return float((np.sqrt(left**4 + 4 * left**2) - left**2) / 2)

    def beside(self, with_treatment: float, with_outcome: float) -> tuple[float, float, float]:
        """Return value and interval had a confounder with these partial R2 been in, working against the effect."""
        bias = self.error * np.sqrt(self.degrees * with_outcome * with_treatment / (1 - with_treatment))
        value = float(np.sign(self.value) * (abs(self.value) - bias))
        narrower = np.sqrt((1 - with_outcome) / (1 - with_treatment) * self.degrees / (self.degrees - 1))
        half = self.inflation * float(student.ppf(0.5 + LEVEL / 2, self.degrees - 1)) * self.error * float(narrower)
        return value, value - half, value + half


def confounding(sample: Sample) -> Check:
    """Return robustness values, and the effect beside a hidden cause as strong as the strongest covariate, or stronger.

    Of the straight regression of the outcome on treatment and covariates: it stands for other estimators on the same
    covariates, whose own sensitivity has no such closed form. The check passes when a hidden cause like the strongest
    covariate leaves the interval on its side of 0, fails when not; an interval that holds 0 leaves nothing to explain
    away, and is told.

    Raises:
        NotAnswerable: see `findings`, or covariates that follow from each other.
    """
    known = answerable(sample)
    columns = np.column_stack([known.treated.astype(float), known.covariates])
    whole = _regression(known, columns)
    figures = [
        ("value", whole.value),
        ("partial-r2", whole.partial_r2),
        ("robustness", whole.robustness()),
        ("robustness-interval", whole.robustness(is_interval=True)),
    ]
    if not known.names:
        return Check(Code.CONFOUNDING, State.CANNOT, tuple(figures), reason="no-covariates")
    strengths = _strengths(known, columns)
    strongest = min(range(len(known.names)), key=lambda place: _left_of(whole, *strengths[place]))
    rows = [_row(whole, known.names[strongest], times, *strengths[strongest]) for times in TIMES]
    others = [place for place in range(len(known.names)) if place != strongest]
    rows += [_row(whole, known.names[place], 1, *strengths[place]) for place in others]
    if whole.robustness(is_interval=True) == 0:
        return Check(Code.CONFOUNDING, State.TOLD, tuple(figures), COLUMNS, tuple(rows))
    low, high = rows[0][5], rows[0][6]
    is_standing = low is not None and high is not None and (float(low) > 0 if whole.value > 0 else float(high) < 0)
    if is_standing:
        return Check(Code.CONFOUNDING, State.PASSED, tuple(figures), COLUMNS, tuple(rows))
    reason = "one-like-the-strongest-explains-it"
    return Check(Code.CONFOUNDING, State.FAILED, tuple(figures), COLUMNS, tuple(rows), reason)


def bound(times: float, treatment: float, outcome: float) -> tuple[float, float] | None:
    """Return partial R2 with treatment and outcome of a confounder `times` as strong as a covariate with these.

    treatment: partial R2 of the covariate with treatment; outcome: with the outcome, treatment known. None where the
    covariate is already so strong that nothing can be so many times stronger (Cinelli & Hazlett 2020, eq. 51-53).
    """
    with_treatment = times * treatment / (1 - treatment)
    if with_treatment >= 1 or times * treatment >= 1:
        return None
    shared = times * treatment**2 / ((1 - times * treatment) * (1 - treatment))
    if shared >= 1:
        return None
    with_outcome = ((times**0.5 + shared**0.5) / (1 - shared) ** 0.5) ** 2 * outcome / (1 - outcome)
    return with_treatment, min(with_outcome, 1.0)


def e_value(ratio: float, low: float, high: float) -> Ratios:
    """Return how strongly, as a ratio of chances, something must go with both treatment and outcome to explain a ratio.

    The limit is 1 when the interval holds 1.

    Raises:
        ValueError: ratios that are not above 0, or not in order.
    """
    if not 0 < low <= ratio <= high:
        raise ValueError("a ratio lies above 0 and within its interval")
    nearest = 1.0 if low <= 1 <= high else low if low > 1 else high
    return Ratios(_e_value(ratio), _e_value(nearest))


def ratio_of_difference(difference: float, error: float) -> tuple[float, float, float]:
    """Return the ratio of chances, with interval, that a difference in spreads is near to (VanderWeele & Ding 2017)."""
    return tuple(float(np.exp(0.91 * difference + side * 1.78 * error)) for side in (0, -1, 1))  # type: ignore[return-value]


def _e_value(ratio: float) -> float:
    away = max(ratio, 1 / ratio)
    return float(away + np.sqrt(away * (away - 1)))


def _regression(sample: Sample, columns: Floats) -> Regression:
    import statsmodels.api as sm

    design = np.column_stack([np.ones(len(sample)), columns])
    if not full_rank(columns):
        raise NotAnswerable((Finding("covariates-overlap"),))
    fitted = sm.WLS(sample.outcome, design, weights=sample.mass).fit()
    if sample.clusters is None:
        robust = fitted.get_robustcov_results("HC2")
    else:
        robust = fitted.get_robustcov_results("cluster", groups=sample.clusters)
    inflation = max(1.0, float(robust.bse[1] / fitted.bse[1]))
    return Regression(float(fitted.params[1]), float(fitted.bse[1]), int(fitted.df_resid), inflation)


def _strengths(sample: Sample, columns: Floats) -> list[tuple[float, float]]:
    """Return per covariate its partial R2 with treatment and, treatment known, with the outcome."""
    import statsmodels.api as sm

    ones = np.ones((len(sample), 1))
    first = sm.WLS(columns[:, 0], np.hstack([ones, columns[:, 1:]]), weights=sample.mass).fit()
    second = sm.WLS(sample.outcome, np.hstack([ones, columns]), weights=sample.mass).fit()
    own = first.tvalues[1:] ** 2 / (first.tvalues[1:] ** 2 + first.df_resid)
    other = second.tvalues[2:] ** 2 / (second.tvalues[2:] ** 2 + second.df_resid)
    return list(zip(own.tolist(), other.tolist(), strict=True))


def _left_of(whole: Regression, treatment: float, outcome: float) -> float:
    """Return what a confounder like this covariate leaves of the effect, in its own direction."""
    strength = bound(1, treatment, outcome)
    return -np.inf if strength is None else float(whole.beside(*strength)[0] * np.sign(whole.value))


def _row(whole: Regression, name: str, times: int, treatment: float, outcome: float) -> tuple[Cell, ...]:
    strength = bound(times, treatment, outcome)
    if strength is None:
        return (name, times, None, None, None, None, None)
    return (name, times, *strength, *whole.beside(*strength))
