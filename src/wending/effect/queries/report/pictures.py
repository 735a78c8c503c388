"""Descriptions of the charts of a report, from the tables of an answer. None where a table holds nothing to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from wending.effect.queries.report import numbers
from wending.effect.queries.report.content import Chart
from wending.effect.queries.report_words import designs, first_large, group_name, name_of, outcomes, word
from wending.effect.rules.answer import Part
from wending.effect.rules.plan import PlannedOutcome
from wending.engine.estimation.check import Cell
from wending.engine.estimation.terms import Estimate

# More rows than this are shown without names; the table has those.
MOST_NAMED = 14


def effect_against_smallest(planned: PlannedOutcome, estimate: Estimate, design: str) -> Chart:
    """Describe the effect with its interval, against the stretch that is too small to matter."""
    unit = numbers.unit_of(planned.outcome)
    name = _("Effect %(when)s") % {"when": outcomes.when(design, planned.horizon)}
    row = _row(name, estimate, unit) | {"kind": "chosen"}
    return intervals(_("Het effect met zijn interval"), [row], unit, planned.smallest)


def designs_together(planned: PlannedOutcome, estimates: Sequence[Estimate]) -> Chart:
    """Describe every estimate beside the registered one."""
    unit = numbers.unit_of(planned.outcome)
    rows = [_row(word(designs.METHODS, one.method), one, unit) for one in estimates]
    rows[0] |= {"kind": "chosen"}
    return intervals(_("Dezelfde vraag, andere berekeningen"), rows, unit, planned.smallest)


def course(part: Part, unit: str) -> Chart:
    """Describe how it went with the approach and how it would have gone without."""
    days = [float(row[0] or 0) for row in part.rows]
    return {
        "kind": "curves",
        "title": _("Met en zonder de aanpak"),
        "description": "; ".join(
            _("%(when)s: met %(with)s, zonder %(without)s")
            % {
                "when": outcomes.after(int(row[0] or 0)),
                "with": numbers.tell(as_float(row[1]), unit),
                "without": numbers.interval(as_float(row[2]), as_float(row[3]), as_float(row[4]), unit),
            }
            for row in part.rows
        ),
        "rows": [
            {
                "name": _("Met de aanpak (gemeten)"),
                "kind": "first",
                "places": [(row[0], row[1]) for row in part.rows if row[1] is not None],
            },
            {
                "name": _("Zonder (geschat, met interval)"),
                "kind": "second",
                "places": [(row[0], row[2], row[3], row[4]) for row in part.rows if row[2] is not None],
            },
        ],
        "x_label": _("Tijd na het begin"),
        "y_label": first_large(word(outcomes.UNITS, unit)) if unit else "",
        "tell_x": lambda value: outcomes.horizon(int(value)),
        "tell_y": numbers.teller(unit),
        "at": _apart(days),
    }


def _apart(days: Sequence[float]) -> list[float]:
    """Return the days whose names have room on the axis, the outer ones always."""
    kept = [min(days), max(days)]
    room = (kept[1] - kept[0]) / 5
    for day in sorted(days):
        if all(abs(day - other) >= room for other in kept):
            kept.append(day)
    return sorted(set(kept))


def of_groups(part: Part, unit: str, names: Mapping[str, str], smallest: float) -> Chart | None:
    """Describe the effect per group; the thin line holds for all groups at once."""
    rows = [
        {
            "label": f"{name_of(str(row[0]), names)}: {group_name(str(row[1]))}",
            "value": row[4],
            "low": row[5],
            "high": row[6],
            "wide_low": row[7],
            "wide_high": row[8],
            "text": numbers.interval(as_float(row[4]), *_for_all(row), unit),
        }
        for row in part.rows
    ]
    return intervals(_("Het effect per groep"), rows, unit, smallest) if has_number(rows) else None


def _for_all(row: tuple[Cell, ...]) -> tuple[float | None, float | None]:
    """Return the interval that holds for all groups at once, which is the one to read; its own where there is none."""
    both = as_float(row[7]), as_float(row[8])
    return (as_float(row[5]), as_float(row[6])) if None in both else both


def of_since_start(part: Part, unit: str, smallest: float) -> Chart | None:
    """Describe the effect by periods since the start; the thin line holds for all periods at once."""
    rows = [
        {
            "label": _("periode %(n)s") % {"n": numbers.whole(as_float(row[0]))},
            "value": row[1],
            "low": row[2],
            "high": row[3],
            "wide_low": row[4],
            "wide_high": row[5],
            "text": numbers.interval(as_float(row[1]), as_float(row[4]), as_float(row[5]), unit),
        }
        for row in part.rows
    ]
    return intervals(_("Het effect per periode sinds het begin"), rows, unit, smallest) if has_number(rows) else None


def of_league(part: Part, unit: str, names: Mapping[str, str], smallest: float) -> Chart | None:
    """Describe every approach against every other."""
    rows = [
        {
            "label": first_large(
                _("%(one)s min %(other)s") % {"one": name_of(str(row[0]), names), "other": name_of(str(row[1]), names)}
            ),
            "value": row[2],
            "low": row[3],
            "high": row[4],
            "text": numbers.interval(as_float(row[2]), as_float(row[3]), as_float(row[4]), unit),
        }
        for row in part.rows
    ]
    return intervals(_("Aanpakken tegenover elkaar"), rows, unit, smallest) if has_number(rows) else None


def of_money(part: Part) -> Chart | None:
    """Describe the net value per view as ranges."""
    rows = [
        {
            "label": first_large(word(designs.VIEWS, str(row[0]))),
            "value": row[2],
            "low": row[1],
            "high": row[3],
            "text": _("%(central)s (%(low)s tot %(high)s)")
            % {name: numbers.euros(as_float(row[place])) for name, place in (("low", 1), ("central", 2), ("high", 3))},
        }
        for row in part.rows
    ]
    if not has_number(rows):
        return None
    return intervals(_("Wat het oplevert min wat het kost, per deelnemer"), rows, "") | {"tell": numbers.euros}


def of_tornado(part: Part) -> Chart | None:
    """Describe what the net value for all together is with each input at its low and high end, the widest on top."""
    ranges = sorted(
        (
            (str(row[0]), min(float(row[1]), float(row[2])), max(float(row[1]), float(row[2])))
            for row in part.rows
            if row[1] is not None and row[2] is not None
        ),
        key=lambda one: one[1] - one[2],
    )
    rows = [
        {
            "label": first_large(word(designs.ITEMS, name)),
            "value": None,
            "low": low,
            "high": high,
            "text": _("%(low)s tot %(high)s") % {"low": numbers.euros(low), "high": numbers.euros(high)},
        }
        for name, low, high in ranges
    ]
    title = _("Welke aanname doet het meest?")
    return intervals(title, rows, "") | {"tell": numbers.euros} if rows else None


def of_projection(part: Part, unit: str) -> Chart | None:
    """Describe where the untreated course goes; of several units there is a table only."""
    if len({row[0] for row in part.rows}) != 1:
        return None
    return {
        "kind": "curves",
        "title": _("Het verloop zonder de aanpak"),
        "rows": [{"name": "", "kind": "second", "places": [(row[1], row[2], row[3], row[4]) for row in part.rows]}],
        "x_label": _("Periode"),
        "y_label": first_large(word(outcomes.UNITS, unit)) if unit else "",
        "tell_x": lambda value: f"{value:.0f}",
        "tell_y": numbers.teller(unit),
        "at": [float(row[1] or 0) for row in part.rows][:8],
    }


def of_back_test(part: Part, unit: str) -> Chart | None:
    """Describe the error of the projection and of its simplest rival, by steps ahead."""
    names = ((_("onze voorspelling"), 3, "first"), (_("laatste waarde blijft zo"), 4, "second"))
    rows = [
        {
            "name": name,
            "kind": kind,
            "places": [(row[0], row[place]) for row in part.rows if row[0] is not None and row[place] is not None],
        }
        for name, place, kind in names
    ]
    if not all(row["places"] for row in rows):
        return None
    return {
        "kind": "curves",
        "title": _("Hoe ver zat de voorspelling ernaast?"),
        "rows": rows,
        "x_label": _("Periodes vooruit"),
        "y_label": _("Fout: %(unit)s") % {"unit": word(outcomes.UNITS, unit)} if unit else _("Fout"),
        "tell_x": lambda value: f"{value:.0f}",
        "tell_y": numbers.teller(unit),
        "zero": 0.0,
        "at": [float(row[0] or 0) for row in part.rows][:8],
    }


def intervals(title: str, rows: list[dict[str, Any]], unit: str, smallest: float | None = None) -> dict[str, Any]:
    """Describe rows with their intervals; `smallest` tints the stretch that is too small to matter."""
    return {
        "kind": "intervals",
        "title": f"{title} ({word(outcomes.UNITS, unit)})" if unit else title,
        "description": "; ".join(f"{row['label']}: {row['text']}" for row in rows[:MOST_NAMED]),
        "rows": rows,
        "tell": numbers.teller(unit),
        "zone": (-smallest, smallest) if smallest else None,
    }


def _row(label: str, one: Estimate, unit: str) -> dict[str, Any]:
    text = numbers.interval(one.value, one.low, one.high, unit)
    return {"label": label, "value": one.value, "low": one.low, "high": one.high, "text": text}


def has_number(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether there is anything to draw."""
    return any(row[name] is not None for row in rows for name in ("value", "low", "high"))


def as_float(cell: Cell) -> float | None:
    """Return the number in a cell, None where it holds none."""
    return None if cell is None or isinstance(cell, str) else float(cell)
