"""Programmes as schools offer them, by code of a register: where someone can follow one. Not what they are worth."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from wending.reference.models import Offer
from wending.reference.queries.regions import region_around
from wending.reference.queries.releases import ReleaseInfo, releases_in_force

# The registers whose codes a programme of the catalogue may carry, by the level of the programme.
REGISTERS = {"mbo": ("crebo",), "ho": ("croho", "isat")}


@dataclass(frozen=True, slots=True)
class OfferItem:
    """One programme at one school. `region` is the region of the labour market around the place; empty is unknown."""

    provider: str
    place: str
    region: str
    modes: tuple[str, ...]
    starts: str
    url: str
    source: ReleaseInfo


def registers_of(level: str) -> tuple[str, ...]:
    """Return the registers that know programmes of a level; none outside regular education."""
    return REGISTERS["mbo"] if level.startswith("mbo") else REGISTERS["ho"] if level else ()


def offers(codes: Collection[str], registers: Collection[str]) -> dict[str, list[OfferItem]]:
    """Return per code who offers it, by place and school."""
    sources = {release.id: release for release in releases_in_force()}
    rows = Offer.objects.filter(release__in=sources, register__in=registers, code__in=[code for code in codes if code])
    around = region_around()
    found: dict[str, list[OfferItem]] = defaultdict(list)
    for row in rows.order_by("place", "provider", "key"):
        found[row.code].append(
            OfferItem(
                provider=row.provider,
                place=row.place,
                region=around.get(row.municipality, ""),
                modes=tuple(row.modes.split()),
                starts=row.starts,
                url=row.url if row.url.startswith("https://") else "",
                source=sources[row.release_id],
            )
        )
    return found
