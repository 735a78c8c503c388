"""How far a diploma reaches: levels and programmes by the number of steps, along rules of admission. Pure.

Terms. A *step* is one diploma more: from a level into a programme. A step is by **right** or on **condition** (the rule
says which); a way is as sure as its least sure step. Subjects and profiles are the matter of `doors`, not of this one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wending.orientation.rules.doors import out_of_date
from wending.reference.rules.steps import LevelRule, ProgrammeStep

RIGHT, CONDITION = "right", "condition"


@dataclass(frozen=True, slots=True)
class Reach:
    """How many steps away, and whether the surest of the shortest ways is by right all along."""

    steps: int
    by_right: bool


def level_reach(start: str, rules: Sequence[LevelRule], day: str) -> dict[str, Reach]:
    """Return all levels that can be reached from a level, itself with no step, by the fewest steps.

    Rules that do not hold on the day (yyyy-mm-dd) are left out.
    """
    edges = [(rule.from_level, rule.to_level, rule.kind == RIGHT) for rule in _holding(rules, day)]
    found, ahead = {start: Reach(0, True)}, [start]
    while ahead:
        nearer = {level: found[level] for level in ahead}
        after: dict[str, Reach] = {}
        for origin, to, is_right in edges:
            if origin in nearer and to not in found:
                way = Reach(nearer[origin].steps + 1, nearer[origin].by_right and is_right)
                after[to] = way if to not in after else Reach(way.steps, way.by_right or after[to].by_right)
        found |= after
        ahead = [*after]
    return found


def programme_reach(
    start: str, programmes: Sequence[ProgrammeStep], rules: Sequence[LevelRule], day: str
) -> dict[str, Reach]:
    """Return the programmes that can be reached from a level, by the fewest steps; their own counts as the last one.

    Programmes that come first are not looked at: they are of the levels in `entry`.
    """
    levels = level_reach(start, rules, day)
    edges: dict[tuple[str, str], bool] = {}
    for rule in _holding(rules, day):
        edge = (rule.from_level, rule.to_level)
        edges[edge] = edges.get(edge, False) or rule.kind == RIGHT
    found = {}
    for one in programmes:
        entries = one.entry or tuple(level for level, to in edges if to == one.level)
        ways = [
            Reach(levels[level].steps + 1, levels[level].by_right and edges[level, one.level])
            for level in entries
            if level in levels and (level, one.level) in edges
        ]
        if ways:
            found[one.id] = min(ways, key=lambda way: (way.steps, not way.by_right))
    return found


def follow_ups(begun: Collection[str], programmes: Sequence[ProgrammeStep], most: int) -> set[str]:
    """Return the programmes that come within so many more steps after some of `begun`, without those themselves.

    A programme follows another when it asks for it by name, or, where it asks for none, when it takes people from that
    level and is in the same sector: elsewhere the diploma counts too, but nothing says that it fits.
    """
    by_id = {one.id: one for one in programmes}
    seen, now = {*begun}, [by_id[key] for key in begun if key in by_id]
    for _ in range(most):
        names, fields = {one.id for one in now}, {(one.level, one.sector) for one in now}
        now = [
            one
            for one in programmes
            if one.id not in seen
            and (names & {*one.requires} if one.requires else any((level, one.sector) in fields for level in one.entry))
        ]
        seen |= {one.id for one in now}
    return seen - {*begun}


def _holding(rules: Sequence[LevelRule], day: str) -> list[LevelRule]:
    return [rule for rule in rules if not out_of_date(rule.since, rule.until, day)]
