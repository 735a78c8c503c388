"""Synthetic control: beside one organisation or region a weighted mean of others that went as it did before.

Terms: *donor* = a unit that was never treated; *gap* = outcome of the treated less that of its synthetic twin; RMSPE =
root of the mean squared gap. Weights are fitted on every outcome before the start and on nothing else, so that nobody
chooses the predictors (Abadie, Diamond & Hainmueller 2010; Ferman, Pinto & Possebom 2020).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import nnls

from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import frame, refuse_broken, rows_of
from wending.engine.estimation.terms import LEVEL, Estimand, Estimate, Finding, Floats, NotAnswerable

FEWEST_DONORS = 5
FEWEST_BEFORE = 5
# Gaps before of more than a quarter of the spread between units are no fit: own judgement, at the bar for a
# difference of means that regression cannot mend (Rubin 2001).
WORST_FIT = 0.25
# A placebo is told to have failed from this share on, as is usual with so few units.
RARE = 0.1
# With fewer donors no placebo is rare enough to refuse any effect at `LEVEL`.
FEWEST_FOR_INTERVAL = 19
# Why there is no interval: that, or gaps that differ so much from period to period that no constant effect fits.
NO_INTERVAL = ("too-few-donors-for-interval", "no-constant-effect")


@dataclass(frozen=True)
class Synthetic:
    """One treated unit and its twin.

    periods, outcome, twin: shape (T,); start: the place of the first treated period in them. donors, weights: shape
    (J,), weights at least 0 and summing to one. fit: RMSPE before by the spread between units. value: the mean gap
    after. low, high: those constant effects that the placebo test does not refuse (Firpo & Possebom 2018), NaN with
    fewer than `FEWEST_FOR_INTERVAL` donors, or when it refuses all. ratios: RMSPE after by before, of the treated first
    and then of each donor in its place; chance: the share of them at least as large as the first.
    """

    unit: int
    periods: tuple[int, ...]
    outcome: Floats
    twin: Floats
    start: int
    donors: tuple[int, ...]
    weights: Floats
    before: float
    after: float
    fit: float
    value: float
    low: float
    high: float
    ratios: Floats
    chance: float
    in_time: InTime | None
    without: tuple[tuple[int, float], ...]
    findings: tuple[Finding, ...] = ()

    @property
    def gap(self) -> Floats:
        """Outcome less that of the twin, shape (T,)."""
        return self.outcome - self.twin


@dataclass(frozen=True)
class InTime:
    """The same as if it had begun at `period`, before it did; `value` is the mean gap until it did and must be none."""

    period: int
    value: float
    chance: float


def synthetic(panel: Panel) -> Synthetic:
    """Return the effect on the one treated unit of a panel, with its placebos in space and time.

    without: the effect when each donor that counts (weight above 1%) is left out.

    Raises:
        NotAnswerable: not one treated unit, or it is not seen in every period; fewer than `FEWEST_DONORS` donors seen
            in every period or `FEWEST_BEFORE` periods before; a twin that does not fit before (`WORST_FIT`).
    """
    outcomes, units, periods, start, told = _table(panel)
    own, others = outcomes[:, 0], outcomes[:, 1:]
    weights = simplex_weights(others[:start], own[:start])
    twin = others @ weights
    gap = own - twin
    before, after = _rmspe(gap[:start]), _rmspe(gap[start:])
    spread = float(outcomes[:start].std(axis=1, ddof=1).mean())
    if not before <= WORST_FIT * spread:
        raise NotAnswerable((Finding("fit-before-bad", (before, WORST_FIT * spread)),))
    ratios = _ratios(outcomes, start)
    low, high = _not_refused(gap, start, before, ratios[1:])
    if np.isnan(low):
        is_few = len(units) - 1 < FEWEST_FOR_INTERVAL
        about = (len(units) - 1, FEWEST_FOR_INTERVAL) if is_few else ()
        told += (Finding(NO_INTERVAL[0 if is_few else 1], about, is_grave=False),)
    counting = np.flatnonzero(weights > 0.01)
    earlier = start // 2 if start // 2 >= FEWEST_BEFORE else start - 2 if start - 2 >= FEWEST_BEFORE else 0
    return Synthetic(
        unit=units[0],
        periods=periods,
        outcome=own,
        twin=twin,
        start=start,
        donors=units[1:],
        weights=weights,
        before=before,
        after=after,
        fit=before / spread,
        value=float(gap[start:].mean()),
        low=low,
        high=high,
        ratios=ratios,
        chance=float((ratios >= ratios[0] * (1 - 1e-9)).mean()),
        in_time=_in_time(outcomes[:start], earlier, periods) if earlier else None,
        without=tuple((units[1 + place], _value_without(outcomes, start, int(place))) for place in counting),
        findings=told,
    )


def synthetic_checks(found: Synthetic) -> tuple[Check, Check, Check]:
    """Return the fit before, the placebos in space and time, and the effect without each donor that counts.

    The placebo in time fails when the gap after the false start is among the `RARE` share of largest.
    """
    fit = Check(
        Code.PRE_TRENDS,
        State.PASSED,
        (("rmspe-before", found.before), ("fit", found.fit), ("worst-fit", WORST_FIT), ("periods", float(found.start))),
        ("period", "outcome", "twin", "gap"),
        tuple(
            (period, float(own), float(twin), float(own - twin))
            for period, own, twin in zip(found.periods, found.outcome, found.twin, strict=True)
        ),
    )
    ranked = (("unit", "ratio"), tuple(zip((found.unit, *found.donors), map(float, found.ratios), strict=True)))
    figures = [("p-in-space", found.chance), ("donors", float(len(found.donors)))]
    state, reason = State.CANNOT, "too-few-periods-before"
    if found.in_time is not None:
        figures += [("period-in-time", float(found.in_time.period)), ("value-in-time", found.in_time.value)]
        figures.append(("p-in-time", found.in_time.chance))
        failed = found.in_time.chance <= RARE
        state, reason = (State.FAILED, "effect-before-start") if failed else (State.PASSED, "")
    placebo = Check(Code.PLACEBO, state, tuple(figures), *ranked, reason)
    values = [value for _, value in found.without]
    spread = Check(
        Code.SPECIFICATIONS,
        State.TOLD,
        (("value", found.value), ("lowest", min(values)), ("highest", max(values))),
        ("left-out", "value"),
        found.without,
    )
    return fit, placebo, spread


def synthetic_difference(panel: Panel, *, seed: int = 0, draws: int = 200) -> Estimate:
    """Return synthetic difference-in-differences of the treated unit (Arkhangelsky et al. 2021), as a second figure.

    By diff-diff; the error is that of placebos on `draws` random donors (their algorithm 4).

    Raises:
        NotAnswerable: as `synthetic`, but a level that differs before is no objection.
    """
    from diff_diff import SyntheticDiD

    outcomes, units, periods, start, _ = _table(panel)
    kept = rows_of(panel, np.isin(panel.unit, units))
    table = frame(kept).assign(treated=(kept.first > 0).astype(int))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = SyntheticDiD(variance_method="placebo", n_bootstrap=draws, seed=seed).fit(
            table, "outcome", "treated", "unit", "period", post_periods=list(periods[start:])
        )
    return Estimate("synthetic-difference", Estimand.ATT, float(fitted.att), float(fitted.se), 1, outcomes.shape[1] - 1)


def simplex_weights(donors: Floats, aim: Floats) -> Floats:
    """Return the weights of at least 0 with sum one, shape (J,), whose mean of donors (T, J) is nearest to aim (T,).

    Least squares without negatives (Lawson & Hanson 1974), with the sum as a row that weighs so much that it holds.
    """
    centre, scale = aim.mean(), max(float(np.abs(donors - aim.mean()).max()), 1e-12)
    heavy = 1e4
    columns = np.vstack([(donors - centre) / scale, np.full(donors.shape[1], heavy)])
    weights, _ = nnls(columns, np.append((aim - centre) / scale, heavy), maxiter=100 * donors.shape[1])
    return np.asarray(weights / weights.sum(), float)


def _table(panel: Panel) -> tuple[Floats, tuple[int, ...], tuple[int, ...], int, tuple[Finding, ...]]:
    """Return outcomes, shape (T, 1 + J), treated first; units, periods, place of the start, what is told."""
    known = rows_of(panel, np.isfinite(panel.outcome))
    if not len(known):
        raise NotAnswerable((Finding("outcome-unknown"),))
    refuse_broken(replace(known, covariates=np.empty((len(known), 0)), names=()))
    treated = np.unique(known.unit[known.first > 0])
    if len(treated) != 1:
        raise NotAnswerable((Finding("not-one-treated", (len(treated), 1)),))
    units, column = np.unique(known.unit, return_inverse=True)
    periods, row = np.unique(known.period, return_inverse=True)
    table = np.full((len(periods), len(units)), np.nan)
    table[row, column] = known.outcome
    own = int(np.flatnonzero(units == treated[0])[0])
    seen = np.isfinite(table).all(axis=0)
    if not seen[own]:
        raise NotAnswerable((Finding("treated-not-always-seen", (int(np.isnan(table[:, own]).sum()),)),))
    donors = np.flatnonzero(seen & (units != treated[0]))
    start = int((periods < known.first[known.unit == treated[0]][0]).sum())
    grave = []
    if len(donors) < FEWEST_DONORS:
        grave.append(Finding("too-few-donors", (len(donors), FEWEST_DONORS)))
    if start < FEWEST_BEFORE:
        grave.append(Finding("too-few-periods-before", (start, FEWEST_BEFORE)))
    if start == len(periods):
        grave.append(Finding("no-period-after"))
    if grave:
        raise NotAnswerable(tuple(grave))
    dropped = len(units) - 1 - len(donors)
    told = (Finding("donors-not-always-seen", (dropped, len(units) - 1), is_grave=False),) if dropped else ()
    order = np.append(own, donors)
    return table[:, order], tuple(int(units[place]) for place in order), tuple(map(int, periods)), start, told


def _rmspe(gap: Floats) -> float:
    return float(np.sqrt((gap**2).mean()))


def _ratios(outcomes: Floats, start: int) -> Floats:
    """Return RMSPE after by before of each unit, shape (1 + J,); the treated one is a donor of nobody."""
    ratios = []
    for place in range(outcomes.shape[1]):
        others = np.delete(outcomes, [0, place], axis=1)
        gap = outcomes[:, place] - others @ simplex_weights(others[:start], outcomes[:start, place])
        before = _rmspe(gap[:start])
        ratios.append(_rmspe(gap[start:]) / before if before > 0 else np.inf)
    return np.array(ratios)


def _not_refused(gap: Floats, start: int, before: float, of_donors: Floats) -> tuple[float, float]:
    """Return the ends of the constant effects whose placebo test has a chance above 1 - `LEVEL`."""
    many = len(of_donors) + 1
    # So many donors must have a ratio at least as large before an effect is not refused.
    needed = int(np.floor((1 - LEVEL) * many + 1e-9))
    if needed < 1:
        return float("nan"), float("nan")
    bar = float(np.sort(of_donors)[-needed])
    after = gap[start:]
    room = (bar * before) ** 2 - float(after.var())
    if room < 0:
        return float("nan"), float("nan")
    return float(after.mean() - np.sqrt(room)), float(after.mean() + np.sqrt(room))


def _in_time(outcomes: Floats, start: int, periods: tuple[int, ...]) -> InTime:
    others = outcomes[:, 1:]
    gap = outcomes[:, 0] - others @ simplex_weights(others[:start], outcomes[:start, 0])
    ratios = _ratios(outcomes, start)
    return InTime(periods[start], float(gap[start:].mean()), float((ratios >= ratios[0] * (1 - 1e-9)).mean()))


def _value_without(outcomes: Floats, start: int, place: int) -> float:
    others = np.delete(outcomes[:, 1:], place, axis=1)
    gap = outcomes[:, 0] - others @ simplex_weights(others[:start], outcomes[:start, 0])
    return float(gap[start:].mean())
