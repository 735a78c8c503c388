"""Dots on two axes, each a link: fit against distance, or against level. Numbers refer to the list beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from wending.web.charts.svg import element, picture

WIDTH, HEIGHT = 520, 470
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 16, 70
DOT = 15.0
# Width of a letter on average in units of the picture, at the size that components.css gives.
LETTER = 7.6
LINE = 18.0


@dataclass(frozen=True)
class Dot:
    """One dot. x and y between 0 and 1; `kind` is "", "surprise" or "chosen"."""

    label: str
    x: float
    y: float
    href: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture, to keep texts apart."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Say whether two rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def scatter(
    dots: Sequence[Dot],
    *,
    title: str,
    description: str = "",
    x_label: str,
    y_label: str,
    x_ends: tuple[str, str] = ("", ""),
    y_ends: tuple[str, str] = ("", ""),
    zone: str = "",
) -> str:
    """Return the dots, numbered from 1; a name is shown where it has room, and always on focus.

    `zone` tints the corner to aim for: "left" (high and near), "right" (high and far) or "" for none.
    """
    centres = spread([place(dot) for dot in dots])
    taken = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in centres]
    drawn = []
    for rank, (dot, centre) in enumerate(zip(dots, centres, strict=True), 1):
        spot = label_spot(dot.label, centre, taken)
        if spot:
            taken.append(spot[2])
        drawn.append(_dot(rank, dot, centre, spot))
    return picture(
        WIDTH, HEIGHT, title, description, *_axes(x_label, y_label, x_ends, y_ends, zone), *drawn, links=True
    )


def place(dot: Dot) -> tuple[float, float]:
    """Return where a dot lies in the picture, cut off at the edges."""
    x, y = min(max(dot.x, 0.0), 1.0), min(max(dot.y, 0.0), 1.0)
    inner_left, inner_right = LEFT + 2 * DOT, WIDTH - RIGHT - 2 * DOT
    inner_top, inner_bottom = TOP + 2 * DOT, HEIGHT - BOTTOM - 2 * DOT
    return inner_left + x * (inner_right - inner_left), inner_bottom - y * (inner_bottom - inner_top)


def spread(centres: Sequence[tuple[float, float]], rounds: int = 60) -> list[tuple[float, float]]:
    """Push dots that cover each other just so far apart that each can be seen and pressed; same input, same output."""
    moved = list(centres)
    for _ in range(rounds):
        still = True
        for i in range(len(moved)):
            for j in range(i + 1, len(moved)):
                (ax, ay), (bx, by) = moved[i], moved[j]
                dx, dy = bx - ax, by - ay
                distance = (dx * dx + dy * dy) ** 0.5
                if distance >= 2 * DOT + 1:
                    continue
                still = False
                if distance < 1e-6:
                    # Exactly on each other: part them in a direction of their own.
                    dx, dy, distance = ((1.0, 0.3) if (i + j) % 2 else (0.3, 1.0)) + (1.0,)
                push = (2 * DOT + 1.5 - distance) / 2 / distance
                moved[i] = _inside(ax - dx * push, ay - dy * push)
                moved[j] = _inside(bx + dx * push, by + dy * push)
        if still:
            break
    return moved


def _inside(x: float, y: float) -> tuple[float, float]:
    return (
        min(max(x, LEFT + DOT), WIDTH - RIGHT - DOT),
        min(max(y, TOP + DOT), HEIGHT - BOTTOM - DOT),
    )


def label_spot(text: str, centre: tuple[float, float], taken: Sequence[Box]) -> tuple[float, float, Box] | None:
    """Return a free place for a name beside, above or under its dot (x and y of the text's middle), or None."""
    x, y = centre
    half = len(text) * LETTER / 2
    for dx, dy in ((DOT + 6 + half, 0), (-DOT - 6 - half, 0), (0, -DOT - LINE / 2 - 3), (0, DOT + LINE / 2 + 3)):
        box = Box(x + dx - half, y + dy - LINE / 2, x + dx + half, y + dy + LINE / 2)
        fits = box.left >= LEFT and box.right <= WIDTH - RIGHT / 2 and box.top >= 0 and box.bottom <= HEIGHT - BOTTOM
        if fits and not any(box.touches(other) for other in taken):
            return x + dx, y + dy, box
    return None


def _dot(rank: int, dot: Dot, centre: tuple[float, float], spot: tuple[float, float, Box] | None) -> str:
    x, y = centre
    half = len(dot.label) * LETTER / 2
    if spot:
        text_x, text_y = spot[0], spot[1]
    else:
        text_x, text_y = min(max(x, LEFT + half), WIDTH - half), y - DOT - LINE / 2 - 3
    classes = "dot-label" + ("" if spot else " dot-label--hidden")
    # The space keeps number and name apart where they are read as one text, as in the label.
    shapes = (
        element("circle", class_=f"dot{f' dot--{dot.kind}' if dot.kind else ''}", cx=x, cy=y, r=DOT),
        element("text", text=str(rank), class_="dot-number", x=x, y=y, dy="0.35em", text_anchor="middle"),
        " ",
        element("text", text=dot.label, class_=classes, x=text_x, y=text_y, dy="0.35em", text_anchor="middle"),
    )
    if not dot.href:
        return element("g", *shapes)
    return element("a", *shapes, href=dot.href, aria_label=f"{rank} {dot.label}")


def _axes(x_label: str, y_label: str, x_ends: tuple[str, str], y_ends: tuple[str, str], zone: str) -> list[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    width, height = right - LEFT, bottom - TOP
    middle_x, middle_y = LEFT + width / 2, TOP + height / 2
    drawn = []
    if zone:
        zone_left = LEFT if zone == "left" else middle_x
        drawn.append(element("rect", class_="good-zone", x=zone_left, y=TOP, width=width / 2, height=height / 2, rx=8))
    drawn += [
        element("line", class_="grid-line", x1=middle_x, y1=TOP, x2=middle_x, y2=bottom),
        element("line", class_="grid-line", x1=LEFT, y1=middle_y, x2=right, y2=middle_y),
        element("path", class_="axis-line", fill="none", d=f"M{LEFT} {TOP}V{bottom}H{right}"),
        element("text", text=f"{x_label} →", x=middle_x, y=HEIGHT - 14, text_anchor="middle"),
        element(
            "text", text=f"{y_label} →", text_anchor="middle", transform=f"translate(22 {middle_y:.0f}) rotate(-90)"
        ),
    ]
    for text, x, anchor in ((x_ends[0], LEFT, "start"), (x_ends[1], right, "end")):
        drawn.append(element("text", text=text, class_="axis-text", x=x, y=bottom + 26, text_anchor=anchor))
    for text, y, anchor in ((y_ends[0], bottom, "start"), (y_ends[1], TOP, "end")):
        turned = f"translate(22 {y}) rotate(-90)"
        drawn.append(element("text", text=text, class_="axis-text", transform=turned, text_anchor=anchor))
    return drawn
