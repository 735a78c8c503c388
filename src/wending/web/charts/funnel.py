"""Effects against their standard errors, the surest on top (a funnel plot): gaps hint at what is missing."""

from collections.abc import Callable, Sequence

from wending.web.charts.axis import Axis, axis, ends_inside, lines_of
from wending.web.charts.svg import element, picture

WIDTH, LEFT, RIGHT, TOP, HIGH, BOTTOM = 480, 74.0, 16.0, 34.0, 250.0, 62.0


def funnel(
    points: Sequence[tuple[float, float, str]],
    *,
    middle: float,
    title: str,
    x_label: str,
    y_label: str,
    tell: Callable[[float], str],
    description: str = "",
    reach: float = 1.96,
) -> str:
    """Return a dot per effect (value, standard error above zero, name) within the funnel around `middle`.

    reach: how many standard errors the sides stand from the middle. Raise ValueError without points.
    """
    if not points:
        raise ValueError("A funnel needs points.")
    widest = max(error for _, error, _ in points)
    found = axis([0.0, widest], TOP, TOP + HIGH, 4)
    up = Axis(0.0, found.high, TOP, TOP + HIGH, found.marks)
    sides = (middle - reach * up.high, middle + reach * up.high)
    across = axis([*(value for value, _, _ in points), *sides], LEFT, WIDTH - RIGHT, 4)
    drawn = [
        element("text", text=text, class_="axis-text", x=0, y=TOP - 16 + 18 * place)
        for place, text in enumerate(lines_of(y_label, 46)[:1])
    ]
    for mark in up.marks:
        y = up.at(mark)
        drawn.append(element("line", class_="grid-line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y))
        drawn.append(element("text", text=tell(mark), class_="axis-text", x=LEFT - 8, y=y + 5, text_anchor="end"))
    for mark in across.marks:
        x = across.at(mark)
        anchor = ends_inside(x, 0, WIDTH)
        drawn.append(element("text", text=tell(mark), class_="axis-text", x=x, y=TOP + HIGH + 24, text_anchor=anchor))
    x, bottom = across.at(middle), TOP + HIGH
    corners = f"{x:.1f},{TOP:.1f} {across.at(sides[0]):.1f},{bottom:.1f} {across.at(sides[1]):.1f},{bottom:.1f}"
    drawn.append(element("polygon", class_="small-zone", points=corners))
    drawn.append(element("line", class_="axis-line", x1=x, x2=x, y1=TOP, y2=bottom))
    for value, error, name in points:
        dot = element("circle", class_="dot-after", cx=across.at(value), cy=up.at(error), r=6)
        drawn.append(element("g", element("title", text=name), dot))
    drawn.append(element("text", text=x_label, class_="axis-text", x=WIDTH / 2, y=bottom + 50, text_anchor="middle"))
    return picture(WIDTH, int(bottom + BOTTOM), title, description, *drawn)
