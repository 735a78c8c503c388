"""Groups of occupations (BRC 2014) beside each other: what they pay, how many people do the work, what grows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wending.orientation.queries.facts import change_words, group_name, growth_words, in_words, period_words
from wending.reference.queries.codes import BRC, CodeItem, PlacedOccupation, code_list
from wending.reference.queries.figures import Figure, figures_of_system
from wending.reference.queries.names import Name
from wending.reference.queries.releases import ReleaseInfo
from wending.reference.rules.classes import change, is_low_level
from wending.reference.rules.indicators import INDICATORS, Indicator
from wending.reference.rules.labour_market import TOTAL

# Digits of a class and of a group, and how many of the highest and of the lowest are shown.
CLASS, GROUP, SHOWN = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Row:
    """A group with a bar: `value` is its length, `text` says it. The names are those of a row of `bar_list`."""

    label: str
    lang: str
    value: float
    text: str
    kind: str
    is_low: bool


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay per group, highest first. `is_part`: only the highest and the lowest are in `shown`."""

    shown: list[Row]
    all: list[Row]
    is_part: bool
    maximum: float
    period: str
    indicator: Indicator
    source: ReleaseInfo | None


@dataclass(frozen=True, slots=True)
class Growth:
    """Groups that grow and that shrink between the first and the last period, and how many of those of low level.

    `low` are those of low level that shrink most; `first` and `last` the periods of most groups, others tell theirs.
    """

    up: list[Row]
    down: list[Row]
    all: list[Row]
    low: list[Row]
    low_count: int
    low_down: int
    first: str
    last: str
    maximum: float
    indicator: Indicator
    source: ReleaseInfo | None


def codes_of_sector(placed: Sequence[PlacedOccupation], sector: str) -> set[str]:
    """Return the groups that the occupations of a sector fall under."""
    return {one.brc.code for one in placed if one.brc and one.sector == sector}


def low_groups(placed: Sequence[PlacedOccupation]) -> set[str]:
    """Return the groups whose occupations are mostly of NLQF level 2 or 3."""
    levels: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in placed:
        if one.brc:
            levels[one.brc.code].append((one.nlqf_low, one.nlqf_high))
    return {code for code, found in levels.items() if is_low_level(found)}


def pay_of_groups(lang: str, codes: Collection[str] | None) -> Pay:
    """Return the pay of these groups, without codes that of the classes, else of the best and worst paid groups."""
    found = [figure for figure in _newest("wage") if figure.value is not None]
    if codes is not None:
        kept = [figure for figure in found if figure.code in codes]
    else:
        kept = _of_length(found, CLASS) or _of_length(found, GROUP)
    kept.sort(key=lambda figure: (-(figure.value or 0), figure.code))
    names = code_list(BRC, lang) if kept else {}
    rows = [_row(figure, names, figure.value or 0, in_words(figure.value or 0, figure.indicator)) for figure in kept]
    is_part = codes is None and len(rows) > 2 * SHOWN + 2
    return Pay(
        shown=rows[:SHOWN] + rows[-SHOWN:] if is_part else rows,
        all=rows,
        is_part=is_part,
        maximum=max((row.value for row in rows), default=1),
        period=" – ".join(sorted({period_words(figure.period) for figure in kept})),
        indicator=INDICATORS["wage"],
        source=kept[0].source if kept else None,
    )


def growth_of_groups(lang: str, codes: Collection[str] | None, low: Collection[str]) -> Growth:
    """Return how the number of people in these groups (of all, without codes) changed over the periods loaded."""
    series: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures_of_system("workers", system=BRC):
        if figure.value is not None and len(figure.code) == GROUP and (codes is None or figure.code in codes):
            series[figure.code].append(figure)
    names = code_list(BRC, lang) if series else {}
    spans = Counter((found[0].period, found[-1].period) for found in series.values() if len(found) > 1)
    usual = spans.most_common(1)[0][0] if spans else ("", "")
    rows = []
    for code, found in series.items():
        first, last = found[0], found[-1]
        grown = change(first.value, last.value)
        if grown is not None and first.period != last.period:
            text = change_words(grown) if (first.period, last.period) == usual else growth_words(first, last)
            rows.append((grown, _row(last, names, grown, text, code in low)))
    ordered = [row for _grown, row in sorted(rows, key=lambda pair: -pair[0])]
    down = [row for row in reversed(ordered) if row.kind == "second"]
    low_down = [row for row in down if row.is_low]
    return Growth(
        up=_marked([row for row in ordered if row.kind != "second"][:SHOWN]),
        down=_marked(down[:SHOWN]),
        all=_marked(ordered),
        low=low_down[:SHOWN],
        low_count=sum(row.is_low for row in ordered),
        low_down=len(low_down),
        first=period_words(usual[0]),
        last=period_words(usual[1]),
        maximum=max((row.value for row in ordered), default=1) or 1,
        indicator=INDICATORS["workers"],
        source=next((found[-1].source for found in series.values()), None),
    )


def _newest(key: str) -> list[Figure]:
    """Return the newest figure with a value of every code."""
    found = figures_of_system(key, system=BRC)
    return list({figure.code: figure for figure in found if figure.value is not None and figure.code != TOTAL}.values())


def _of_length(found: Sequence[Figure], digits: int) -> list[Figure]:
    return [figure for figure in found if len(figure.code) == digits]


def _row(figure: Figure, names: dict[str, CodeItem], value: float, text: str, is_low: bool = False) -> Row:
    name: Name = group_name(names, figure)
    return Row(name.text, name.lang, abs(value), text, "second" if value < 0 else "", is_low)


def _marked(rows: Sequence[Row]) -> list[Row]:
    """Return rows that say so where the level is low."""
    return [replace(row, text=f"{row.text} · " + _("niveau 2 of 3")) if row.is_low else row for row in rows]
