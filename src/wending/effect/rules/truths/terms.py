"""Published figures beside ours: the terms.

A `Claim` declares one published figure, how we reckon it, and a second way to reckon it that is not ours. `settle` runs
both and says how near they come. Public data come from packages; a package that is not there gives `MISSING`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wending.engine.estimation.terms import Estimate

# The source of a figure that nobody is known to have published: it is held to what was measured here before.
PINNED = "own measurement, pinned: no published table known"
# Behind a source: what is printed there was written down from memory, and not seen again while this was made.
MEMORY = "; from memory of it"
Z = 1.959964  # normal errors in half an interval of 95%


class Verdict(StrEnum):
    """How near our figure comes to the published one."""

    SAME = "same"  # to the published digits
    NEAR = "near"  # another method or another comparison: within the declared tolerance
    OFF = "off"  # further away
    MISSING = "missing"  # the package with the data, or with the second way, is not installed


class NoData(Exception):
    """The package that ships the data is not installed; the message names it."""


@dataclass(frozen=True)
class Figure:
    """A number with its interval of 95% and standard error, where it has them."""

    value: float
    low: float | None = None
    high: float | None = None
    error: float | None = None

    @classmethod
    def of(cls, estimate: Estimate) -> Figure:
        """Return the figure of an estimate."""
        return cls(estimate.value, estimate.low, estimate.high, estimate.error)

    @classmethod
    def around(cls, value: float, error: float) -> Figure:
        """Return a figure with the interval of a normal error."""
        return cls(float(value), float(value - Z * error), float(value + Z * error), float(error))


@dataclass(frozen=True)
class Claim:
    """One published figure.

    unit: the smallest step in which it is published (1 for whole dollars, .001 for three decimals). tolerance: None
    when the same method must give the same digits; else how far `NEAR` goes, with the `reason` why it may differ.
    expected: what is known to come out; anything else is a change to look into. second_within: how far the second way
    may lie from ours. placebo: the same design on an outcome of before the start, where the truth is none.
    """

    key: str
    data: str
    method: str
    published: Figure
    source: str
    unit: float
    ours: Callable[[], Figure]
    second: Callable[[], Figure]
    second_by: str
    tolerance: float | None = None
    reason: str = ""
    expected: Verdict = Verdict.SAME
    second_within: float = 1e-6
    placebo: Callable[[], Figure] | None = None


@dataclass(frozen=True)
class Settled:
    """What came out of a claim; figures are None where the data or a package are missing, `missing` names it."""

    key: str
    data: str
    method: str
    published: Figure
    source: str
    unit: float
    ours: Figure | None
    second: Figure | None
    second_by: str
    difference: float | None
    verdict: Verdict
    is_expected: bool
    second_agrees: bool | None
    reason: str = ""
    placebo: Figure | None = None
    missing: str = ""

    @property
    def placebo_holds(self) -> bool | None:
        """Say whether the interval of the placebo holds 0; None without a placebo."""
        if self.placebo is None or self.placebo.low is None or self.placebo.high is None:
            return None
        return self.placebo.low <= 0 <= self.placebo.high


def settle(claim: Claim) -> Settled:
    """Reckon a claim both ways and compare."""
    try:
        ours = claim.ours()
        second = claim.second()
        placebo = claim.placebo() if claim.placebo else None
    except (NoData, ModuleNotFoundError) as error:
        return _settled(claim, None, None, Verdict.MISSING, missing=str(error))
    return _settled(claim, ours, second, verdict_of(claim, ours), placebo=placebo)


def verdict_of(claim: Claim, ours: Figure) -> Verdict:
    """Compare to the published digits: the value, and what else is published when no tolerance was declared."""
    parts = ("value",) if claim.tolerance is not None else ("value", "low", "high", "error")
    pairs = [(getattr(ours, part), getattr(claim.published, part)) for part in parts]
    pairs = [(one, other) for one, other in pairs if other is not None]
    # Half a unit of the last digit, and a hair for numbers that binary cannot hold.
    if all(one is not None and abs(one - other) <= claim.unit * 0.5000001 for one, other in pairs):
        return Verdict.SAME
    if claim.tolerance is not None and abs(ours.value - claim.published.value) <= claim.tolerance:
        return Verdict.NEAR
    return Verdict.OFF


def _settled(
    claim: Claim,
    ours: Figure | None,
    second: Figure | None,
    verdict: Verdict,
    placebo: Figure | None = None,
    missing: str = "",
) -> Settled:
    return Settled(
        key=claim.key,
        data=claim.data,
        method=claim.method,
        published=claim.published,
        source=claim.source,
        unit=claim.unit,
        ours=ours,
        second=second,
        second_by=claim.second_by,
        difference=None if ours is None else ours.value - claim.published.value,
        verdict=verdict,
        is_expected=verdict in (claim.expected, Verdict.MISSING),
        second_agrees=None
        if ours is None or second is None
        else abs(ours.value - second.value) <= claim.second_within * max(1.0, abs(ours.value)),
        reason=claim.reason,
        placebo=placebo,
        missing=missing,
    )
