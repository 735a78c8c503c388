"""Bounds on the effect for those whose outcome would be known whether treated or not (Lee 2009).

Supposes that treatment was assigned by lot and moves answering in one direction only (monotone selection).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.terms import Finding, Floats, NotAnswerable, Sample


@dataclass(frozen=True)
class LeeBounds:
    """Bounds and their errors (None with clusters or weights), and the share trimmed of the better known arm."""

    lower: float
    upper: float
    lower_error: float | None
    upper_error: float | None
    trimmed: float


def lee_bounds(sample: Sample) -> LeeBounds:
    """Trim the arm of which more is known, from the top and from the bottom, to the share known of the other.

    Errors are those of Lee (2009), proposition 3. A tie at the cut is split.

    Raises:
        NotAnswerable: an arm of which nothing is known, or which is empty.
    """
    known = np.isfinite(sample.outcome)
    shares = []
    for group in (sample.treated, ~sample.treated):
        if not (group & known).any():
            raise NotAnswerable((Finding("outcome-unknown"),))
        shares.append(float(np.average(known[group], weights=sample.mass[group])))
    more = sample.treated if shares[0] >= shares[1] else ~sample.treated
    sign = 1 if shares[0] >= shares[1] else -1
    few, many = sorted(shares)
    trimmed = 1 - few / many
    outcome, mass = sample.outcome[more & known], sample.mass[more & known]
    other = sample.outcome[~more & known]
    other_mean = float(np.average(other, weights=sample.mass[~more & known]))
    without_top, cut_top = _trimmed_mean(outcome, mass, trimmed)
    without_bottom, cut_bottom = _trimmed_mean(-outcome, mass, trimmed)
    ends = [
        (without_top - other_mean, cut_top, without_top),
        (-without_bottom - other_mean, -cut_bottom, -without_bottom),
    ]
    errors: list[float | None] = [None, None]
    if sample.clusters is None and sample.weights is None:
        share = float(more.mean())
        noise = float(other.var()) / len(other)
        parts = [outcome[outcome <= cut_top], outcome[outcome >= -cut_bottom]]
        errors = [
            _error(part, cut, mean, trimmed, few, share, len(sample)) + noise
            for part, (_, cut, mean) in zip(parts, ends, strict=True)
        ]
        errors = [None if square is None else float(np.sqrt(square)) for square in errors]
    if sign > 0:
        return LeeBounds(ends[0][0], ends[1][0], errors[0], errors[1], trimmed)
    return LeeBounds(-ends[1][0], -ends[0][0], errors[1], errors[0], trimmed)


def _trimmed_mean(outcome: Floats, mass: Floats, share: float) -> tuple[float, float]:
    """Return the mean without the highest `share` of the mass, and the outcome at the cut."""
    order = np.argsort(outcome, kind="stable")
    outcome, mass = outcome[order], mass[order]
    room = (1 - share) * mass.sum()
    before = np.concatenate([[0.0], np.cumsum(mass)[:-1]])
    kept = np.clip(room - before, 0, mass)
    return float(np.average(outcome, weights=kept)), float(outcome[np.flatnonzero(kept)[-1]])


def _error(part: Floats, cut: float, mean: float, trimmed: float, few: float, share: float, people: int) -> float:
    """Return the squared error of a trimmed mean: of its own spread, of where it was cut, and of how much was cut."""
    answered = share * few / (1 - trimmed)
    own = (float(part.var()) + (cut - mean) ** 2 * trimmed) / (answered * (1 - trimmed))
    many = few / (1 - trimmed)
    cutting = (1 - many) / (share * many) + (1 - few) / ((1 - share) * few)
    return (own + (cut - mean) ** 2 * cutting) / people
