"""Regions of the labour market and the municipalities in them, of the newest year that is loaded or of a given one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from wending.reference.models import Region
from wending.reference.queries.releases import ReleaseInfo, releases_in_force

LABOUR, MUNICIPALITY = "arbeidsmarktregio", "gemeente"


@dataclass(frozen=True, slots=True)
class RegionItem:
    """A region as it was in one year, with the source that says so."""

    code: str
    name: str
    year: int
    source: ReleaseInfo


def labour_regions(year: int | None = None) -> list[RegionItem]:
    """Return the regions of the labour market by name, of the newest year or of this one; none when not loaded."""
    sources = _sources()
    rows = _rows(LABOUR, year, sources).order_by("release", "code")
    # Two sources may give the same regions: the newer release counts.
    found = {row.code: RegionItem(row.code, row.name, row.year, sources[row.release_id]) for row in rows}
    return sorted(found.values(), key=lambda item: (item.name.casefold(), item.code))


def region_names() -> dict[str, str]:
    """Return the names of the regions of the labour market by code, in the order of `labour_regions`."""
    return {item.code: item.name for item in labour_regions()}


def labour_region(code: str, year: int | None = None) -> RegionItem | None:
    """Return one region of the labour market by its code, None when there is none."""
    return next((item for item in labour_regions(year) if item.code == code), None)


def region_of_municipality(name_or_code: str, year: int | None = None) -> RegionItem | None:
    """Return the region of the labour market around a municipality of that year, by its name or code, else None."""
    wanted = name_or_code.strip().casefold()
    # Compared here and not in the database: not every database folds the letters of every name.
    found = next(
        (
            row
            for row in _rows(MUNICIPALITY, year, _sources())
            if wanted and wanted in (row.code.casefold(), row.name.casefold())
        ),
        None,
    )
    return labour_region(found.within, found.year) if found and found.within else None


def region_around() -> dict[str, str]:
    """Return the region around each municipality, by its code, as of the newest year that knows it."""
    rows = Region.objects.filter(system=MUNICIPALITY, release__in=_sources()).order_by("year")
    return dict(rows.values_list("code", "within"))


def has_municipalities() -> bool:
    """Say whether municipalities are loaded, so that someone can be asked for theirs."""
    return _rows(MUNICIPALITY, None, _sources()).exists()


def _sources() -> dict[int, ReleaseInfo]:
    return {release.id: release for release in releases_in_force()}


def _rows(system: str, year: int | None, sources: dict[int, ReleaseInfo]) -> QuerySet[Region]:
    rows = Region.objects.filter(system=system, release__in=sources)
    newest = rows.order_by("-year").values_list("year", flat=True).first()
    if newest is None:
        return rows
    return rows.filter(year=newest if year is None else year)
