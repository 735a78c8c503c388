"""Jobs on the way and the handful that is told: against fit's own formulas in slow form, and known answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.fit_world import occupation, world
from wending.engine.fit import BOTH, Effort, FitIndex, OwnSkill, Profile
from wending.engine.fit.effort import effort
from wending.engine.fit.parts import coverage
from wending.engine.fit.scores import skill_strengths
from wending.engine.routes import Amount, Best, Income, Kind, Option, Route, goal_needs, moves, ready_enough, shortlist
from wending.engine.routes.moves import SMALL, covered, worker_strengths

SOME = settings(max_examples=25, deadline=None)


def a_person(index: FitIndex, seed: int) -> Profile:
    """Someone with four skills, each known for a different part."""
    chance = np.random.default_rng(seed)
    skills = chance.choice(len(index.skills_), 4, replace=False)
    return Profile(skills=tuple(OwnSkill(index.skills_[k], float(chance.integers(1, 5)) / 4) for k in skills))


def slow_ready(index: FitIndex, amounts: np.ndarray, number: int) -> float:
    """Return the share of the essential needs (of all, without these) that is covered, in a loop."""
    needed, shares, is_essential = index.needs_.of(number)
    rows = [k for k in range(len(needed)) if is_essential[k]] or list(range(len(needed)))
    whole = sum(shares[k] for k in rows)
    return sum(shares[k] * amounts[needed[k]] for k in rows) / whole if whole else 0.0


@SOME
@given(st.integers(0, 10_000))
def test_covered_is_the_coverage_of_fit(seed: int) -> None:
    index = FitIndex().fit(world(seed))
    strengths = skill_strengths(index, a_person(index, seed).skills)
    assert covered(index, strengths) == pytest.approx(coverage(index.credit_, strengths).amount)
    assert (covered(index, np.zeros_like(strengths)) == 0).all()


@SOME
@given(st.integers(0, 10_000))
def test_worker_strengths_are_those_of_a_worker_of_fit(seed: int) -> None:
    index = FitIndex().fit(world(seed))
    for number, uri in enumerate(index.occupations_):
        expected = skill_strengths(index, index.worker(uri).skills)
        assert worker_strengths(index, number) == pytest.approx(expected)


@SOME
@given(st.integers(0, 10_000), st.integers(0, 11))
def test_moves_are_the_small_steps_nearest_to_the_goal(seed: int, goal: int) -> None:
    index = FitIndex().fit(world(seed))
    person = a_person(index, seed)
    mine = coverage(index.credit_, skill_strengths(index, person.skills)).amount

    found = moves(index, occupation(goal), person, most=3)

    score = {uri: index.transition_[BOTH][k, goal] for k, uri in enumerate(index.occupations_)}
    possible: dict[str, bool] = {}
    for k, uri in enumerate(index.occupations_):
        theirs = coverage(index.credit_, skill_strengths(index, index.worker(uri).skills)).amount
        ready = slow_ready(index, np.maximum(mine, theirs), goal)
        level = index.level_low_[goal]
        step = effort(1 - min(1.0, ready), None, None if np.isnan(level) else float(level))
        if k != goal and not index.level_low_[k] > level and step in SMALL and ready > 0:
            start = slow_ready(index, mine, k)
            own = index.level_low_[k]
            can_start = effort(1 - min(1.0, start), None, None if np.isnan(own) else float(own)) in SMALL and start > 0
            possible[uri] = can_start
            if uri in found.jobs:
                assert found.between[uri, occupation(goal)].ready == pytest.approx(ready)
                assert found.from_person[uri].ready == pytest.approx(start)
                assert found.from_person[uri].is_small == can_start
    expected = sorted(possible, key=lambda uri: (not possible[uri], -score[uri], uri))[:3]
    assert list(found.jobs) == expected


@SOME
@given(st.integers(0, 10_000), st.integers(0, 11))
def test_goal_needs_add_up_to_readiness(seed: int, goal: int) -> None:
    index = FitIndex().fit(world(seed))
    person = a_person(index, seed)
    needs = goal_needs(index, occupation(goal), person)
    amounts = coverage(index.credit_, skill_strengths(index, person.skills)).amount
    assert needs.shares.sum() == pytest.approx(1.0)
    assert float(needs.shares @ needs.covered) == pytest.approx(slow_ready(index, amounts, goal))
    assert list(needs.shares) == sorted(needs.shares, reverse=True)


def test_moves_refuse_an_unknown_goal_and_keep_to_what_is_allowed() -> None:
    index = FitIndex().fit(world(3))
    with pytest.raises(KeyError):
        moves(index, "o:none", Profile())
    nothing = np.zeros(len(index.occupations_), dtype=bool)
    assert moves(index, occupation(1), Profile(), nothing).jobs == ()
    assert not nothing.any()


@pytest.mark.parametrize("level", [1.0, 2.0, 4.0, 6.0, 8.0, float("nan")])
def test_ready_enough_is_where_short_learning_begins(level: float) -> None:
    least = ready_enough(level)
    asked = None if np.isnan(level) else level
    assert effort(1 - least, None, asked) in SMALL
    if least > 0:
        assert effort(1 - least + 0.01, None, asked) is Effort.TRAINING


def a_route(months: Amount, cost: Amount, chance: float, steps: int = 1) -> Route:
    options = tuple(Option(f"{months}{n}", Kind.COURSE, 1, 1, Income.UNKNOWN) for n in range(steps))
    return Route(options, months, cost, 1.0, chance)


def test_shortlist_puts_the_most_balanced_first_and_labels_what_is_best() -> None:
    quick = a_route(Amount(0, 6), Amount(0, 900), 0.3, 3)
    cheap = a_route(Amount(0, 60), Amount(0, 0), 0.4, 2)
    sure = a_route(Amount(0, 48), Amount(0, 950), 1.0, 1)
    middle = a_route(Amount(0, 12), Amount(0, 100), 0.8, 2)
    unknown = a_route(Amount(1, 0), Amount(2, 0), 0.9, 2)

    listed = shortlist([quick, cheap, sure, middle, unknown], 4)

    assert [one.route for one in listed] == [middle, sure, quick, cheap]
    assert [one.best for one in listed] == [
        (Best.BALANCED,),
        (Best.LIKELIEST, Best.FEWEST),
        (Best.FASTEST,),
        (Best.CHEAPEST,),
    ]


def test_shortlist_calls_nothing_fastest_or_cheapest_that_is_unknown_or_the_same() -> None:
    unknown = [a_route(Amount(1, 0), Amount(1, 0), 0.5), a_route(Amount(1, 12), Amount(1, 0), 0.9)]
    labels = {best for one in shortlist(unknown, 5) for best in one.best}
    assert labels == {Best.BALANCED, Best.LIKELIEST}
    (only,) = shortlist(unknown[:1], 5)
    assert only.best == ()
    assert shortlist([], 5) == []
