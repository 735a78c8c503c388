"""Doors as lists for a page: by state and sector, each with the rule that decides in words, its source and days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wending.orientation.queries import school_words as words
from wending.orientation.queries.doors import Facts
from wending.orientation.queries.sector_words import sector_name
from wending.orientation.queries.words import SELECTION
from wending.orientation.rules.doors import STATES, Door
from wending.reference.rules.steps import ProgrammeStep

# With these, the right diploma and subjects are not enough.
CHOOSING = ("selection", "fixus", "entry-requirements")


@dataclass(frozen=True, slots=True)
class DoorItem:
    """A door in a list: the programme, and the rule that decides in words; `notes`: other days and selection."""

    id: str
    name: str
    level: str
    why: str
    source: words.Source | None
    is_certain: bool
    notes: list[str]


@dataclass(frozen=True, slots=True)
class DoorGroup:
    """All doors in one state, by sector; `source` is that of most of them."""

    state: str
    label: str
    hint: str
    count: int
    source: words.Source | None
    sectors: list[tuple[str, list[DoorItem]]]


def door_groups(found: Sequence[Door], facts: Facts) -> list[DoorGroup]:
    """Return doors by state, from open to unknown, and by sector; states without doors are left out."""
    programmes = {one.id: one for one in facts.programmes}
    groups = []
    for state in STATES:
        by_sector: dict[str, list[DoorItem]] = {}
        for door in found:
            if door.state == state:
                one = programmes[door.programme]
                by_sector.setdefault(sector_name(one.sector), []).append(_item(door, one, facts))
        if by_sector:
            sources = Counter(item.source for items in by_sector.values() for item in items)
            groups.append(
                DoorGroup(
                    state=state,
                    label=str(words.STATE_NAMES[state]),
                    hint=str(words.STATE_HINTS[state]),
                    count=sources.total(),
                    source=sources.most_common(1)[0][0],
                    sectors=sorted(by_sector.items(), key=lambda row: row[0].casefold()),
                )
            )
    return groups


def _item(door: Door, programme: ProgrammeStep, facts: Facts) -> DoorItem:
    return DoorItem(
        id=programme.id,
        name=programme.name,
        level=words.plain(facts.levels[programme.level].name),
        why=words.reason(door, facts.subjects),
        source=words.rule_source(rule) if (rule := door.rule or next(iter(door.holding), None)) else None,
        is_certain=door.is_certain,
        notes=[
            *dict.fromkeys(words.set_aside(rule, why) for rule, why in door.ignored),
            *([str(SELECTION[programme.selection])] if programme.selection in CHOOSING else []),
        ],
    )
