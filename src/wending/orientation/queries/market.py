"""How the labour market works, with the figures of someone's own region and sector where they are loaded."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.orientation.queries import market_words as words
from wending.orientation.queries.facts import Fact, Known, fact, number
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.landings import FlowTarget, sector_targets
from wending.orientation.queries.market_check import Question, questions
from wending.orientation.queries.market_groups import (
    Growth,
    Pay,
    codes_of_sector,
    growth_of_groups,
    low_groups,
    pay_of_groups,
)
from wending.orientation.queries.observed import Observed, observed_from, subjects_of_sector
from wending.orientation.queries.sector_words import sector_name
from wending.orientation.queries.sectors import kin_sectors, nearest_sectors, sector_choices, share_words
from wending.reference.queries.codes import BRC, placed_occupations
from wending.reference.queries.regions import (
    RegionItem,
    has_municipalities,
    labour_region,
    labour_regions,
    region_of_municipality,
)
from wending.reference.queries.releases import ReleaseInfo, releases_in_force
from wending.reference.rules.classes import tension_class
from wending.reference.rules.labour_market import COUNTRY, TOTAL

# Of every 100 people who look for work: the vacancies of the example, and the most that the slider gives.
PEOPLE, EXAMPLE, MOST = 100, 100, 600
SYSTEMS_WITH_TOTAL = (BRC, "uwv")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of `bar_list`."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The picture of vacancies against people. `start`: the place whose figure it begins with, empty for an example."""

    vacancies: int
    start: str
    bars: list[Bar]
    maximum: float
    ratio: str
    rank: str
    rank_words: str
    rank_long: str


@dataclass(frozen=True, slots=True)
class NearSector:
    """A sector with the one that is nearest to it."""

    key: str
    label: str
    nearest: str
    told: str


@dataclass(frozen=True, slots=True)
class MarketView:
    """The page. `problems` say in words what was asked and does not exist; `kept` are the choices so far."""

    problems: list[str]
    regions: list[RegionItem]
    region: RegionItem | None
    has_municipalities: bool
    sectors: dict[str, str]
    sector: str
    kept: dict[str, str]
    tension: list[Fact]
    what_if: WhatIf
    pay: Pay
    growth: Growth
    targets: list[FlowTarget]
    near: list[NearSector]
    observed: list[Observed]
    questions: list[Question]
    sources: list[ReleaseInfo]

    @property
    def sector_name(self) -> str:
        """The name of the chosen sector, empty without one."""
        return sector_name(self.sector) if self.sector else ""

    @property
    def is_checked(self) -> bool:
        """Whether a question was answered."""
        return any(question.is_answered for question in self.questions)

    @property
    def right_count(self) -> int:
        """How many answers were right."""
        return sum(question.is_right for question in self.questions)


def market_view(asked: Mapping[str, str], lang: str) -> MarketView:
    """Return the page for what was asked: regio, gemeente, sector, vacatures and the answers v1, v2, ...

    What does not exist is told in words and left out. Raise LookupError when no occupations are loaded.
    """
    problems: list[str] = []
    sectors = sector_choices(fit_index())
    region = _region(asked, problems)
    sector = asked.get("sector", "")
    if sector and sector not in sectors:
        problems.append(_("Deze sector kennen we niet. Kies er een uit de lijst."))
        sector = ""
    places = {region.code: region.name} if region else {}
    places[COUNTRY] = _("Nederland")
    known = Known(("tension",), [(system, TOTAL) for system in SYSTEMS_WITH_TOTAL], places)
    measured = ((name, known.newest("tension", code)) for code, name in places.items())
    start = next(((name, figure.value) for name, figure in measured if figure and figure.value is not None), None)
    placed = placed_occupations()
    codes = codes_of_sector(placed, sector) if sector else None
    return MarketView(
        problems=problems,
        regions=labour_regions(),
        region=region,
        has_municipalities=has_municipalities(),
        sectors=sectors,
        sector=sector,
        kept=_kept(region, sector, asked),
        tension=[fact(known, "tension", lang, region=code, place=name) for code, name in places.items()],
        what_if=what_if(_vacancies(asked.get("vacatures", "")), start),
        pay=pay_of_groups(lang, codes),
        growth=growth_of_groups(lang, codes, low_groups(placed)),
        targets=sector_targets(kin_sectors(sector, lang)) if sector else [],
        near=[] if sector else _near(sectors),
        observed=observed_from(subjects_of_sector(sector)) if sector else [],
        questions=questions(asked),
        sources=releases_in_force(),
    )


def what_if(vacancies: int | None, start: tuple[str, float] | None) -> WhatIf:
    """Return what so many vacancies for every 100 people mean; without them from a place and its tension, if known."""
    place, tension = start if start and vacancies is None else ("", EXAMPLE / PEOPLE)
    if vacancies is None:
        vacancies = min(round(PEOPLE * tension), MOST)
    rank = tension_class(vacancies / PEOPLE)
    return WhatIf(
        vacancies=vacancies,
        start=place,
        bars=[
            Bar(_("Mensen die kort werk zoeken"), PEOPLE, number(PEOPLE)),
            Bar(_("Vacatures"), vacancies, number(vacancies)),
        ],
        maximum=max(PEOPLE, vacancies),
        ratio=number(vacancies / PEOPLE, 2),
        rank=rank,
        rank_words=str(words.TENSION[rank]),
        rank_long=str(words.TENSION_LONG[rank]),
    )


def _region(asked: Mapping[str, str], problems: list[str]) -> RegionItem | None:
    """Return the region around the municipality that was typed, else the one that was chosen."""
    municipality, code = asked.get("gemeente", "").strip(), asked.get("regio", "")
    if municipality:
        found = region_of_municipality(municipality)
        if found is None:
            problems.append(_("Deze gemeente vinden we niet. Kies je regio uit de lijst."))
        return found
    found = labour_region(code) if code else None
    if code and found is None:
        problems.append(_("Deze regio kennen we niet. Kies er een uit de lijst."))
    return found


def _vacancies(raw: str) -> int | None:
    return min(int(raw), MOST) if raw.isascii() and raw.isdigit() and len(raw) < 6 else None


def _kept(region: RegionItem | None, sector: str, asked: Mapping[str, str]) -> dict[str, str]:
    vacancies = _vacancies(asked.get("vacatures", ""))
    found = {"regio": region.code if region else "", "sector": sector}
    found["vacatures"] = "" if vacancies is None else str(vacancies)
    return {key: value for key, value in found.items() if value}


def _near(sectors: Mapping[str, str]) -> list[NearSector]:
    found = nearest_sectors()
    return [
        NearSector(key, label, sector_name(found[key][0]), share_words(found[key][1]))
        for key, label in sectors.items()
        if key in found
    ]
