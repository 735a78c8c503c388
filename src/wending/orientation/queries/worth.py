"""What the labour market tells of one occupation: pay, people and growth, whether there is work, now and later."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.orientation.queries.facts import Fact, Known, fact
from wending.reference.queries.codes import BRC, around, brc_groups, codes_of_occupation
from wending.reference.queries.regions import RegionItem, labour_regions
from wending.reference.rules.indicators import INDICATORS
from wending.reference.rules.labour_market import COUNTRY

ALWAYS = ("wage", "workers", "tension", "outlook")
IF_KNOWN = ("bottleneck",)


@dataclass(frozen=True, slots=True)
class Worth:
    """What an occupation is worth, missing facts too. `is_unknown_region`: the region that was asked does not exist."""

    facts: list[Fact]
    regions: list[RegionItem]
    region: RegionItem | None
    is_unknown_region: bool

    @property
    def is_known(self) -> bool:
        """Whether there is any figure."""
        return any(fact.is_known for fact in self.facts)

    @property
    def unknown(self) -> list[Fact]:
        """The facts that are missing."""
        return [fact for fact in self.facts if not fact.is_known]

    @property
    def about(self) -> Fact | None:
        """A fact whose group is that of all facts here, so that a page names it once; None when they differ."""
        known = [fact for fact in self.facts if fact.is_known]
        is_same = len(known) > 1 and len({(fact.about, fact.is_wide) for fact in known}) == 1
        return known[0] if is_same and known[0].about else None

    @property
    def missing_publishers(self) -> list[str]:
        """Who would give the missing figures."""
        return list(dict.fromkeys(INDICATORS[fact.key].publisher for fact in self.unknown))


def worth(uri: str, isco_code: str, lang: str, region_code: str = "") -> Worth:
    """Return what an occupation is worth, with the tension in a region beside that of the country."""
    regions = labour_regions()
    region = next((item for item in regions if item.code == region_code), None)
    asked = [COUNTRY, region.code] if region else [COUNTRY]
    known = Known((*ALWAYS, *IF_KNOWN), codes_of_occupation(uri, isco_code), asked)
    facts = []
    for key in (*ALWAYS, *IF_KNOWN):
        if key == "tension" and region:
            facts.append(fact(known, key, lang, region=region.code, place=region.name))
        facts.append(fact(known, key, lang, place=_("Nederland") if key == "tension" else ""))
    kept = [one for one in facts if one.key in ALWAYS or one.is_known]
    return Worth(kept, regions, region, bool(region_code) and region is None)


def pays(uris: Collection[str], lang: str) -> dict[str, Fact]:
    """Return what these occupations pay, by URI, read at once by their group of BRC 2014."""
    groups = brc_groups(uris)
    subjects = {uri: [(BRC, code) for code in around(groups[uri].code)] if uri in groups else [] for uri in uris}
    known = Known(("wage",), dict.fromkeys(one for ones in subjects.values() for one in ones))
    return {uri: fact(known.narrowed(ones), "wage", lang) for uri, ones in subjects.items()}
