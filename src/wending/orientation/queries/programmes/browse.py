"""The list of programmes: searched by words, narrowed by level, sector and way of learning."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from wending.orientation.queries import study_words, words
from wending.orientation.queries.programmes.items import ALL, Listed, listed
from wending.orientation.queries.sector_words import SECTORS
from wending.orientation.rules.study import WAYS
from wending.reference.queries.programmes import levels, programmes

LISTED = 30
# More than there are: all of them at once.

# What the level of a programme outside regular education is called in an address.
OTHER = "cursus"


@dataclass(frozen=True, slots=True)
class ProgrammesView:
    """The list of programmes, with what was asked and the levels, sectors and ways to choose from."""

    q: str
    level: str
    sector: str
    way: str
    levels: list[dict[str, str]]
    sectors: list[dict[str, str]]
    ways: list[dict[str, str]]
    listed: Page[Listed]

    @property
    def has_filters(self) -> bool:
        """Whether the list is narrowed by more than words."""
        return bool(self.level or self.sector or self.way)


def programmes_view(lang: str, q: str, level: str, number: str, sector: str = "", way: str = "") -> ProgrammesView:
    """Return the programmes whose name or line has all typed words, narrowed by what exists, on a page that exists."""
    everything = programmes(lang=lang, limit=ALL).items
    used = {item.level.id for item in everything if item.level}
    level_options = [{"value": "", "label": _("Alle niveaus")}]
    level_options += [{"value": one.id, "label": one.name} for one in levels(lang) if one.id in used]
    level_options.append({"value": OTHER, "label": str(words.PROGRAMME_KINDS["course"])})
    sectors = {item.sector for item in everything}
    sector_options = [{"value": "", "label": _("Alle richtingen")}]
    sector_options += [{"value": k, "label": str(name)} for k, name in SECTORS.items() if k in sectors]
    way_options = [{"value": "", "label": _("Alle manieren")}]
    way_options += [{"value": key, "label": str(name)} for key, name in study_words.WAYS.items()]
    chosen_level, chosen_sector, chosen_way = (
        asked if asked in {option["value"] for option in options} else ""
        for asked, options in ((level, level_options), (sector, sector_options), (way, way_options))
    )
    kept = [
        item
        for item in programmes(lang=lang, words=q, sector=chosen_sector, limit=ALL).items
        if (not chosen_level or (item.level.id if item.level else OTHER) == chosen_level)
        and (not chosen_way or {*WAYS[chosen_way]} & {*item.modes})
    ]
    return ProgrammesView(
        q=q,
        level=chosen_level,
        sector=chosen_sector,
        way=chosen_way,
        levels=level_options,
        sectors=sector_options,
        ways=way_options,
        listed=Paginator(listed(kept), LISTED).get_page(number),
    )
