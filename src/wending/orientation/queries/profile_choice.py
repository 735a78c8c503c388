"""Which profile, which subjects: profiles of a level beside each other, and one with its subjects and all its doors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from wending.orientation.queries import school_words as words
from wending.orientation.queries.door_lists import DoorGroup, door_groups
from wending.orientation.queries.doors import BY_PROFILE, SCHOOL_LEVELS, Facts, short
from wending.orientation.queries.sector_words import sector_name
from wending.orientation.rules.doors import OPEN, Door, gains, out_of_date, tally
from wending.orientation.rules.ladder import programme_reach
from wending.reference.queries.programmes import LevelItem, levels
from wending.reference.queries.subjects import SchoolProfileItem

MOST_GAINS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """How many doors are in one state (`kind`), of all there are."""

    kind: str
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """A profile beside others: its doors by state, how many open ones are uncertain, and the work these lead to."""

    key: str
    letters: str
    name: str
    line: str
    parts: list[Part]
    uncertain: int
    occupations: int


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector: how many programmes it has here, and how many each profile opens, in the order of the cards."""

    name: str
    total: int
    opened: list[int]


@dataclass(frozen=True, slots=True)
class FurtherRow:
    """Programmes of one level that are so many steps away; not `by_right` means: a step has a condition."""

    level: str
    steps: int
    by_right: bool
    programmes: int


@dataclass(frozen=True, slots=True)
class OnwardRow:
    """A rule by which the diploma gives entry to a level, in words."""

    to: str
    condition: str
    source: words.Source
    is_certain: bool


