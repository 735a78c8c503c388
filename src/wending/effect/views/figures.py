"""What it yields here: figures for who leads a centre, school or firm, and all together for a research office."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.effect.actions.figures import look_at_figures
from wending.effect.queries.figure_words import DIMENSIONS, KINDS, THEMES, csv_of, source_words
from wending.effect.queries.figures import figures_together, looks_of, own_figures, own_kind
from wending.effect.queries.figures_shown import Figures, period_words
from wending.effect.rules.indicators import WAITS, Theme
from wending.effect.views.asking import asking, language, researchers
from wending.kit.csv_file import csv_lines

manager = roles(Role.MANAGER)
# How many lines of the log of questions a page shows.
LOOKS = 200


@manager
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show the figures of one's own centre, school or firm."""
    actor = asking(request)
    kind = own_kind(actor)
    if not kind:
        raise Http404
    figures = own_figures(actor, *_asked(request), language())
    _write_down(request, kind, figures, is_file=False)
    return render(request, "effect/dashboards/own.html", _content(figures, reverse("effect:own_figures"), {}))


@manager
@require_safe
def own_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same figures as CSV."""
    figures = own_figures(asking(request), *_asked(request), language())
    if figures is None:
        raise Http404
    _write_down(request, figures.kind, figures, is_file=True)
    return _file(figures)


@researchers
@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """Show the figures of all organisations of a kind together."""
    kind = _kind(request)
    figures = figures_together(asking(request), kind, *_asked(request), language())
    _write_down(request, kind, figures, is_file=False)
    here = reverse("effect:figures_together")
    content = _content(figures, here, {"soort": kind})
    content["kinds"] = [{"href": f"{here}?soort={one}", "label": KINDS[one], "current": one == kind} for one in KINDS]
    content["kind"] = kind
    content["is_manager"] = asking(request).role == Role.MANAGER
    return render(request, "effect/dashboards/together.html", content)


@researchers
@require_safe
def together_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same figures as CSV."""
    kind = _kind(request)
    figures = figures_together(asking(request), kind, *_asked(request), language())
    if figures is None:
        raise Http404
    _write_down(request, kind, figures, is_file=True)
    return _file(figures)


@roles(Role.MANAGER, at=Kind.RESEARCH)
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Show the manager of a research office who of it asked which figures."""
    rows = [
        {
            "row": row,
            "kind": KINDS[Kind(row.kind)],
            "period": period_words(row.period) if row.period else "",
            "dimension": DIMENSIONS.get(row.dimension, ""),
        }
        for row in looks_of(asking(request))[:LOOKS]
    ]
    return render(request, "effect/dashboards/looks.html", {"rows": rows, "most": LOOKS})


def _asked(request: HttpRequest) -> tuple[str, str]:
    return request.GET.get("q", ""), request.GET.get("naar", "")


def _kind(request: HttpRequest) -> Kind:
    asked = request.GET.get("soort", Kind.CENTRE)
    if asked not in KINDS:
        raise Http404
    return Kind(asked)


def _write_down(request: HttpRequest, kind: str, figures: Figures | None, *, is_file: bool) -> None:
    period, dimension = (figures.period, figures.dimension) if figures else ("", "")
    look_at_figures(by=asking(request), kind=kind, period=period, dimension=dimension, is_file=is_file)


def _content(figures: Figures | None, here: str, more: dict[str, str]) -> dict[str, object]:
    content: dict[str, object] = {"figures": figures, "waits": WAITS, "more": more}
    if figures is None:
        return content
    content["period"] = period_words(figures.period)
    content["source"] = source_words(figures)
    content["themes"] = [_theme(figures, theme) for theme in Theme if figures.of(theme)]
    content["periods"] = [{"value": one, "label": period_words(one)} for one in figures.periods]
    content["splits"] = [{"value": one, "label": DIMENSIONS[one]} for one in figures.dimensions]
    content["here"] = here
    content["query"] = urlencode({"q": figures.period, "naar": figures.dimension, **more})
    return content


def _theme(figures: Figures, theme: Theme) -> dict[str, object]:
    """Return a heading with its indicators, each of all the people it is asked of."""
    indicators: dict[str, dict[str, Any]] = {}
    for one in figures.of(theme):
        entry = indicators.setdefault(
            one.name, {"name": one.name, "definition": one.definition, "figures": [], "shown": [], "hidden": []}
        )
        entry["figures"].append(one)
        if one.now.is_hidden:
            entry["hidden"].append(one.base_name)
        else:
            entry["shown"].append(one)
    means = [one for one in figures.bases if one.mean_name] if theme is Theme.WAITING else []
    return {"key": theme, "name": THEMES[theme], "indicators": list(indicators.values()), "means": means}


def _file(figures: Figures) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(csv_lines(*csv_of(figures)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="wending-{figures.kind}-{figures.period}.csv"'
    return answer
