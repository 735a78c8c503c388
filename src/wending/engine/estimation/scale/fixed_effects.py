"""Two-way fixed effects from sums: an effect beside an own level per unit and per period, exact when units are missing
in some periods.

The level of units is taken out within each pattern; those of periods stay in the normal equations, so nothing is
iterated. Errors are robust to any dependence within a unit (Liang & Zeger 1986) with the corrections of fixest (Berge
2018): G / (G - 1) and (N - 1) / (N - k), k without the units, in which errors are nested. Where the start is staggered
the plain figure compares the treated with those treated before (Goodman-Bacon 2021): it is never to be shown alone, see
`over_time`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.scale.moments import Moments
from wending.engine.estimation.terms import Booleans, Estimand, Estimate, Finding, Floats, NotAnswerable

# Columns of which so little is left beside the others say nothing of their own.
ALONE = 1e-9


@dataclass(frozen=True)
class At:
    """An effect at a place: periods since the first treated one (0), a group, or a period."""

    at: int
    estimate: Estimate


@dataclass(frozen=True)
class TwoWay:
    """Two-way fixed effects. events: by periods since the start, empty when not asked for; apart from `reference`.

    units, rows: what was used. singletons: rows left out because they were all of their unit or period. told: why there
    are no events though asked for: `event-times-overlap`, no never treated and one reference only, say.
    """

    plain: Estimate
    events: tuple[At, ...]
    reference: tuple[int, ...]
    units: int
    rows: int
    singletons: int
    told: tuple[Finding, ...] = ()


def two_way(sums: Moments, with_events: bool = True, reference: tuple[int, ...] = (-1,)) -> TwoWay:
    """Return the effect of being treated, and by time since the start less that at `reference`.

    Raises:
        NotAnswerable: `effect-not-identified`: nobody is untreated while others are treated.
    """
    used, singletons = _without_singletons(sums)
    started = (used.first[:, None] > 0) & (np.array(used.periods) >= used.first[:, None])
    values, errors = _fitted(used, started[:, :, None].astype(float), "effect-not-identified")
    treated = int(used.units[(started & used.seen).any(axis=1)].sum())
    compared = int(used.units.sum()) - treated
    plain = Estimate("two-way-fixed-effects", Estimand.ATT, values[0], errors[0], treated, compared)
    events: tuple[At, ...] = ()
    told: tuple[Finding, ...] = ()
    if with_events:
        try:
            events = _events(used, reference, compared)
        except NotAnswerable as refused:
            told = tuple(Finding(one.code, one.about, is_grave=False) for one in refused.findings)
    return TwoWay(plain, events, reference, int(used.units.sum()), _rows(used), singletons, told)


def _events(sums: Moments, reference: tuple[int, ...], compared: int) -> tuple[At, ...]:
    """Return effects by time since the start.

    Units treated after the last period stand with the never treated; those treated from the first on are left out, as
    they have no time before to be set against.
    """
    start, end = sums.periods[0], sums.periods[-1]
    sums = sums.where((sums.first == 0) | (sums.first > start))
    since = np.array(sums.periods) - sums.first[:, None]
    is_treated = (sums.first[:, None] > 0) & (sums.first[:, None] <= end)
    times = [int(one) for one in np.unique(since[is_treated & sums.seen]) if one not in reference]
    columns = np.stack([is_treated & (since == one) for one in times], axis=2)
    values, errors = _fitted(sums, columns.astype(float), "event-times-overlap")
    treated = [_units(sums, columns[:, :, place]) for place in range(len(times))]
    return tuple(
        At(one, Estimate("event-study", Estimand.ATT, value, error, many, compared))
        for one, value, error, many in zip(times, values, errors, treated, strict=True)
    )


def _fitted(sums: Moments, columns: Floats, refusal: str) -> tuple[list[float], list[float]]:
    """Return coefficients and errors of `columns`, shape (P, T, k), beside levels of units and of periods."""
    patterns, periods, many = columns.shape
    seen_at = np.flatnonzero((sums.units[:, None] * sums.seen).sum(axis=0))
    levels = np.zeros((periods, len(seen_at) - 1))
    levels[seen_at[1:], np.arange(len(seen_at) - 1)] = 1
    design = np.concatenate([columns, np.broadcast_to(levels, (patterns, *levels.shape))], axis=2)
    mask = sums.seen[:, :, None]
    own = (design * mask).sum(axis=1, keepdims=True) / mask.sum(axis=1, keepdims=True)
    design = (design - own) * mask
    units = sums.units.astype(float)
    gram = np.einsum("p,pti,ptj->ij", units, design, design, optimize=True)
    scale = np.sqrt(np.diag(gram))
    if not (scale > 0).all():
        raise NotAnswerable((Finding(refusal),))
    gram = gram / np.outer(scale, scale)
    if np.linalg.eigvalsh(gram)[0] < ALONE:
        raise NotAnswerable((Finding(refusal),))
    inverse = np.linalg.inv(gram) / np.outer(scale, scale)
    found = inverse @ np.einsum("p,pti,pt->i", units, design, sums.mean, optimize=True)
    left = sums.mean - design @ found
    score = np.einsum("pti,pt->pi", design, left)
    meat = np.einsum("p,pi,pj->ij", units, score, score, optimize=True)
    meat += np.einsum("pti,pts,psj->ij", design, sums.product, design, optimize=True)
    clusters, rows = float(units.sum()), _rows(sums)
    small = clusters / (clusters - 1) * (rows - 1) / (rows - design.shape[2] - 1)
    spread = np.sqrt(np.diag(inverse @ meat @ inverse) * small)
    return found[:many].tolist(), spread[:many].tolist()


def _without_singletons(sums: Moments) -> tuple[Moments, int]:
    """Leave out rows that are alone in their unit or their period, again and again (Correia 2015)."""
    left_out = 0
    while True:
        alone = sums.seen.sum(axis=1) == 1
        left_out += int(sums.units[alone].sum())
        sums = sums.where(~alone)
        if not len(sums.units):
            raise NotAnswerable((Finding("too-few-periods", (1, 2)),))
        of_period = (sums.units[:, None] * sums.seen).sum(axis=0)
        lonely = np.flatnonzero(of_period == 1)
        if not len(lonely):
            if not alone.any():
                return sums, left_out
            continue
        for period in lonely:
            pattern = int(np.flatnonzero(sums.seen[:, period])[0])
            sums = sums.without(pattern, int(period))
            left_out += 1
        sums = sums.where(np.asarray(sums.seen.any(axis=1)))


def _rows(sums: Moments) -> int:
    return int((sums.units * sums.seen.sum(axis=1)).sum())


def _units(sums: Moments, where: Booleans) -> int:
    return int(sums.units[(where & sums.seen).any(axis=1)].sum())
