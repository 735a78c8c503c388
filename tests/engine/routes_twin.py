"""The obvious twin of the route engine: every sequence of steps is walked, then every pair of outcomes is compared.

And small random worlds for both to be judged on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from hypothesis import strategies as st

from wending.engine.routes import Course, Door, Income, Kind, Option, World
from wending.engine.routes.terms import Values

NEEDS, CREDENTIALS = 5, 4
CHANCES = (0.25, 0.5, 0.8, 1.0)


def front(
    world: World,
    options: Sequence[Option] | None = None,
    most_steps: int = 4,
    most_months: float = float("inf"),
    most_cost: float = float("inf"),
) -> set[Values]:
    """Return the outcomes that no other outcome equals or betters everywhere."""
    usable = world.options if options is None else options
    outcomes = {
        found for found in walked(world, usable, most_steps) if found[1] <= most_months and found[3] <= most_cost
    }
    return {
        one
        for one in outcomes
        if not any(other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in outcomes)
    }


def walked(world: World, options: Sequence[Option], most_steps: int) -> Iterator[Values]:
    """Yield the outcome of every sequence of different steps that ends in the goal."""

    def walk(taken: list[Option], held: int, learned: int, chance: float) -> Iterator[Values]:
        ready = min(1.0, world.ready + sum(w for bit, w in enumerate(world.weights) if learned >> bit & 1))
        arrival = door_chance(world.arrival, held)
        whole = round(chance * arrival * ready * (1.0 if world.prospect is None else world.prospect), 9)
        if whole > 0 and ready >= world.least_ready:
            yield (
                sum(option.months is None for option in taken),
                sum(option.months or 0.0 for option in taken),
                sum(option.cost is None for option in taken),
                sum(option.cost or 0.0 for option in taken),
                -whole,
            )
        if len(taken) == most_steps:
            return
        for option in options:
            opened = door_chance(option.doors, held)
            if opened > 0 and option not in taken:
                yield from walk([*taken, option], held | option.gives, learned | option.teaches, chance * opened)

    yield from walk([], world.held, 0, 1.0)


def door_chance(doors: Sequence[Door], held: int) -> float:
    """Return the chance of the best door that opens, 0 when none does."""
    return max((door.chance for door in doors if all(key & held for key in door.keys)), default=0.0)


def smallest(missing: set[str], courses: dict[str, Course]) -> tuple[tuple[float, ...], set[str]]:
    """Return what the best cover comes to (number, unknown months, months, unknown cost, cost) by trying every set."""
    taught = missing & {skill for course in courses.values() for skill in course.teaches}
    found = [
        amounts([courses[name] for name in names])
        for size in range(len(courses) + 1)
        for names in combinations(courses, size)
        if taught <= {skill for name in names for skill in courses[name].teaches}
    ]
    return min(found), missing - taught


def amounts(chosen: Sequence[Course]) -> tuple[float, ...]:
    """Return what some courses come to."""
    return (
        len(chosen),
        sum(course.months is None for course in chosen),
        sum(course.months or 0.0 for course in chosen),
        sum(course.cost is None for course in chosen),
        sum(course.cost or 0.0 for course in chosen),
    )


masks = st.integers(0, 2**CREDENTIALS - 1)
doors = st.builds(Door, st.lists(masks, max_size=2).map(tuple), st.sampled_from(CHANCES))
numbers = st.none() | st.sampled_from([0.0, 1.0, 6.0, 12.0, 24.0])
options = st.builds(
    Option,
    id=st.just(""),
    kind=st.sampled_from(Kind),
    months=numbers,
    cost=st.none() | st.sampled_from([0.0, 100.0, 250.0, 1000.0]),
    income=st.sampled_from(Income),
    hours=st.none() | st.sampled_from([8.0, 24.0, 40.0]),
    is_flexible=st.none() | st.booleans(),
    teaches=st.integers(0, 2**NEEDS - 1),
    gives=masks,
    doors=st.lists(doors, max_size=3).map(tuple),
)


@st.composite
def worlds(draw: st.DrawFn, most: int = 6) -> World:
    """Return a small world: up to six options, five needs and four credentials."""
    drawn = draw(st.lists(options, min_size=1, max_size=most))
    made = tuple(
        Option(**{**vars(option), "id": f"o{number}", "group": f"g{number // 2}"})
        for number, option in enumerate(drawn)
    )
    # Sixty-fourths are exact: sums of shares are the same in any order.
    shares = draw(st.lists(st.integers(0, 10), min_size=NEEDS, max_size=NEEDS))
    return World(
        ready=draw(st.integers(0, 14)) / 64,
        weights=tuple(share / 64 for share in shares),
        options=made,
        arrival=draw(st.lists(doors, min_size=1, max_size=3).map(tuple)),
        held=draw(masks),
        least_ready=draw(st.sampled_from([0.0, 0.0, 0.25, 0.5])),
        prospect=draw(st.none() | st.just(0.75)),
    )


courses = st.builds(
    Course,
    st.sets(st.sampled_from("abcdefg"), max_size=4).map(frozenset),
    numbers,
    st.none() | st.sampled_from([0.0, 100.0, 250.0]),
)
