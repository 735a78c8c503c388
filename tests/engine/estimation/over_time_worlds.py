"""Panels with a known effect under a staggered start: units by period, cohorts, a trend that may differ."""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.over_time import Panel

PERIODS = 8


def world(
    seed: int, units: int = 300, effect: float = 1.0, growth: float = 0.5, trend: float = 0.0, never: bool = True
) -> Panel:
    """Return a panel with starts in 4, 6 and never (or 8): the effect begins at `effect` and grows by `growth`.

    trend: how much more per period the outcome of those treated grows, whatever is done to them.
    """
    rng = np.random.default_rng(seed)
    first = rng.choice([0 if never else PERIODS, 4, 6], size=units, p=[0.4, 0.3, 0.3])
    level = rng.normal(size=units) + 0.5 * (first > 0)
    unit, period = (grid.ravel() for grid in np.meshgrid(np.arange(units), np.arange(1, PERIODS + 1), indexing="ij"))
    since = period - first[unit]
    treated = (first[unit] > 0) & (since >= 0)
    outcome = level[unit] + 0.3 * period + rng.normal(size=len(unit)) * 0.7
    outcome += treated * (effect + growth * since) + trend * period * (first[unit] > 0)
    return Panel(unit, period, outcome, first[unit])


def truth(panel: Panel, effect: float = 1.0, growth: float = 0.5) -> float:
    """Return the mean effect over treated unit-periods."""
    since = panel.period - panel.first
    return float((effect + growth * since)[(panel.first > 0) & (since >= 0)].mean())
