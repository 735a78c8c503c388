"""Tables of checks and parts in words: each column by what it holds. What has no words is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wending.effect.queries.report import numbers
from wending.effect.queries.report.content import Table
from wending.effect.queries.report_words import (
    checks,
    designs,
    first_large,
    group_name,
    name_of,
    outcomes,
    plain,
    word,
)
from wending.effect.queries.words import finding_words
from wending.engine.estimation.check import Cell
from wending.engine.estimation.terms import Finding

# What the cells of a column are. Columns that are not here are numbers without a unit.
EFFECTS = frozenset(
    {
        "outcome",
        "twin",
        "gap",
        "value",
        "low",
        "high",
        "error",
        "band-low",
        "band-high",
        "effect",
        "all_low",
        "all_high",
        "all_periods_low",
        "all_periods_high",
        "with",
        "without",
        "without_low",
        "without_high",
        "bias",
        "rival",
        "bar",
    }
)
COUNTS = frozenset(
    {
        "kept",
        "asked",
        "steps",
        "tries",
        "people",
        "below",
        "treated",
        "compared",
        "units",
        "place_low",
        "place_high",
        "times",
        "event-time",
        "since",
    }
)
SHARES = frozenset({"best", "coverage", "power"})
EUROS = frozenset({"central", "at_low", "at_high", "cost"})


def table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    unit: str,
    names: Mapping[str, str],
    shares: frozenset[str] = frozenset(),
    euros: frozenset[str] = EUROS,
) -> Table:
    """Return a table in words; `shares` and `euros` are columns that hold those here."""
    heads = tuple(first_large(word(checks.COLUMNS, column)) for column in columns)
    shown = []
    for row in rows:
        # An outcome that cannot be touched has a unit of its own; a placebo that of the claim.
        own = numbers.unit_of(str(row[0])) or unit if columns[0] == "outcome" else unit
        shown.append(
            tuple(
                cell_words(column, cell, own, names, shares, euros) for column, cell in zip(columns, row, strict=True)
            )
        )
    return Table(caption, heads, tuple(shown))


def cell_words(
    column: str,
    cell: Cell,
    unit: str,
    names: Mapping[str, str],
    shares: frozenset[str] = frozenset(),
    euros: frozenset[str] = EUROS,
) -> str:
    """Return one cell in words."""
    if cell is None or cell == "":
        return numbers.UNKNOWN
    if isinstance(cell, str):
        return _text(column, cell, names)
    if column == "horizon":
        return outcomes.horizon(int(cell))
    if column in {"period", "unit", "donor", "left-out"}:
        return f"{cell:.0f}"
    if column in euros:
        return numbers.euros(cell)
    if column in shares or column in SHARES:
        return percent(float(cell))
    if column in COUNTS:
        return numbers.whole(cell)
    return numbers.tell(float(cell), unit) if column in EFFECTS else numbers.short(float(cell))


def percent(share: float) -> str:
    """Return a share as a percentage; what is not quite none or all is not told as such."""
    if 0 < share < 0.01:
        return "< 1%"
    return "> 99%" if 0.99 < share < 1 else f"{numbers.number(share * 100, 0)}%"


def _text(column: str, cell: str, names: Mapping[str, str]) -> str:
    if column in {"approach", "against", "covariate"}:
        return name_of(cell, names)
    if column == "group":
        return group_name(cell)
    if column == "stage":
        return word(designs.COUNTS, cell)
    if column == "outcome":
        return word(outcomes.NAMES, cell) if cell in outcomes.NAMES else name_of(cell, names)
    if column == "state":
        return word(checks.STATES, cell)
    if column == "view":
        return word(designs.VIEWS, cell)
    if column == "item":
        return word(designs.ITEMS, cell)
    if column == "estimator":
        return word(designs.METHODS, cell)
    if column == "obstacle":
        return finding_words(Finding(cell))
    if column in {"side", "specification"}:
        return word(checks.ARMS, cell)
    if column == "arms":
        return word(checks.ARMS, cell)
    if column == "covariates":
        return " + ".join(
            word(checks.ARMS, one) if one in checks.ARMS else name_of(one, names) for one in cell.split("+")
        )
    return plain(cell) if column not in {"cohort"} else cell
