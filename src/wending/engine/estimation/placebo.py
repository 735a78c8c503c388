"""Placebos: the same estimator on an outcome of before it began, or on one that it cannot touch. Both must show none.

"None" is more than an interval that holds 0: it must also be narrow enough to leave out the effect that is claimed,
else nothing was learned (equivalence; Hartman & Hidalgo 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.terms import LEVEL, Estimate, Floats, NotAnswerable, Sample

Estimator = Callable[[Sample], Estimate]
COLUMNS = ("outcome", "value", "low", "high", "bar", "state")


def placebo(
    estimator: Estimator,
    sample: Sample,
    earlier: Mapping[str, Floats],
    claimed: Estimate,
    without: tuple[str, ...] = (),
    smallest: float = 0.0,
) -> Check:
    """Estimate the effect on outcomes of before it began, each shape (n,) and in the unit of the outcome.

    without: covariates that are the earlier outcome itself or follow from it, and so must leave. smallest: the smallest
    effect that matters, where the claim is smaller still. With several outcomes each interval is wider, so that all of
    them together hold at `LEVEL` (Bonferroni).

    Raises:
        ValueError: `without` names a covariate that is not there.
    """
    bar = max(abs(claimed.value), smallest)
    bars = dict.fromkeys(earlier, bar)
    return _check(Code.PLACEBO, estimator, _leaving_out(sample, without), earlier, bars, "no-earlier-outcome")


def negative_control(
    estimator: Estimator,
    sample: Sample,
    untouched: Mapping[str, Floats],
    claimed: Estimate,
    without: tuple[str, ...] = (),
    smallest: float = 0.0,
) -> Check:
    """Estimate the effect on outcomes that it cannot touch (Lipsitch, Tchetgen Tchetgen & Cohen 2010).

    Their units are their own: the claim is carried over in spreads of the compared.
    """
    known = np.isfinite(sample.outcome) & ~sample.treated
    spread = float(sample.outcome[known].std()) if known.any() else 0.0
    size = max(abs(claimed.value), smallest) / spread if spread > 0 else 0.0
    bars = {name: size * float(np.nanstd(outcome[~sample.treated])) for name, outcome in untouched.items()}
    left = _leaving_out(sample, without)
    return _check(Code.NEGATIVE_CONTROL, estimator, left, untouched, bars, "no-untouched-outcome")


def _check(
    code: Code,
    estimator: Estimator,
    sample: Sample,
    outcomes: Mapping[str, Floats],
    bars: Mapping[str, float],
    absent: str,
) -> Check:
    if not outcomes:
        return Check(code, State.CANNOT, reason=absent)
    rows: list[tuple[Cell, ...]] = []
    reasons: dict[State, str] = {}
    for name, outcome in outcomes.items():
        try:
            found = estimator(sample.with_outcome(outcome))
        except NotAnswerable as refused:
            rows.append((name, None, None, None, bars[name], State.CANNOT.value))
            reasons.setdefault(State.CANNOT, refused.findings[0].code)
            continue
        low, high = together(found, len(outcomes))
        state, reason = judged(low, high, bars[name])
        rows.append((name, found.value, low, high, bars[name], state.value))
        reasons.setdefault(state, reason)
    worst = next(state for state in (State.FAILED, State.CANNOT, State.PASSED) if state in reasons)
    figures = (("outcomes", float(len(outcomes))), *_single(rows))
    return Check(code, worst, figures, COLUMNS, tuple(rows), reasons[worst])


def together(found: Estimate, many: int) -> tuple[float, float]:
    """Return an interval that holds for all of so many estimates at once (Bonferroni); of one it is its own."""
    if many == 1:
        return found.low, found.high
    reach = found.quantile(1 - (1 - LEVEL) / 2 / many) * found.error
    # An interval that does not follow from the error has no wider one of its own.
    return min(found.low, found.value - reach), max(found.high, found.value + reach)


def judged(low: float, high: float, bar: float) -> tuple[State, str]:
    """Return what an interval around none says when an effect of `bar` is claimed, and why."""
    if low > 0 or high < 0:
        return State.FAILED, "effect-where-none-can-be"
    if not -bar < low or not high < bar:
        return State.CANNOT, "too-imprecise"
    return State.PASSED, ""


def _single(rows: list[tuple[Cell, ...]]) -> tuple[tuple[str, float], ...]:
    """Return value and interval as figures where there is only one outcome."""
    if len(rows) != 1 or rows[0][1] is None:
        return ()
    return tuple((name, float(cell)) for name, cell in zip(COLUMNS[1:5], rows[0][1:5], strict=True) if cell is not None)


def _leaving_out(sample: Sample, without: tuple[str, ...]) -> Sample:
    """Return the sample without these covariates."""
    absent = set(without) - set(sample.names)
    if absent:
        raise ValueError(f"no such covariate: {', '.join(sorted(absent))}")
    return sample.only(tuple(name for name in sample.names if name not in without))
