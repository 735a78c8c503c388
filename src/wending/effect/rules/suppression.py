"""Which counts of a frozen table stay hidden, over the whole lattice at once: groups, answers, quarters and the year.

First by size and by subtraction (`kit.small_cells`), then by an audit of how near a reader can come: of every hidden
count the least and most it can be, given all that is shown, differ by `WIDTH` at least. What was shown of earlier
quarters stays as it is. Bounds are of linear programming: Fischetti and Salazar (2000), JASA 95, 916-928, "attacker".
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from wending.effect.rules.frozen import Place, Table, add_up, of_few_staff, sums_within
from wending.effect.rules.indicators import Base
from wending.kit.small_cells import Total, hidden_cells

# The least difference between the lowest and highest that a hidden count can be.
WIDTH = 5
# More people than any table here counts.
MOST = 10_000_000.0
# Tables that are tried at once before a cell is looked at by itself: they widen most ranges for little.
TRIES = 8

Cell = tuple[str, Place]


def hidden_of_quarter(
    base: Base,
    table: Table,
    earlier: Mapping[str, tuple[Table, Collection[Place]]],
    *,
    also: Collection[Place] = (),
    year_also: Collection[Place] = (),
) -> tuple[set[Place], tuple[Table, set[Place]] | None]:
    """Return what stays hidden of a quarter; and the year with what stays hidden of it, when this is its last quarter.

    Args:
        earlier: the other quarters of the same year as they were frozen, by name, with what was hidden of each.
        also: places to hide for another reason; year_also: of the year.
    """
    ends_year = base.adds_up and len(earlier) == 3
    tables = {"": table} | ({name: one for name, (one, _hidden) in earlier.items()} if ends_year else {})
    hidden: set[Cell] = {("", place) for place in of_few_staff(table) | set(also)}
    kept: set[Cell] = set()
    year = add_up(list(tables.values())) if ends_year else None
    if ends_year:
        for name, (one, masked) in earlier.items():
            hidden |= {(name, place) for place in masked}
            kept |= {(name, place) for place in one.counts if place not in masked}
    if year:
        tables["year"] = year
        hidden |= {("year", place) for place in of_few_staff(year) | set(year_also)}
    cells = {(name, place): count for name, one in tables.items() for place, count in one.counts.items()}
    totals = _totals(base, tables)
    found = safe_cells(cells, totals, also=hidden, kept=kept)
    masked_now = {place for name, place in found if name == ""}
    if year is None:
        return masked_now, None
    return masked_now, (year, {place for name, place in found if name == "year"})


def _totals(base: Base, tables: Mapping[str, Table]) -> list[Total[Cell]]:
    totals: list[Total[Cell]] = [
        ((name, whole), tuple((name, part) for part in parts))
        for name, one in tables.items()
        for whole, parts in sums_within(base, one.counts)
    ]
    if "year" in tables:
        quarters = [name for name in tables if name != "year"]
        for place in tables["year"].counts:
            there = tuple((name, place) for name in quarters if place in tables[name].counts)
            totals.append((("year", place), there))
    return totals


def safe_cells(
    cells: Mapping[Any, int], totals: Sequence[Total[Any]], *, also: Collection[Any] = (), kept: Collection[Any] = ()
) -> set[Any]:
    """Return the cells to hide so that no hidden one can be told within WIDTH. As `kit.small_cells.hidden_cells`."""
    fixed = set(kept)
    hidden = hidden_cells(cells, totals, also=also, kept=fixed)
    while (narrow := first_narrow(cells, totals, hidden, WIDTH)) is not None:
        beside = [
            key for whole, parts in totals if narrow in (whole, *parts) for key in (whole, *parts) if key not in hidden
        ]
        anywhere = [key for key in cells if key not in hidden]
        for some in (beside, anywhere):
            free = [key for key in some if key not in fixed]
            if free:
                more = min(free, key=lambda key: cells[key])
                break
        else:
            return hidden  # nothing new can be told by what was already shown
        hidden = hidden_cells(cells, totals, also=hidden | {more}, kept=fixed)
    return hidden


def first_narrow(cells: Mapping[Any, int], totals: Sequence[Total[Any]], hidden: Collection[Any], width: float) -> Any:
    """Return a hidden cell that a reader can tell within a width; None when there is none.

    Every table that a bound is found with is a table that could be, so it widens the range of all cells at once.
    """
    columns = [key for key in cells if key in hidden]
    if not columns or len(columns) == len(cells):
        return None
    matrix, right = _equations(cells, totals, columns)
    truth = np.array([cells[key] for key in columns], dtype=np.float64)
    low, high = truth.copy(), truth.copy()
    drawn = np.random.default_rng(len(columns)).normal(size=(TRIES, len(columns)))
    for aim in drawn:
        low, high = _widened(aim, matrix, right, low, high)
    for at, key in enumerate(columns):
        for sign in (1.0, -1.0):
            if high[at] - low[at] >= width:
                break
            aim = np.zeros(len(columns))
            aim[at] = sign
            low, high = _widened(aim, matrix, right, low, high)
        if high[at] - low[at] < width - 1e-6:
            return key
    return None


def _widened(
    aim: np.ndarray, matrix: sp.csr_array | None, right: np.ndarray | None, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ranges widened by the table that is best for an aim."""
    found = linprog(aim, A_eq=matrix, b_eq=right, bounds=(0, MOST), method="highs")
    if found.x is None:
        raise ArithmeticError(f"no bounds: {found.message}")
    return np.minimum(low, found.x), np.maximum(high, found.x)


def _equations(
    cells: Mapping[Any, int], totals: Sequence[Total[Any]], columns: Sequence[Any]
) -> tuple[sp.csr_array | None, np.ndarray | None]:
    """Return the sums in the hidden cells: those of each, and what the shown cells leave for them."""
    place = {key: number for number, key in enumerate(columns)}
    rows, right = [], []
    for whole, parts in totals:
        members = [(whole, -1.0), *((part, 1.0) for part in parts)]
        unknown = [(place[key], sign) for key, sign in members if key in place]
        if unknown:
            rows.append(unknown)
            right.append(-sum(sign * cells[key] for key, sign in members if key not in place))
    if not rows:
        return None, None
    data = [(sign, number, column) for number, row in enumerate(rows) for column, sign in row]
    values, lines, at = zip(*data, strict=True)
    return sp.csr_array((values, (lines, at)), shape=(len(rows), len(columns))), np.array(right)
