"""What someone did, year by year: one bar a row, newest on top, on a shared line of years."""

from collections.abc import Sequence
from dataclasses import dataclass

from wending.web.charts.svg import element, picture

WIDTH, MARGIN, ROW, TOP = 520, 10.0, 52, 34
LONGEST_NAME = 26
# Years between two marks, so that at most this many marks stand beside each other.
STEPS, MOST_MARKS = (1, 2, 5, 10, 20, 50), 6
SHORTEST = 12.0


@dataclass(frozen=True)
class Span:
    """One thing with its name, from and until a moment in years (2019.5 is halfway 2019); `is_open` goes on."""

    label: str
    begin: float
    end: float
    kind: str = ""
    text: str = ""
    href: str = ""
    is_open: bool = False


def years(spans: Sequence[Span], *, title: str, description: str = "", now: float) -> str:
    """Return a bar for each span, in their order; an open one ends at `now`. Raise ValueError without spans."""
    if not spans:
        raise ValueError("A line of years needs something to show.")
    first = int(min(span.begin for span in spans))
    last = int(max([now, *(span.end for span in spans)])) + 1
    height = TOP + ROW * len(spans) + 6
    scale = (WIDTH - 2 * MARGIN) / max(last - first, 1)

    def at(moment: float) -> float:
        return MARGIN + (moment - first) * scale

    drawn = []
    step = next((step for step in STEPS if (last - first) / step <= MOST_MARKS), STEPS[-1])
    for year in range(-(-first // step) * step, last + 1, step):
        x = at(year)
        # The outer years grow inwards, so that they stay in the picture.
        anchor = "start" if x < MARGIN + 20 else "end" if x > WIDTH - MARGIN - 20 else "middle"
        drawn.append(element("line", class_="grid-line", x1=x, x2=x, y1=TOP - 8, y2=height))
        drawn.append(element("text", text=str(year), class_="axis-text", x=x, y=TOP - 14, text_anchor=anchor))
    for row, span in enumerate(spans):
        drawn.append(_row(span, at(span.begin), at(now if span.is_open else span.end), TOP + ROW * row))
    return picture(WIDTH, height, title, description, *drawn, links=any(span.href for span in spans))


def _row(span: Span, left: float, right: float, top: float) -> str:
    right = min(max(right, left + SHORTEST), WIDTH - MARGIN)
    left = min(left, right - SHORTEST)
    name = span.label if len(span.label) <= LONGEST_NAME else span.label[: LONGEST_NAME - 1].rstrip() + "…"
    # The name grows to the side where there is more room.
    x, anchor = (left, "start") if WIDTH - left >= right else (right, "end")
    kind = f" span--{span.kind}" if span.kind else ""
    parts = [
        element("text", text=name, class_="span-name", x=x, y=top + 20, text_anchor=anchor),
        element("rect", class_=f"span{kind}", x=left, y=top + 27, width=right - left, height=14, rx=7),
    ]
    if span.is_open:
        tip = f"M{right - 9:.1f} {top + 23:.1f}l11 11 -11 11z"
        parts.append(element("path", class_=f"span{kind}", d=tip))
    told = f"{span.label}, {span.text}" if span.text else span.label
    if not span.href:
        return element("g", element("title", text=told), *parts)
    # A wide, unseen field makes the row easy to hit with a finger.
    field = element("rect", class_="span-field", x=0, y=top, width=WIDTH, height=ROW - 4)
    return element("a", field, *parts, href=span.href, aria_label=told)
