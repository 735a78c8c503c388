"""Descriptions of the charts of the ten checks, each from the table that its engine makes; other tables have none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from wending.effect.queries.report import numbers
from wending.effect.queries.report.content import Chart
from wending.effect.queries.report.pictures import as_float, has_number, intervals
from wending.effect.queries.report.tables import cell_words, percent
from wending.effect.queries.report_words import checks, designs, first_large, name_of, outcomes, word
from wending.engine.estimation.check import Check


def of_check(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    """Describe the picture of a check; None where it has no table to draw."""
    if not check.rows:
        return None
    draw = _CHECKS.get((check.code.value, check.columns[:3]))
    if draw is not None:
        return draw(check, unit, names)
    return _plain(check, unit, names) if {"value", "low", "high"} <= set(check.columns) else _shares(check, unit, names)


def _plain(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    """Describe a table of numbers with intervals of any design, by the name in its first column."""
    places = [check.columns.index(name) for name in ("value", "low", "high")]
    rows = []
    for row in check.rows:
        value, low, high = (as_float(row[place]) for place in places)
        name = cell_words(check.columns[0], row[0], unit, names)
        text = numbers.interval(value, low, high, unit)
        rows.append({"label": first_large(name), "value": value, "low": low, "high": high, "text": text})
    return intervals(word(checks.TITLES, check.code), rows, unit) if has_number(rows) else None


def _shares(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    """Describe a table of names with one number each: how much of it, from nought."""
    rows = []
    for row in check.rows:
        value = as_float(row[1]) if len(row) > 1 else None
        if value is not None:
            name = first_large(cell_words(check.columns[0], row[0], unit, names))
            rows.append({"label": name, "value": value, "low": 0.0, "high": value, "text": numbers.short(value)})
    return intervals(word(checks.TITLES, check.code), rows, "") if rows else None


def _flow(check: Check, unit: str, names: Mapping[str, str]) -> Chart:
    rows = [
        {"label": f"{word(designs.COUNTS, str(row[0]))}: {name}", "value": row[place], "low": 0, "high": row[place]}
        | {"kind": kind, "text": numbers.whole(as_float(row[place]))}
        for row in check.rows
        for name, place, kind in ((_("met"), 1, "chosen"), (_("zonder"), 2, "second"))
        if row[place] is not None
    ]
    return intervals(_("Aantal mensen per stap"), rows, "") | {"tell": numbers.whole}


def _balance(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    ordered = sorted(check.rows, key=lambda row: -abs(float(row[1] or 0)))[:25]
    if all(row[1] is None and row[2] is None for row in ordered):
        return None
    return {
        "kind": "dots",
        "title": _("Verschil per kenmerk, in standaardafwijkingen"),
        "rows": [{"label": name_of(str(row[0]), names), "before": row[1], "after": row[2]} for row in ordered],
        "names": (_("vooraf"), _("na weging")),
        "tell": numbers.short,
        "bar": dict(check.figures).get("bar"),
    }


def _lot(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    """Describe how far those to whom the lot fell lie from the others, in spreads."""
    ordered = sorted(check.rows, key=lambda row: -abs(float(row[3] or 0)))[:25]
    rows = [
        {"label": name_of(str(row[0]), names), "value": row[3], "low": row[3], "high": row[3]}
        | {"text": numbers.short(as_float(row[3]))}
        for row in ordered
        if row[3] is not None
    ]
    return intervals(_("Verschil per kenmerk, in standaardafwijkingen"), rows, "") if rows else None


def _overlap(check: Check, unit: str, names: Mapping[str, str]) -> Chart:
    """Describe the bins of the chance to take part; in wide bins the same share is lower, as areas tell it."""
    bins = [[as_float(cell) or 0.0 for cell in row] for row in check.rows]
    narrowest = min(row[1] - row[0] for row in bins)
    bins = [[*row[:2], *(share * narrowest / (row[1] - row[0]) for share in row[2:])] for row in bins]
    return {
        "kind": "histograms",
        "title": _("Kans om mee te doen"),
        "rows": [dict(zip(("begin", "end", "first", "second", "third"), row, strict=False)) for row in bins],
        "names": (_("deelnemers"), _("anderen"), _("anderen na weging")),
        "x_label": _("Geschatte kans om mee te doen"),
        "tell": percent,
    }


def _leads(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    places = {name: place for place, name in enumerate(check.columns)}
    has_band = {"band-low", "band-high"} <= set(places)
    rows = [
        {
            "label": _("periode %(n)s") % {"n": numbers.whole(as_float(row[0]))},
            "value": row[places["value"]],
            "low": row[places["low"]],
            "high": row[places["high"]],
            "wide_low": row[places["band-low"]] if has_band else None,
            "wide_high": row[places["band-high"]] if has_band else None,
            "kind": "chosen" if float(row[0] or 0) >= 0 else "",
            "text": numbers.interval(
                as_float(row[places["value"]]), as_float(row[places["low"]]), as_float(row[places["high"]]), unit
            ),
        }
        for row in check.rows
    ]
    return intervals(_("Verschil per periode: donker is na het begin"), rows, unit) if has_number(rows) else None


def _twin(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    """Describe the unit treated and its synthetic twin over time."""
    kinds = ((_("met de aanpak"), 1, "first"), (_("nagebootst"), 2, "second"))
    lines = [
        {
            "name": name,
            "kind": kind,
            "places": [(row[0], row[place]) for row in check.rows if row[0] is not None and row[place] is not None],
        }
        for name, place, kind in kinds
    ]
    if not all(line["places"] for line in lines):
        return None
    return {
        "kind": "curves",
        "title": _("De plek met de aanpak en haar nagebootste vergelijking"),
        "rows": lines,
        "x_label": _("Periode"),
        "y_label": first_large(word(outcomes.UNITS, unit)) if unit else "",
        "tell_x": lambda value: f"{value:.0f}",
        "tell_y": numbers.teller(unit),
    }


def _nothing(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    if "bar" not in check.columns:
        return _plain(check, unit, names)
    rows = []
    for row in check.rows:
        own = numbers.unit_of(str(row[0])) or unit
        name = word(outcomes.NAMES, str(row[0])) if row[0] in outcomes.NAMES else name_of(str(row[0]), names)
        text = numbers.interval(as_float(row[1]), as_float(row[2]), as_float(row[3]), own)
        kind = "second" if row[5] == "failed" else ""
        rows.append({"label": name, "value": row[1], "low": row[2], "high": row[3], "text": text, "kind": kind})
    if not has_number(rows):
        return None
    # Outcomes of several units stand on one axis as parts of what they may be at most.
    for row, drawn in zip(check.rows, rows, strict=True):
        bar = as_float(row[4]) or 1.0
        drawn |= {name: cell / bar for name in ("value", "low", "high") if (cell := as_float(drawn[name])) is not None}
    chart = intervals(_("Hier hoort nul te staan. Het vlak is zo breed als het gevonden effect"), rows, "", 1.0)
    return chart | {"tell": lambda value: f"{numbers.short(value)}×"}


def _missing(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    kinds = ("first", "second", "third")
    arms = list(dict.fromkeys(str(row[1]) for row in check.rows))[:3]
    lines = [
        {
            "name": word(checks.ARMS, arm),
            "kind": kind,
            "places": [(row[0], row[2], row[3], row[4]) for row in check.rows if row[1] == arm and row[2] is not None],
        }
        for arm, kind in zip(arms, kinds, strict=False)
    ]
    if not any(line["places"] for line in lines):
        return None
    return {
        "kind": "curves",
        "title": _("Het effect als de onbekende uitkomsten anders zijn"),
        "rows": lines,
        "x_label": _("Hoeveel anders (standaardafwijkingen)"),
        "y_label": _("Effect: %(unit)s") % {"unit": word(outcomes.UNITS, unit)} if unit else _("Effect"),
        "tell_x": numbers.short,
        "tell_y": numbers.teller(unit),
        "zero": 0.0,
    }


def _confounding(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    """Describe for which partial R2 the effect is gone (Cinelli & Hazlett 2020): r2y = f2 (1 - r2d) / r2d."""
    share = dict(check.figures).get("partial-r2")
    loose = [
        (f"{row[1]}× {name_of(str(row[0]), names)}", row[2], row[3])
        for row in check.rows
        if row[2] is not None and row[3] is not None
    ]
    if share is None or not 0 < share < 1:
        return None
    odds = share / (1 - share)
    widest = max([0.3, *(float(dot[1] or 0) * 1.3 for dot in loose)])
    tallest = max([0.3, *(float(dot[2] or 0) * 1.3 for dot in loose)])
    xs = [widest * step / 60 for step in range(1, 61)]
    curve = [(x, odds * (1 - x) / x) for x in xs]
    seen = [(x, y) for x, y in curve if y <= tallest]
    return {
        "kind": "curves",
        "title": _("Hoe sterk moet iets verborgens zijn?"),
        "rows": [{"name": _("hier is het effect nul"), "kind": "second", "places": seen or curve[-2:]}],
        "x_label": _("Partiële R² met meedoen"),
        "y_label": _("Partiële R² met de uitkomst"),
        "tell_x": numbers.short,
        "tell_y": numbers.short,
        "loose": loose[:6],
        "zero": 0.0,
    }


def _specifications(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    rows = [
        {
            "label": f"{word(designs.METHODS, str(row[0]))}, {row[1]}",
            "value": row[2],
            "low": row[3],
            "high": row[4],
            "text": numbers.interval(as_float(row[2]), as_float(row[3]), as_float(row[4]), unit),
        }
        for row in check.rows
        if row[2] is not None
    ]
    return intervals(_("Alle berekeningen, van laag naar hoog"), rows, unit) | {"is_narrow": True} if rows else None


def _power(check: Check, unit: str, names: Mapping[str, str]) -> Chart | None:
    places = [(row[0], row[1]) for row in check.rows if row[0] is not None and row[1] is not None]
    if len(places) < 2:
        return None
    return {
        "kind": "curves",
        "title": _("De kans om een effect te zien"),
        "rows": [{"name": "", "kind": "first", "places": places}],
        "x_label": _("Grootte van het effect: %(unit)s") % {"unit": word(outcomes.UNITS, unit)},
        "y_label": _("Kans om het te zien"),
        "tell_x": numbers.teller(unit),
        "tell_y": percent,
        "marks": [(0.8, _("80%"))],
        "zero": 0.0,
    }


_CHECKS: Mapping[tuple[str, tuple[str, ...]], Callable[[Check, str, Mapping[str, str]], Chart | None]] = {
    ("flow", ("stage", "treated", "compared")): _flow,
    ("balance", ("covariate", "difference-before", "difference-after")): _balance,
    ("balance", ("covariate", "offered", "not-offered")): _lot,
    ("overlap", ("from", "to", "treated")): _overlap,
    ("pre-trends", ("event-time", "value", "error")): _leads,
    ("pre-trends", ("period", "outcome", "twin")): _twin,
    ("placebo", ("outcome", "value", "low")): _nothing,
    ("negative-control", ("outcome", "value", "low")): _nothing,
    ("missing", ("delta", "arms", "value")): _missing,
    ("confounding", ("covariate", "times", "r2-treatment")): _confounding,
    ("specifications", ("estimator", "covariates", "value")): _specifications,
    ("power", ("effect", "power")): _power,
}
