"""One programme by itself: how it works, how you get in, what comes after, its figures, its costs, where it is."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from wending.orientation.queries import words
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.names import Named
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.programmes import figures
from wending.orientation.queries.programmes.advice import Advice, advice
from wending.orientation.queries.programmes.entry import OwnEntry, own_entries
from wending.orientation.queries.programmes.items import Listed, listed, shown
from wending.orientation.queries.programmes.workload import CostLine, WayLine, cost_lines, way_lines
from wending.reference.queries.offers import OfferItem, offers, registers_of
from wending.reference.queries.programmes import AdmissionItem, LevelItem, ProgrammeDetail, programme
from wending.reference.queries.regions import region_names

OFFERED = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """How someone gets in: rules that give the right, conditions and days, other ways, and the own way if told."""

    rights: list[AdmissionItem]
    conditions: list[AdmissionItem]
    others: list[AdmissionItem]
    own: OwnEntry | None

    @property
    def rules(self) -> list[AdmissionItem]:
        """All rules, to name their sources."""
        return [*self.rights, *self.conditions, *self.others]

    @property
    def sources(self) -> list[str]:
        """The laws and bodies that say so, each once."""
        return list(dict.fromkeys(rule.source for rule in self.rules))

    @property
    def has_unsure(self) -> bool:
        """Whether a rule must be looked up first."""
        return any(not rule.is_certain for rule in self.rules)


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One programme; an occupation in `elsewhere` has no page of its own. `region` is where its figures are of."""

    facts: ProgrammeDetail
    listed: Listed
    nlqf: str
    selection: str
    entry: tuple[LevelItem, ...]
    admission: Entry
    occupations: list[Named]
    elsewhere: list[Named]
    skills: list[Named]
    ways: list[WayLine]
    costs: list[CostLine]
    chance: figures.Chance | None
    chances: list[figures.Compared]
    after: list[figures.Compared]
    quality: list[figures.Compared]
    advice: Advice
    offers: list[OfferItem]
    offers_more: int
    regions: list[dict[str, str]]
    region: str
    region_name: str

    @property
    def has_entry(self) -> bool:
        """Whether anything is known of how you get in."""
        return bool(self.entry or self.facts.requires or self.selection or self.admission.rules)

    @property
    def is_mbo(self) -> bool:
        """Whether it is a programme of mbo."""
        return bool(self.facts.item.level and self.facts.item.level.id.startswith("mbo"))


def programme_view(session: SessionBase, key: str, lang: str, region: str = "") -> ProgrammeView | None:
    """Return one programme by its key, None when there is none; figures of the asked region, else of the own one."""
    facts = programme(key, lang)
    if facts is None:
        return None
    study = session_profile(session).study
    known = region_names()
    region = region if region in known else study.region if study.region in known else ""
    level = facts.item.level.id if facts.item.level else ""
    chance = figures.chance_of(level, facts.code, region)
    told = [
        figures.compared(keys, level=level, code=facts.code, lang=lang, region=region, regions=known)
        for keys in (figures.CHANCE, figures.AFTER, figures.QUALITY)
    ]
    offered = offers([facts.code], registers_of(level)).get(facts.code, [])
    offered.sort(key=lambda offer: (not region or offer.region != region, offer.place, offer.provider))
    paged = fit_index().occupation_numbers_
    leads = shown(facts.occupations)
    return ProgrammeView(
        facts=facts,
        listed=listed([facts.item])[0],
        nlqf=str(words.NLQF.get(facts.item.nlqf, "")),
        selection=str(words.SELECTION.get(facts.selection, "")),
        entry=facts.item.entry,
        admission=_entry(facts, study.level, lang),
        occupations=[item for item in leads if item.uri in paged],
        elsewhere=[item for item in leads if item.uri not in paged],
        skills=shown(facts.skills),
        ways=way_lines(facts.item, lang),
        costs=cost_lines(facts.item, lang),
        chance=chance,
        chances=told[0],
        after=told[1],
        quality=told[2],
        advice=advice(facts, chance, known, lang),
        offers=offered[:OFFERED],
        offers_more=max(0, len(offered) - OFFERED),
        regions=[{"value": code, "label": name} for code, name in known.items()],
        region=region,
        region_name=known.get(region, ""),
    )


def _entry(facts: ProgrammeDetail, own: str, lang: str) -> Entry:
    rules = facts.admission
    level = facts.item.level.id if facts.item.level else ""
    found = own_entries(own, {facts.item.id: level}, lang)[facts.item.id] if own and level else None
    return Entry(
        rights=[rule for rule in rules if rule.kind == "right"],
        conditions=[rule for rule in rules if rule.kind == "condition"],
        others=[rule for rule in rules if rule.kind in ("test", "exception")],
        own=found,
    )
