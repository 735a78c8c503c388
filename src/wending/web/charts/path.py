"""A small picture of a road with stops: from where someone is now to a goal."""

from collections.abc import Sequence
from itertools import pairwise

from wending.web.charts.svg import element, picture

WIDTH, HEIGHT = 560, 200
MARGIN = 40.0
# Names of so many letters fit in a stop between.
IN_STOP, RADIUS = 2, 18


def path_picture(stops: Sequence[str], *, title: str) -> str:
    """Return a winding road with 2 to 6 named stops, first is now and last is the goal; raise ValueError otherwise."""
    if not 2 <= len(stops) <= 6:
        raise ValueError("A road has two to six stops.")
    gap = (WIDTH - 2 * MARGIN) / (len(stops) - 1)
    places = [(MARGIN + i * gap, 125.0 if i % 2 == 0 else 75.0) for i in range(len(stops))]
    curve = f"M{places[0][0]:.0f} {places[0][1]:.0f}"
    for (x1, y1), (x2, y2) in pairwise(places):
        curve += f" C{x1 + gap / 2:.0f} {y1:.0f} {x2 - gap / 2:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    drawn = [element("path", class_="path-line", d=curve), element("path", class_="path-dash", d=curve)]
    last = len(stops) - 1
    for i, (name, (x, y)) in enumerate(zip(stops, places, strict=True)):
        kind = " path-stop--now" if i == 0 else " path-stop--goal" if i == last else ""
        # The outer names grow inwards, so that long ones stay in the picture.
        anchor, shift = ("start", -15) if i == 0 else ("end", 15) if i == last else ("middle", 0)
        text_y = y + 45 if i % 2 == 0 else y - 30
        drawn.append(element("circle", class_=f"path-stop{kind}", cx=x, cy=y, r=13 if kind else RADIUS))
        if not kind and len(name) <= IN_STOP:
            # A number stands in its stop, so that the name of the goal never runs over it.
            drawn.append(element("text", text=name, class_="path-number", x=x, y=y + 7, text_anchor="middle"))
        else:
            drawn.append(element("text", text=name, class_="path-name", x=x + shift, y=text_y, text_anchor=anchor))
    return picture(WIDTH, HEIGHT, title, " → ".join(stops), *drawn)
