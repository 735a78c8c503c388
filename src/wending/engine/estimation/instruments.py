"""Instrumental variables: the effect on those who took part because they were offered, called, or lived near.

The instrument must move taking part, move the outcome only through it, and move nobody away from it: then this is the
effect on those whom it moved, the compliers (Imbens & Angrist 1994). The interval is that of Anderson & Rubin (1949),
right however weak the instrument; where it has no ends, or is empty, there is no estimate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq
from scipy.stats import f, ncx2

from wending.engine.estimation.findings import FEWEST_CLUSTERS, findings
from wending.engine.estimation.regression import full_rank
from wending.engine.estimation.terms import (
    LEVEL,
    Booleans,
    Estimand,
    Estimate,
    Finding,
    Floats,
    NotAnswerable,
    Sample,
    Whole,
)

# How large a part of the bias of a worthless instrument is borne (Montiel Olea & Pflueger 2013).
BIAS = 0.10


@dataclass(frozen=True)
class Instrumented:
    """What an instrument says. `estimate` is None when `ranges` is not one stretch with two ends; `findings` say so.

    moved: how much taking part goes up with the instrument (the share of compliers with an offer; NaN with several
    instruments). strength: the effective F of it, to be above `needed`. value, error: two-stage least squares and its
    robust standard error, whose own interval is wrong with a weak instrument. ranges: the effects that are not refused;
    with several instruments a very narrow one may also mean that they nearly contradict each other.
    """

    estimate: Estimate | None
    findings: tuple[Finding, ...]
    moved: float
    strength: float
    needed: float
    value: float
    error: float
    ranges: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class _Parts:
    """Outcome, receipt (n,) and instruments (n, m), all with what is beside them taken out, times root of mass."""

    outcome: Floats
    received: Floats
    instruments: Floats
    clusters: Whole | None
    beside: int

    def middle(self, first: Floats, second: Floats, coefficients: int) -> Floats:
        """Return the sum over clusters of products of scores (n, m), with the factor of HC1 or CR1."""
        many = len(self.outcome)
        scale = many / (many - self.beside - coefficients)
        if self.clusters is not None:
            groups = len(np.unique(self.clusters))
            scale *= groups / (groups - 1) * (many - 1) / many
            first, second = (_sums(scores, self.clusters) for scores in (first, second))
        return np.asarray(scale * first.T @ second, float)


def instrumented(sample: Sample, instruments: Floats) -> Instrumented:
    """Return the effect of receipt (`sample.treated`) through the instruments, shape (n,) or (n, m).

    Covariates are beside both stages; errors are robust (HC1), or by cluster (CR1).

    Raises:
        NotAnswerable: nothing to reckon with: see `findings`; an instrument that never differs, is unknown, follows
            from the covariates, or moves nobody at all; fewer than 5 clusters.
    """
    parts, known = _parts(sample, instruments.reshape(len(sample), -1))
    many = parts.instruments.shape[1]
    inverse = np.linalg.inv(parts.instruments.T @ parts.instruments)
    slopes = inverse @ (parts.instruments.T @ np.column_stack([parts.received, parts.outcome]))
    if np.abs(parts.instruments.T @ parts.received).max() <= 1e-10 * np.linalg.norm(parts.received):
        raise NotAnswerable((Finding("instrument-moves-nobody"),))
    left_received, left_outcome = (
        parts.instruments * (column - parts.instruments @ slope)[:, None]
        for column, slope in zip((parts.received, parts.outcome), slopes.T, strict=True)
    )
    weigh = parts.instruments.T @ parts.instruments
    first = parts.middle(left_received, left_received, many)
    noise = float(np.trace(inverse @ first))
    # Where all did as they were called, nothing is left to doubt.
    is_followed = noise <= 1e-20 * float(parts.received @ parts.received)
    strength = np.inf if is_followed else float(slopes[:, 0] @ weigh @ slopes[:, 0]) / noise
    needed = _needed(weigh, np.asarray(inverse if is_followed else inverse @ first @ inverse, float))
    fitted = parts.instruments @ slopes[:, 0]
    value = float(fitted @ parts.outcome / (fitted @ parts.received))
    score = (fitted * (parts.outcome - value * parts.received))[:, None]
    error = float(np.sqrt(parts.middle(score, score, 1)[0, 0])) / float(fitted @ parts.received)

    crossed = parts.middle(left_outcome, left_received, many)
    forms = (parts.middle(left_outcome, left_outcome, many), crossed + crossed.T, first)
    pulls = parts.instruments.T @ np.column_stack([parts.outcome, parts.received])
    free = len(known) - parts.beside - many
    below = free if parts.clusters is None else len(np.unique(parts.clusters)) - 1
    bar = many * float(f.ppf(LEVEL, many, below))
    ranges = anderson_rubin(pulls, forms, bar, value, error)
    told = _told(ranges, value, strength, needed)
    if is_followed:
        told += (Finding("everybody-did-as-offered", (len(known),), is_grave=False),)
    estimate = None
    if not any(finding.is_grave for finding in told):
        treated = int(known.treated.sum())
        of = (treated, len(known) - treated)
        estimate = Estimate("instrumental-variables", Estimand.LATE, value, error, *of, bounds=ranges[0])
    moved = float(slopes[0, 0]) if many == 1 else np.nan
    return Instrumented(estimate, told, moved, strength, needed, value, error, ranges)


def effect_of_receipt(offered: Sample, received: Floats | Booleans, strata: Whole | None = None) -> Estimate:
    """Return the effect on those who took part because it was offered by lot (`offered.treated`), within strata.

    Beside the effect of the offer (`randomised`), of which it is the size per person who was moved. received: yes or
    no, shape (n,); NaN is unknown.

    Raises:
        NotAnswerable: receipt is unknown of somebody, the offer moved too few to tell, or see `instrumented`.
    """
    unknown = int((~np.isfinite(np.asarray(received, float)) & np.isfinite(offered.outcome)).sum())
    if unknown:
        raise NotAnswerable((Finding("receipt-unknown", (unknown,)),))
    covariates, names = offered.covariates, offered.names
    if strata is not None:
        labels = np.unique(strata)[1:]
        covariates = np.hstack([covariates, (strata[:, None] == labels).astype(float)])
        names += tuple(f"stratum-{place}" for place in range(1, len(labels) + 1))
    taken = replace(offered, treated=np.asarray(received, bool), covariates=covariates, names=names)
    found = instrumented(taken, offered.treated.astype(float))
    if found.estimate is None:
        raise NotAnswerable(tuple(finding for finding in found.findings if finding.is_grave))
    return found.estimate


def _parts(sample: Sample, instruments: Floats) -> tuple[_Parts, Sample]:
    known = sample.where(np.isfinite(sample.outcome))
    instruments = instruments[np.isfinite(sample.outcome)]
    grave = [finding for finding in findings(known) if finding.is_grave]
    unknown = int((~np.isfinite(instruments)).any(axis=1).sum())
    if unknown:
        grave.append(Finding("instrument-unknown", (unknown,)))
    elif len(known) and (np.ptp(instruments, axis=0) == 0).any():
        grave.append(Finding("instrument-never-differs"))
    if known.clusters is not None and instruments.shape[1] == 1 and len(np.unique(instruments)) == 2:
        offered = instruments[:, 0] > instruments.min()
        for code, rows in (("offered", offered), ("not-offered", ~offered)):
            groups = len(np.unique(known.clusters[rows]))
            if groups < FEWEST_CLUSTERS:
                grave.append(Finding(f"too-few-clusters-{code}", (groups, FEWEST_CLUSTERS)))
    if grave:
        raise NotAnswerable(tuple(grave))
    columns = np.hstack([known.covariates, instruments])
    if not full_rank(columns - columns.mean(axis=0)):
        raise NotAnswerable((Finding("instrument-follows-from-covariates"),))
    root = np.sqrt(known.mass)[:, None]
    beside = np.linalg.qr(np.hstack([np.ones((len(known), 1)), known.covariates]) * root)[0]
    columns = np.column_stack([known.outcome, known.treated.astype(float), instruments]) * root
    columns = columns - beside @ (beside.T @ columns)
    return _Parts(columns[:, 0], columns[:, 1], columns[:, 2:], known.clusters, beside.shape[1]), known


def _needed(weigh: Floats, covariance: Floats) -> float:
    """Return the effective F above which bias stays within `BIAS`, at `LEVEL`; with one instrument 23.1 at 10%.

    The simplified, conservative bar of Montiel Olea & Pflueger (2013).
    """
    roots = np.linalg.cholesky(weigh)
    inner = roots.T @ covariance @ roots
    trace, largest, bound = float(np.trace(inner)), float(np.linalg.eigvalsh(inner)[-1]), 1 / BIAS
    freedom = trace**2 * (1 + 2 * bound) / (float((inner**2).sum()) + 2 * bound * trace * largest)
    return float(ncx2.ppf(LEVEL, freedom, bound * freedom)) / freedom


def anderson_rubin(
    pulls: Floats, forms: tuple[Floats, Floats, Floats], bar: float, value: float, error: float
) -> tuple[tuple[float, float], ...]:
    """Return the stretches of effects b with (g - b h)' S(b)^-1 (g - b h) <= bar (Anderson & Rubin 1949, robust).

    S(b) = S_yy - b (S_yd + S_dy) + b^2 S_dd, the three `forms`. Looked for along the whole line, bent to angles.
    """

    def over(angle: Floats) -> Floats:
        # In homogeneous form (cos, sin), so that infinite effects are an angle like any other.
        one = np.cos(angle)[:, None]
        aside = value * one + error * np.sin(angle)[:, None]
        pull = one * pulls[:, 0] - aside * pulls[:, 1]
        weights = np.hstack([one**2, -one * aside, aside**2])
        spread = np.tensordot(weights, np.stack(forms), axes=1)
        return np.asarray((pull * np.linalg.solve(spread, pull[..., None])[..., 0]).sum(axis=1) - bar, float)

    angles = np.linspace(-np.pi / 2, np.pi / 2, 2001)
    heights = over(angles)
    turns = [
        brentq(lambda angle: over(np.array([angle]))[0], angles[place], angles[place + 1], xtol=1e-13)
        for place in np.flatnonzero(np.sign(heights[:-1]) != np.sign(heights[1:]))
    ]
    ends = [-np.inf] if heights[0] <= 0 else []
    ends += [value + error * float(np.tan(turn)) for turn in turns]
    ends += [np.inf] if heights[-1] <= 0 else []
    return tuple(zip(ends[::2], ends[1::2], strict=True))


def _told(ranges: tuple[tuple[float, float], ...], value: float, strength: float, needed: float) -> tuple[Finding, ...]:
    told = []
    if strength < needed:
        told.append(Finding("instrument-weak", (strength, needed), is_grave=False))
    if not any(low <= value <= high for low, high in ranges):
        # Only with several instruments: what they say differs by more than chance.
        told.append(Finding("instruments-contradict"))
    elif not np.isfinite(ranges).all():
        told.append(Finding("interval-without-ends"))
    elif len(ranges) > 1:
        told.append(Finding("interval-in-parts", (len(ranges),)))
    return tuple(told)


def _sums(scores: Floats, clusters: Whole) -> Floats:
    _, place = np.unique(clusters, return_inverse=True)
    return np.column_stack([np.bincount(place, column) for column in scores.T])
