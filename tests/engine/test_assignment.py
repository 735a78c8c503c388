"""Assignments beside brute force, and the laws they must keep."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import assignment_twin as twin
from wending.engine.assignment import UNPLACED, Market, blocking_pairs, compare, optimal, stable, total_fit

SLOW = settings(max_examples=60, deadline=None)


def market(wants, meets=None, allowed=None, capacities=None, draw="") -> Market:  # type: ignore[no-untyped-def]
    wants = np.array(wants, dtype=float)
    n, m = wants.shape
    return Market(
        tuple(f"p{k}" for k in range(n)),
        tuple(f"o{k}" for k in range(m)),
        wants,
        wants if meets is None else np.array(meets, dtype=float),
        np.ones((n, m), dtype=bool) if allowed is None else np.array(allowed, dtype=bool),
        np.ones(m, dtype=np.int64) if capacities is None else np.array(capacities, dtype=np.int64),
        draw,
    )


@st.composite
def markets(draw: st.DrawFn, most_people: int = 4, most_openings: int = 3) -> Market:
    """Return a small market; few different values, so that ties are common."""
    n, m = draw(st.integers(1, most_people)), draw(st.integers(1, most_openings))
    values = st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.5001, 0.9, 1.0]), min_size=n * m, max_size=n * m)
    flags = st.lists(st.booleans(), min_size=n * m, max_size=n * m)
    return market(
        np.reshape(draw(values), (n, m)),
        np.reshape(draw(values), (n, m)),
        np.reshape(draw(flags), (n, m)),
        draw(st.lists(st.integers(0, 2), min_size=m, max_size=m)),
        draw(st.sampled_from(["", "a", "b"])),
    )


def test_stable_and_optimal_of_a_known_case() -> None:
    # Both want opening 0, which wants person 0; the sum is higher when person 0 gives way.
    case = market([[0.9, 0.8], [0.8, 0.0]])
    assert stable(case).tolist() == [0, 1]
    assert optimal(case).tolist() == [1, 0]
    told = compare(case, stable(case), optimal(case))
    assert (told.stable_total, told.optimal_total) == (pytest.approx(0.9), pytest.approx(1.6))
    assert (told.stable_blocking, told.optimal_blocking, told.differ) == (0, 1, (0, 1))


@SLOW
@given(markets())
def test_stable_is_the_best_stable_assignment_of_brute_force(case: Market) -> None:
    assert tuple(stable(case)) == twin.best_stable(case)


@SLOW
@given(markets())
def test_optimal_total_is_that_of_brute_force_and_never_below_stable(case: Market) -> None:
    found = optimal(case)
    assert tuple(found) in set(twin.all_assignments(case))
    best = max(twin.total(case, one) for one in twin.all_assignments(case))
    assert total_fit(case, found) == pytest.approx(best, abs=1e-5)
    assert total_fit(case, found) >= total_fit(case, stable(case)) - 1e-5


@SLOW
@given(markets(), st.data())
def test_blocking_pairs_are_those_of_a_look_at_each_pair(case: Market, data: st.DataObject) -> None:
    found = data.draw(st.sampled_from(sorted(twin.all_assignments(case))))
    assert bool(blocking_pairs(case, np.array(found))) == twin.blocks(case, found)


@SLOW
@given(markets(8, 6))
def test_stable_has_no_blocking_pair(case: Market) -> None:
    assert blocking_pairs(case, stable(case)) == []


@SLOW
@given(markets(8, 6), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(case: Market, random) -> None:  # type: ignore[no-untyped-def]
    rows, columns = list(range(len(case.people))), list(range(len(case.openings)))
    random.shuffle(rows)
    random.shuffle(columns)
    other = Market(
        tuple(case.people[k] for k in rows),
        tuple(case.openings[k] for k in columns),
        case.wants[np.ix_(rows, columns)],
        case.meets[np.ix_(rows, columns)],
        case.allowed[np.ix_(rows, columns)],
        case.capacities[columns],
        case.draw,
    )
    for find in (stable, optimal):
        assert named(case, find(case)) == named(other, find(other))


@SLOW
@given(markets(8, 6), st.data())
def test_when_one_leaves_nobody_else_is_worse_off_in_the_stable_one(case: Market, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(case.people))
    left = case.without({gone}, {})
    # The lot is drawn anew among who is left, in the same order: ties stay settled as they were.
    before, after = named(case, stable(case)), named(left, stable(left))
    wishes = case.person_order()
    for person, opening in after.items():
        row = case.people.index(person)
        worth = [
            -1.0 if found is None else wishes[row, case.openings.index(found)] for found in (before[person], opening)
        ]
        assert worth[1] >= worth[0]


@SLOW
@given(markets(8, 6), st.data())
def test_forbidden_pairs_and_full_openings_are_never_proposed(case: Market, data: st.DataObject) -> None:
    for found in (stable(case), optimal(case)):
        for row, opening in enumerate(found):
            assert opening == UNPLACED or case.allowed[row, opening]
        assert all((found == opening).sum() <= case.capacities[opening] for opening in range(len(case.openings)))


def test_who_said_yes_keeps_the_place_also_when_gone_from_the_rows() -> None:
    case = market([[0.9, 0.1], [0.8, 0.7], [0.7, 0.6]])
    left = case.without({"p2"}, {"p0": "o0"})
    assert left.people == ("p1",)
    assert left.capacities.tolist() == [0, 1]
    assert named(left, stable(left)) == {"p1": "o1"}


def test_lot_settles_a_tie_the_same_way_each_time_and_differently_by_draw() -> None:
    case = market(np.full((6, 1), 0.5))
    winners = {int(np.flatnonzero(stable(replace(case, draw=str(k))) == 0)[0]) for k in range(40)}
    assert len(winners) == 6
    assert stable(case).tolist() == stable(case).tolist()


def test_everything_forbidden_leaves_everybody_without_proposal() -> None:
    case = market([[0.9, 0.8]], allowed=[[False, False]])
    assert stable(case).tolist() == optimal(case).tolist() == [UNPLACED]
    assert optimal(market(np.zeros((0, 2)))).tolist() == []


@pytest.mark.parametrize(
    "broken",
    [
        {"wants": np.array([[2.0]])},
        {"meets": np.array([[np.nan]])},
        {"capacities": np.array([-1])},
        {"allowed": np.ones((2, 1), dtype=bool)},
    ],
)
def test_market_that_makes_no_sense_is_refused(broken: dict[str, np.ndarray]) -> None:
    with pytest.raises(ValueError, match=r"values|capacity"):
        replace(market([[0.5]]), **broken)


def named(case: Market, found: np.ndarray) -> dict[str, str | None]:
    return {
        person: None if opening == UNPLACED else case.openings[opening]
        for person, opening in zip(case.people, found, strict=True)
    }
