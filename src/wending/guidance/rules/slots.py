"""Free moments: when at least one professional, and a room where one is needed, is free for long enough.

Terms: *open* = cells in which a professional can be booked; *taken* = cells that are held. A conversation must lie in
open cells; the minutes after it (the buffer) need only be not taken. A room is needed for the conversation alone.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from wending.guidance.rules.grid import MINUTES, begin_of, cell_of

# Conversations begin at a quarter of the hour.
STEP = 15


@dataclass(frozen=True)
class Wanted:
    """How long a conversation lasts and what it needs, in minutes; whole cells, at least one."""

    minutes: int
    buffer: int = 0
    needs_room: bool = True


@dataclass(frozen=True)
class Slot:
    """A moment at which one can begin, with the professionals and the rooms that are free then, by their numbers."""

    begins: datetime
    professionals: tuple[str, ...]
    rooms: tuple[str, ...]

    @property
    def cell(self) -> int:
        """The cell in which it begins: its name in addresses."""
        return cell_of(self.begins)


def free_slots(
    wanted: Wanted,
    open_cells: Mapping[str, Set[int]],
    taken: Mapping[str, Set[int]],
    rooms: Mapping[str, Set[int]],
    earliest: datetime,
) -> list[Slot]:
    """Return the free moments from `earliest` on, in order.

    Args:
        open_cells, taken: of each professional.
        rooms: what is taken of each room; a slot names none where none is needed.
    """
    length = -(-wanted.minutes // MINUTES)
    whole = length + -(-wanted.buffer // MINUTES)
    free_of: dict[int, list[str]] = {}
    for professional, cells in open_cells.items():
        held = taken.get(professional, frozenset())
        for first in cells:
            if first * MINUTES % STEP or begin_of(first) < earliest:
                continue
            talk = range(first, first + length)
            if cells >= set(talk) and held.isdisjoint(range(first, first + whole)):
                free_of.setdefault(first, []).append(professional)
    slots = []
    for first in sorted(free_of):
        talk = range(first, first + length)
        free_rooms = [room for room, held in rooms.items() if wanted.needs_room and held.isdisjoint(talk)]
        if free_rooms or not wanted.needs_room:
            slots.append(Slot(begin_of(first), tuple(sorted(free_of[first])), tuple(sorted(free_rooms))))
    return slots


def slot_at(slots: list[Slot], begins: datetime) -> Slot | None:
    """Return the slot that begins at a moment, None when it is not free."""
    return next((slot for slot in slots if cell_of(slot.begins) == cell_of(begins) and slot.begins == begins), None)
