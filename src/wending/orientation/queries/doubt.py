"""What if I am in doubt: up to four sectors, programmes or profiles beside each other, by what they lead to, what they
share and what is lost with each. It counts by each measure; it gives no mark and does not choose.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from wending.orientation.queries import school_words as words
from wending.orientation.queries.doors import BY_PROFILE, Facts, short
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.sector_words import sector_name
from wending.orientation.rules.doors import OPEN
from wending.orientation.rules.ladder import follow_ups
from wending.orientation.rules.overlap import overlaps, shares
from wending.reference.rules.steps import ProgrammeStep

MOST, FOUND, STEPS, USUAL_STEPS = 4, 8, (0, 1, 2, 3), 2
SECTOR, PROGRAMME, PROFILE = "sector", "opleiding", "profiel"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its key in the address, its name, what it is, and the programmes it begins with."""

    key: str
    name: str
    kind: str
    begins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Column:
    """What one choice leads to. Work at once, later (after more learning) and all; programmes it begins with and that
    may follow; of all work what the others lead to as well, and what only this one does, with the names of the latter.
    """

    option: Option
    at_once: int
    later: int
    work: int
    shared: int
    alone: int
    begins: int
    follows: int
    alone_names: list[Named]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Its work as parts of a bar."""
        return [{"kind": "alone", "value": self.alone}, {"kind": "shared", "value": self.shared}]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two choices with how much work and how many programmes they share, and some of that work by name."""

    one: str
    other: str
    work: int
    programmes: int
    names: list[Named]


@dataclass(frozen=True, slots=True)
class DoubtView:
    """The page: what can be chosen, what is chosen, and the comparison of two to four choices."""

    q: str
    steps: int
    level: str
    levels: list[dict[str, str]]
    sectors: list[dict[str, Any]]
    profiles: list[dict[str, Any]]
    programmes: list[dict[str, Any]]
    chosen: list[Option]
    is_cut: bool
    columns: list[Column]
    pairs: list[Pair]
    most_work: int

    @property
    def widest(self) -> list[str]:
        """The names of the choices that lead to most work; all of them where equal."""
        return [one.option.name for one in self.columns if one.work == self.most_work]

    @property
    def has_profile(self) -> bool:
        """Whether a profile is among the choices."""
        return any(one.kind == PROFILE for one in self.chosen)


def doubt_view(keys: Sequence[str], q: str, steps: int, level: str, lang: str) -> DoubtView:
    """Return the comparison of choices by their keys (those that do not exist are left out; at most four count).

    `steps`: how many programmes after the first are looked at; `level`: the diploma someone has, by which sectors
    begin with fewer programmes; one that leads nowhere counts as not told.
    """
    facts = Facts("", lang)
    wanted = list(dict.fromkeys(keys))
    used = {key for one in facts.all_programmes for key in one.entry}
    levels = [{"value": key, "label": one.name} for key, one in facts.levels.items() if key in used]
    level = level if level in used else ""
    sectors, profiles = _sectors(facts, level), _profiles(lang)
    known = {one.key: one for one in (*sectors, *profiles, *_programmes(facts))}
    given = [known[key] for key in wanted if key in known]
    chosen = given[:MOST]
    columns, pairs = _compared(chosen, facts.all_programmes, steps, lang) if len(chosen) > 1 else ([], [])
    taken = {one.key for one in chosen}
    typed = q.casefold().split()
    sought = [
        one
        for one in known.values()
        if one.kind == PROGRAMME
        and typed
        and one.key not in taken
        and all(word in one.name.casefold() for word in typed)
    ]
    offered = [one for one in chosen if one.kind == PROGRAMME] + sought[:FOUND]
    return DoubtView(
        q=q,
        steps=steps,
        level=level,
        levels=levels,
        sectors=_options(sectors, taken),
        profiles=_options(profiles, taken),
        programmes=_options(offered, taken),
        chosen=chosen,
        is_cut=len(given) > MOST,
        columns=columns,
        pairs=pairs,
        most_work=max((one.work for one in columns), default=0),
    )


def _options(options: Sequence[Option], taken: Collection[str]) -> list[dict[str, Any]]:
    return [{"value": one.key, "label": one.name, "checked": one.key in taken} for one in options]


def _sectors(facts: Facts, level: str) -> list[Option]:
    """Return each sector with its programmes, or with those that take people from a level."""
    by_sector: dict[str, set[str]] = {one.sector: set() for one in facts.all_programmes}
    for one in facts.all_programmes:
        if not level or level in one.entry:
            by_sector[one.sector].add(one.id)
    found = [
        Option(f"{SECTOR}:{key}", sector_name(key), SECTOR, frozenset(begins)) for key, begins in by_sector.items()
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def _profiles(lang: str) -> list[Option]:
    """Return each profile of havo and vwo with the programmes that are open at once."""
    found = []
    for level in BY_PROFILE:
        facts = Facts(level, lang)
        for profile in facts.profiles:
            begins = frozenset(door.programme for door in facts.doors(profile) if door.state == OPEN)
            name = f"{words.plain(facts.levels[level].name)}: {words.plain(profile.name)}"
            found.append(Option(f"{PROFILE}:{level}:{short(profile.id)}", name, PROFILE, begins))
    return found


def _programmes(facts: Facts) -> list[Option]:
    return [
        Option(
            f"{PROGRAMME}:{one.id}",
            f"{one.name} ({words.plain(facts.levels[one.level].name)})",
            PROGRAMME,
            frozenset([one.id]),
        )
        for one in facts.all_programmes
        if one.level in facts.levels
    ]


def _compared(
    chosen: Sequence[Option], programmes: Sequence[ProgrammeStep], steps: int, lang: str
) -> tuple[list[Column], list[Pair]]:
    leads = {one.id: one.occupations for one in programmes}

    def work_of(keys: Collection[str]) -> frozenset[str]:
        return frozenset[str]().union(*(leads[key] for key in keys))

    follows = {one.key: frozenset(follow_ups(one.begins, programmes, steps)) for one in chosen}
    at_once = {one.key: work_of(one.begins) for one in chosen}
    work = {one.key: at_once[one.key] | work_of(follows[one.key]) for one in chosen}
    own = shares(work)
    names = named("occupation", sorted(frozenset[str]().union(*work.values())), lang)
    columns = [
        Column(
            option=one,
            at_once=len(at_once[one.key]),
            later=len(work[one.key] - at_once[one.key]),
            work=len(work[one.key]),
            shared=len(work[one.key] - own[one.key].alone),
            alone=len(own[one.key].alone),
            begins=len(one.begins),
            follows=len(follows[one.key]),
            alone_names=_by_name(own[one.key].alone, names),
        )
        for one in chosen
    ]
    by_key = {one.key: one.name for one in chosen}
    both = overlaps({one.key: one.begins | follows[one.key] for one in chosen})
    pairs = [
        Pair(by_key[one], by_key[other], len(shared), len(both[one, other]), _by_name(shared, names))
        for (one, other), shared in overlaps(work).items()
    ]
    return columns, pairs


def _by_name(uris: Collection[str], names: dict[str, Named]) -> list[Named]:
    return sorted((names[uri] for uri in uris if uri in names), key=lambda one: one.text.casefold())
