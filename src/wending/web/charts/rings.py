"""People around someone, in rings: the nearer the ring, the nearer the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from wending.web.charts.svg import element, picture

SIZE = 480
CENTRE = SIZE / 2
RADII = (96.0, 160.0, 222.0)
DOT = 17.0
# With more people than this only their letters are shown; the table has the names.
MOST_NAMES = 14
LONGEST_NAME = 11


@dataclass(frozen=True)
class Near:
    """Somebody in a ring (1 is nearest)."""

    label: str
    ring: int


def rings(people: Sequence[Near], *, me: str, title: str, description: str = "") -> str:
    """Return the rings with everybody in theirs; raise ValueError for a ring that is not there."""
    if any(not 1 <= near.ring <= len(RADII) for near in people):
        raise ValueError(f"A ring is 1 to {len(RADII)}.")
    drawn = [
        element("circle", class_=f"ring ring--{number}", cx=CENTRE, cy=CENTRE, r=radius)
        for number, radius in reversed(list(enumerate(RADII, start=1)))
    ]
    drawn.append(element("circle", class_="ring-me", cx=CENTRE, cy=CENTRE, r=28))
    drawn.append(element("text", text=me, class_="ring-me-name", x=CENTRE, y=CENTRE + 6, text_anchor="middle"))
    for number, radius in enumerate(RADII, start=1):
        here = [near for near in people if near.ring == number]
        for place, near in enumerate(here):
            # Each ring begins a little further, so that people of two rings do not stand behind each other.
            angle = 2 * pi * (place + 0.33 * number) / max(len(here), 3) - pi / 2
            x, y = CENTRE + (radius - 30) * cos(angle), CENTRE + (radius - 30) * sin(angle)
            drawn.append(_person(near.label, x, y, has_name=len(people) <= MOST_NAMES))
    return picture(SIZE, SIZE, title, description, *drawn)


def _person(label: str, x: float, y: float, *, has_name: bool) -> str:
    letters = "".join(word[0] for word in label.split()[:2]).upper() or "?"
    parts = [
        element("circle", class_="ring-dot", cx=x, cy=y, r=DOT),
        element("text", text=letters, class_="ring-letters", x=x, y=y + 5, text_anchor="middle"),
    ]
    if has_name:
        name = label if len(label) <= LONGEST_NAME else label[: LONGEST_NAME - 1].rstrip() + "…"
        parts.append(element("text", text=name, class_="ring-name", x=x, y=y + DOT + 15, text_anchor="middle"))
    return element("g", *parts)
