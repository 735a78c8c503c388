"""How a programme works and what it costs, in words and amounts, each with its source."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wending.orientation.queries import words
from wending.reference.queries.programmes import ProgrammeItem
from wending.reference.queries.study import StudyCostItem, study_costs, study_ways


@dataclass(frozen=True, slots=True)
class WayLine:
    """One way to follow it: `hours` a year in words, empty where the school decides."""

    modes: list[str]
    way: str
    time: str
    hours: str
    source: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a year costs in one way, in words; `year` is empty when it always holds."""

    modes: list[str]
    amount: str
    year: str
    note: str
    source: str
    is_certain: bool


def way_lines(item: ProgrammeItem, lang: str) -> list[WayLine]:
    """Return the ways in which a programme can be followed; none when its level or ways are not known."""
    if item.level is None or not item.modes:
        return []
    return [
        WayLine(
            modes=_modes(way.modes, item),
            way=way.way,
            time=way.time,
            hours=_("%(n)s uur per jaar") % {"n": number_format(way.hours, force_grouping=True)} if way.hours else "",
            source=way.source,
            is_certain=way.is_certain,
        )
        for way in study_ways(item.level.id, item.modes, lang)
    ]


def cost_lines(item: ProgrammeItem, lang: str) -> list[CostLine]:
    """Return what a year costs by law, the newest year that is known; none when its level or ways are not known."""
    if item.level is None or not item.modes:
        return []
    return [
        CostLine(
            modes=_modes(cost.modes, item),
            amount=_amount(cost),
            year=cost.year,
            note=cost.note,
            source=cost.source,
            is_certain=cost.is_certain,
        )
        for cost in study_costs(item.level.id, item.modes, lang)
    ]


def _modes(modes: tuple[str, ...], item: ProgrammeItem) -> list[str]:
    return [str(words.MODES[mode]) for mode in modes if mode in item.modes]


def _amount(cost: StudyCostItem) -> str:
    if cost.euro_most is not None:
        low, high = (number_format(euro, force_grouping=True) for euro in (cost.euro, cost.euro_most))
        return _("tussen %(low)s en %(high)s euro") % {"low": low, "high": high}
    return words.euro(cost.euro) if cost.euro else _("niets")
