"""Two numbers a row on one axis, before and after (a love plot), with the bars between which they should lie."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wending.web.charts.axis import axis, ends_inside, key
from wending.web.charts.svg import element, picture

WIDTH, LEFT, RIGHT, BOTTOM = 480, 12.0, 12.0, 34.0
ROW = 44.0


@dataclass(frozen=True)
class Pair:
    """A row: what it was and what it became; None is a number that does not exist."""

    label: str
    before: float | None
    after: float | None


def dots(
    rows: Sequence[Pair],
    *,
    title: str,
    names: tuple[str, str],
    tell: Callable[[float], str],
    description: str = "",
    bar: float | None = None,
) -> str:
    """Return the rows with an open dot for before and a full one for after; `bar` tints the stretch -bar to bar.

    Raises:
        ValueError: no number to show.
    """
    numbers = [number for row in rows for number in (row.before, row.after) if number is not None]
    if not numbers:
        raise ValueError("Dots need a number to show.")
    line = axis([*numbers, 0.0, *((-bar, bar) if bar else ())], LEFT, WIDTH - RIGHT)
    signs, high = key([(names[0], "before"), (names[1], "after")], LEFT, 0, WIDTH - LEFT - RIGHT)
    top = high + 8
    bottom = top + ROW * len(rows) + 6
    drawn = list(signs)
    if bar:
        left, right = line.at(-bar), line.at(bar)
        drawn.append(element("rect", class_="small-zone", x=left, y=top, width=right - left, height=bottom - top))
    for mark in line.marks:
        x = line.at(mark)
        anchor = ends_inside(x, LEFT, WIDTH - RIGHT)
        drawn.append(element("line", class_="axis-line" if mark == 0 else "grid-line", x1=x, x2=x, y1=top, y2=bottom))
        drawn.append(element("text", text=tell(mark), class_="axis-text", x=x, y=bottom + 22, text_anchor=anchor))
    for place, row in enumerate(rows):
        y = top + ROW * place
        parts = [element("text", text=row.label, class_="interval-name halo", x=LEFT, y=y + 17)]
        if row.before is not None and row.after is not None:
            parts.append(
                element("line", class_="dot-way", x1=line.at(row.before), x2=line.at(row.after), y1=y + 31, y2=y + 31)
            )
        if row.before is not None:
            parts.append(element("circle", class_="dot-before", cx=line.at(row.before), cy=y + 31, r=6))
        if row.after is not None:
            parts.append(element("circle", class_="dot-after", cx=line.at(row.after), cy=y + 31, r=6))
        drawn.append(element("g", *parts))
    return picture(WIDTH, int(bottom + BOTTOM), title, description, *drawn)
