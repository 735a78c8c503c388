"""Pure rules of the profession: small cells, batches of anonymous answers, reminders, points, waits."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.guidance.rules import feedback_batches as batches
from wending.guidance.rules import profession, waits
from wending.kit.small_cells import hidden_cells


def table(rows: list[list[int]]) -> tuple[dict[tuple[int, int], int], list]:
    """Return a table with its totals (row or column -1) as cells and sums."""
    height, width = len(rows), len(rows[0])
    cells = {(row, column): rows[row][column] for row in range(height) for column in range(width)}
    cells |= {(row, -1): sum(rows[row]) for row in range(height)}
    cells |= {(-1, column): sum(row[column] for row in rows) for column in range(width)}
    cells[-1, -1] = sum(map(sum, rows))
    totals = [((row, -1), tuple((row, column) for column in range(width))) for row in range(height)]
    totals += [((-1, column), tuple((row, column) for row in range(height))) for column in range(width)]
    totals.append(((-1, -1), tuple((row, -1) for row in range(height))))
    totals.append(((-1, -1), tuple((-1, column) for column in range(width))))
    return cells, totals


def possible_values(cells: dict, totals: list, hidden: set, ceiling: int) -> dict:
    """Return by brute force each value that a hidden cell may have for somebody who sees the rest: the slow twin."""
    wholes = {whole for whole, _parts in totals}
    free = [key for key in sorted(cells, key=str) if key in hidden and key not in wholes]
    seen: dict = {key: set() for key in hidden}
    for guess in product(range(ceiling + 1), repeat=len(free)):
        tried = {**cells, **dict(zip(free, guess, strict=True))}
        for whole, parts in reversed(totals[:-2]):
            if whole in hidden:
                tried[whole] = sum(tried[part] for part in parts)
        if (-1, -1) in hidden:
            tried[-1, -1] = sum(tried[key] for key in totals[-1][1])
        if all(tried[whole] == sum(tried[part] for part in parts) for whole, parts in totals):
            for key in hidden:
                seen[key].add(tried[key])
    return seen


def test_hidden_cells_hides_a_second_cell_beside_a_small_one() -> None:
    cells = {"a": 4, "b": 12, "c": 30, "all": 46}
    assert hidden_cells(cells, [("all", ("a", "b", "c"))]) == {"a", "b"}


def test_hidden_cells_hides_more_where_the_hidden_together_are_few() -> None:
    cells = {"a": 2, "b": 3, "c": 30, "all": 35}
    assert hidden_cells(cells, [("all", ("a", "b", "c"))]) == {"a", "b", "c"}


def test_hidden_cells_shows_all_of_a_table_without_small_cells() -> None:
    cells, totals = table([[10, 20], [30, 40]])
    assert hidden_cells(cells, totals) == set()


def test_hidden_cells_completes_a_rectangle() -> None:
    cells, totals = table([[3, 20, 50], [30, 40, 60], [70, 80, 90]])
    assert hidden_cells(cells, totals) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def certain(cells: dict, totals: list, hidden: set) -> set:
    """Return the hidden cells that the sums fix, by the null space of the sums: another way than Gauss-Jordan."""
    keys = sorted(hidden, key=str)
    rows = [[(key in parts) - (key == whole) for key in keys] for whole, parts in totals]
    _left, sizes, right = np.linalg.svd(np.array(rows, dtype=float))
    free = right[int((sizes > 1e-9).sum()) :]
    return {key for place, key in enumerate(keys) if not np.abs(free[:, place]).max(initial=0) > 1e-9}


def test_hidden_cells_sees_a_cell_that_only_several_sums_together_give_away() -> None:
    rows = [[6, 6, 6, 20], [6, 6, 20, 20], [20, 20, 6, 6], [20, 20, 6, 6]]
    cells, totals = table(rows)
    small = {key for key, count in cells.items() if count < 10}
    # Each row and column with hidden cells has two of them, and yet the sums of two rows and two columns tell one.
    assert certain(cells, totals, small) == {(0, 2)}
    hidden = hidden_cells(cells, totals)
    assert small < hidden
    assert certain(cells, totals, hidden) == set()


@given(st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=2, max_size=5))
def test_no_hidden_cell_follows_from_the_shown_ones(rows: list[list[int]]) -> None:
    cells, totals = table(rows)
    hidden = hidden_cells(cells, totals)
    assert not hidden or certain(cells, totals, hidden) == set()


def test_hidden_cells_refuses_a_wrong_sum() -> None:
    with pytest.raises(ValueError, match="'all'"):
        hidden_cells({"a": 20, "b": 20, "all": 41}, [("all", ("a", "b"))])


@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=3))
@settings(max_examples=25)
def test_no_hidden_cell_is_certain_for_who_sees_the_rest(rows: list[list[int]]) -> None:
    cells, totals = table(rows)
    hidden = hidden_cells(cells, totals, smallest=3)
    assert {key for key, count in cells.items() if count < 3} <= hidden
    if len([key for key in hidden if -1 not in key]) <= 4:
        possible = possible_values(cells, totals, hidden, ceiling=9)
        assert all(len(values) > 1 for values in possible.values())


@given(st.lists(st.integers(0, 40), min_size=1, max_size=9))
def test_hidden_parts_of_a_shown_sum_are_never_together_a_small_count(counts: list[int]) -> None:
    cells: dict[object, int] = dict(enumerate(counts))
    cells["all"] = sum(counts)
    hidden = hidden_cells(cells, [("all", tuple(range(len(counts))))])
    masked = [counts[key] for key in hidden if isinstance(key, int)]
    assert "all" in hidden or not masked or (len(masked) > 1 and sum(masked) >= 10)


ANSWERS = st.dictionaries(st.sampled_from(batches.SCALED), st.sampled_from(batches.SCALE))


@given(st.lists(ANSWERS, max_size=120))
def test_no_two_views_differ_by_fewer_than_ten_answers_to_any_question(arriving: list[dict[str, int]]) -> None:
    """Everything a professional can see over time, answers arriving one by one: the guard against differencing."""
    shown: list[dict[str, int]] = []
    waiting: list[dict[str, int]] = []
    views = [dict.fromkeys(batches.SCALED, 0)]
    for answer in arriving:
        waiting.append(answer)
        if batches.is_full(waiting):
            shown, waiting = shown + waiting, []
        views.append({question: sum(question in one for one in shown) for question in batches.SCALED})
    for early, late in ((one, two) for place, one in enumerate(views) for two in views[place + 1 :]):
        for question in batches.SCALED:
            assert late[question] == early[question] or late[question] - early[question] >= 10


def test_is_full_counts_each_question_apart() -> None:
    whole = dict.fromkeys(batches.SCALED, 3)
    assert batches.is_full([whole] * 10)
    assert not batches.is_full([whole] * 9)
    assert not batches.is_full([whole] * 9 + [{"helped": 2}])


def test_centre_may_grow_only_by_several_professionals() -> None:
    assert not batches.centre_may_grow(["a", "a", "b", "b"])
    assert batches.centre_may_grow(["a", "b", "c"])


def test_mean_of_gives_the_interval_of_student() -> None:
    found = batches.mean_of([1, 2, 3, 4, 2, 3, 3, 2, 4, 3])
    # By hand: mean 2.7, s 0.9487, t(9) 2.2622, half 0.6786.
    assert found is not None
    assert (found.mean, found.n) == (2.7, 10)
    assert found.low == pytest.approx(2.0214, abs=1e-3)
    assert found.high == pytest.approx(3.3786, abs=1e-3)


@given(st.lists(st.sampled_from(batches.SCALE), max_size=40))
def test_mean_of_stays_on_the_scale_and_says_nothing_of_fewer_than_ten(values: list[int]) -> None:
    found = batches.mean_of(values)
    if len(values) < 10:
        assert found is None
    else:
        assert found is not None
        assert 1 <= found.low <= found.mean <= found.high <= 4
        assert found.mean == pytest.approx(mean(values))


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 2, 27), None),
        (date(2026, 2, 28), 6),
        (date(2026, 5, 30), 6),
        (date(2026, 5, 31), 3),
        (date(2026, 7, 31), 1),
        (date(2026, 8, 31), 1),
        (date(2026, 9, 1), None),
    ],
)
def test_reminder_due_keeps_to_the_end_of_a_short_month(today: date, due: int | None) -> None:
    assert profession.reminder_due(date(2026, 8, 31), today) == due


def test_add_up_keeps_unknown_points_apart_from_none() -> None:
    lines = [
        profession.Entry(date(2026, 1, 1), Decimal("2.5"), Decimal(4), "education", ""),
        profession.Entry(date(2026, 2, 1), Decimal(1), None, "", ""),
        profession.Entry(date(2027, 1, 1), Decimal(9), Decimal(9), "", ""),
    ]
    found = profession.add_up(profession.within(lines, date(2026, 1, 1), date(2026, 12, 31)))
    assert (found.lines, found.hours, found.points, found.with_points) == (2, Decimal("3.5"), Decimal(4), 1)


def test_wait_of_is_the_nearest_rank() -> None:
    assert waits.wait_of(list(range(9))) is None
    assert waits.wait_of([10, 1, 2, 3, 4, 5, 6, 7, 8, 9]) == waits.Wait(5, 8, 10)


@given(st.integers(2000, 2080), st.integers(1, 4))
def test_weeks_of_quarters_cover_time_once(year: int, number: int) -> None:
    quarter = waits.Quarter(year, number)
    weeks = quarter.weeks
    assert {waits.quarter_of(monday + timedelta(days=add)) for monday in weeks for add in range(7)} == {quarter}
    assert quarter.after.weeks[0] - weeks[-1] == timedelta(days=7)
    assert quarter.after.before == quarter
    assert {waits.month_of(monday) for monday in weeks} == set(quarter.months)
    assert len(weeks) in {12, 13, 14}


def test_read_quarter_takes_only_quarters() -> None:
    assert waits.read_quarter("2026-3") == waits.Quarter(2026, 3)
    assert waits.read_quarter("2026-5") is None
    assert waits.read_quarter("x") is None
