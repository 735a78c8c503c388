"""What a network of firms may see together: counts of many people over several firms, frozen per quarter.

Terms: *part* = what one firm adds in a quarter; *quarter* = "2026-4". No figure is of fewer than SMALLEST people or of
fewer than FEWEST_FIRMS firms: with two, each firm could take its own off and read the other's. When firms come or go,
a quarter beside the last one tells what they added: then it is shown only when that is about nobody or about many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wending.kit.small_cells import SMALLEST

FEWEST_FIRMS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What one firm adds: its people, and how many of them are in each state of a move from work to work."""

    firm: str
    people: int
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A firm's frozen scan as a network adds it up: mean and number of answers per block."""

    firm: str
    blocks: Mapping[str, tuple[float, int]]


def quarter_of(day: date) -> str:
    """Return the quarter of a day, as "2026-4"."""
    return f"{day.year}-{(day.month - 1) // 3 + 1}"


def quarter_before(day: date) -> str:
    """Return the quarter before that of a day: the last one that is over."""
    year, number = (int(part) for part in quarter_of(day).split("-"))
    return f"{year - 1}-4" if number == 1 else f"{year}-{number - 1}"


def is_safe_beside(parts: Sequence[Part], last: Mapping[str, int]) -> bool:
    """Say whether a quarter may stand beside the last one that was shown; `last`: people by firm in it.

    The firms that came or went, and the change of those that stayed, must each be nobody or SMALLEST people at least.
    """
    now = {part.firm: part.people for part in parts}
    came = sum(people for firm, people in now.items() if firm not in last)
    went = sum(people for firm, people in last.items() if firm not in now)
    moved = sum(abs(people - last[firm]) for firm, people in now.items() if firm in last)
    return all(count == 0 or count >= SMALLEST for count in (came, went, moved)) if last else True


def figures(parts: Sequence[Part]) -> dict[str, int | None]:
    """Return the people of the firms and how many are in each state; None where hidden. Too few firms: all hidden.

    A state is shown of SMALLEST people at FEWEST_FIRMS firms. What all shown states leave of the people, the hidden
    states and who is in none together, is never fewer than SMALLEST either: else the smallest shown one goes too.
    """
    names = sorted({state for part in parts for state in part.states})
    people = sum(part.people for part in parts)
    hidden: dict[str, int | None] = dict.fromkeys([*names, "people"])
    if len(parts) < FEWEST_FIRMS or people < SMALLEST:
        return hidden
    shown: dict[str, int] = {}
    for name in names:
        known = [part.states[name] for part in parts if part.states.get(name)]
        if len(known) >= FEWEST_FIRMS and sum(known) >= SMALLEST:
            shown[name] = sum(known)
    while shown and people - sum(shown.values()) < SMALLEST:
        del shown[min(shown, key=lambda name: shown[name])]
    return {**hidden, **shown, "people": people}


def culture(firms: Sequence[Blocks]) -> dict[str, float]:
    """Return per block the mean over all answers of the firms together, to whole points; only of FEWEST_FIRMS firms.

    Every firm's own figure rests on SMALLEST answers at least: it was frozen by the rules of the scan.
    """
    found = {}
    for block in sorted({name for firm in firms for name in firm.blocks}):
        known = [firm.blocks[block] for firm in firms if block in firm.blocks]
        if len(known) >= FEWEST_FIRMS:
            found[block] = float(round(sum(mean * n for mean, n in known) / sum(n for _mean, n in known)))
    return found
