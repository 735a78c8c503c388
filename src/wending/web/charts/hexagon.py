"""A hexagon of six scores, such as the six interest types; one or two profiles over each other."""

from collections.abc import Sequence
from math import cos, pi, sin

from wending.web.charts.svg import element, number, picture

WIDTH, HEIGHT = 500, 390
CENTRE = (WIDTH / 2, HEIGHT / 2)
RADIUS = 125.0
LABEL_RADIUS = 150.0
# Zero lies a little off the centre, so that a profile with few interests is still a shape and not a line.
ZERO = 14.0


def corner(index: int, radius: float) -> tuple[float, float]:
    """Return the place of a corner, clockwise from the top; units of the picture."""
    angle = index * pi / 3 - pi / 2
    return CENTRE[0] + radius * cos(angle), CENTRE[1] + radius * sin(angle)


def radius_of(share: float) -> float:
    """Return how far from the centre a share between 0 and 1 lies; cut off outside."""
    return ZERO + (RADIUS - ZERO) * min(max(share, 0.0), 1.0)


def hexagon(
    labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], *, title: str, maximum: float = 100
) -> str:
    """Return a hexagon for one or two series of six values between 0 and `maximum`; raise ValueError otherwise."""
    if len(labels) != 6 or not 1 <= len(series) <= 2 or any(len(values) != 6 for _, values in series):
        raise ValueError("A hexagon shows one or two series of six values.")
    rings = [
        element("polygon", class_="grid-line", fill="none", points=_points([RADIUS * share] * 6))
        for share in (1 / 3, 2 / 3, 1)
    ]
    spokes = [
        element(
            "line", class_="grid-line", x1=CENTRE[0], y1=CENTRE[1], x2=corner(i, RADIUS)[0], y2=corner(i, RADIUS)[1]
        )
        for i in range(6)
    ]
    shapes = [
        element(
            "polygon",
            class_=f"series-{place}",
            points=_points([radius_of(value / maximum) for value in values]),
        )
        for place, (_, values) in enumerate(series, 1)
    ]
    texts = [_label(i, label) for i, label in enumerate(labels)]
    description = "; ".join(
        f"{name}: " + ", ".join(f"{label} {value:.0f}" for label, value in zip(labels, values, strict=True))
        for name, values in series
    )
    return picture(WIDTH, HEIGHT, title, description, *rings, *spokes, *shapes, *texts)


def _points(radii: Sequence[float]) -> str:
    return " ".join(",".join(number(part) for part in corner(i, radius)) for i, radius in enumerate(radii))


def _label(index: int, text: str) -> str:
    x, y = corner(index, LABEL_RADIUS)
    anchor = "middle" if index in (0, 3) else "start" if index in (1, 2) else "end"
    # Labels at the sides grow outwards from the corner: pull them in so that long words stay in the picture.
    inward = {"start": -18.0, "end": 18.0, "middle": 0.0}[anchor]
    down = {0: 0.0, 1: -14.0, 5: -14.0, 2: 22.0, 4: 22.0, 3: 10.0}[index]
    return element("text", text=text, x=x + inward, y=y + down, text_anchor=anchor)
