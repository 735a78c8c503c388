"""Numbers with their intervals under each other on one axis (a forest plot), or ranges without a middle (a tornado).

The name stands above its line, so that long names and narrow screens go together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wending.web.charts.axis import Axis, axis, ends_inside, lines_of, with_room
from wending.web.charts.svg import element, picture

WIDTH, LEFT, RIGHT = 480, 12.0, 12.0
TOP, BOTTOM = 14.0, 34.0
ROW, NARROW = 50.0, 12.0
# So many letters of a name fit on a line on a phone; a longer name goes on below, on so many lines.
LONGEST, LINES, LINE = 40, 2, 20.0
# A name and its number stand beside each other up to so many letters, on a phone and on a wide screen.
LONG, WIDE = 36, 60


@dataclass(frozen=True)
class Interval:
    """A number with its interval; a part that is None is not drawn. wide_low, wide_high: a second, wider interval.

    `kind` is "", "chosen" (the one it is about), "second" (of another sort) or "all" (of all together: a diamond).
    `size`, 0 to 1, makes a number of more weight larger.
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    text: str = ""
    kind: str = ""
    wide_low: float | None = None
    wide_high: float | None = None
    size: float = 0.4


def intervals(
    rows: Sequence[Interval],
    *,
    title: str,
    tell: Callable[[float], str],
    description: str = "",
    zero: float | None = 0.0,
    zone: tuple[float, float] | None = None,
    marks: Sequence[tuple[float, str]] = (),
    is_narrow: bool = False,
) -> str:
    """Return the rows in their order on one axis. Raise ValueError when there is no number to show.

    zero: where a full line stands (no effect). zone: a stretch that is tinted (too small to matter). marks: dashed
    lines with a name. `is_narrow` leaves the names out, for many rows.
    """
    shown = [(row.value, row.low, row.high, row.wide_low, row.wide_high) for row in rows]
    extra = [mark for mark, _ in marks] + list(zone or ()) + ([zero] if zero is not None else [])
    line = axis([*(number for row in shown for number in row), *extra], LEFT, WIDTH - RIGHT)
    if not any(number is not None for row in shown for number in row):
        raise ValueError("Intervals need a number to show.")
    step = NARROW if is_narrow else ROW
    head = TOP + 20 * len(marks)
    deep = [step if is_narrow else step + LINE * (len(_names(row)) - 1) for row in rows]
    bottom = head + sum(deep) + 6
    drawn = _ground(line, head, bottom, tell, zero, zone, marks)
    # Numbers beside some names and not beside others would look as if those were unknown.
    is_short = all(_letters(row) <= LONG for row in rows)
    for place, row in enumerate(rows):
        drawn.append(_row(row, line, head + sum(deep[:place]), is_narrow, is_short))
    return picture(WIDTH, int(bottom + BOTTOM), title, description, *drawn)


def _ground(
    line: Axis,
    top: float,
    bottom: float,
    tell: Callable[[float], str],
    zero: float | None,
    zone: tuple[float, float] | None,
    marks: Sequence[tuple[float, str]],
) -> list[str]:
    drawn = []
    if zone:
        left, right = line.at(zone[0]), line.at(zone[1])
        drawn.append(
            element("rect", class_="small-zone", x=left, y=top - 6, width=right - left, height=bottom - top + 6)
        )
    for _mark, x, name in with_room(line, [tell(mark) for mark in line.marks]):
        anchor = ends_inside(x, LEFT, WIDTH - RIGHT)
        drawn.append(element("line", class_="grid-line", x1=x, x2=x, y1=top - 6, y2=bottom))
        if name:
            drawn.append(element("text", text=name, class_="axis-text", x=x, y=bottom + 22, text_anchor=anchor))
    if zero is not None:
        x = line.at(zero)
        drawn.append(element("line", class_="axis-line", x1=x, x2=x, y1=top - 6, y2=bottom))
    for place, (value, name) in enumerate(marks):
        x = line.at(value)
        anchor = ends_inside(x, LEFT, WIDTH - RIGHT, len(name) * 4.2)
        drawn.append(element("line", class_="mark-line", x1=x, x2=x, y1=top - 12 - 20 * place, y2=bottom))
        drawn.append(element("text", text=name, class_="axis-text", x=x, y=top - 16 - 20 * place, text_anchor=anchor))
    return drawn


def _names(row: Interval) -> list[str]:
    """Return a name in lines."""
    shown = [one if len(one) <= LONGEST else one[: LONGEST - 1] + "…" for one in lines_of(row.label, LONGEST)] or [""]
    return shown if len(shown) <= LINES else [*shown[: LINES - 1], shown[LINES - 1][: LONGEST - 1] + "…"]


def _letters(row: Interval) -> int:
    """Count the letters of a name and its number on one line; none where its number stands in its name."""
    return 0 if row.text in row.label else len(_names(row)[0]) + len(row.text)


def _row(row: Interval, line: Axis, top: float, is_narrow: bool, is_short: bool) -> str:
    names = _names(row)
    y = top + (NARROW / 2 if is_narrow else 34 + LINE * (len(names) - 1))
    kind = f" interval--{row.kind}" if row.kind else ""
    parts = [element("title", text=f"{row.label}: {row.text}" if row.text else row.label)]
    if not is_narrow:
        for place, name in enumerate(names):
            parts.append(element("text", text=name, class_="interval-name halo", x=LEFT, y=top + 17 + LINE * place))
        if 0 < _letters(row) <= WIDE:
            # With large letters on a phone only short ones have room; components.css leaves the others out there.
            kind_of_text = "interval-text halo" + ("" if is_short else " interval-text--wide")
            told = {"x": WIDTH - RIGHT, "y": top + 17, "text_anchor": "end"}
            parts.append(element("text", text=row.text, class_=kind_of_text, **told))
    if row.wide_low is not None and row.wide_high is not None:
        left, right = line.at(row.wide_low), line.at(row.wide_high)
        parts.append(element("line", class_=f"interval-wide{kind}", x1=left, x2=right, y1=y, y2=y))
    if row.low is not None and row.high is not None:
        left, right = line.at(row.low), line.at(row.high)
        if row.kind == "all" and row.value is not None:
            middle = line.at(row.value)
            corners = f"M{left:.1f} {y:.1f}L{middle:.1f} {y - 9:.1f}L{right:.1f} {y:.1f}L{middle:.1f} {y + 9:.1f}Z"
            parts.append(element("path", class_="interval-dot interval--all", d=corners))
            return element("g", *parts)
        thick = 3.0 if is_narrow else 6.0
        if row.value is None:
            thick = 16.0
        parts.append(
            element(
                "rect",
                class_=f"interval{kind}",
                x=left,
                y=y - thick / 2,
                width=max(right - left, 1.5),
                height=thick,
                rx=min(thick / 2, 3.0),
            )
        )
    if row.value is not None:
        radius = 3.5 if is_narrow else 4.5 + 7 * row.size
        parts.append(element("circle", class_=f"interval-dot{kind}", cx=line.at(row.value), cy=y, r=radius))
    elif not is_narrow and row.low is None and row.wide_low is None:
        parts.append(element("text", text="–", class_="axis-text", x=LEFT, y=y + 6))
    return element("g", *parts)