@dataclass(frozen=True, slots=True)
class SchoolView:
    """The page of a level: of havo and vwo the profiles beside each other, of vmbo its doors at once.

    `always_open` counts programmes, beside `total`, that any profile opens: they do not help to choose one.
    """

    level: LevelItem
    name: str
    has_profiles: bool
    total: int
    cards: list[ProfileCard]
    sectors: list[SectorRow]
    further: list[FurtherRow]
    onward: list[OnwardRow]
    groups: list[DoorGroup]
    parts: list[Part]
    always_open: int

    @property
    def most(self) -> int:
        """How many programmes the largest sector has."""
        return max((row.total for row in self.sectors), default=1)


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One profile with the subjects to tick, what each adds, and all doors."""

    level: LevelItem
    name: str
    card: ProfileCard
    is_certain: bool
    fixed: list[str]
    one_of: list[str]
    options: list[dict[str, Any]]
    ticked: list[str]
    gains: list[dict[str, Any]]
    groups: list[DoorGroup]
    total: int
    others: list[dict[str, Any]]


def school_levels(lang: str) -> list[LevelItem]:
    """Return the levels to choose from."""
    return [one for one in levels(lang) if one.id in SCHOOL_LEVELS]


def school_view(level: str, lang: str) -> SchoolView | None:
    """Return the page of a level; None when it is none to choose from here, or nothing is loaded."""
    facts = Facts(level, lang)
    if level not in SCHOOL_LEVELS or level not in facts.levels:
        return None
    has_profiles = level in BY_PROFILE
    found = [(profile, facts.doors(profile)) for profile in facts.profiles] if has_profiles else []
    plain = [] if has_profiles else facts.doors()
    return SchoolView(
        level=facts.levels[level],
        name=words.plain(facts.levels[level].name),
        has_profiles=has_profiles,
        total=len(facts.programmes),
        cards=[_card(profile, its, facts) for profile, its in found],
        sectors=_sectors(facts, [its for _, its in found] or [plain]),
        further=_further(facts),
        onward=_onward(facts),
        groups=door_groups(plain, facts),
        parts=_parts(plain),
        always_open=len(facts.always_open) if has_profiles else 0,
    )


def profile_view(level: str, profile: str, ticked: Sequence[str], lang: str) -> ProfileView | None:
    """Return one profile of havo or vwo by its short key; None when there is none. Unknown subjects are left out."""
    facts = Facts(level, lang)
    chosen = next((one for one in facts.profiles if short(one.id) == profile), None) if level in BY_PROFILE else None
    if chosen is None:
        return None
    fixed = [group[0] for group in chosen.required if len(group) == 1]
    demanded = {code for one in facts.demands for group in one.subjects for code in group}
    asked = sorted(demanded - {*fixed}, key=lambda code: facts.subjects[code].casefold())
    more = [code for code in asked if code in ticked]
    found = facts.doors(chosen, more)
    return ProfileView(
        level=facts.levels[level],
        name=words.plain(facts.levels[level].name),
        card=_card(chosen, found, facts),
        is_certain=chosen.is_certain,
        fixed=[facts.subjects[code] for code in fixed],
        one_of=[
            ", ".join(facts.subjects[code] for code in group)
            for group in (*chosen.required, chosen.choose_one)
            if len(group) > 1
        ],
        options=[{"value": code, "label": facts.subjects[code], "checked": code in more} for code in asked],
        ticked=[facts.subjects[code] for code in more],
        gains=_gains(facts, chosen, more, asked),
        groups=door_groups(found, facts),
        total=len(found),
        others=[
            {"label": words.plain(one.name), "key": short(one.id), "current": one.id == chosen.id}
            for one in facts.profiles
        ],
    )


def _card(profile: SchoolProfileItem, found: Sequence[Door], facts: Facts) -> ProfileCard:
    opened = {door.programme for door in found if door.state == OPEN}
    return ProfileCard(
        key=short(profile.id),
        letters=words.PROFILE_NAMES.get(short(profile.id), short(profile.id)),
        name=words.plain(profile.name),
        line=profile.line,
        parts=_parts(found),
        uncertain=sum(door.state == OPEN and not door.is_certain for door in found),
        occupations=len({uri for one in facts.programmes if one.id in opened for uri in one.occupations}),
    )


def _parts(found: Sequence[Door]) -> list[Part]:
    return [Part(state, str(words.STATE_NAMES[state]), count) for state, count in tally(found).items()]


def _sectors(facts: Facts, by_profile: Sequence[Sequence[Door]]) -> list[SectorRow]:
    sector = {one.id: one.sector for one in facts.programmes}
    total = Counter(sector.values())
    opened = [Counter(sector[door.programme] for door in found if door.state == OPEN) for found in by_profile]
    rows = [SectorRow(sector_name(key), total[key], [count[key] for count in opened]) for key in total]
    return sorted(rows, key=lambda row: row.name.casefold())


def _further(facts: Facts) -> list[FurtherRow]:
    """Return how many programmes of which level can be reached, the nearest first."""
    level = {one.id: one.level for one in facts.all_programmes}
    order = list(facts.levels)
    reach = programme_reach(facts.level, facts.all_programmes, facts.rules, facts.day)
    count = Counter((way.steps, order.index(level[key]), way.by_right) for key, way in reach.items())
    return [
        FurtherRow(words.plain(facts.levels[order[place]].name), steps, by_right, count[steps, place, by_right])
        for steps, place, by_right in sorted(count, key=lambda row: (row[0], row[1], not row[2]))
    ]


def _onward(facts: Facts) -> list[OnwardRow]:
    return [
        OnwardRow(
            words.plain(facts.levels[rule.to_level].name), rule.condition, words.rule_source(rule), rule.is_certain
        )
        for rule in sorted(facts.rules, key=lambda rule: list(facts.levels).index(rule.to_level))
        if rule.from_level == facts.level and not out_of_date(rule.since, rule.until, facts.day)
    ]


def _gains(facts: Facts, profile: SchoolProfileItem, more: Sequence[str], asked: Sequence[str]) -> list[dict[str, Any]]:
    """Return what each subject that is not chosen yet opens, most first; those that open nothing are left out."""
    found = gains(
        facts.programmes,
        facts.demands,
        facts.choice(profile, more),
        [code for code in asked if code not in more],
        facts.day,
    )
    return [
        {
            "label": facts.subjects[one.subject],
            "value": len(one.opens),
            "href": "?"
            + urlencode({"niveau": facts.level, "profiel": short(profile.id), "v": [*more, one.subject]}, True),
        }
        for one in found
        if one.opens
    ][:MOST_GAINS]
