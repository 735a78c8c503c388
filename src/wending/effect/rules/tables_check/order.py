"""Days in an order that cannot be: in the future, taken before it was offered, known after it began.

An outcome comes after what counts as exposure began, a covariate before the first day of anything of an exposure
(`rules.exposure`).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wending.effect.rules.exposure import began_on, first_day
from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import COLUMNS, WAITED, StudyTables, Type
from wending.effect.rules.tables_check.found import finding_of
from wending.engine.estimation.terms import Finding

if TYPE_CHECKING:
    import pandas as pd

_STEPS = ("offered_on", "accepted_on", "completed_on")


def problems_of_order(tables: StudyTables, plan: Plan | None, today: date) -> list[Finding]:
    """Return what is wrong with the days of typed tables. With a plan, only its approaches count as exposure."""
    import pandas as pd

    found: list[Finding] = []
    now = pd.Timestamp(today)
    for name, frame in tables.by_name().items():
        for column in COLUMNS[name]:
            if column.type is Type.DAY:
                found += finding_of("day-in-the-future", name, column.name, frame[column.name] > now)
    rows = tables.exposures
    for number, later in enumerate(_STEPS):
        for earlier in _STEPS[:number]:
            found += finding_of("days-out-of-order", "exposures", f"{earlier}, {later}", rows[later] < rows[earlier])
    found += finding_of(
        "exposure-without-day", "exposures", "offered_on", rows[list(_STEPS)].isna().all(axis=1), is_grave=False
    )
    if plan is not None:
        meant = {plan.approach, *plan.rivals, *([plan.against] if plan.against else [])}
        rows = rows[rows["approach"].isin(meant)]
    # Who waited is measured before their own turn: that is what makes them the compared.
    start = first_day(rows[rows["mechanism"] != WAITED])
    since = began_on(plan, tables.exposures) if plan is not None else start
    seen = tables.outcomes["on"]
    found += finding_of("outcome-before-exposure", "outcomes", "on", seen < _start_of(tables.outcomes, since))
    known = tables.covariates["on"]
    late = known > _start_of(tables.covariates, start)
    found += finding_of("covariate-after-exposure", "covariates", "on", late)
    if plan is not None:
        frozen = known > pd.Timestamp(plan.frozen_on)
        found += finding_of("covariate-after-frozen", "covariates", "on", frozen & ~late)
    return found


def _start_of(frame: pd.DataFrame, start: pd.Series) -> pd.Series:
    import pandas as pd

    return pd.to_datetime(frame["person"].map(start)) if len(start) else pd.Series(pd.NaT, index=frame.index)
