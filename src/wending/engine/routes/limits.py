"""What someone cannot or will not do on the way, and which wish stands in the way when nothing is left.

Two kinds. A limit (hours a week, months, euro) leaves out what surely goes over it: an unknown amount stays in, to be
told as unknown. A demand (income on the way, outside school hours) keeps only what surely meets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any

from wending.engine.routes.search import best_routes
from wending.engine.routes.terms import MOST_STEPS, Income, Option, Route, World

NEVER: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wishes:
    """Hold what a route must keep to.

    is_flexible: only steps outside school hours (part-time, evening, online), or work. without_diploma: nothing that
    is held now opens a door. most_hours: a week. most_months, most_cost: of the whole route. with_income: only steps
    that pay or leave room for a job. without: ids or groups of options that are not wanted.
    """

    is_flexible: bool = False
    without_diploma: bool = False
    most_hours: float | None = None
    most_months: float | None = None
    most_cost: float | None = None
    with_income: bool = False
    without: frozenset[str] = NEVER

    @property
    def active(self) -> tuple[str, ...]:
        """Return the names of the wishes that ask something."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) != field.default)

    def lifted(self, names: tuple[str, ...]) -> Wishes:
        """Return the wishes without these."""
        defaults: dict[str, Any] = {field.name: field.default for field in fields(self) if field.name in names}
        return replace(self, **defaults)


def allows(wishes: Wishes, option: Option) -> bool:
    """Return whether an option may be a step under these wishes."""
    return (
        not {option.id, option.group} & wishes.without
        and (not wishes.is_flexible or option.is_flexible is True)
        and (wishes.most_hours is None or option.hours is None or option.hours <= wishes.most_hours)
        and (not wishes.with_income or option.income in (Income.PAID, Income.BESIDE))
    )


def routes_within(world: World, wishes: Wishes, most_steps: int = MOST_STEPS) -> list[Route]:
    """Return the best routes that keep to the wishes: exactly the front of the world without what they leave out."""
    world = replace(world, held=0) if wishes.without_diploma else world
    options = [option for option in world.options if allows(wishes, option)]
    return best_routes(world, options, most_steps, wishes.most_months, wishes.most_cost)


def in_the_way(world: World, wishes: Wishes, most_steps: int = MOST_STEPS) -> list[tuple[str, ...]]:
    """Return the smallest sets of wishes that, let go together, give a route; each set by the names of the fields.

    Empty when there is a route already, or when there is none without any wish.
    """
    if routes_within(world, wishes, most_steps):
        return []
    for size in range(1, len(wishes.active) + 1):
        found = [names for names in _sets(wishes, size) if routes_within(world, wishes.lifted(names), most_steps)]
        if found:
            return found
    return []


def _sets(wishes: Wishes, size: int) -> Iterator[tuple[str, ...]]:
    return combinations(wishes.active, size)
