"""Hides small counts in published tables, and enough others that the hidden ones cannot be reckoned back.

Terms: *cell* = a count of people or conversations that may be shown; *sum* = a cell that is the total of other cells,
where all are on the same page; *first hiding* = cells below `SMALLEST`, zero too (that nobody did something is also
told of everybody); *second hiding* = larger cells hidden so that subtraction does not give a hidden cell away.
Afterwards no hidden cell follows from the shown ones by adding and subtracting, and the hidden cells of a shown total
are never together a small count. It does not promise wide bounds: who knows a neighbour may still guess within a range.
"""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

SMALLEST = 10

Key = TypeVar("Key", bound=Hashable)
# The key of a sum, and the keys of its parts.
Total = tuple[Key, tuple[Key, ...]]


def hidden_cells(cells: Mapping[Key, int], totals: Sequence[Total[Key]], smallest: int = SMALLEST) -> set[Key]:
    """Return the keys of the cells that must stay hidden.

    Args:
        cells: counts of zero or more by key, sums included; the order breaks ties.
        totals: every sum that a reader of the page can know, in cells of `cells`.

    Raises:
        ValueError: a sum that is not the total of its parts: then nothing can be promised.
    """
    for whole, parts in totals:
        if cells[whole] != sum(cells[part] for part in parts):
            raise ValueError(f"{whole!r} is not the sum of its parts")
    hidden = {key for key, count in cells.items() if count < smallest}
    while True:
        candidates = _to_hide_more(cells, totals, hidden, smallest)
        if not candidates:
            return hidden
        hidden.add(min(candidates, key=lambda key: cells[key]))


def _to_hide_more(cells: Mapping[Key, int], totals: Sequence[Total[Key]], hidden: set[Key], smallest: int) -> list[Key]:
    """Return open cells of which one must be hidden too; none when all is safe."""
    for whole, parts in totals:
        masked = [part for part in parts if part in hidden]
        is_open = whole not in hidden
        alone = len(masked) + (not is_open) == 1
        few = is_open and bool(masked) and sum(cells[part] for part in masked) < smallest
        if alone or few:
            # A part rather than the total, where there is a choice.
            return [part for part in parts if part not in hidden] or [whole]
    for key in _reckoned_back(totals, hidden):
        beside = [member for whole, parts in totals if key in (whole, *parts) for member in (*parts, whole)]
        anywhere = [member for whole, parts in totals for member in (*parts, whole)]
        for members in (beside, anywhere):
            candidates = [member for member in members if member not in hidden]
            if candidates:
                return candidates
    return []


def _reckoned_back(totals: Sequence[Total[Key]], hidden: set[Key]) -> list[Key]:
    """Return the hidden cells that follow exactly from the shown ones: Gauss-Jordan on the sums, in whole fractions."""
    columns = [key for key in dict.fromkeys(key for whole, parts in totals for key in (whole, *parts)) if key in hidden]
    place = {key: number for number, key in enumerate(columns)}
    rows = []
    for whole, parts in totals:
        row = [Fraction(0)] * len(columns)
        for key, sign in ((whole, -1), *((part, 1) for part in parts)):
            if key in place:
                row[place[key]] += sign
        rows.append(row)
    done = 0
    for column in range(len(columns)):
        pivot = next((number for number in range(done, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        lead = rows[done][column]
        rows[done] = [value / lead for value in rows[done]]
        for number, row in enumerate(rows):
            if number != done and row[column]:
                factor = row[column]
                rows[number] = [value - factor * base for value, base in zip(row, rows[done], strict=True)]
        done += 1
    # A row with one cell in it says what that cell is.
    return [columns[row.index(Fraction(1))] for row in rows[:done] if sum(value != 0 for value in row) == 1]
