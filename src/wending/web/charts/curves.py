"""Numbers along an axis, each with a band of uncertainty, with loose dots beside them where there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wending.web.charts.axis import Axis, axis, ends_inside, key, lines_of
from wending.web.charts.svg import element, picture

WIDTH, LEFT, RIGHT, HIGH, BOTTOM = 480, 78.0, 16.0, 250.0, 62.0


@dataclass(frozen=True)
class Place:
    """A number `y` at `x`, with its band; None is a number that does not exist."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """A series: its name, its kind ("first", "second", "third") and its places from left to right."""

    name: str
    places: Sequence[Place]
    kind: str = "first"


@dataclass(frozen=True)
class Loose:
    """A dot; its number in the picture is that of its name in the key."""

    label: str
    x: float
    y: float


def curves(
    lines: Sequence[Line],
    *,
    title: str,
    x_label: str,
    y_label: str,
    tell_x: Callable[[float], str],
    tell_y: Callable[[float], str],
    description: str = "",
    zero: float | None = None,
    begin: float | None = None,
    marks: Sequence[tuple[float, str]] = (),
    loose: Sequence[Loose] = (),
    at: Sequence[float] = (),
) -> str:
    """Return the series with their bands. Raise ValueError without places.

    zero: a full line across at that number. begin: a full line upright (where it began). marks: dashed lines across,
    with a name. at: where marks stand on the lower axis; without it at round numbers.
    """
    places = [place for line in lines for place in line.places]
    entries = [(line.name, line.kind) for line in lines if line.name]
    entries += [(f"{number}: {dot.label}", "loose") for number, dot in enumerate(loose, 1)]
    signs, top = key(entries, 0, 0, WIDTH - RIGHT)
    named = lines_of(y_label, 40)
    top += 24.0 * len(named) + 8
    ys = [number for place in places for number in (place.y, place.low, place.high)]
    ys += [dot.y for dot in loose] + [value for value, _ in marks] + ([zero] if zero is not None else [])
    across = axis([*(place.x for place in places), *(dot.x for dot in loose), *at], LEFT, WIDTH - RIGHT, 4)
    if at:
        across = Axis(min(at), max(at), LEFT + 12, WIDTH - RIGHT - 12, tuple(at))
    up = axis(ys, top + HIGH, top)
    drawn = [*signs, *_ground(across, up, tell_x, tell_y, x_label)]
    drawn += [
        element("text", text=text, class_="axis-text", x=0, y=top - 24.0 * (len(named) - place) + 4)
        for place, text in enumerate(named)
    ]
    if zero is not None:
        drawn.append(element("line", class_="axis-line", x1=LEFT, x2=WIDTH - RIGHT, y1=up.at(zero), y2=up.at(zero)))
    if begin is not None:
        drawn.append(
            element("line", class_="mark-line", x1=across.at(begin), x2=across.at(begin), y1=top, y2=top + HIGH)
        )
    for value, name in marks:
        y = up.at(value)
        drawn.append(element("line", class_="mark-line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y))
        drawn.append(element("text", text=name, class_="axis-text halo", x=WIDTH - RIGHT, y=y - 6, text_anchor="end"))
    for line in lines:
        drawn.append(_line(line, across, up))
    for number, dot in enumerate(loose, 1):
        x, y = across.at(dot.x), up.at(dot.y)
        drawn.append(element("circle", class_="dot-after", cx=x, cy=y, r=5))
        drawn.append(element("text", text=str(number), class_="key-text halo", x=x + 8, y=y - 5))
    return picture(WIDTH, int(top + HIGH + BOTTOM), title, description, *drawn)


def _ground(
    across: Axis, up: Axis, tell_x: Callable[[float], str], tell_y: Callable[[float], str], x_label: str
) -> list[str]:
    drawn = []
    for mark in up.marks:
        y = up.at(mark)
        drawn.append(element("line", class_="grid-line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y))
        drawn.append(element("text", text=tell_y(mark), class_="axis-text", x=LEFT - 8, y=y + 5, text_anchor="end"))
    for mark in across.marks:
        x = across.at(mark)
        anchor = ends_inside(x, 0, WIDTH)
        drawn.append(element("line", class_="grid-line", x1=x, x2=x, y1=up.begin, y2=up.begin + 6))
        drawn.append(element("text", text=tell_x(mark), class_="axis-text", x=x, y=up.begin + 24, text_anchor=anchor))
    middle = (LEFT + WIDTH - RIGHT) / 2
    drawn.append(element("text", text=x_label, class_="axis-text", x=middle, y=up.begin + 50, text_anchor="middle"))
    return drawn


def _line(line: Line, across: Axis, up: Axis) -> str:
    told = [
        (across.at(place.x), up.at(place.low), up.at(place.high))
        for place in line.places
        if place.low is not None and place.high is not None
    ]
    parts = []
    if len(told) > 1:
        forth = " ".join(f"{x:.1f},{high:.1f}" for x, _, high in told)
        back = " ".join(f"{x:.1f},{low:.1f}" for x, low, _ in reversed(told))
        parts.append(element("polygon", class_=f"band-fill band-fill--{line.kind}", points=f"{forth} {back}"))
    for x, low, high in told if len(told) == 1 else []:
        parts.append(element("line", class_=f"whisker whisker--{line.kind}", x1=x, x2=x, y1=low, y2=high))
    points = " ".join(f"{across.at(place.x):.1f},{up.at(place.y):.1f}" for place in line.places)
    parts.append(element("polyline", class_=f"curve curve--{line.kind}", points=points))
    if len(line.places) <= 24:
        parts += [
            element(
                "circle", class_=f"curve-dot curve-dot--{line.kind}", cx=across.at(place.x), cy=up.at(place.y), r=4.5
            )
            for place in line.places
        ]
    return element("g", *parts)
