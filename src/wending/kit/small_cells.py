"""Hides small counts in published tables, and enough others that the hidden ones cannot be reckoned back.

Terms: *cell* = a count of people or conversations that may be shown; *sum* = a cell that is the total of other cells,
where all are on the same page; *first hiding* = cells below `SMALLEST`, zero too (that nobody did something is also
told of everybody); *second hiding* = larger cells hidden so that subtraction does not give a hidden cell away.
Afterwards no hidden cell follows from the shown ones by adding and subtracting, and the hidden cells of a shown total
are never together a small count. It does not promise wide bounds: who knows a neighbour may still guess within a range.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

SMALLEST = 10

Key = TypeVar("Key", bound=Hashable)
# The key of a sum, and the keys of its parts.
Total = tuple[Key, tuple[Key, ...]]


def hidden_cells(
    cells: Mapping[Key, int],
    totals: Sequence[Total[Key]],
    smallest: int = SMALLEST,
    *,
    also: Collection[Key] = (),
    kept: Collection[Key] = (),
) -> set[Key]:
    """Return the keys of the cells that must stay hidden.

    Args:
        cells: counts of zero or more by key, sums included; the order breaks ties.
        totals: every sum that a reader of the page can know, in cells of `cells`.
        also: cells that must be hidden for another reason than their size.
        kept: cells that were shown before, so that they cannot be hidden any more.

    Raises:
        ValueError: a sum that is not the total of its parts: then nothing can be promised.
    """
    for whole, parts in totals:
        if cells[whole] != sum(cells[part] for part in parts):
            raise ValueError(f"{whole!r} is not the sum of its parts")
    hidden = {key for key, count in cells.items() if count < smallest} | set(also)
    fixed = set(kept) - hidden
    while True:
        candidates = _to_hide_more(cells, totals, hidden, smallest, fixed)
        if not candidates:
            return hidden
        hidden.add(min(candidates, key=lambda key: cells[key]))


def _to_hide_more(
    cells: Mapping[Key, int], totals: Sequence[Total[Key]], hidden: set[Key], smallest: int, fixed: set[Key]
) -> list[Key]:
    """Return open cells of which one must be hidden too; none when all is safe."""
    for whole, parts in totals:
        masked = [part for part in parts if part in hidden]
        is_open = whole not in hidden
        alone = len(masked) + (not is_open) == 1
        few = is_open and bool(masked) and sum(cells[part] for part in masked) < smallest
        if alone or few:
            # A part rather than the total, where there is a choice.
            free = [part for part in parts if part not in hidden and part not in fixed]
            if free or (is_open and whole not in fixed):
                return free or [whole]
    for key in _reckoned_back(totals, hidden):
        beside = [member for whole, parts in totals if key in (whole, *parts) for member in (*parts, whole)]
        anywhere = [member for whole, parts in totals for member in (*parts, whole)]
        for members in (beside, anywhere):
            candidates = [member for member in members if member not in hidden and member not in fixed]
            if candidates:
                return candidates
    return []


def _reckoned_back(totals: Sequence[Total[Key]], hidden: set[Key]) -> list[Key]:
    """Return the hidden cells that follow exactly from the shown ones: Gauss-Jordan on the sums, in whole fractions.

    Rows hold only what is not zero: a table has many cells and few in each sum.
    """
    waiting = []
    for whole, parts in totals:
        row: dict[Key, Fraction] = {}
        for key, sign in ((whole, -1), *((part, 1) for part in parts)):
            if key in hidden:
                row[key] = row.get(key, Fraction(0)) + sign
        waiting.append({key: value for key, value in row.items() if value})
    done: dict[Key, dict[Key, Fraction]] = {}
    for row in sorted(waiting, key=len):
        for pivot in [key for key in row if key in done]:
            _take_off(row, done[pivot], row[pivot])
        if not row:
            continue
        pivot, lead = next(iter(row.items()))
        row = {key: value / lead for key, value in row.items()}
        for other in done.values():
            if pivot in other:
                _take_off(other, row, other[pivot])
        done[pivot] = row
    # A row with one cell in it says what that cell is.
    found = {next(iter(row)) for row in done.values() if len(row) == 1}
    order = dict.fromkeys(key for whole, parts in totals for key in (whole, *parts))
    return [key for key in order if key in found]


def _take_off(row: dict[Key, Fraction], base: Mapping[Key, Fraction], factor: Fraction) -> None:
    for key, value in base.items():
        left = row.get(key, Fraction(0)) - factor * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)
