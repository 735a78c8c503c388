"""Overlap: whether there are people to compare with for everybody meant, and on how few of them the figure rests.

Also leaves out those without a counterpart, which changes whose effect it is: so who they are is told with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.propensity import propensity
from wending.engine.estimation.terms import Booleans, Estimand, Finding, Floats, NotAnswerable, Sample
from wending.engine.estimation.weighting import effective_size

# Chances outside these are left out by the rule of thumb of Crump, Hotz, Imbens & Mitnik (2009).
LOWEST, HIGHEST = 0.1, 0.9
BINS = 20
# Bars of our own judgement: fewer people than this after weighting, more weight than this on the ten heaviest, or more
# than this share of the treated beyond everybody compared, and the figure is about a handful of people.
FEWEST_EFFECTIVE, HEAVIEST_SHARE, OUTSIDE_SHARE = 20, 0.5, 0.1


@dataclass(frozen=True)
class Trimmed:
    """Who was kept, shape (n,) of the sample that came in, the bounds of the chance, and the sample that is left.

    rows: covariate, mean of the treated kept, of the treated left out (None when nobody was), and the same of the
    compared.
    """

    sample: Sample
    kept: Booleans
    low: float
    high: float
    treated_out: int
    compared_out: int
    rows: tuple[tuple[Cell, ...], ...]


def overlap(sample: Sample, estimand: Estimand = Estimand.ATT, left_out: Trimmed | None = None) -> Check:
    """Return how the chances to be treated of both groups lie over each other, in bins, and what weights rest on whom.

    left_out: what was trimmed before, when `sample` is what that left. A passing check is then only told: the effect is
    of those kept. Weights are those of inverse propensity for the estimand.
    """
    known = sample.where(np.isfinite(sample.outcome))
    if not known.names:
        return Check(Code.OVERLAP, State.CANNOT, reason="no-covariates")
    try:
        chance = propensity(known).chance
    except NotAnswerable as refused:
        return Check(Code.OVERLAP, State.FAILED, reason=refused.findings[0].code)
    weights = _weights(known, chance, estimand)
    figures = dict(_figures(known, chance, weights, estimand))
    if left_out is not None:
        figures |= {"treated-left-out": left_out.treated_out, "compared-left-out": left_out.compared_out}
        figures |= {"lowest-kept": left_out.low, "highest-kept": left_out.high}
    reason = ""
    if figures["effective"] < FEWEST_EFFECTIVE:
        reason = "too-few-effective"
    elif figures["ten-heaviest"] > HEAVIEST_SHARE:
        reason = "few-carry-most"
    elif figures["outside-support"] > OUTSIDE_SHARE:
        reason = "outside-support"
    fine = State.PASSED if left_out is None else State.TOLD
    state = State.FAILED if reason else fine
    columns = ("from", "to", "treated", "compared", "compared-weighted")
    return Check(Code.OVERLAP, state, tuple(figures.items()), columns, _bins(known, chance, weights), reason)


def trimmed(sample: Sample, low: float | None = None, high: float | None = None) -> Trimmed:
    """Leave out whoever has a chance below `low` or above `high`; without them, by the optimal rule of Crump et al.

    Raises:
        NotAnswerable: see `propensity`, or nobody of a group would be left.
        ValueError: only one bound, or bounds that do not lie in order within 0 and 1.
    """
    if (low is None) is not (high is None):
        raise ValueError("give both bounds, or none for the optimal ones")
    chance = propensity(sample).chance
    if low is None or high is None:
        low = optimal_bound(chance)
        high = 1 - low
    if not 0 <= low < high <= 1:
        raise ValueError("bounds of a chance lie in order within 0 and 1")
    kept = (chance >= low) & (chance <= high)
    for group in (sample.treated, ~sample.treated):
        if not (group & kept).any():
            raise NotAnswerable((Finding("nobody-overlaps", (float(low), float(high))),))
    return Trimmed(
        sample.where(kept),
        kept,
        float(low),
        float(high),
        int((sample.treated & ~kept).sum()),
        int((~sample.treated & ~kept).sum()),
        tuple(
            _means(name, column, sample, kept) for name, column in zip(sample.names, sample.covariates.T, strict=True)
        ),
    )


def optimal_bound(chance: Floats) -> float:
    """Return the chance a below which, and above 1 - a, people cost more precision than they add (Crump et al. 2009).

    The largest set in which no 1 / (e (1 - e)) is above twice its mean over that set; 0 when that is everybody.
    """
    cost = np.sort(1 / (chance * (1 - chance)))
    mean = np.cumsum(cost) / np.arange(1, len(cost) + 1)
    fits = np.flatnonzero(cost <= 2 * mean)
    if fits[-1] == len(cost) - 1:
        return 0.0
    return float(0.5 - np.sqrt(0.25 - 1 / (2 * mean[fits[-1]])))


def _weights(sample: Sample, chance: Floats, estimand: Estimand) -> Floats:
    """Return the weights of inverse propensity, shape (n,)."""
    treated = sample.treated
    if estimand is Estimand.ATT:
        return np.asarray(np.where(treated, 1.0, chance / (1 - chance)) * sample.mass, float)
    if estimand is Estimand.ATU:
        return np.asarray(np.where(treated, (1 - chance) / chance, 1.0) * sample.mass, float)
    return np.asarray(np.where(treated, 1 / chance, 1 / (1 - chance)) * sample.mass, float)


def _figures(sample: Sample, chance: Floats, weights: Floats, estimand: Estimand) -> tuple[tuple[str, float], ...]:
    treated = sample.treated
    sides = {Estimand.ATT: (~treated,), Estimand.ATU: (treated,)}.get(estimand, (treated, ~treated))
    effective = min(effective_size(weights[side]) for side in sides)
    heaviest = max(float(np.sort(weights[side])[-10:].sum() / weights[side].sum()) for side in sides)
    outside = max(_outside(chance[~side], chance[side]) for side in sides)
    return (
        ("treated", int(treated.sum())),
        ("compared", int((~treated).sum())),
        ("effective", effective),
        ("ten-heaviest", heaviest),
        ("outside-support", outside),
        ("lowest-treated", float(chance[treated].min())),
        ("highest-compared", float(chance[~treated].max())),
        ("crump-bound", optimal_bound(chance)),
    )


def _outside(meant: Floats, beside: Floats) -> float:
    """Return the share of those meant whose chance no one beside them reaches (Dehejia & Wahba 1999)."""
    return float(((meant < beside.min()) | (meant > beside.max())).mean())


def _bins(sample: Sample, chance: Floats, weights: Floats) -> tuple[tuple[Cell, ...], ...]:
    """Return the share of each group per bin of the chance, the compared also as weighted."""
    edges = np.linspace(0, 1, BINS + 1)
    shares = []
    for group, mass in ((sample.treated, sample.mass), (~sample.treated, sample.mass), (~sample.treated, weights)):
        counted = np.histogram(chance[group], edges, weights=mass[group])[0]
        shares.append(counted / counted.sum())
    return tuple(
        (float(edges[place]), float(edges[place + 1]), *(float(share[place]) for share in shares))
        for place in range(BINS)
    )


def _means(name: str, column: Floats, sample: Sample, kept: Booleans) -> tuple[Cell, ...]:
    cells: list[Cell] = [name]
    for group in (sample.treated, ~sample.treated):
        for rows in (group & kept, group & ~kept):
            cells.append(float(column[rows].mean()) if rows.any() else None)
    return tuple(cells)
