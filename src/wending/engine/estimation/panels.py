"""What a panel must be before effects over time can be estimated from it, and the rows of it that can be used."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from wending.engine.estimation.findings import FEWEST, FEWEST_CLUSTERS
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.terms import Booleans, Finding, NotAnswerable, Whole


def usable(panel: Panel, anticipation: int = 0) -> tuple[Panel, tuple[Finding, ...]]:
    """Return the rows that can be used and what was left out; cohorts starting after the last period become 0.

    Left out: unknown outcomes, and units treated before there is a base period to compare with.

    Raises:
        NotAnswerable: a unit twice in a period; a unit with several starts; an unknown covariate; nobody (else) to
            compare; fewer units or clusters on a side than can carry an error; fewer than two periods.
    """
    told: list[Finding] = []
    rows = np.isfinite(panel.outcome)
    if not rows.any():
        raise NotAnswerable((Finding("outcome-unknown"),))
    if not rows.all():
        told.append(Finding("outcome-partly-unknown", (int((~rows).sum()), len(panel)), is_grave=False))
    known = rows_of(panel, rows)
    refuse_broken(known)
    periods = np.unique(known.period)
    if len(periods) < 2:
        raise NotAnswerable((Finding("too-few-periods", (len(periods), 2)),))
    known = replace(known, first=np.where(known.first > periods[-1], 0, known.first))
    early = (known.first != 0) & (known.first - anticipation <= periods[0])
    if early.any():
        told.append(Finding("treated-from-the-start", (len(np.unique(known.unit[early])),), is_grave=False))
        if early[known.first != 0].all():
            raise NotAnswerable((replace(told[-1], is_grave=True),))
        known = rows_of(known, ~early)
    grave = _too_few(known)
    if grave:
        raise NotAnswerable(grave)
    seen = np.unique(known.unit, return_counts=True)[1]
    if (seen < len(periods)).any():
        told.append(Finding("panel-not-balanced", (int((seen < len(periods)).sum()), len(seen)), is_grave=False))
    return known, tuple(told)


def rows_of(panel: Panel, rows: Booleans) -> Panel:
    """Return the rows of a panel for which `rows`, shape (n,), is true."""
    return replace(
        panel,
        unit=panel.unit[rows],
        period=panel.period[rows],
        outcome=panel.outcome[rows],
        first=panel.first[rows],
        covariates=panel.covariates[rows],
        clusters=None if panel.clusters is None else panel.clusters[rows],
    )


def frame(panel: Panel) -> Any:
    """Return a panel as a pandas table: unit, period, outcome, first, the covariates as x0, x1, ..., and cluster."""
    import pandas as pd

    table = pd.DataFrame(
        {"unit": panel.unit, "period": panel.period, "outcome": panel.outcome, "first": panel.first}
        | {f"x{place}": column for place, column in enumerate(panel.covariates.T)}
    )
    if panel.clusters is not None:
        table["cluster"] = panel.clusters
    return table


def refuse_broken(panel: Panel) -> None:
    """Refuse a unit twice in a period, several starts or clusters of one unit, and unknown covariates.

    Raises:
        NotAnswerable: any of these.
    """
    pairs = len(np.unique(np.column_stack([panel.unit, panel.period]), axis=0))
    if pairs < len(panel):
        raise NotAnswerable((Finding("unit-period-twice", (len(panel) - pairs,)),))
    several = _differing_within(panel.unit, panel.first)
    if several:
        raise NotAnswerable((Finding("start-differs-within-unit", (several,)),))
    if panel.clusters is not None:
        several = _differing_within(panel.unit, panel.clusters)
        if several:
            raise NotAnswerable((Finding("cluster-differs-within-unit", (several,)),))
    for name, column in zip(panel.names, panel.covariates.T, strict=True):
        unknown = int((~np.isfinite(column)).sum())
        if unknown:
            raise NotAnswerable((Finding("covariate-unknown", (name, unknown)),))


def _differing_within(unit: Whole, value: Whole) -> int:
    """Return how many units have more than one value."""
    pairs = np.unique(np.column_stack([unit, value]), axis=0)
    return len(pairs) - len(np.unique(unit))


def _too_few(panel: Panel) -> tuple[Finding, ...]:
    found = []
    treated = panel.first != 0
    many, never = len(np.unique(panel.unit[treated])), len(np.unique(panel.unit[~treated]))
    last = panel.first.max() if treated.any() else 0
    # Without anybody never treated, the last cohort stands beside the earlier ones until its own start.
    waiting = len(np.unique(panel.unit[panel.first == last])) if (panel.first[treated] < last).any() else 0
    if many < FEWEST:
        found.append(Finding("too-few-treated", (many, FEWEST)))
    if never == 0 and waiting == 0:
        found.append(Finding("nobody-to-compare"))
    elif max(never, waiting) < FEWEST:
        found.append(Finding("too-few-compared", (max(never, waiting), FEWEST)))
    if panel.clusters is not None:
        beside = ~treated if never else panel.first == last
        for code, rows in (("treated", treated), ("compared", beside)):
            groups = len(np.unique(panel.clusters[rows]))
            if groups < FEWEST_CLUSTERS:
                found.append(Finding(f"too-few-clusters-{code}", (groups, FEWEST_CLUSTERS)))
    if not found and np.ptp(panel.outcome) == 0:
        found.append(Finding("outcome-never-differs"))
    return tuple(found)
