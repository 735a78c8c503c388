"""A panel in files: which column is what, and what stands in the way of an answer, before anything is estimated."""

from __future__ import annotations

from dataclasses import dataclass

from wending.engine.estimation.findings import FEWEST
from wending.engine.estimation.scale.engines import Expression
from wending.engine.estimation.scale.parts import Kind, Parts, parts_for, refuse_types
from wending.engine.estimation.scale.steps import Steps
from wending.engine.estimation.terms import Finding, NotAnswerable

# A bit per period in a whole number of 64.
MOST_PERIODS = 62


@dataclass(frozen=True)
class Columns:
    """Names of the columns. unit: whole number or text. period: whole number above 0. outcome: a number, unknown is
    empty or NaN. first: the first period in which the unit was treated, the same in all its rows, 0 is never.
    """

    unit: str = "unit"
    period: str = "period"
    outcome: str = "outcome"
    first: str = "first"


@dataclass(frozen=True)
class Look:
    """What a panel holds. rows, known: all, and those with a known outcome; told: what is no bar but must be said."""

    rows: int
    known: int
    periods: tuple[int, ...]
    parts: Parts
    told: tuple[Finding, ...]


def renamed(rows: Expression, columns: Columns) -> Expression:
    """Return unit, period, first and the outcome as a double, null where it is unknown."""
    import ibis

    raw = rows[columns.outcome].cast("float64")
    return rows.select(
        unit=rows[columns.unit],
        period=rows[columns.period].cast("int64"),
        first=rows[columns.first].cast("int64"),
        outcome=ibis.ifelse(raw.isnan(), ibis.null("float64"), raw),
    )


def look(rows: Expression, columns: Columns, steps: Steps) -> Look:
    """Read the rows once for their number, ranges and what is wrong with them.

    Raises:
        NotAnswerable: types, missing keys, infinite or all-unknown outcomes, too many or too few periods.
    """
    refuse_types(
        rows,
        (
            (columns.unit, Kind.KEY),
            (columns.period, Kind.WHOLE),
            (columns.outcome, Kind.NUMBER),
            (columns.first, Kind.WHOLE),
        ),
    )
    panel = renamed(rows, columns)
    about = panel.aggregate(
        rows=panel.count(),
        unit=panel.unit.count(),
        period=panel.period.count(),
        first=panel.first.count(),
        known=panel.outcome.count(),
        infinite=panel.outcome.isinf().cast("int64").sum(),
        least=panel.outcome.min(),
        most=panel.outcome.max(),
        first_least=panel.first.min(),
        unit_low=panel.unit.min(),
        unit_high=panel.unit.max(),
    )
    # One more than is allowed, to see that there are too many.
    periods = panel.select("period").distinct().order_by("period").limit(MOST_PERIODS + 2)
    totals, seen = steps.do("look", [about, periods])
    total = totals.to_pylist()[0]
    whole = sorted(one for one in seen["period"].to_pylist() if one is not None)
    told = _findings(total, whole)
    grave = tuple(finding for finding in told if finding.is_grave)
    if grave:
        raise NotAnswerable(grave)
    low, high = total["unit_low"], total["unit_high"]
    parts = parts_for("unit", total["rows"], steps.engine.rows_per_step, low, high)
    return Look(total["rows"], total["known"], tuple(whole), parts, tuple(told))


def _findings(total: dict[str, int | float | None], periods: list[int]) -> list[Finding]:
    rows, known = int(total["rows"] or 0), int(total["known"] or 0)
    if rows == 0:
        return [Finding("no-rows")]
    found = []
    for name in ("unit", "period", "first"):
        missing = rows - int(total[name] or 0)
        if missing:
            found.append(Finding(f"{name}-unknown", (missing, rows)))
    if total["infinite"]:
        found.append(Finding("outcome-not-finite", (int(total["infinite"]), rows)))
    if known == 0:
        found.append(Finding("outcome-unknown"))
    elif known < rows:
        found.append(Finding("outcome-partly-unknown", (rows - known, rows), is_grave=False))
    if known and total["least"] == total["most"]:
        found.append(Finding("outcome-never-differs"))
    if periods and periods[0] < 1:
        found.append(Finding("period-not-positive", (periods[0],)))
    if int(total["first_least"] or 0) < 0:
        found.append(Finding("first-negative", (int(total["first_least"] or 0),)))
    if len(periods) > MOST_PERIODS:
        found.append(Finding("too-many-periods", (MOST_PERIODS,)))
    if len(periods) < 2:
        found.append(Finding("too-few-periods", (len(periods), 2)))
    return found


def refuse_few(treated: int, compared: int) -> None:
    """Refuse groups of units too small to be shown.

    Raises:
        NotAnswerable: fewer than `FEWEST` treated units, or none or few to compare with.
    """
    found = []
    if treated < FEWEST:
        found.append(Finding("too-few-treated", (treated, FEWEST)))
    if compared == 0:
        found.append(Finding("no-controls"))
    elif compared < FEWEST:
        found.append(Finding("too-few-compared", (compared, FEWEST)))
    if found:
        raise NotAnswerable(tuple(found))
