"""A handful of routes out of many, each with what it is best in: never one score.

Balanced means: the lowest sum of places in time, cost and chance. What is unknown comes after what is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wending.engine.routes.terms import Route, values


class Best(StrEnum):
    """Name what a route is best in among those that are possible."""

    BALANCED = "balanced"
    LIKELIEST = "likeliest"
    FASTEST = "fastest"
    CHEAPEST = "cheapest"
    FEWEST = "fewest"


@dataclass(frozen=True)
class Listed:
    """Hold a route with what it is best in; nothing when it is the only one or best in nothing."""

    route: Route
    best: tuple[Best, ...]


def shortlist(routes: Sequence[Route], most: int) -> list[Listed]:
    """Return at most so many routes: the most balanced first, then those that are best in something, then by balance.

    Fastest and cheapest are only said of a route whose time or cost is known in full, and every label only where not
    all routes are equal in it.
    """
    ordered = sorted(routes, key=lambda route: (_places(route, routes), values(route), route.ids))
    winners = {
        Best.BALANCED: ordered[:1] if len(ordered) > 1 else [],
        Best.LIKELIEST: _first(ordered, [-route.chance for route in ordered]),
        Best.FASTEST: _first(ordered, [route.months.total for route in ordered]),
        Best.CHEAPEST: _first(ordered, [route.cost.total for route in ordered]),
        Best.FEWEST: _first(ordered, [float(len(route.steps)) for route in ordered]),
    }
    first = [route for found in winners.values() for route in found]
    chosen = list(dict.fromkeys([*first, *ordered]))[:most]
    return [Listed(route, tuple(best for best, found in winners.items() if route in found)) for route in chosen]


def _places(route: Route, routes: Sequence[Route]) -> int:
    """Return the sum of the places of a route in time, cost and chance, 0 when it is best in all."""
    return (
        sum(other.months < route.months for other in routes)
        + sum(other.cost < route.cost for other in routes)
        + sum(other.chance > route.chance for other in routes)
    )


def _first(ordered: Sequence[Route], amounts: Sequence[float | None]) -> list[Route]:
    """Return the first route with the lowest known amount, none when all are equal or unknown."""
    known = [amount for amount in amounts if amount is not None]
    if len(set(amounts)) < 2 or not known:
        return []
    return [ordered[amounts.index(min(known))]]
