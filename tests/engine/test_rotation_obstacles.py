"""What makes a rotation impossible: planted causes are found by name, and every set found is irreducible."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.engine.rotation_twin import answered
from wending.engine.rotation import (
    Answers,
    Code,
    Demand,
    Person,
    Place,
    Task,
    Team,
    can_be_met,
    obstacles,
    propose,
)
from wending.engine.rotation.obstacles import Obstacle

laws = settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
DAYS = (16.0, 16.0)


def belt(week: int = 0) -> Demand:
    return Demand(Code.COVERAGE, task="belt", week=week)


def team(*people: Person, task: Task | None = None) -> Team:
    tasks = (task or Task("belt", DAYS), Task("desk", (8.0, 8.0)))
    return Team((*people, Person("zoe", DAYS), Person("yan", DAYS)), tasks, 2)


def is_irreducible(team: Team, answers: Answers, obstacle: Obstacle) -> bool:
    parts = [[other for other in obstacle if other != demand] for demand in obstacle]
    return not can_be_met(team, answers, obstacle) and all(can_be_met(team, answers, part) for part in parts)


@laws
@given(answered())
def test_obstacles_are_irreducible_and_there_when_something_is_short(case: tuple[Team, Answers]) -> None:
    team, answers = case
    found = obstacles(team, answers)
    proposal = propose(team, answers)
    assert bool(found) == (not proposal.is_possible or bool(proposal.short))
    assert all(is_irreducible(team, answers, obstacle) for obstacle in found)
    for number, obstacle in enumerate(found):
        coverage = {demand for demand in obstacle if demand.code is Code.COVERAGE}
        assert not coverage & {demand for other in found[:number] for demand in other}


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (Task("belt", DAYS, skills={"s": 2}), Code.SKILL),
        (Task("belt", DAYS, authorisations=frozenset({"x"})), Code.AUTHORISATION),
    ],
)
def test_obstacles_names_the_task_that_nobody_can_do(task: Task, code: Code) -> None:
    # Whoever works without the skill may then learn at most, and learning covers nothing.
    expected = {tuple(sorted([belt(week), Demand(code, task="belt")])) for week in (0, 1)}
    assert set(obstacles(team(task=task))) == expected


def test_obstacles_names_hours_when_there_is_too_much_work() -> None:
    found = obstacles(Team((Person("ann", (12.0,)),), (Task("belt", (8.0,)), Task("desk", (8.0,))), 1))
    covered = (belt(), Demand(Code.COVERAGE, task="desk", week=0))
    assert found == [(*covered, Demand(Code.HOURS, week=0))]


def test_obstacles_names_load_and_monotony() -> None:
    heavy = Task("belt", (8.0, 8.0), physical=2)
    light = Team((Person("ann", DAYS, most_physical=8.0),), (heavy,), 2)
    assert set(obstacles(light)) == {(belt(week), Demand(Code.LOAD, person="ann")) for week in (0, 1)}
    dull = Task("belt", (8.0, 8.0), most_weeks=1)
    assert obstacles(Team((Person("ann", DAYS),), (dull,), 2)) == [
        (belt(0), belt(1), Demand(Code.MONOTONY, task="belt"))
    ]


def test_obstacles_names_the_answers_that_do_not_go_together() -> None:
    place = Place("zoe", "belt", 0)
    both = Answers(frozenset({place}), frozenset({place}))
    assert obstacles(team(), both) == [
        (Demand(Code.ACCEPTED, "zoe", "belt", 0), Demand(Code.DECLINED, "zoe", "belt", 0))
    ]


def test_obstacles_names_every_decline_that_is_needed() -> None:
    declined = Answers().decline(Place("zoe", "belt", 0), Place("yan", "belt", 0), Place("yan", "belt", 1))
    assert obstacles(team(), declined) == [
        (belt(), Demand(Code.DECLINED, "yan", "belt", 0), Demand(Code.DECLINED, "zoe", "belt", 0))
    ]


def test_obstacles_names_a_learner_without_buddy() -> None:
    task = Task("belt", (0.0, 8.0), skills={"s": 1}, is_learnable=True)
    alone = Team((Person("ann", DAYS), Person("bo", DAYS)), (task,), 2)
    found = obstacles(alone, Answers().accept(Place("ann", "belt", 1)))
    assert (Demand(Code.BUDDY, task="belt") in found[0]) == (Demand(Code.ACCEPTED, "ann", "belt", 1) in found[0])
    assert all(is_irreducible(alone, Answers().accept(Place("ann", "belt", 1)), one) for one in found)


def test_obstacles_is_empty_when_all_can_be_met() -> None:
    assert obstacles(team()) == []
