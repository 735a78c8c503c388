"""Looks at a discontinuity: whether people heap at the bar, anything else jumps there, or it jumps elsewhere."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from scipy.stats import t

from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.discontinuity import Jump, enough, jump
from wending.engine.estimation.multiplicity import holm
from wending.engine.estimation.terms import LEVEL, Finding, Floats, NotAnswerable, Sample

WIDTHS = (0.5, 0.75, 1.0, 1.5, 2.0)


def density_check(running: Floats, cutoff: float) -> Check:
    """Return whether there are as many people just above the bar as just below (Cattaneo, Jansson & Ma 2020).

    A jump in density says that people, or who measured them, chose a side; passing does not say that nobody did.
    """
    import pandas as pd
    from diff_diff import RDDensityTest

    known = running[np.isfinite(running)]
    try:
        enough(known, cutoff)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = RDDensityTest(cutoff=cutoff).fit(pd.DataFrame({"running": known}), "running")
    except (ValueError, NotAnswerable):
        return Check(Code.OVERLAP, State.CANNOT, reason="too-few-near-cutoff")
    p = float(found.p_value)
    if not np.isfinite(p):
        return Check(Code.OVERLAP, State.CANNOT, reason="too-few-near-cutoff")
    figures = (("t", float(found.t_stat)), ("p", p))
    rows = (
        ("below", float(found.f_left), float(found.h_left), int(found.n_eff_left)),
        ("above", float(found.f_right), float(found.h_right), int(found.n_eff_right)),
    )
    columns = ("side", "density", "bandwidth", "people")
    if p < 1 - LEVEL:
        return Check(Code.OVERLAP, State.FAILED, figures, columns, rows, "density-jumps-at-cutoff")
    return Check(Code.OVERLAP, State.PASSED, figures, columns, rows)


def covariates_check(sample: Sample, running: Floats, cutoff: float) -> Check:
    """Return whether any covariate jumps at the bar; all of before it, so none should (Holm 1979 over them)."""
    named = [
        (name, _jump_of(sample.with_outcome(column), running, cutoff))
        for name, column in zip(sample.names, sample.covariates.T, strict=True)
    ]
    return _none_jumps(Code.BALANCE, "covariate", named, "covariate-jumps-at-cutoff")


def placebo_cutoffs(sample: Sample, running: Floats, cutoff: float) -> Check:
    """Return whether the outcome jumps where there is no bar: at the quartiles of each side, with only that side.

    With only one side, so that the real jump cannot show there (Imbens & Lemieux 2008); Holm (1979) over them.
    """
    named: list[tuple[Cell, Jump | None]] = []
    for side in (running < cutoff, running >= cutoff):
        if side.any():
            for place in np.quantile(running[side], (0.25, 0.5, 0.75)):
                named.append((float(place), _jump_of(sample.where(side), running[side], float(place))))
    return _none_jumps(Code.PLACEBO, "cutoff", named, "jumps-without-cutoff")


def bandwidth_check(sample: Sample, running: Floats, cutoff: float) -> Check:
    """Return the jump in outcome at narrower and wider bandwidths, with a curve for the line, and evenly weighted."""
    columns = ("specification", "bandwidth", "value", "low", "high", "below", "above")
    try:
        best = _jump(sample, running, cutoff)
    except NotAnswerable as refused:
        return Check(Code.SPECIFICATIONS, State.CANNOT, columns=columns, reason=refused.findings[0].code)
    tries: list[tuple[str, Jump | None]] = []
    for width in WIDTHS:
        bandwidths = (width * best.bandwidth, width * best.curvature)
        tries.append((f"width-{width:g}", _jump_of(sample, running, cutoff, bandwidths)))
    tries.append(("quadratic", _jump_of(sample, running, cutoff, order=2)))
    tries.append(("uniform-kernel", _jump_of(sample, running, cutoff, kernel="uniform")))
    rows = tuple(
        (name, one.bandwidth, one.value, *_ends(one), one.below, one.above) if one else (name, *[None] * 6)
        for name, one in tries
    )
    values = [one.value for _, one in tries if one]
    figures = (("lowest", min(values)), ("highest", max(values)), ("bandwidth", best.bandwidth))
    return Check(Code.SPECIFICATIONS, State.TOLD, figures, columns, rows)


def _none_jumps(code: Code, what: str, named: Sequence[tuple[Cell, Jump | None]], reason: str) -> Check:
    """Return a check that fails when the smallest adjusted chance is below 1 - `LEVEL`; None is what cannot be told."""
    columns = (what, "value", "low", "high", "p", "p-adjusted", "below", "above")
    told = [one for _, one in named if one]
    if not told:
        return Check(code, State.CANNOT, columns=columns, reason="too-few-near-cutoff" if named else f"no-{what}s")
    chances = [2 * float(t.sf(abs(one.value) / one.error, one.freedom)) for one in told]
    adjusted = dict(zip(map(id, told), zip(chances, holm(np.array(chances)), strict=True), strict=True))
    rows = tuple(
        (name, one.value, *_ends(one), *map(float, adjusted[id(one)]), one.below, one.above)
        if one
        else (name, *[None] * 7)
        for name, one in named
    )
    smallest = min(float(of) for _, of in adjusted.values())
    figures = (("smallest-p-adjusted", smallest), ("told", float(len(told))), ("asked", float(len(named))))
    if smallest < 1 - LEVEL:
        return Check(code, State.FAILED, figures, columns, rows, reason)
    return Check(code, State.PASSED, figures, columns, rows)


def _jump_of(
    sample: Sample,
    running: Floats,
    cutoff: float,
    bandwidths: tuple[float, float] | None = None,
    kernel: str = "triangular",
    order: int = 1,
) -> Jump | None:
    try:
        return _jump(sample, running, cutoff, bandwidths, kernel, order)
    except NotAnswerable:
        return None


def _jump(
    sample: Sample,
    running: Floats,
    cutoff: float,
    bandwidths: tuple[float, float] | None = None,
    kernel: str = "triangular",
    order: int = 1,
) -> Jump:
    """Return the jump of the outcome among those of whom it is known."""
    rows = np.isfinite(sample.outcome) & np.isfinite(running)
    known, running = sample.where(rows), running[rows]
    if not rows.any() or np.ptp(known.outcome) == 0:
        raise NotAnswerable((Finding("outcome-never-differs"),))
    mass, clusters = known.weights, known.clusters
    return jump(known.outcome, running, cutoff, bandwidths, mass=mass, clusters=clusters, kernel=kernel, order=order)


def _ends(one: Jump) -> tuple[float, float]:
    return one.value - one.reach * one.error, one.value + one.reach * one.error
