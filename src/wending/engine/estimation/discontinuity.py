"""Regression discontinuity: people just above and just below a bar that decides who gets it.

Local lines with the bandwidth of least mean squared error, bias taken out and that counted in the error (Calonico,
Cattaneo & Titiunik 2014), by diff_diff, which gives the published figures. An interval is that of a t: few people near
the bar tell the error. The effect is that at the bar, not further on. What to look at is in `discontinuity_checks`.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from scipy.stats import t

from wending.engine.estimation.findings import FEWEST, FEWEST_CLUSTERS, findings
from wending.engine.estimation.instruments import anderson_rubin
from wending.engine.estimation.local_lines import LocalLines
from wending.engine.estimation.sandwich import Sandwich
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

# Fewer people or different values than this on a side give no line with its curvature.
FEWEST_A_SIDE = 2 * FEWEST
FEWEST_VALUES = 10
MOST_BINS = 20


@dataclass(frozen=True)
class Jump:
    """A jump at the bar, bias taken out, with its error; the bandwidths of line and curvature; people within it.

    plain: the jump before the bias was taken out, without weights. freedom: degrees of freedom of the error.
    """

    value: float
    error: float
    plain: float
    bandwidth: float
    curvature: float
    below: int
    above: int
    freedom: float

    @property
    def reach(self) -> float:
        """How many errors wide an interval is to each side."""
        return float(t.ppf(0.5 + LEVEL / 2, self.freedom))


def discontinuity(sample: Sample, running: Floats, cutoff: float) -> Estimate:
    """Return the effect at the bar: sharp when it alone decides who is treated, else on those whom it moves (fuzzy).

    running: what is compared with the bar, shape (n,); treatment may be on either side, and at the bar on either. The
    fuzzy effect is the jump in outcome over the jump in receipt, its interval that of Anderson & Rubin at the
    bandwidths of the outcome (as Noack & Rothe 2024 advise). The counts are of people within the bandwidth.

    Weights are those of the lines, and errors are by cluster (CR2, with its own degrees of freedom); bandwidths are
    chosen as if each stood for one and alone, which is a matter of precision, not of bias.

    Raises:
        NotAnswerable: see `findings`; a running variable that is unknown, or has too few values, people or clusters on
            a side; receipt that does not jump enough for an interval with ends.
    """
    known, running = _known(sample, running)
    # Who is at the bar itself belongs to the side that got what they got.
    if ((running > cutoff) == known.treated).all() or ((running <= cutoff) == known.treated).all():
        cutoff = float(np.nextafter(cutoff, np.inf))
    above = running >= cutoff
    outcome = jump(known.outcome, running, cutoff, mass=known.weights, clusters=known.clusters)
    near = np.abs(running - cutoff) <= outcome.bandwidth
    treated, compared = int((near & known.treated).sum()), int((near & ~known.treated).sum())
    if (above == known.treated).all() or (above != known.treated).all():
        sign = 1 if known.treated[above].all() else -1
        value, error = sign * outcome.value, outcome.error
        return Estimate("discontinuity", Estimand.LATE, value, error, treated, compared, freedom=outcome.freedom)
    return _fuzzy(known, running, cutoff, outcome, (treated, compared))


def jump(
    outcome: Floats,
    running: Floats,
    cutoff: float,
    bandwidths: tuple[float, float] | None = None,
    *,
    mass: Floats | None = None,
    clusters: Whole | None = None,
    kernel: str = "triangular",
    order: int = 1,
) -> Jump:
    """Return the jump of an outcome at the bar, with bandwidths of its own or those given (of line and curvature).

    mass: how many each stands for, shape (n,). clusters: the number of the cluster of each, shape (n,).
    kernel: "triangular", "epanechnikov" or "uniform". order: of the local polynomial.

    Raises:
        NotAnswerable: too few people, values or clusters on a side, or within the bandwidth.
    """
    import pandas as pd
    from diff_diff import RegressionDiscontinuity

    enough(running, cutoff)
    given = {} if bandwidths is None else {"h": bandwidths[0], "b": bandwidths[1]}
    model = RegressionDiscontinuity(cutoff=cutoff, alpha=1 - LEVEL, kernel=kernel, p=order, **given)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = model.fit(pd.DataFrame({"outcome": outcome, "running": running}), "outcome", "running")
    except (ValueError, np.linalg.LinAlgError) as error:
        raise NotAnswerable((Finding("cannot-be-fitted-at-cutoff"),)) from error
    below, above = int(fitted.n_h_left), int(fitted.n_h_right)
    if min(below, above) < FEWEST or not np.isfinite(fitted.se) or fitted.se <= 0:
        raise NotAnswerable((Finding("too-few-near-cutoff", (min(below, above), FEWEST)),))
    ones = np.ones(len(outcome)) if mass is None else mass
    bandwidth, curvature = float(fitted.h_left), float(fitted.b_left)
    lines = LocalLines(running - cutoff, bandwidth, curvature, ones, kernel, order)
    found = Sandwich(float(fitted.att), float(fitted.se), lines.freedom())
    if mass is not None or clusters is not None:
        if clusters is not None:
            _enough_clusters(clusters[lines.inside], running[lines.inside] >= cutoff)
        found = lines.sandwich(outcome, clusters)
    plain = float(fitted.att_conventional)
    return Jump(found.value, found.error, plain, bandwidth, curvature, below, above, found.freedom)


def _enough_clusters(clusters: Whole, above: Booleans) -> None:
    many = min(len(np.unique(clusters[side])) for side in (above, ~above))
    if many < FEWEST_CLUSTERS:
        raise NotAnswerable((Finding("too-few-clusters-near-cutoff", (many, FEWEST_CLUSTERS)),))


def bins(outcome: Floats, running: Floats, cutoff: float) -> tuple[tuple[float, float, int], ...]:
    """Return mean running, mean outcome and number of people of neighbours, for the picture, from low to high.

    On each side up to `MOST_BINS` of as even a number of people as can be, at least `FEWEST` in each.
    """
    rows: list[tuple[float, float, int]] = []
    known = np.isfinite(outcome) & np.isfinite(running)
    for side in (known & (running < cutoff), known & (running >= cutoff)):
        order = np.flatnonzero(side)[np.argsort(running[side], kind="stable")]
        many = min(MOST_BINS, len(order) // FEWEST)
        for part in np.array_split(order, many) if many else []:
            rows.append((float(running[part].mean()), float(outcome[part].mean()), len(part)))
    return tuple(rows)


def _fuzzy(known: Sample, running: Floats, cutoff: float, outcome: Jump, counts: tuple[int, int]) -> Estimate:
    bandwidths = (outcome.bandwidth, outcome.curvature)
    received = known.treated.astype(float)
    near = np.abs(running - cutoff) <= outcome.bandwidth
    if np.ptp(received[near]) == 0:
        raise NotAnswerable((Finding("receipt-does-not-jump"),))
    own = outcome
    taken = jump(received, running, cutoff, bandwidths, mass=known.weights, clusters=known.clusters)
    # The variance of a difference tells the covariance of the two jumps: all three are at the same bandwidths.
    spread = known.outcome.std() or 1.0
    apart = known.outcome / spread - received
    both = jump(apart, running, cutoff, bandwidths, mass=known.weights, clusters=known.clusters)
    shared = spread * ((own.error / spread) ** 2 + taken.error**2 - both.error**2) / 2
    value = own.value / taken.value
    variance = own.error**2 - 2 * value * shared + value**2 * taken.error**2
    error = float(np.sqrt(variance)) / abs(taken.value)
    forms = tuple(np.array([[part]]) for part in (own.error**2, 2 * shared, taken.error**2))
    pulls = np.array([[own.value, taken.value]])
    ranges = anderson_rubin(pulls, (forms[0], forms[1], forms[2]), own.reach**2, value, error)
    if len(ranges) != 1 or not np.isfinite(ranges[0]).all():
        raise NotAnswerable((Finding("interval-without-ends", ((taken.value / taken.error) ** 2,)),))
    return Estimate("fuzzy-discontinuity", Estimand.LATE, value, error, *counts, freedom=own.freedom, bounds=ranges[0])


def _known(sample: Sample, running: Floats) -> tuple[Sample, Floats]:
    rows = np.isfinite(sample.outcome)
    known, running = sample.where(rows), running[rows].astype(float)
    grave = [finding for finding in findings(known) if finding.is_grave]
    unknown = int((~np.isfinite(running)).sum())
    if unknown:
        grave.append(Finding("running-unknown", (unknown,)))
    if grave:
        raise NotAnswerable(tuple(grave))
    return known, running


def enough(running: Floats, cutoff: float) -> None:
    """Refuse a bar with too few people or values of the running variable on a side.

    Raises:
        NotAnswerable: with the side and how many.
    """
    for code, side in (("below", running < cutoff), ("above", running >= cutoff)):
        people, values = int(side.sum()), len(np.unique(running[side]))
        if people < FEWEST_A_SIDE:
            raise NotAnswerable((Finding(f"too-few-{code}-cutoff", (people, FEWEST_A_SIDE)),))
        if values < FEWEST_VALUES:
            raise NotAnswerable((Finding(f"running-few-values-{code}", (values, FEWEST_VALUES)),))
