"""Regions of the labour market: which there are, and which municipality lies in which. Not the figures about them."""

from wending.reference.models import Region
from wending.reference.queries.releases import releases_in_force


def labour_regions() -> dict[str, str]:
    """Return the regions of the newest year that is known: code and name, by name; none before any is loaded."""
    rows = list(Region.objects.filter(release__in=_in_force(), system="arbeidsmarktregio").order_by("name", "code"))
    last = max((row.year for row in rows), default=0)
    return {row.code: row.name for row in rows if row.year == last}


def region_around() -> dict[str, str]:
    """Return the region around each municipality, by its code, as of the newest year that knows it."""
    rows = Region.objects.filter(release__in=_in_force(), system="gemeente").order_by("year")
    return dict(rows.values_list("code", "within"))


def _in_force() -> list[int]:
    return [release.id for release in releases_in_force()]
