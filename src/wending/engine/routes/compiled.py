"""A world made ready for the search: only options and bits that can matter, as tables.

Needs that the same options teach become one bit, credentials that no door asks for are dropped, and options that take,
open and teach the same are searched as one. None of this changes which routes are best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wending.engine.routes.terms import Door, Income, Option, World

Floats = NDArray[np.float64]
Table = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Doors:
    """Hold the d doors of k things, thing by thing.

    keys: c x b, the bits of each key. asks: c x d, which door asks for which key; asked: d, how many it asks for.
    chances: d. starts: k, the first door of each thing.
    """

    keys: Table
    asks: Table
    asked: Table
    chances: Floats
    starts: NDArray[np.int64]

    def open_to(self, bits: Table) -> Floats:
        """Return n x k the chance of the best open door of each thing, 0 where all are shut; bits: n x b held."""
        has_key = (bits @ self.keys.T > 0).astype(np.float32)
        is_open = has_key @ self.asks >= self.asked
        return np.asarray(np.maximum.reduceat(np.where(is_open, self.chances, 0.0), self.starts, axis=1))


@dataclass(frozen=True, eq=False)
class Compiled:
    """Hold k options over b bits: gains (k x b, 1 where an option gives a bit) and what each bit adds to readiness (b).

    amounts: k x 4, months unknown (0 or 1), months known, cost unknown, cost known. also: other ids per option.
    """

    options: tuple[Option, ...]
    also: tuple[tuple[str, ...], ...]
    gains: Table
    weights: Floats
    amounts: Floats
    doors: Doors
    arrival: Doors


class _Way(NamedTuple):
    """What makes two options the same to the search."""

    gain: int
    doors: tuple[Door, ...]
    months: float | None
    cost: float | None


def compiled(world: World, options: Sequence[Option]) -> Compiled | None:
    """Return the world with only these options of it; None when the goal cannot be reached in any number of steps."""
    skills = len(world.weights)
    found, reached = _reachable(world, options)
    arrival = _openable(world.arrival, world.held, reached)
    if not arrival:
        return None
    doors = {option.id: _openable(option.doors, world.held, reached) for option in found}
    asked = _union(key for some in (arrival, *doors.values()) for door in some for key in door.keys)
    matters = _union(1 << bit for bit, weight in enumerate(world.weights) if weight > 0) | asked << skills
    masks = {option.id: (option.teaches | (option.gives & ~world.held) << skills) & matters for option in found}
    bits = _classes(list(masks.values()))
    place = {bit: number for number, members in enumerate(bits) for bit in members}

    def packed(mask: int) -> int:
        return _union(1 << place[bit] for bit in _ones(mask) if bit in place)

    def ways(some: Iterable[Door]) -> tuple[Door, ...]:
        made = {Door(tuple(sorted({packed(key << skills) for key in door.keys})), door.chance) for door in some}
        return tuple(sorted(made, key=lambda door: (door.keys, door.chance)))

    groups: dict[_Way, list[Option]] = {}
    # The order decides which of equal outcomes is told: what is preferred, then what pays.
    for option in sorted(found, key=lambda o: (o.preference, list(Income).index(o.income), o.id)):
        if masks[option.id]:
            way = _Way(packed(masks[option.id]), ways(doors[option.id]), option.months, option.cost)
            groups.setdefault(way, []).append(option)
    return Compiled(
        options=tuple(members[0] for members in groups.values()),
        also=tuple(tuple(option.id for option in members[1:]) for members in groups.values()),
        gains=_table([way.gain for way in groups], len(bits)),
        weights=np.array([sum(world.weights[bit] for bit in members if bit < skills) for members in bits]),
        amounts=np.array(
            [(way.months is None, way.months or 0.0, way.cost is None, way.cost or 0.0) for way in groups], dtype=float
        ).reshape(-1, 4),
        doors=_doors([way.doors for way in groups], len(bits)),
        arrival=_doors([ways(arrival)], len(bits)),
    )


def _reachable(world: World, options: Sequence[Option]) -> tuple[list[Option], int]:
    """Return the options that can be reached at all, and every credential that can be held with them."""
    found: dict[str, Option] = {}
    reached = world.held
    while True:
        more = [o for o in options if o.id not in found and _openable(o.doors, reached, reached)]
        if not more:
            return list(found.values()), reached
        found |= {option.id: option for option in more}
        reached |= _union(option.gives for option in more)


def _openable(doors: Iterable[Door], held: int, reached: int) -> tuple[Door, ...]:
    """Return the doors of which every key can be got, without the keys that are held already."""
    return tuple(
        Door(tuple(key for key in door.keys if not key & held), door.chance)
        for door in doors
        if all(key & (held | reached) for key in door.keys)
    )


def _classes(masks: Sequence[int]) -> list[list[int]]:
    """Return the bits of these masks, those that occur in exactly the same masks together; ordered by lowest bit."""
    by_givers: dict[tuple[int, ...], list[int]] = {}
    for bit in _ones(_union(masks)):
        by_givers.setdefault(tuple(number for number, mask in enumerate(masks) if mask >> bit & 1), []).append(bit)
    return list(by_givers.values())


def _doors(things: Sequence[tuple[Door, ...]], bits: int) -> Doors:
    flat = [door for doors in things for door in doors]
    keys = sorted({key for door in flat for key in door.keys})
    asks = np.array([[key in door.keys for door in flat] for key in keys], dtype=np.float32).reshape(
        len(keys), len(flat)
    )
    return Doors(
        keys=_table(keys, bits),
        asks=asks,
        asked=asks.sum(axis=0),
        chances=np.array([door.chance for door in flat], dtype=float),
        starts=np.cumsum([0, *(len(doors) for doors in things[:-1])], dtype=np.int64),
    )


def _table(masks: Sequence[int], bits: int) -> Table:
    made = np.zeros((len(masks), bits), dtype=np.float32)
    for row, mask in enumerate(masks):
        made[row, list(_ones(mask))] = 1
    return made


def _union(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _ones(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, from low to high."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
