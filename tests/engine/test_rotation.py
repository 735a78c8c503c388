"""Job rotation: the same optimum as trying everything, and laws for any team."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.engine.rotation_twin import answered, best, broken, teams, value
from wending.engine.rotation import (
    NO_ANSWERS,
    Answers,
    Person,
    Place,
    Step,
    Task,
    Team,
    Turn,
    Weights,
    Wish,
    propose,
    score,
    shortage,
)
from wending.engine.rotation.improve import improved
from wending.engine.rotation.improve import worth as worth_of
from wending.engine.rotation.model import elastic
from wending.engine.rotation.propose import gains_of
from wending.engine.rotation.terms import Proposal

OURS = Weights()
slow = settings(max_examples=150, deadline=None, suppress_health_check=[*HealthCheck])
laws = settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])


def worth(team: Team, proposal: Proposal) -> tuple[int, float]:
    return value(team, list(proposal.turns), OURS)


@slow
@given(answered())
def test_propose_is_as_good_as_trying_everything(case: tuple[Team, Answers]) -> None:
    team, answers = case
    expected = best(team, answers, OURS)
    found = propose(team, answers)
    assert found.is_possible == (expected is not None)
    if expected is None:
        assert found.turns == ()
        return
    covered, total = worth(team, found)
    assert covered == expected[0]
    assert total == pytest.approx(expected[1], abs=1e-5)
    assert found.score.total == pytest.approx(total)
    assert found.is_optimal


@laws
@given(teams(people=6, tasks=4, weeks=3, blocks=5))
def test_propose_keeps_to_every_rule_and_counts_what_is_short(team: Team) -> None:
    found = propose(team)
    assert broken(team, list(found.turns), NO_ANSWERS) == []
    needed = sum(team.need(task, week) for task in team.tasks for week in range(team.weeks))
    assert needed - sum(found.short.values()) == worth(team, found)[0]
    assert found.least_short == sum(found.short.values())
    assert found.bound >= found.score.total


@laws
@given(teams(people=5, tasks=3, weeks=2, blocks=4))
def test_propose_does_not_depend_on_the_order_given(team: Team) -> None:
    people, tasks = list(team.people), list(team.tasks)
    random.Random(1).shuffle(people)
    random.Random(2).shuffle(tasks)
    assert propose(replace(team, people=tuple(people), tasks=tuple(tasks))) == propose(team)


@laws
@given(teams(people=5, tasks=3, weeks=2, blocks=4))
def test_propose_does_not_gain_by_other_names(team: Team) -> None:
    names = {person.id: f"q{9 - number}" for number, person in enumerate(team.people)}
    other = propose(replace(team, people=tuple(replace(person, id=names[person.id]) for person in team.people)))
    mine = propose(team)
    assert other.score.total == pytest.approx(mine.score.total, abs=1e-5)
    assert sum(other.short.values()) == sum(mine.short.values())


@laws
@given(teams(people=5, tasks=3, weeks=2, blocks=4))
def test_propose_stays_as_good_when_the_best_is_accepted(team: Team) -> None:
    first = propose(team)
    again = propose(team, Answers().accept(*(turn.place for turn in first.turns)))
    assert {turn.place for turn in again.turns} >= {turn.place for turn in first.turns}
    assert again.score.total == pytest.approx(first.score.total, abs=1e-5)
    assert sum(again.short.values()) == sum(first.short.values())


@laws
@given(teams(people=5, tasks=3, weeks=2, blocks=4))
def test_propose_leaves_declined_places_and_is_never_better_for_it(team: Team) -> None:
    first = propose(team)
    declined = [turn.place for turn in first.turns[::2]]
    again = propose(team, Answers().decline(*declined))
    assert not {turn.place for turn in again.turns} & set(declined)
    before, after = worth(team, first), worth(team, again)
    assert after[0] < before[0] or (after[0] == before[0] and after[1] <= before[1] + 1e-5)


def test_propose_rotates_a_monotone_task_and_remembers_the_weeks_before() -> None:
    people = (Person("ann", (8.0,) * 3, before={"belt": 1}), Person("bo", (8.0,) * 3))
    team = Team(people, (Task("belt", (8.0,) * 3, most_weeks=1), Task("desk", (8.0,) * 3)), 3)
    found = propose(team)
    assert [turn.person for turn in sorted(found.turns, key=lambda t: t.week) if turn.task == "belt"] == [
        "bo",
        "ann",
        "bo",
    ]
    assert found.short == {}


def test_propose_puts_a_learner_beside_a_buddy() -> None:
    able = Person("ann", (16.0,), skills={"weld": 2})
    wishing = Person("bo", (8.0,), wishes={"frame": Wish.LEARN})
    team = Team((able, wishing), (Task("frame", (16.0,), skills={"weld": 2}, is_learnable=True),), 1)
    found = propose(team)
    assert found.turns == (Turn("ann", "frame", 0, 4), Turn("bo", "frame", 0, 2, buddy="ann"))
    assert found.score.learning == 2
    assert found.short == {}


def test_propose_covers_before_it_looks_at_wishes() -> None:
    person = Person("ann", (8.0,), wishes={"belt": Wish.UNWANTED})
    found = propose(Team((person,), (Task("belt", (8.0,)),), 1), weights=Weights(unwanted=1000))
    assert found.turns == (Turn("ann", "belt", 0, 2),)


def test_propose_spreads_the_load() -> None:
    people = tuple(Person(name, (16.0,)) for name in ("ann", "bo"))
    tasks = (Task("lift", (16.0,), physical=3), Task("post", (16.0,)))
    found = propose(Team(people, tasks, 1), weights=Weights(variety=0))
    assert {turn.person: turn.blocks for turn in found.turns if turn.task == "lift"} == {"ann": 2, "bo": 2}
    assert found.score.peak == pytest.approx(1.5)


def test_propose_after_a_swap_has_both_in_each_others_place() -> None:
    people = tuple(Person(name, (8.0,)) for name in ("ann", "bo"))
    team = Team(people, (Task("belt", (8.0,)), Task("desk", (8.0,))), 1)
    first = {turn.person: turn.place for turn in propose(team).turns}
    again = propose(team, Answers().swap(first["ann"], first["bo"]))
    assert {turn.person: turn.task for turn in again.turns} == {"ann": first["bo"].task, "bo": first["ann"].task}


def test_propose_finds_nothing_when_what_was_accepted_cannot_be() -> None:
    team = Team((Person("ann", (8.0,)),), (Task("belt", (8.0,), authorisations=frozenset({"x"})),), 1)
    found = propose(team, Answers().accept(Place("ann", "belt", 0)))
    assert not found.is_possible
    assert found.turns == ()
    assert not found.is_optimal


def test_score_and_shortage_of_turns_made_by_hand() -> None:
    ann = Person("ann", (16.0,), skills={"s": 1}, wishes={"belt": Wish.WANTED, "post": Wish.UNWANTED})
    bo = Person("bo", (8.0,), wishes={"belt": Wish.LEARN})
    tasks = (Task("belt", (12.0,), skills={"s": 1}, physical=2, is_learnable=True), Task("post", (8.0,), mental=1))
    team = Team((ann, bo), tasks, 1)
    turns = (Turn("ann", "belt", 0, 2), Turn("ann", "post", 0, 2), Turn("bo", "belt", 0, 2, buddy="ann"))
    found = score(team, turns, OURS)
    assert (found.variety, found.learning, found.wanted, found.unwanted) == (3, 2, 2, 2)
    assert found.peak == 2.0  # bo: 2 points in each of 8 hours; ann: 24 points in 16 hours
    assert found.total == 4 * 3 + 3 * 2 + 0.5 * 2 - 1 * 2 - 1 * 2 * 2.0
    assert shortage(team, turns) == {("belt", 0): 1}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Task("t", (8.0,), physical=4), "levels from 0 to 3"),
        (lambda: Task("t", (8.0,), most_weeks=0), "most_weeks"),
        (lambda: Task("t", (8.0,), steps=(Step("s", 0.5),)), "together 1"),
        (lambda: Task("t", (8.0,), steps=(Step("s", 1.0, authorisations=frozenset("x")),)), "asks a skill"),
        (lambda: Team((Person("a", (8.0,)), Person("a", (8.0,))), (), 1), "same id"),
        (lambda: Team((Person("a", (8.0, 8.0)),), (), 1), "each of the 1 weeks"),
        (lambda: Team((Person("a", (float("nan"),)),), (), 1), "each of the 1 weeks"),
        (lambda: Team((), (), 0), "1 or more"),
        (lambda: Weights(variety=-1), "0 or more"),
        (lambda: propose(Team((), (), 1), Answers().accept(Place("a", "t", 0))), "not of this team"),
    ],
)
def test_terms_refuse_what_cannot_be(make, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        make()


def test_propose_for_a_team_without_people_or_work() -> None:
    assert propose(Team((), (), 1)).turns == ()
    found = propose(Team((), (Task("belt", (8.0,)),), 1))
    assert found.short == {("belt", 0): 2}
    assert found.is_optimal


def test_improved_goes_from_a_poor_start_to_the_best_of_a_small_team() -> None:
    people = tuple(Person(name, (16.0, 16.0), wishes={"post": Wish.WANTED}) for name in ("ann", "bo", "cy"))
    tasks = (Task("belt", (16.0, 16.0), most_weeks=1), Task("desk", (16.0, 16.0)), Task("post", (16.0, 16.0)))
    team = Team(people, tasks, 2)
    model = elastic(team, NO_ANSWERS)
    model.program.row([(column, 1.0) for column in model.short.values()], upper=0)
    gains = gains_of(model, OURS)
    start = model.program.best({column: -gain for column, gain in gains.items() if gain > 0}).values
    assert start is not None
    better = improved(model, gains, start, bound=1e9, gap=0.0, end=time.monotonic() + 60)
    assert worth_of(gains, start) < worth_of(gains, better)
    assert worth_of(gains, better) == pytest.approx(propose(team).score.total, rel=0.03)
    assert (improved(model, gains, start, bound=worth_of(gains, start), gap=0.0, end=1e12) == start).all()


def test_propose_has_one_learning_turn_a_week_for_a_person() -> None:
    both = {"a": 1, "b": 1}
    tasks = (Task("belt", (8.0,), {"a": 1}, is_learnable=True), Task("desk", (8.0,), {"b": 1}, is_learnable=True))
    found = propose(Team((Person("ann", (16.0,), both), Person("bo", (16.0,))), tasks, 1))
    assert [turn.buddy for turn in found.turns if turn.person == "bo"] == ["ann"]


def test_propose_gives_a_buddy_one_learner() -> None:
    task = Task("belt", (16.0,), {"a": 1}, is_learnable=True)
    people = (Person("ann", (16.0,), {"a": 1}), Person("bo", (16.0,)), Person("cy", (16.0,)))
    found = propose(Team(people, (task,), 1))
    assert [turn.buddy for turn in found.turns if turn.person != "ann"] == ["ann"]


def test_propose_rather_leaves_a_monotone_task_short_than_a_week_too_many() -> None:
    person = Person("ann", (8.0,) * 3, before={"belt": 1})
    found = propose(Team((person,), (Task("belt", (8.0,) * 3, most_weeks=1),), 3))
    assert found.turns == (Turn("ann", "belt", 1, 2),)
    assert found.short == {("belt", 0): 2, ("belt", 2): 2}
