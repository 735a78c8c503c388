"""What a reader can work out of everything that is shown: an attacker with all sums, against random tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
# A year of the whole base is a large program: one question and one split ask the same of it.
SMALL = replace(BASE, shares=BASE.shares[:1], dimensions=("approach",))
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


def publish(base: Base, quarters: Sequence[Table]) -> tuple[dict[str, Table], set[Cell]]:
    """Return all tables of a year as they are frozen one after the other, and what stays hidden."""
    earlier: dict[str, tuple[Table, set[Place]]] = {}
    tables: dict[str, Table] = {}
    hidden: set[Cell] = set()
    for number, table in enumerate(quarters, start=1):
        masked, year = hidden_of_quarter(base, table, earlier)
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
    shares = [share.indicator.key for share in base.shares]
    for name, table in tables.items():
        for dimension, group, part in table.counts:
            answers = [(dimension, group, f"{share}:{value}") for share in shares for value in ("yes", "no", "unknown")]
            if part == ALL:
                for at in range(0, len(answers), 3):
                    found.append(((name, (dimension, group, ALL)), [(name, place) for place in answers[at : at + 3]]))
            if not dimension:
                for other in base.dimensions:
                    members = [(name, (other, one, part)) for one in GROUPS[other]]
                    found.append(((name, ("", "", part)), members))
            if name == "2026":
                place = (dimension, group, part)
                found.append((("2026", place), [(one, place) for one in tables if one != "2026"]))
    return [(whole, [cell for cell in parts if cell[1] in tables[cell[0]].counts]) for whole, parts in found]


def tightest(base: Base, tables: Mapping[str, Table], hidden: set[Cell]) -> dict[Cell, tuple[int, int]]:
    """Return the least and most that each hidden count can be, in whole people, given all that is shown."""
    cells = {(name, place): count for name, table in tables.items() for place, count in table.counts.items()}
    columns = {cell: at for at, cell in enumerate(sorted(hidden))}
    rows, right = [], []
    for whole, parts in sums(base, tables):
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
            answer = milp(aim, constraints=limits, bounds=Bounds(0, 100_000), integrality=np.ones(len(columns)))
            assert answer.success, answer.message
            ends.append(round(float(answer.x[at])))
        found[cell] = (ends[0], ends[1])
    return found


def told(base: Base, tables: Mapping[str, Table], hidden: set[Cell]) -> list[Cell]:
    """Return the hidden counts that a reader can tell exactly."""
    return [cell for cell, (low, high) in tightest(base, tables, hidden).items() if high <= low]


def table_of(base: Base, rows: Sequence[tuple[int, int, int, int]]) -> Table:
    """Return the counted table of people."""
    return count_people(base, people_of(rows), GROUPS)


@settings(max_examples=5, deadline=None)
@given(st.lists(KINDS_OF_PEOPLE, min_size=2, max_size=9))
def test_no_hidden_count_follows_from_all_splits_of_a_quarter(rows: list[tuple[int, int, int, int]]) -> None:
    tables, hidden = publish(BASE, [table_of(BASE, rows)])
    shown = [(name, place) for name, one in tables.items() for place in one.counts if (name, place) not in hidden]
    assert all(tables[name].counts[place] >= small_cells.SMALLEST for name, place in shown)
    assert told(BASE, tables, hidden) == []


@settings(max_examples=4, deadline=None)
@given(QUARTERS)
def test_no_hidden_count_follows_from_four_quarters_and_their_year(
    quarters: list[list[tuple[int, int, int, int]]],
) -> None:
    tables, hidden = publish(SMALL, [table_of(SMALL, rows) for rows in quarters])
    assert "2026" in tables
    assert told(SMALL, tables, hidden) == []


# Two lines of which one has three people who found work: everybody together would give them away.
TELLING = [(30, 0, 0, 0), (30, 0, 0, 1), (30, 0, 0, 2), (3, 1, 0, 0), (30, 1, 0, 1), (30, 1, 0, 2)]


def test_without_second_hiding_the_attack_finds_a_hidden_count(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of(SMALL, TELLING)
    tables, hidden = publish(SMALL, [table])
    assert told(SMALL, tables, hidden) == []
    monkeypatch.setattr(
        suppression, "safe_cells", lambda cells, totals, **_more: {key for key, count in cells.items() if count < 10}
    )
    tables, hidden = publish(SMALL, [table])
    assert ("2026-1", ("approach", "two", "satisfied:yes")) in told(SMALL, tables, hidden)


def test_a_year_does_not_give_away_a_quarter_that_was_hidden() -> None:
    """Three quarters are shown and one hides six people: the year, or something of the last quarter, must go."""
    many, few = [(30, 0, 0, 0), (30, 0, 0, 1), (30, 0, 0, 2)], [(6, 0, 0, 0), (30, 0, 0, 1), (30, 0, 0, 2)]
    tables, hidden = publish(SMALL, [table_of(SMALL, rows) for rows in (few, many, many, many)])
    place = ("", "", "satisfied:yes")
    assert ("2026-1", place) in hidden
    assert ("2026-2", place) not in hidden
    assert {("2026", place), ("2026-4", place)} & hidden
    assert told(SMALL, tables, hidden) == []


def test_the_audit_hides_more_where_a_count_can_be_told_within_a_few() -> None:
    """Not exactly told, but within two: all but one of 42 leaves two people in the other two."""
    cells = {"all": 42, "a": 40, "b": 1, "c": 1}
    totals = [("all", ("a", "b", "c"))]
    hidden = {"b", "c"}
    assert suppression.first_narrow(cells, totals, hidden, suppression.WIDTH) in hidden
    assert suppression.safe_cells(cells, totals) == {"a", "b", "c"}


def test_a_group_of_two_professionals_stays_hidden_however_large() -> None:
    one = [
        CountedPerson(str(at), BASE.key, {"approach": "one", "language": "nl"}, staff=str(at % 2)) for at in range(80)
    ]
    table = count_people(BASE, one, GROUPS)
    assert of_few_staff(table) == set(table.counts)
    hidden, _year = hidden_of_quarter(BASE, table, {})
    assert hidden == set(table.counts)
    three = [replace(person, staff=str(at % 3)) for at, person in enumerate(one)]
    assert not {place for place in of_few_staff(count_people(BASE, three, GROUPS)) if place[1] in {"", "one", "nl"}}


def test_together_tells_no_organisation_about_another() -> None:
    def of(*parts: int) -> bool:
        tables = [Table({("", "", ALL): part}) for part in parts]
        return of_few_organisations(tables) == set()

    assert of(40, 30, 30)
    assert not of(400, 300), "two: each takes its own off"
    assert not of(400, 0, 300), "nobody at a third is no third"
    assert not of(500, 450, 20), "two are nearly all of it"
    assert not of(30, 5, 4), "without the largest nine are left"


def test_somebody_counts_once_and_unknown_is_never_no() -> None:
    twice = CountedPerson("a", SMALL.key, {"approach": "one"}, {"satisfied": None})
    table = count_people(SMALL, [twice, replace(twice, answers={"satisfied": False})], GROUPS)
    assert table.counts["", "", ALL] == 1
    assert table.counts["", "", "satisfied:unknown"] == 1
    assert table.counts["", "", "satisfied:no"] == 0
    assert table.counts["approach", "two", ALL] == 0


def test_a_mean_of_few_or_of_two_is_not_told() -> None:
    counts = {("", "", ALL): 10}
    assert Table(counts, days=(10, 50, 12)).mean_days == 5
    assert Table(counts, days=(9, 50, 12)).mean_days is None
    assert Table(counts, days=(10, 50, 45)).mean_days is None


def test_places_of_a_year_are_those_of_its_quarters() -> None:
    quarters = [table_of(SMALL, [(12, at % 2, 0, 0)]) for at in range(4)]
    year = add_up(quarters)
    assert year.counts["approach", "one", ALL] == year.counts["approach", "two", ALL] == 24
    assert year.counts["", "", ALL] == 48
    assert set(year.counts) == set(places_of(SMALL, GROUPS))
