"""The check of turns made by hand, beside the twin that tells the rules anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.rotation_twin import able, teams
from tests.engine.rotation_twin import broken as told_broken
from wending.engine.rotation import NO_ANSWERS, Code, Demand, Person, Task, Team, Turn, broken, propose

SAME = {"hours": {Code.HOURS}, "tasks": {Code.TASKS}, "load": {Code.LOAD}, "monotony": {Code.MONOTONY}}


@settings(max_examples=60, deadline=None)
@given(teams(), st.data())
def test_broken_names_the_rules_that_the_twin_names(team: Team, data: st.DataObject) -> None:
    places = [(p.id, t.id, w) for p in team.people for t in team.tasks for w in range(team.weeks)]
    chosen = data.draw(st.lists(st.sampled_from(places), unique=True, max_size=6))
    turns = []
    for person, task, week in chosen:
        buddy = "" if able(team.person[person], team.task[task]) else "someone"
        turns.append(Turn(person, task, week, data.draw(st.integers(1, 3)), buddy))

    found = {demand.code for demand in broken(team, turns)}
    told = set(told_broken(team, turns, NO_ANSWERS))

    for name, codes in SAME.items():
        assert (name in told) == bool(found & codes), name
    assert ("learner" in told) >= bool(found & {Code.SKILL, Code.AUTHORISATION})


@settings(max_examples=15, deadline=None)
@given(teams())
def test_broken_finds_nothing_in_a_proposal(team: Team) -> None:
    assert broken(team, propose(team, seconds=10).turns) == frozenset()


def test_broken_names_who_lacks_what() -> None:
    team = Team(
        (Person("a", (8.0,)), Person("b", (8.0,), {"x": 1})),
        (Task("t", (8.0,), {"x": 1}, is_learnable=True), Task("u", (4.0,), authorisations=frozenset({"p"}))),
        1,
    )

    assert broken(team, [Turn("b", "t", 0, 2)]) == frozenset()
    assert broken(team, [Turn("a", "t", 0, 2)]) == {Demand(Code.SKILL, "a", "t", 0)}
    assert broken(team, [Turn("a", "t", 0, 2, "b"), Turn("b", "t", 0, 2)]) == frozenset()
    assert broken(team, [Turn("a", "t", 0, 2, "b")]) == {Demand(Code.BUDDY, task="t", week=0)}
    assert broken(team, [Turn("a", "u", 0, 1, "b")]) >= {Demand(Code.AUTHORISATION, "a", "u", 0)}
    assert broken(team, [Turn("b", "t", 0, 3)]) == {Demand(Code.HOURS, "b", week=0)}
