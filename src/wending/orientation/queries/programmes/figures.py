"""Figures about a programme: its own, that of the region, and always the national one beside it, with year and source.

A figure that is missing says why; a programme without a code in a register has no figures at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wending.orientation.queries import study_words
from wending.orientation.rules.chance import is_bad_chance
from wending.reference.queries.figures import Figure, latest
from wending.reference.queries.offers import registers_of
from wending.reference.rules.indicators import INDICATORS
from wending.reference.rules.labour_market import COUNTRY

# The code under which a source gives the figure of all programmes together.
ALL_PROGRAMMES = "all"
CHANCE = ("chance_of_work", "chance_of_placement", "outlook")
AFTER = ("studies_on", "work_at_level", "without_work")
QUALITY = ("satisfaction", "second_year", "diploma_in_time", "contact_hours", "first_years")
# The end of the scale of a unit; of others the highest of what is compared.
_ENDS = {"percent": 100.0, "points_5": 5.0}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in words beside others. `value` is None where there is nothing to draw; `more` tells what bounds it.

    `kind` second draws the figure of all programmes in another colour.
    """

    label: str
    value: float | None
    text: str
    more: str
    kind: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator of a programme: own figures and the national one, `maximum` the end of the bars."""

    key: str
    name: str
    definition: str
    rows: list[FigureRow]
    maximum: float


@dataclass(frozen=True, slots=True)
class Chance:
    """The class of the chance of work where someone looks, what it means, and whether it is bad."""

    category: str
    meaning: str
    is_bad: bool
    region: str
    period: str
    source: str


def compared(
    keys: Sequence[str], *, level: str, code: str, lang: str, region: str = "", regions: dict[str, str] | None = None
) -> list[Compared]:
    """Return the indicators of which this programme has a figure, in their order; none without a code.

    `region` is where someone looks, `regions` names regions by code.
    """
    found = _latest(keys, level, code, region)
    end = "en" if lang == "en" else "nl"
    shown = []
    for key in keys:
        rows = [
            (row, label, kind)
            for row, label, kind in (
                (found.get((key, code, region)) if region else None, (regions or {}).get(region, region), ""),
                (found.get((key, code, COUNTRY)), _("Deze opleiding, heel Nederland"), ""),
                (found.get((key, ALL_PROGRAMMES, COUNTRY)), _("Alle opleidingen samen"), "second"),
            )
            if row is not None
        ]
        if not any(row.code == code for row, _label, _kind in rows):
            continue
        values = [row.value for row, _label, _kind in rows if row.value is not None]
        is_beside = len({row.region for row, _label, _kind in rows}) > 1 or any(
            row.code == ALL_PROGRAMMES for row, _label, _kind in rows
        )
        indicator = INDICATORS[key]
        shown.append(
            Compared(
                key=key,
                name=getattr(indicator, f"name_{end}"),
                definition=getattr(indicator, f"definition_{end}"),
                rows=[*(_row(*row) for row in rows), *([] if is_beside else [_unknown()])],
                maximum=_ENDS.get(indicator.unit) or max(values, default=0.0) or 1.0,
            )
        )
    return shown


def chance_of(level: str, code: str, region: str = "") -> Chance | None:
    """Return the chance of work in the region, else in the country; None when no source tells."""
    found = _latest(("chance_of_work",), level, code, region)
    for where in dict.fromkeys((region or COUNTRY, COUNTRY)):
        figure = found.get(("chance_of_work", code, where))
        if figure and figure.category:
            return Chance(
                category=figure.category,
                meaning=study_words.chance(figure.category),
                is_bad=is_bad_chance(figure.category),
                region="" if where == COUNTRY else where,
                period=figure.period,
                source=figure.source.title,
            )
    return None


def _latest(keys: Sequence[str], level: str, code: str, region: str) -> dict[tuple[str, str, str], Figure]:
    found: dict[tuple[str, str, str], Figure] = {}
    if code:
        for register in registers_of(level):
            codes, places = (code, ALL_PROGRAMMES), (region, COUNTRY) if region else (COUNTRY,)
            found = latest(keys, system=register, codes=codes, regions=places) | found
    return found


def _row(figure: Figure, label: str, kind: str) -> FigureRow:
    return FigureRow(
        label=label,
        value=None if figure.indicator.unit == "class" else figure.value,
        text=_text(figure),
        more=_more(figure),
        kind=kind,
        period=figure.period,
        source=figure.source.title,
    )


def _unknown() -> FigureRow:
    """Return the row of a national figure that is not there."""
    return FigureRow(_("Alle opleidingen samen"), None, _("Dat weten we nog niet"), "", "second", "", "")


def _text(figure: Figure) -> str:
    if figure.category:
        return figure.category
    if figure.value is None:
        return str(study_words.NOTES.get(figure.note, study_words.NOTES["unpublished"]))
    return str(study_words.UNITS[figure.indicator.unit]) % {"n": _number(figure, figure.value)}


def _more(figure: Figure) -> str:
    """Return how sure a figure is and what it rests on, as far as the source says."""
    parts = []
    if figure.low is not None and figure.high is not None:
        ends = {"low": _number(figure, figure.low), "high": _number(figure, figure.high)}
        parts.append(_("waarschijnlijk tussen %(low)s en %(high)s") % ends)
    if figure.group_size is not None:
        parts.append(_("groep van %(n)s") % {"n": number_format(figure.group_size, force_grouping=True)})
    return ", ".join(parts)


def _number(figure: Figure, value: float) -> str:
    # Django cuts decimals off, it does not round.
    return number_format(round(value, figure.indicator.places), figure.indicator.places)
