"""A straight axis of numbers: which stretch it shows, where its marks stand, and where a number lies on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from wending.web.charts.svg import element

# Steps between marks, times a power of ten.
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST = 5
# The width of a letter on average, at the largest size that components.css gives.
LETTER = 11.0
# Numbers that lie nearer to each other than this are the same to the eye, whatever the unit.
SAME = 1e-9


@dataclass(frozen=True)
class Axis:
    """Numbers from `low` to `high` on a line from `begin` to `end` in units of the picture; `end` may lie before it."""

    low: float
    high: float
    begin: float
    end: float
    marks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Return where a number lies, cut off at the ends; in the middle of an axis of one number."""
        if self.high == self.low:
            return (self.begin + self.end) / 2
        inside = min(max(value, self.low), self.high)
        return self.begin + (inside - self.low) / (self.high - self.low) * (self.end - self.begin)


def axis(values: Iterable[float | None], begin: float, end: float, most: int = MOST) -> Axis:
    """Return an axis on which all these numbers lie, from mark to mark; None and infinite numbers are left out.

    Raises:
        ValueError: no number at all.
    """
    known = [value for value in values if value is not None and isfinite(value)]
    if not known:
        raise ValueError("An axis needs a number.")
    low, high = min(known), max(known)
    if high - low < SAME:
        room = abs(low) / 2 if abs(low) > SAME else 1.0
        low, high = low - room, high + room
    step = _step((high - low) / most)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    marks = tuple(round(number * step, 12) for number in range(first, last + 1))
    return Axis(marks[0], marks[-1], begin, end, marks)


def _step(least: float) -> float:
    """Return the smallest round step that is at least `least`."""
    power = 10.0 ** floor(log10(least))
    return next(times * power for times in STEPS if times * power >= least * (1 - 1e-9))


def ends_inside(x: float, left: float, right: float, room: float = 26) -> str:
    """Return how a text at `x` is anchored so that it stays between `left` and `right`."""
    return "start" if x < left + room else "end" if x > right - room else "middle"


def with_room(line: Axis, names: Sequence[str]) -> list[tuple[float, float, str]]:
    """Return the marks as number, place and name; where names would touch only every so many marks has one.

    The steps between names are the same everywhere, and 0 keeps its name.
    """
    pairs = list(zip(line.marks, names, strict=True))
    nought = next((place for place, (mark, _name) in enumerate(pairs) if mark == 0), 0)
    for every in range(1, len(pairs) + 1):
        kept = [place % every == nought % every for place in range(len(pairs))]
        if not _touch(line, [pair for pair, is_kept in zip(pairs, kept, strict=True) if is_kept]):
            break
    return [(mark, line.at(mark), name if is_kept else "") for (mark, name), is_kept in zip(pairs, kept, strict=True)]


def _touch(line: Axis, named: Sequence[tuple[float, str]]) -> bool:
    free = -1e9
    for mark, name in named:
        x, wide = line.at(mark), len(name) * LETTER
        anchor = ends_inside(x, line.begin, line.end)
        left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
        if left <= free:
            return True
        free = left + wide + LETTER / 2
    return False


def lines_of(text: str, most: int) -> list[str]:
    """Return a text in lines of at most `most` letters where its words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def key(entries: Sequence[tuple[str, str]], left: float, top: float, width: float) -> tuple[list[str], float]:
    """Return the key of a picture (name and class of its sign, in rows that fit) and its height."""
    drawn: list[str] = []
    x, y = left, top
    for name, kind in entries:
        long = 26 + len(name) * LETTER
        if x > left and x + long > left + width:
            x, y = left, y + 26
        drawn.append(element("rect", class_=f"sign sign--{kind}", x=x, y=y + 4, width=14, height=14, rx=3))
        drawn.append(element("text", text=name, class_="key-text", x=x + 20, y=y + 16))
        x += long + 14
    return drawn, (y - top + 30 if entries else 0)
