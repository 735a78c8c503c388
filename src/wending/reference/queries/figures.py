"""Figures of the labour market and of studies, each with its source and date; what is missing stays missing.

A figure of a group smaller than its indicator allows is told as missing, with the reason "small".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from wending.reference.models import Figure as FigureRow
from wending.reference.queries.releases import ReleaseInfo, releases_in_force
from wending.reference.rules.indicators import INDICATORS, Indicator
from wending.reference.rules.labour_market import COUNTRY


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in the unit of its indicator; `value` None is missing for the reason in `note`.

    `low` and `high` bound the uncertainty, `group_size` is what it rests on, `category` the class of the source itself;
    None and empty where the source does not say.
    """

    indicator: Indicator
    system: str
    code: str
    label: str
    region: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    group_size: int | None
    category: str
    note: str
    source: ReleaseInfo


def figures(
    indicators: Collection[str], *, system: str, codes: Collection[str], regions: Collection[str] = (COUNTRY,)
) -> list[Figure]:
    """Return all figures of these indicators about these codes in these regions, oldest period first."""
    rows = FigureRow.objects.filter(indicator__in=indicators, system=system, code__in=codes, region__in=regions)
    return _figures(rows)


def latest(
    indicators: Collection[str], *, system: str, codes: Collection[str], regions: Collection[str] = (COUNTRY,)
) -> dict[tuple[str, str, str], Figure]:
    """Return the newest figure per indicator, code and region."""
    found = figures(indicators, system=system, codes=codes, regions=regions)
    return {(figure.indicator.key, figure.code, figure.region): figure for figure in found}


def figures_of_system(indicator: str, *, system: str, region: str = COUNTRY) -> list[Figure]:
    """Return all figures of one indicator for a whole code list in one region, oldest period first."""
    return _figures(FigureRow.objects.filter(indicator=indicator, system=system, region=region))


def figures_everywhere(indicator: str, *, system: str, code: str) -> list[Figure]:
    """Return all figures of one indicator about one code, in every region, oldest period first."""
    return _figures(FigureRow.objects.filter(indicator=indicator, system=system, code=code))


def _figures(rows: Iterable[FigureRow]) -> list[Figure]:
    sources = {release.id: release for release in releases_in_force()}
    found = [
        Figure(
            indicator=INDICATORS[row.indicator],
            system=row.system,
            code=row.code,
            label=row.label,
            region=row.region,
            period=row.period,
            value=row.value,
            low=row.low,
            high=row.high,
            group_size=row.group_size,
            category=row.category,
            note=row.note,
            source=sources[row.release_id],
        )
        for row in rows
        if row.release_id in sources and row.indicator in INDICATORS
    ]
    return sorted(map(_without_small, found), key=lambda figure: (figure.period, figure.source.id, figure.code))


def _without_small(figure: Figure) -> Figure:
    if figure.group_size is None or figure.group_size >= figure.indicator.smallest:
        return figure
    return replace(figure, value=None, low=None, high=None, group_size=None, category="", note="small")
