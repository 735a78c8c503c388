"""One horizontal bar, plain or in parts; a list of bars is a table with a bar in each row."""

from collections.abc import Sequence

from wending.web.charts.svg import element


def bar(value: float, maximum: float = 100, kind: str = "") -> str:
    """Return a bar of `value` on a track of `maximum` (same unit, above zero); values outside are cut off.

    Decoration: the number stands beside it as text.
    """
    if maximum <= 0:
        raise ValueError(f"The longest bar must be above zero, not {maximum}.")
    share = min(max(value / maximum, 0.0), 1.0)
    fill = f"bar-fill bar-fill--{kind}" if kind else "bar-fill"
    return element(
        "svg",
        element("rect", class_="bar-track", width="100%", height="100%", rx=5),
        element("rect", class_=fill, width=f"{share:.1%}", height="100%", rx=5) if share else "",
        aria_hidden="true",
        height=12,
        width=240,
    )


def stack(parts: Sequence[tuple[float, str]], maximum: float = 0) -> str:
    """Return a bar of parts, each a value (zero or more, same unit) and a kind; `maximum` 0 is their sum.

    Decoration: the numbers stand beside it as text.
    """
    whole = maximum or sum(value for value, _ in parts)
    if whole <= 0:
        raise ValueError(f"A bar needs a length above zero, not {whole}.")
    drawn, x = [element("rect", class_="bar-track", width="100%", height="100%")], 0.0
    for value, kind in parts:
        share = min(max(value / whole, 0.0), 1.0 - x)
        if share:
            drawn.append(
                element("rect", class_=f"bar-part bar-part--{kind}", x=f"{x:.2%}", width=f"{share:.2%}", height="100%")
            )
        x += share
    return element("svg", *drawn, class_="bar-stack", aria_hidden="true", height=22, width=240)


def swatch(kind: str) -> str:
    """Return a small square in the colour of a kind of part; decoration."""
    square = element("rect", class_=f"bar-part bar-part--{kind}", width=18, height=18, rx=4)
    return element("svg", square, class_="swatch-box", aria_hidden="true", height=18, width=18)
