"""What stands beside an effect over periods: what would have been without, and the effect by time since the start."""

from __future__ import annotations

import numpy as np

from wending.effect.rules.analysis.panel_design import panel_of
from wending.effect.rules.analysis.people import People
from wending.effect.rules.answer import Part
from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.check import Cell
from wending.engine.estimation.design import Design
from wending.engine.estimation.findings import FEWEST
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.staggered import staggered
from wending.engine.estimation.stepped_wedge import by_exposure
from wending.engine.estimation.terms import Estimate, Finding


def untreated_over_periods(panel: Panel, effect: Estimate) -> tuple[float, float, float] | None:
    """Return the mean of who began, after they did, had they not begun, with its interval (value, low, high).

    What was measured less the mean effect; of the units that were seen before they began, as the effect is.
    """
    after = (panel.first > panel.period.min()) & (panel.period >= panel.first) & np.isfinite(panel.outcome)
    if not after.any():
        return None
    observed = float(panel.outcome[after].mean())
    return observed - effect.value, observed - effect.high, observed - effect.low


def since_start(plan: Plan, tables: StudyTables, people: People | None) -> Part:
    """Return the effect by periods since the start, each with an interval of its own and one with all others.

    Those that rest on fewer than `FEWEST` units are left out, and told.

    Raises:
        NotAnswerable: as the estimators say.
    """
    panel = panel_of(plan, plan.primary.outcome, tables, people)
    if plan.design is Design.STEPPED_WEDGE:
        effects: list[tuple[Cell, ...]] = [
            (one.after, one.estimate.value, one.estimate.low, one.estimate.high, one.low, one.high, one.groups)
            for one in by_exposure(panel)
        ]
        return Part("since-start", tuple(effects))
    course = staggered(panel, seed=plan.seed).event_study
    course = course.where(np.array(course.at) >= 0)
    columns = (course.values, course.low, course.high, course.band_low, course.band_high)
    shown = [place for place, units in enumerate(course.units) if units >= FEWEST]
    rows = tuple(
        (course.at[place], *(float(column[place]) for column in columns), course.units[place]) for place in shown
    )
    few = len(course.at) - len(shown)
    return Part(
        "since-start", rows, (Finding("too-few-units-since-start", (few, FEWEST), is_grave=False),) if few else ()
    )
