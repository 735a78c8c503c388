"""Charts in templates, each with its picture and an equivalent table. They are drawn in `wending.web.charts`."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wending.web import charts

register = template.Library()


def _value(item: Any, name: str, default: Any = "") -> Any:
    """Return a field of a mapping or of an object."""
    return item.get(name, default) if isinstance(item, dict) else getattr(item, name, default)


@register.simple_tag
def bar(value: float | str, maximum: float | str = 100, kind: str = "") -> SafeString:
    """Return one bar; the number itself belongs beside it as text."""
    return _safe(charts.bar(float(value), float(maximum), kind))


@register.simple_tag
def stack(parts: Iterable[Any], maximum: float = 0) -> SafeString:
    """Return one bar of parts (`value`, `kind`), as long as they are together; the numbers belong beside it as text."""
    shown = [(float(_value(part, "value")), str(_value(part, "kind"))) for part in parts]
    return _safe(charts.stack(shown, maximum)) if maximum or any(value for value, _kind in shown) else mark_safe("")


@register.simple_tag
def swatch(kind: str) -> SafeString:
    """Return the sign of a kind of part, for the key beside a bar of parts."""
    return _safe(charts.swatch(kind))


@register.inclusion_tag("web/charts/bars.html")
def bar_list(
    rows: Iterable[Any], caption: str, maximum: float = 100, label: str = "", unit: str = ""
) -> dict[str, Any]:
    """Show rows (`label`, `value`, optional `href`, `text`, `kind`, `lang`) as a table with a bar in each.

    A `value` of None has no bar, only its `text`: an empty bar would say nought.
    """
    shown = [
        {
            "label": _value(row, "label"),
            "lang": _value(row, "lang"),
            "href": _value(row, "href"),
            "text": _value(row, "text") or f"{_value(row, 'value'):g}{unit}",
            "bar": "" if _value(row, "value") is None else bar(_value(row, "value"), maximum, _value(row, "kind")),
        }
        for row in rows
    ]
    return {"rows": shown, "caption": caption, "label": label or _("Onderdeel")}


@register.inclusion_tag("web/charts/scatter.html")
def scatter(
    points: Iterable[Any],
    title: str,
    x_label: str,
    y_label: str,
    x_low: str = "",
    x_high: str = "",
    y_low: str = "",
    y_high: str = "",
    zone: str = "",
    with_table: bool = True,
    label: str = "",
) -> dict[str, Any]:
    """Show points (`label`, `x` and `y` from 0 to 1, optional `href`, `kind`, `x_text`, `y_text`), best first.

    `zone="left"` tints the corner of high and near; `label` says what a point is (an occupation). Leave the table out
    only where the page itself lists the points.
    """
    shown = list(points)
    dots = [
        charts.Dot(
            label=str(_value(point, "label")),
            x=float(_value(point, "x")),
            y=float(_value(point, "y")),
            href=str(_value(point, "href")),
            kind=str(_value(point, "kind")),
        )
        for point in shown
    ]
    svg = charts.scatter(
        dots,
        title=title,
        description=_("De nummers staan ook in de lijst."),
        x_label=x_label,
        y_label=y_label,
        x_ends=(x_low, x_high),
        y_ends=(y_low, y_high),
        zone=zone,
    )
    table = [
        {
            "label": dot.label,
            "href": dot.href,
            "x": _value(point, "x_text") or f"{dot.x:.0%}",
            "y": _value(point, "y_text") or f"{dot.y:.0%}",
        }
        for dot, point in zip(dots, shown, strict=True)
    ]
    return {
        "svg": _safe(svg),
        "rows": table if with_table else [],
        "title": title,
        "label": label or _("Beroep"),
        "x_label": x_label,
        "y_label": y_label,
        "has_surprise": any(dot.kind == "surprise" for dot in dots),
        "has_chosen": any(dot.kind == "chosen" for dot in dots),
    }


@register.inclusion_tag("web/charts/hexagon.html")
def interests(
    first: Sequence[float],
    first_name: str,
    second: Sequence[float] = (),
    second_name: str = "",
    maximum: float = 100,
    title: str = "",
) -> dict[str, Any]:
    """Show one or two interest profiles (six values in the order RIASEC, 0 to `maximum`) as a hexagon and a table."""
    labels = [_("Doen"), _("Onderzoeken"), _("Maken"), _("Helpen"), _("Leiden"), _("Ordenen")]
    series = [(first_name, list(first))] + ([(second_name, list(second))] if second else [])
    title = title or _("Wat je graag doet")
    return {
        "svg": _safe(charts.hexagon(labels, series, title=title, maximum=maximum)),
        "title": title,
        "names": [name for name, _values in series],
        "rows": [
            {"label": label, "scores": [f"{values[i] / maximum * 100:.0f}" for _name, values in series]}
            for i, label in enumerate(labels)
        ],
    }


@register.inclusion_tag("web/charts/flow.html")
def flow(
    source: str,
    targets: Iterable[Any],
    title: str,
    target_label: str,
    value_label: str,
    description: str = "",
    with_table: bool = True,
) -> dict[str, Any]:
    """Show bands from a source to one to eight targets (`label`, `value`, `text`, optional `href`, `kind`, `lang`).

    Leave the table out only where the page itself lists the targets with the same words.
    """
    shown = [
        charts.Target(
            label=str(_value(target, "label")),
            value=float(_value(target, "value")),
            text=str(_value(target, "text")),
            href=str(_value(target, "href")),
            kind=str(_value(target, "kind")),
            lang=str(_value(target, "lang")),
        )
        for target in targets
    ]
    told = description or f"{source}: " + ", ".join(f"{target.label} ({target.text})" for target in shown)
    return {
        "svg": _safe(charts.flow(source, shown, title=title, description=told)),
        "rows": shown if with_table else [],
        "title": title,
        "target_label": target_label,
        "value_label": value_label,
    }


@register.simple_tag
def path_picture(stops: Iterable[Any], title: str) -> SafeString:
    """Show a road with two to six stops (names) from now to a goal."""
    names = [str(stop) for stop in stops]
    return _safe(f'<figure class="chart chart--path">{charts.path_picture(names, title=title)}</figure>')


@register.simple_tag
def years_picture(spans: Iterable[Any], title: str) -> SafeString:
    """Show spans (`label`, `begin` and `end` as dates or None, `is_open`, optional `kind`, `text`, `href`) by year.

    What has no date at all is left out: the list beside the picture tells it.
    """
    today = timezone.localdate()
    shown = [
        charts.Span(
            label=str(_value(span, "label")),
            begin=_in_years(begin or end or today),
            end=_in_years(end or begin or today),
            kind=str(_value(span, "kind")),
            text=str(_value(span, "text")),
            href=str(_value(span, "href")),
            is_open=bool(_value(span, "is_open")),
        )
        for span in spans
        for begin, end in [(_value(span, "begin", None), _value(span, "end", None))]
        if begin or end or _value(span, "is_open")
    ]
    if not shown:
        return mark_safe("")
    told = "; ".join(f"{span.label}, {span.text}" for span in shown)
    svg = charts.years(shown, title=title, description=told, now=_in_years(today))
    return _safe(f'<figure class="chart chart--years">{svg}</figure>')


@register.simple_tag
def rings_picture(people: Iterable[Any], me: str, title: str) -> SafeString:
    """Show people (`label`, `ring` from 1, nearest) around someone; the page itself lists them."""
    near = [charts.Near(str(_value(person, "label")), int(_value(person, "ring"))) for person in people]
    told = ", ".join(one.label for one in near)
    return _safe(
        f'<figure class="chart chart--rings">{charts.rings(near, me=me, title=title, description=told)}</figure>'
    )


def _in_years(moment: date) -> float:
    return moment.year + (moment.timetuple().tm_yday - 1) / 366


@register.simple_tag
def stops(*names: str) -> list[str]:
    """Return names as the list that path_picture wants."""
    return list(names)


def _safe(svg: str) -> SafeString:
    # The drawing functions escape every text and attribute themselves.
    return mark_safe(svg)  # noqa: S308
