"""The route engine beside its obvious twin, the laws it must keep, and worlds small enough to work out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import routes_twin as twin
from wending.engine.routes import (
    Amount,
    Course,
    Door,
    Income,
    Kind,
    Option,
    Route,
    Wishes,
    World,
    best_routes,
    in_the_way,
    routes_within,
    smallest_courses,
)
from wending.engine.routes.limits import allows
from wending.engine.routes.terms import Values, values

MANY = settings(max_examples=300, deadline=None)
SOME = settings(max_examples=120, deadline=None)


def outcomes(routes: list[Route]) -> set[Values]:
    """Return the outcomes of routes, chances rounded as the twin does."""
    rounded = {(*values(route)[:4], round(values(route)[4], 9)) for route in routes}
    assert len(rounded) == len(routes), "one route for each outcome"
    return rounded


def is_covered(lower: set[Values], higher: set[Values]) -> bool:
    """Return whether every outcome of the second is equalled or bettered by one of the first."""
    return all(any(all(a <= b for a, b in zip(one, other, strict=True)) for one in lower) for other in higher)


@MANY
@given(twin.worlds())
def test_best_routes_are_those_of_the_twin(world: World) -> None:
    assert outcomes(best_routes(world)) == twin.front(world)


@SOME
@given(twin.worlds(), st.integers(0, 3), st.sampled_from([0, 6, 24]), st.sampled_from([0, 250]))
def test_best_routes_within_limits_are_those_of_the_twin(world: World, steps: int, months: int, cost: int) -> None:
    found = best_routes(world, None, steps, months, cost)
    assert outcomes(found) == twin.front(world, None, steps, months, cost)
    assert all(len(route.steps) <= steps for route in found)


@SOME
@given(twin.worlds())
def test_best_routes_can_be_walked_and_come_to_what_they_say(world: World) -> None:
    for route in best_routes(world):
        walks = twin.walked(world, route.steps, len(route.steps))
        assert (*values(route)[:4], round(-route.chance, 9)) in set(walks)
        assert len(set(route.ids)) == len(route.steps)


@SOME
@given(twin.worlds(), st.randoms())
def test_best_routes_do_not_depend_on_the_order_of_options(world: World, chance: object) -> None:
    shuffled = list(world.options)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert best_routes(replace(world, options=tuple(shuffled))) == best_routes(world)


@SOME
@given(twin.worlds())
def test_another_option_never_makes_the_front_worse(world: World) -> None:
    fewer = best_routes(world, world.options[:-1])
    assert is_covered(outcomes(best_routes(world)), outcomes(fewer))


@SOME
@given(
    twin.worlds(),
    st.builds(
        Wishes,
        is_flexible=st.booleans(),
        without_diploma=st.booleans(),
        most_hours=st.none() | st.just(24.0),
        most_months=st.none() | st.just(12.0),
        most_cost=st.none() | st.just(250.0),
        with_income=st.booleans(),
        without=st.sets(st.sampled_from(["o0", "o3", "g1"])).map(frozenset),
    ),
)
def test_wishes_leave_a_front_that_is_no_better_and_the_twins(world: World, wishes: Wishes) -> None:
    found = outcomes(routes_within(world, wishes))
    assert is_covered(outcomes(best_routes(world)), found)
    kept = [option for option in world.options if allows(wishes, option)]
    start = replace(world, held=0) if wishes.without_diploma else world
    limits = [float("inf") if most is None else most for most in (wishes.most_months, wishes.most_cost)]
    assert found == twin.front(start, kept, 4, *limits)


@SOME
@given(twin.worlds(), st.floats(0.01, 1))
def test_a_prospect_scales_every_chance(world: World, prospect: float) -> None:
    plain = best_routes(replace(world, prospect=None))
    scaled = best_routes(replace(world, prospect=prospect))
    assert sorted(r.chance * prospect for r in plain) == pytest.approx(sorted(r.chance for r in scaled), abs=1e-9)


def step(name: str, months: float | None = 12.0, cost: float | None = 0.0, **more: object) -> Option:
    """An option with usual amounts."""
    return Option(name, Kind.PROGRAMME, months, cost, **more)  # type: ignore[arg-type]


LOW, MIDDLE, HIGH = 1, 2, 4
LADDER = World(
    ready=0.0,
    weights=(0.5, 0.5),
    options=(
        step("low", 24, gives=LOW),
        step("middle", 36, gives=MIDDLE, teaches=0b01, doors=(Door((LOW,)),)),
        step("high", 48, gives=HIGH, teaches=0b11, doors=(Door((MIDDLE,)),)),
        step("test", None, None, gives=MIDDLE),
    ),
    arrival=(Door((HIGH,)),),
)


def test_best_routes_climb_a_ladder_of_levels() -> None:
    climb, test = sorted(best_routes(LADDER), key=lambda route: len(route.steps), reverse=True)
    assert climb.ids == ("low", "middle", "high")
    assert (climb.months, climb.cost, climb.chance) == (Amount(0, 108), Amount(0, 0), 1.0)
    # An unknown time is shorter in known months but never counts as nothing: both stay.
    assert test.ids == ("test", "high")
    assert (test.months.total, test.months.known, test.cost.total) == (None, 48, None)


def test_best_routes_take_the_best_open_door() -> None:
    job = Option("job", Kind.JOB, 12, 0, teaches=0b01, gives=LOW, doors=(Door((), 0.4), Door((MIDDLE,), 0.9)))
    world = World(0.5, (0.5,), (job,), (Door(),), held=MIDDLE)
    straight, through = best_routes(world)
    assert (straight.ids, straight.chance) == ((), 0.5)
    assert (through.ids, through.chance) == (("job",), pytest.approx(0.9))
    assert best_routes(replace(world, held=0))[-1].ids == ()


def test_best_routes_are_none_when_the_goal_is_shut() -> None:
    assert best_routes(replace(LADDER, arrival=(Door((8,)),))) == []
    assert best_routes(LADDER, most_steps=1) == []
    assert best_routes(replace(LADDER, arrival=(), options=())) == []


def test_options_that_are_the_same_are_told_beside_the_one_that_pays() -> None:
    school, work = step("a-school", 24, gives=HIGH, teaches=3), step("z-work", 24, gives=HIGH, teaches=3)
    world = replace(LADDER, options=(school, replace(work, income=Income.PAID)))
    (route,) = best_routes(world)
    assert (route.ids, route.also, route.is_paid) == (("z-work",), (("a-school",),), True)


def test_of_options_that_are_the_same_the_preferred_one_is_told() -> None:
    near, far = step("near", gives=LOW, preference=1), step("far", gives=LOW, income=Income.UNPAID)
    high = step("high", gives=HIGH, teaches=0b11, doors=(Door((LOW,)),))
    (route,) = best_routes(replace(LADDER, options=(near, far, high)))
    assert (route.ids, route.also) == (("far", "high"), (("near",), ()))
    (route,) = best_routes(replace(LADDER, options=(replace(near, preference=0), replace(far, preference=1), high)))
    assert (route.ids, route.also) == (("near", "high"), (("far",), ()))


def test_in_the_way_names_the_single_wish_that_blocks() -> None:
    held = replace(LADDER, held=MIDDLE)
    wishes = Wishes(without_diploma=True, without=frozenset({"test", "low"}), most_months=60)
    assert routes_within(held, wishes) == []
    assert in_the_way(held, wishes) == [("without_diploma",), ("without",)]
    assert in_the_way(held, replace(wishes, without_diploma=False)) == []
    assert in_the_way(replace(held, arrival=(Door((8,)),)), wishes) == []


def test_in_the_way_names_two_wishes_when_one_is_not_enough() -> None:
    wishes = Wishes(with_income=True, is_flexible=True)
    assert in_the_way(LADDER, wishes) == [("is_flexible", "with_income")]


@pytest.mark.parametrize(
    ("wishes", "option", "is_kept"),
    [
        (Wishes(most_hours=24), step("x", hours=None), True),
        (Wishes(most_hours=24), step("x", hours=24), True),
        (Wishes(most_hours=24), step("x", hours=25), False),
        (Wishes(is_flexible=True), step("x", is_flexible=None), False),
        (Wishes(is_flexible=True), step("x", is_flexible=True), True),
        (Wishes(with_income=True), step("x", income=Income.BESIDE), True),
        (Wishes(with_income=True), step("x", income=Income.UNKNOWN), False),
        (Wishes(without=frozenset({"g"})), step("x", group="g"), False),
        (Wishes(without=frozenset({"x"})), step("x", group="g"), False),
        (Wishes(), step("x"), True),
    ],
)
def test_allows_keeps_the_unknown_within_limits_and_not_within_demands(
    wishes: Wishes, option: Option, is_kept: bool
) -> None:
    assert allows(wishes, option) is is_kept


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: Door((), 0.0), "chance of a door"),
        (lambda: Door((), 1.1), "chance of a door"),
        (lambda: step("x", months=-1), "negative"),
        (lambda: step("x", cost=float("nan")), "negative"),
        (lambda: replace(LADDER, ready=0.1), "shares"),
        (lambda: replace(LADDER, options=(step("x", teaches=4),)), "no weight"),
        (lambda: replace(LADDER, options=(step("x"), step("x"))), "same id"),
    ],
)
def test_terms_refuse_what_cannot_be(wrong: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        wrong()  # type: ignore[operator]


@SOME
@given(st.sets(st.sampled_from("abcdefgh")), st.lists(twin.courses, max_size=7))
def test_smallest_courses_are_those_of_the_twin(missing: set[str], drawn: list[Course]) -> None:
    courses = {f"c{number}": course for number, course in enumerate(drawn)}
    found = smallest_courses(missing, courses)
    best, uncovered = twin.smallest(missing, courses)
    assert twin.amounts([courses[name] for name in found.courses]) == best
    assert found.uncovered == uncovered
    assert smallest_courses(missing, dict(reversed(courses.items()))) == found


def test_smallest_courses_prefer_a_known_short_and_cheap_one() -> None:
    whole = frozenset("ab")
    courses = {
        "a": Course(frozenset("a"), 1, 10),
        "b": Course(frozenset("b"), 1, 10),
        "long": Course(whole, 24, 0),
        "short": Course(whole, 6, 900),
        "cheap": Course(whole, 6, 500),
        "unknown": Course(whole, None, 0),
    }
    assert smallest_courses({"a", "b", "z"}, courses).courses == ("cheap",)
    assert smallest_courses({"a", "b", "z"}, courses).uncovered == {"z"}
    assert smallest_courses(set(), courses).courses == ()
    assert smallest_courses({"z"}, {}).uncovered == {"z"}
