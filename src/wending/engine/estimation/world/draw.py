"""From the tables of a synthetic world to what estimators take: a sample, a panel, spells."""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.over_time import Panel, Spells
from wending.engine.estimation.terms import Finding, Floats, NotAnswerable, Sample, Whole
from wending.engine.estimation.world.state import COVARIATES
from wending.engine.estimation.world.tables import Tables
from wending.engine.estimation.world.terms import Mechanism


def sample_of(
    tables: Tables,
    outcome: str,
    horizon: int,
    approach: str | None = None,
    *,
    against: str | None = None,
    by_offer: bool = False,
    by_firm: bool | None = None,
    names: tuple[str, ...] = COVARIATES,
) -> Sample:
    """Return who took an approach (the first when None) beside who took none, or who took another (`against`).

    by_offer: treated are who was offered it. by_firm: firms are the clusters; by default where firms were drawn.

    Raises:
        NotAnswerable: by that horizon who waited has got it too.
        ValueError: no such outcome, horizon or approach in these tables, or a stepped wedge, which is a panel.
    """
    world = tables.world
    if world.mechanism is Mechanism.STEPPED_WEDGE:
        raise ValueError("a stepped wedge is followed as a panel: use panel_of")
    if outcome not in world.outcomes or horizon not in world.horizons:
        raise ValueError(f"this world has no {outcome} at {horizon} days")
    if world.mechanism is Mechanism.WAITING_LIST and horizon > world.wait:
        raise NotAnswerable((Finding("compared-treated-by-then", (horizon, world.wait)),))
    got = _approach_of(tables, by_offer)
    own = _place(tables, approach)
    compared = got == (-1 if against is None else _place(tables, against))
    rows = np.flatnonzero((got == own) | compared)
    # Blocks of the table are of all people in order, one per outcome and horizon.
    block = world.outcomes.index(outcome) * len(world.horizons) + world.horizons.index(horizon)
    value = tables.outcomes["value"][block * world.people : (block + 1) * world.people]
    if by_firm is None:
        by_firm = world.mechanism is Mechanism.CLUSTER
    return Sample(
        outcome=value[rows].astype(float),
        treated=got[rows] == own,
        covariates=covariates_of(tables, rows, names),
        names=names,
        clusters=tables.persons["firm"][rows].astype(np.int64) if by_firm else None,
    )


def covariates_of(tables: Tables, rows: Whole, names: tuple[str, ...] = COVARIATES) -> Floats:
    """Return covariates of people, shape (len(rows), len(names))."""
    if not names:
        return np.empty((len(rows), 0))
    return np.column_stack([tables.covariates[name][rows].astype(float) for name in names])


def panel_of(tables: Tables, outcome: str = "in-work", names: tuple[str, ...] = (), by_firm: bool = False) -> Panel:
    """Return people by half-year; outcome: "in-work", "hours" or "earnings", as in the table of periods.

    Raises:
        ValueError: no such outcome, or a world made without periods.
    """
    table = tables.periods
    if not table or outcome not in ("in-work", "hours", "earnings"):
        raise ValueError(f"no {outcome} by period in these tables")
    person = table["person"].astype(np.int64)
    return Panel(
        unit=person,
        period=table["period"].astype(np.int64),
        outcome=table[outcome].astype(float),
        first=table["first"].astype(np.int64),
        covariates=covariates_of(tables, person, names),
        names=names,
        clusters=tables.persons["firm"][person].astype(np.int64) if by_firm else None,
    )


def spells_of(tables: Tables, approach: str | None = None, names: tuple[str, ...] = COVARIATES) -> Spells:
    """Return days until work of who had none at the first start, by whether they took an approach."""
    table = tables.spells
    got = _approach_of(tables, by_offer=False)[table["person"]]
    own = _place(tables, approach)
    rows = (got == own) | (got == -1)
    return Spells(
        duration=table["duration_days"][rows].astype(float),
        kind=table["kind"][rows].astype(np.int64),
        treated=got[rows] == own,
        covariates=covariates_of(tables, table["person"][rows], names),
        names=names,
    )


def _place(tables: Tables, approach: str | None) -> int:
    names = tables.codes["approach"]
    if approach is None:
        return 0
    if approach not in names:
        raise ValueError(f"no approach {approach}; there are {', '.join(names)}")
    return names.index(approach)


def _approach_of(tables: Tables, by_offer: bool) -> Whole:
    """Return per person the approach taken (or offered) at the own start, -1 for none."""
    table = tables.exposures
    dates = table["offered_on" if by_offer else "accepted_on"]
    rows = dates == tables.persons["start"][table["person"]]
    got = np.full(tables.world.people, -1)
    got[table["person"][rows]] = table["approach"][rows]
    return got
