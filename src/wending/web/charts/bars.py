"""One horizontal bar; a list of bars is a table with a bar in each row."""

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
