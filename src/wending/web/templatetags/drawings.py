"""Charts of effects in templates, from descriptions that hold no drawing: a domain tells what is to be seen.

A description is a mapping with `kind`, `title`, and what the chart of that kind in `wending.web.charts` asks for; its
rows are mappings with the fields of a row there. The equivalent table is of who describes: `table` with heads and rows.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from wending.web import charts
from wending.web.charts.paper import on_paper

register = template.Library()


def _rows(of: type) -> Callable[[Any], list[Any]]:
    return lambda rows: [of(**row) for row in rows]


def _lines(rows: Any) -> list[charts.Line]:
    return [charts.Line(**{**row, "places": [charts.Place(*place) for place in row["places"]]}) for row in rows]


# The function of each kind, and how its first argument and its other lists are read.
KINDS: Mapping[str, tuple[Callable[..., str], Callable[[Any], list[Any]]]] = {
    "intervals": (charts.intervals, _rows(charts.Interval)),
    "dots": (charts.dots, _rows(charts.Pair)),
    "curves": (charts.curves, _lines),
    "histograms": (charts.histograms, _rows(charts.Bin)),
    "funnel": (charts.funnel, list),
}


def drawn(chart: Mapping[str, Any]) -> str:
    """Return the SVG of a description.

    Raises:
        KeyError: another kind.
        ValueError: nothing to show.
    """
    draw, read = KINDS[chart["kind"]]
    given = {name: value for name, value in chart.items() if name not in {"kind", "rows", "table"}}
    if "loose" in given:
        given["loose"] = [charts.Loose(*dot) for dot in given["loose"]]
    return draw(read(chart["rows"]), **given)


@register.simple_tag
def drawing(chart: Mapping[str, Any]) -> SafeString:
    """Return the picture of a description, for a page; its table belongs beside it."""
    # The drawing functions escape every text and attribute themselves.
    return mark_safe(drawn(chart))  # noqa: S308


@register.simple_tag
def paper_drawing(chart: Mapping[str, Any]) -> SafeString:
    """Return the picture with its looks inside, for paper."""
    return mark_safe(on_paper(drawn(chart)))  # noqa: S308
