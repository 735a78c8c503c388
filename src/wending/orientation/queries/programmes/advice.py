"""What someone can do when the chance of work is bad or not known: suggestions of our own that follow from the data."""

from dataclasses import dataclass

from wending.orientation.queries.programmes.figures import ALL_PROGRAMMES, Chance, chance_of
from wending.orientation.queries.programmes.items import Listed, listed
from wending.orientation.rules.chance import chance_value
from wending.orientation.rules.neighbours import neighbours
from wending.reference.queries.figures import figures_everywhere
from wending.reference.queries.offers import registers_of
from wending.reference.queries.programme_facts import ProgrammeFacts, programme_facts
from wending.reference.queries.programmes import ProgrammeDetail, programmes_by_id

NEAR, REGIONS = 4, 5


@dataclass(frozen=True, slots=True)
class Near:
    """A programme that is near this one, with its chance of work where that is known."""

    listed: Listed
    chance: Chance | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A region where the chance of work is better."""

    region: str
    category: str
    period: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Near programmes of about the same level, and regions with a better chance."""

    near: list[Near]
    elsewhere: list[Elsewhere]


def advice(programme: ProgrammeDetail, chance: Chance | None, regions: dict[str, str], lang: str) -> Advice:
    """Return what else there is: programmes that share skills or work, and regions with a better class of chance."""
    everything = {facts.id: facts for facts in programme_facts()}
    own = everything[programme.item.id]
    among = [facts for facts in everything.values() if facts.kind == own.kind and _is_near_in_level(facts, own)]
    keys = neighbours(own, among, NEAR)
    items = programmes_by_id(keys, lang)
    region = chance.region if chance else ""
    return Advice(
        near=[
            Near(shown, chance_of(everything[key].level, everything[key].code, region))
            for key, shown in zip(keys, listed([items[key] for key in keys]), strict=True)
        ],
        elsewhere=_elsewhere(own, chance, regions),
    )


def _is_near_in_level(one: ProgrammeFacts, other: ProgrammeFacts) -> bool:
    levels = [int(facts.nlqf.rstrip("+")) if facts.nlqf else None for facts in (one, other)]
    return None in levels or abs((levels[0] or 0) - (levels[1] or 0)) <= 1


def _elsewhere(own: ProgrammeFacts, chance: Chance | None, regions: dict[str, str]) -> list[Elsewhere]:
    here = chance_value(chance.category) if chance else None
    if here is None or not own.code or own.code == ALL_PROGRAMMES:
        return []
    newest = {
        figure.region: figure
        for register in registers_of(own.level)
        for figure in figures_everywhere("chance_of_work", system=register, code=own.code)
        if figure.region in regions
    }
    better = [(chance_value(figure.category), figure) for figure in newest.values()]
    found = sorted(
        ((value, figure) for value, figure in better if value is not None and value > here),
        key=lambda pair: (-pair[0], regions[pair[1].region]),
    )
    return [Elsewhere(regions[figure.region], figure.category, figure.period) for _, figure in found[:REGIONS]]
