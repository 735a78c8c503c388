"""What a reader can work out of everything that is shown: an attacker with all sums, against random tables."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from wending.accounts.rules.counted import CountedPerson
from wending.effect.rules import suppression
from wending.effect.rules.frozen import (
    ALL,
    Place,
    Table,
    add_up,
    count_people,
    of_few_organisations,
    of_few_staff,
    places_of,
)
from wending.effect.rules.indicators import BASES, Base
from wending.effect.rules.suppression import hidden_of_quarter
from wending.kit import small_cells

BASE = BASES["ended-3"]
GROUPS = {"approach": ("one", "two", "three"), "language": ("nl", "other")}
SHARES = [share.indicator.key for share in BASE.shares]
Cell = tuple[str, Place]


def people_of(rows: Sequence[tuple[int, int, int, int]]) -> list[CountedPerson]:
    """Return so many people of each kind: number, line, language, and one of 27 ways to answer three questions."""
    found = []
    for number, approach, language, way in rows:
        values = [(True, False, None)[way // 3**at % 3] for at in range(3)]
        found += [
            CountedPerson(
                token=f"{len(found)}-{at}",
                base=BASE.key,
                groups={"approach": GROUPS["approach"][approach], "language": GROUPS["language"][language]},
                answers=dict(zip(SHARES, values, strict=True)),
                staff=str(at % 4),
            )
            for at in range(number)
        ]
    return found


KINDS_OF_PEOPLE = st.tuples(st.integers(1, 40), st.integers(0, 2), st.integers(0, 1), st.integers(0, 26))
QUARTERS = st.lists(st.lists(KINDS_OF_PEOPLE, max_size=9), min_size=4, max_size=4)


def publish(quarters: Sequence[Table]) -> tuple[dict[str, Table], set[Cell]]:
    """Return all tables of a year as they are frozen one after the other, and what stays hidden."""
    earlier: dict[str, tuple[Table, set[Place]]] = {}
    tables: dict[str, Table] = {}
    hidden: set[Cell] = set()
    for number, table in enumerate(quarters, start=1):
        masked, year = hidden_of_quarter(BASE, table, earlier)
        name = f"2026-{number}"
        earlier[name], tables[name] = (table, masked), table
        hidden |= {(name, place) for place in masked}
        if year:
            tables["2026"] = year[0]
            hidden |= {("2026", place) for place in year[1]}
    return tables, hidden


def sums(base: Base, tables: Mapping[str, Table]) -> list[tuple[Cell, list[Cell]]]:
    """Return what a reader knows of how the tables hang together: written apart from the product's own list."""
    found: list[tuple[Cell, list[Cell]]] = []
    for name, table in tables.items():
        for dimension, group, part in table.counts:
            if part == ALL:
                for share in SHARES:
                    found.append(
                        ((name, (dimension, group, ALL)), [(name, (dimension, group, f"{share}:{v}")) for v in ("yes", "no", "unknown")])
                    )
            if not dimension:
                for other, groups in GROUPS.items():
                    found.append(((name, ("", "", part)), [(name, (other, one, part)) for one in groups]))
            if "2026" in tables and name == "2026":
                place = (dimension, group, part)
                found.append((("2026", place), [(one, place) for one in tables if one != "2026"]))
    return found


def tightest(tables: Mapping[str, Table], hidden: set[Cell], most: int = 100_000) -> dict[Cell, tuple[int, int]]:
    """Return the least and most that each hidden count can be, in whole people, given all that is shown."""
    cells = {(name, place): count for name, table in tables.items() for place, count in table.counts.items()}
    columns = {cell: at for at, cell in enumerate(sorted(hidden))}
    rows, right = [], []
    for whole, parts in sums(BASE, tables):
        row, known = np.zeros(len(columns)), 0
        for cell, sign in ((whole, -1), *((part, 1) for part in parts)):
            if cell in columns:
                row[columns[cell]] += sign
            else:
                known += sign * cells[cell]
        if row.any():
            rows.append(row)
            right.append(-known)
    found = {}
    limits = LinearConstraint(np.array(rows), right, right) if rows else None
    for cell, at in columns.items():
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(columns))
            aim[at] = sign
            answer = milp(aim, constraints=limits, bounds=Bounds(0, most), integrality=np.ones(len(columns)))
            assert answer.success, answer.message
            ends.append(round(float(answer.x[at])))
        found[cell] = (ends[0], ends[1])
    return found


def told(tables: Mapping[str, Table], hidden: set[Cell]) -> list[Cell]:
    """Return the hidden counts that a reader can tell exactly."""
    return [cell for cell, (low, high) in tightest(tables, hidden).items() if high <= low]


def table_of(rows: Sequence[tuple[int, int, int, int]]) -> Table:
    """Return the counted table of people."""
    return count_people(BASE, people_of(rows), GROUPS)


@settings(max_examples=6, deadline=None)
@given(QUARTERS)
def test_no_hidden_count_follows_from_a_year_of_tables_and_its_total(quarters: list) -> None:
    tables, hidden = publish([table_of(rows) for rows in quarters])
    for name, table in tables.items():
        for place, count in table.counts.items():
            assert count >= small_cells.SMALLEST or (name, place) in hidden
    assert told(tables, hidden) == []
