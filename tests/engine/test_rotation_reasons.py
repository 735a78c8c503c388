"""Why a turn is proposed, what it would take, and which tasks can be carved: known answers on small teams."""

from __future__ import annotations

import pytest

from wending.engine.rotation import (
    Answers,
    Lack,
    Person,
    Place,
    Reason,
    Step,
    Task,
    Team,
    Turn,
    Why,
    Wish,
    carved,
    carvings,
    is_able,
    may_learn,
    propose,
    reasons,
    what_it_takes,
    who_could,
)

X = frozenset({"x"})
WELD = Task("frame", (16.0,), skills={"weld": 2}, authorisations=X, physical=2, is_learnable=True)


def test_what_it_takes_names_skill_authorisation_and_load() -> None:
    person = Person("ann", (16.0,), skills={"weld": 1}, most_physical=15.0)
    team = Team((person,), (WELD,), 1)
    assert what_it_takes(team, person, WELD) == (
        Lack("skill", "weld", 1, 2),
        Lack("authorisation", "x", 0, 1),
        Lack("physical", "", 15.0, 16.0),
    )
    assert not is_able(person, WELD)


@pytest.mark.parametrize(
    ("skills", "permits", "is_learnable", "expected"),
    [
        ({}, X, True, True),
        ({}, X, False, False),
        ({}, frozenset(), True, False),
        ({"weld": 2}, X, True, False),
    ],
)
def test_may_learn_only_when_just_skills_are_missing(skills, permits, is_learnable, expected) -> None:  # type: ignore[no-untyped-def]
    task = Task("frame", (16.0,), skills={"weld": 2}, authorisations=X, is_learnable=is_learnable)
    assert may_learn(Person("ann", (8.0,), skills=skills, authorisations=permits), task) is expected


def test_reasons_of_a_buddy_and_a_learner() -> None:
    ann = Person("ann", (16.0,), skills={"weld": 3}, authorisations=X, wishes={"frame": Wish.WANTED})
    bo = Person("bo", (8.0,), authorisations=X, wishes={"frame": Wish.LEARN})
    team = Team((ann, bo), (WELD,), 1)
    answers = Answers().accept(Place("bo", "frame", 0))
    found = propose(team, answers)
    first, second = found.turns
    assert reasons(team, found, first, answers) == [
        Reason(Why.SKILL, "weld", (3, 2)),
        Reason(Why.AUTHORISATION, "x"),
        Reason(Why.WANTED),
        Reason(Why.BUDDY, "bo"),
        Reason(Why.FEW, "", (0,)),
        Reason(Why.LOAD, "", (2.0, 2.0)),
    ]
    assert reasons(team, found, second, answers) == [
        Reason(Why.SKILL, "weld", (0, 2)),
        Reason(Why.AUTHORISATION, "x"),
        Reason(Why.ACCEPTED),
        Reason(Why.LEARN),
        Reason(Why.LEARNING, "ann"),
        Reason(Why.LOAD, "", (2.0, 2.0)),
    ]


def test_reasons_tell_variety_over_all_weeks() -> None:
    team = Team((Person("ann", (16.0,)),), (Task("belt", (8.0,)), Task("desk", (8.0,))), 1)
    found = propose(team)
    assert Reason(Why.VARIETY, "", (2,)) in reasons(team, found, found.turns[0])


def test_who_could_leaves_out_who_declined_has_no_hours_or_no_skill() -> None:
    skilled = {"s": 1}
    people = [Person(name, (8.0,), skills=skilled) for name in ("ann", "bo", "cy")]
    people += [Person("dee", (4.0,), skills=skilled), Person("eli", (8.0,))]
    team = Team(tuple(people), (Task("belt", (8.0,), skills=skilled),), 1)
    assert who_could(team, Turn("ann", "belt", 0, 2), Answers().decline(Place("cy", "belt", 0))) == ["bo"]


STEPS = (
    Step("fetch", 0.5, authorisations=X),
    Step("fill", 0.25, skills={"pack": 1}, physical=1),
    Step("label", 0.25, skills={"pack": 2}, physical=0),
)
SHIP = Task("ship", (32.0,), skills={"pack": 2}, authorisations=X, physical=3, steps=STEPS)


def test_carvings_split_off_what_does_not_ask_the_authorisation() -> None:
    ann = Person("ann", (16.0,), skills={"pack": 2}, authorisations=X)
    bo = Person("bo", (16.0,), skills={"pack": 2}, wishes={"ship": Wish.WANTED})
    team = Team((ann, bo), (SHIP,), 1)
    assert sum(propose(team).short.values()) == 4
    (found,) = carvings(team)
    assert (found.code, found.name, found.newly_able, found.short) == ("authorisation", "x", ("bo",), 0)
    assert (found.part.id, found.part.hours, found.part.skills) == ("ship-x", (16.0,), {"pack": 2})
    assert (found.part.authorisations, found.part.physical) == (frozenset(), 1)
    assert (found.rest.id, found.rest.hours, found.rest.authorisations) == ("ship+x", (16.0,), X)
    assert found.rest.physical == 3  # a step that tells no load is as heavy as the task
    after = carved(team, found)
    assert after.person["bo"].wishes == {"ship-x": Wish.WANTED, "ship+x": Wish.WANTED}
    assert {(turn.person, turn.task) for turn in propose(after).turns} == {("ann", "ship+x"), ("bo", "ship-x")}


def test_carvings_split_along_the_level_of_a_skill() -> None:
    ann = Person("ann", (32.0,), skills={"pack": 2}, authorisations=X)
    cy = Person("cy", (16.0,), skills={"pack": 1}, authorisations=X)
    (found,) = carvings(Team((ann, cy), (SHIP,), 1))
    assert (found.code, found.name, found.newly_able) == ("skill", "pack", ("cy",))
    assert [step.id for step in found.part.steps] == ["fetch", "fill"]
    assert sum(step.share for step in found.part.steps) == pytest.approx(1)
    assert found.part.skills == {"pack": 1}


def test_carvings_offers_nothing_to_who_lacks_more_than_one_thing() -> None:
    ann = Person("ann", (32.0,), skills={"pack": 2}, authorisations=X)
    assert carvings(Team((ann, Person("dee", (16.0,))), (SHIP,), 1)) == []
