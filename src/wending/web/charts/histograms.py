"""Two histograms on one axis, one up and one down, so that the eye sees where they lie over each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wending.web.charts.axis import Axis, axis, ends_inside, key
from wending.web.charts.svg import element, picture

WIDTH, LEFT, RIGHT, HALF, BOTTOM = 480, 12.0, 12.0, 100.0, 62.0


@dataclass(frozen=True)
class Bin:
    """One bin from `begin` to `end` with the share of each group in it; `third` is drawn as a line over the second."""

    begin: float
    end: float
    first: float
    second: float
    third: float | None = None


def histograms(
    bins: Sequence[Bin],
    *,
    title: str,
    names: Sequence[str],
    x_label: str,
    tell: Callable[[float], str],
    description: str = "",
) -> str:
    """Return the bins, the first group above and the second below the line. Raise ValueError without bins."""
    if not bins:
        raise ValueError("Histograms need bins.")
    most = max(max(one.first, one.second, one.third or 0) for one in bins) or 1
    signs, top = key(list(zip(names, ("first", "second", "outline"), strict=False)), LEFT, 0, WIDTH - LEFT - RIGHT)
    middle = top + HALF
    whole = axis([bins[0].begin, bins[-1].end], LEFT, WIDTH - RIGHT)
    line = Axis(bins[0].begin, bins[-1].end, LEFT, WIDTH - RIGHT, whole.marks)
    drawn = list(signs)
    for one in bins:
        left, right = line.at(one.begin), line.at(one.end)
        up, down = HALF * one.first / most, HALF * one.second / most
        drawn.append(
            element("rect", class_="histogram histogram--first", x=left, y=middle - up, width=right - left, height=up)
        )
        drawn.append(
            element("rect", class_="histogram histogram--second", x=left, y=middle, width=right - left, height=down)
        )
    if any(one.third is not None for one in bins):
        way = [f"M{LEFT:.1f} {middle:.1f}"]
        for one in bins:
            y = middle + HALF * (one.third or 0) / most
            way.append(f"L{line.at(one.begin):.1f} {y:.1f}L{line.at(one.end):.1f} {y:.1f}")
        drawn.append(element("path", class_="histogram-line", d="".join([*way, f"V{middle:.1f}"])))
    drawn.append(element("line", class_="axis-line", x1=LEFT, x2=WIDTH - RIGHT, y1=middle, y2=middle))
    bottom = middle + HALF
    for mark in line.marks:
        if line.low <= mark <= line.high:
            x = line.at(mark)
            anchor = ends_inside(x, LEFT, WIDTH - RIGHT)
            drawn.append(element("text", text=tell(mark), class_="axis-text", x=x, y=bottom + 24, text_anchor=anchor))
    drawn.append(element("text", text=x_label, class_="axis-text", x=WIDTH / 2, y=bottom + 50, text_anchor="middle"))
    return picture(WIDTH, int(bottom + BOTTOM), title, description, *drawn)
