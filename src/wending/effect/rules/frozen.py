"""Counts people of a base into a table that is frozen once, and adds tables of quarters and of organisations up.

Terms: *place* = (dimension, group, part); the dimension and group "" are everybody; the part "all" is the base, others
are "in_work:yes", ":no" and ":unknown", which together are the base in every group. Nothing of one person is kept.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wending.accounts.rules.counted import CountedPerson
from wending.effect.rules.indicators import Base
from wending.kit.small_cells import SMALLEST, Total

ALL = "all"
YES, NO, UNKNOWN = "yes", "no", "unknown"
# No figure rests on fewer professionals or teachers than this.
FEWEST_STAFF = 3
# No national figure rests on fewer organisations than this, nor on two for this share of it.
FEWEST_ORGANISATIONS = 3
DOMINANT = 0.9

Place = tuple[str, str, str]


@dataclass(frozen=True)
class Table:
    """Counts of a base in a period. staff: how many who guide are behind a (dimension, group); none for nobody known.

    days: how many told days, their sum, and the sum of the two largest.
    """

    counts: Mapping[Place, int]
    staff: Mapping[tuple[str, str], int] = field(default_factory=dict)
    days: tuple[int, int, int] = (0, 0, 0)

    @property
    def mean_days(self) -> int | None:
        """The mean in whole days, of ten people or more of whom two are not nearly all of it; None otherwise."""
        number, total, largest = self.days
        if number < SMALLEST or (total and largest >= DOMINANT * total):
            return None
        return round(total / number)


def part_of(indicator: str, value: str) -> str:
    """Return the part of a place: who said what to an indicator."""
    return f"{indicator}:{value}"


def count_people(base: Base, people: Iterable[CountedPerson], groups: Mapping[str, Sequence[str]]) -> Table:
    """Return the table of a base. Somebody counts once, as first told; groups: all classes of each dimension.

    A class with nobody in it counts too, and is hidden as small. Only where everybody's class is known, "unknown" is
    left out: that tells of nobody.

    Raises:
        ValueError: somebody is in a class that was not told, or "no" where no "no" can be known.
    """
    seen: set[str] = set()
    found: Counter[Place] = Counter()
    staff: dict[tuple[str, str], set[str]] = {}
    days: list[int] = []
    for one in people:
        if one.base != base.key or one.token in seen:
            continue
        seen.add(one.token)
        for dimension, group in (("", ""), *((name, one.groups[name]) for name in base.dimensions)):
            if dimension and group not in groups[dimension]:
                raise ValueError(f"{group!r} is no class of {dimension}")
            found[dimension, group, ALL] += 1
            for share in base.shares:
                answer = one.answers.get(share.indicator.key)
                if answer is False and not share.has_no:
                    raise ValueError(f"no is not known of {share.indicator.key}")
                value = UNKNOWN if answer is None else YES if answer else NO
                found[dimension, group, part_of(share.indicator.key, value)] += 1
            if one.staff:
                staff.setdefault((dimension, group), set()).add(one.staff)
        if one.days is not None:
            days.append(one.days)
    there = {
        name: [one for one in groups[name] if one != UNKNOWN or found[name, UNKNOWN, ALL]] or [UNKNOWN]
        for name in base.dimensions
    }
    counts = {place: found[place] for place in places_of(base, there)}
    largest = sorted(days)[-2:]
    return Table(counts, {key: len(who) for key, who in staff.items()}, (len(days), sum(days), sum(largest)))


def places_of(base: Base, groups: Mapping[str, Sequence[str]]) -> list[Place]:
    """Return every place of a table of a base."""
    parts = [ALL]
    for share in base.shares:
        values = (YES, NO, UNKNOWN) if share.has_no else (YES, UNKNOWN)
        parts += [part_of(share.indicator.key, value) for value in values]
    pairs = [("", ""), *((name, group) for name in base.dimensions for group in groups[name])]
    return [(dimension, group, part) for dimension, group in pairs for part in parts]


def sums_within(base: Base, places: Iterable[Place]) -> list[Total[Place]]:
    """Return every sum within a table: groups to everybody, answers to their base."""
    there = set(places)
    found: list[Total[Place]] = []
    for dimension, group, part in there:
        if part == ALL:
            for share in base.shares:
                values = [(dimension, group, part_of(share.indicator.key, value)) for value in (YES, NO, UNKNOWN)]
                found.append(((dimension, group, ALL), tuple(place for place in values if place in there)))
        if not dimension:
            for name in base.dimensions:
                members = tuple(place for place in sorted(there) if place[0] == name and place[2] == part)
                if members:
                    found.append((("", "", part), members))
    return sorted(found)


def add_up(tables: Sequence[Table]) -> Table:
    """Return tables together: the quarters of a year, or organisations. A place that one lacks is nobody there.

    Staff is the largest number of them: who guided in two quarters is not two people.
    """
    counts: Counter[Place] = Counter()
    staff: dict[tuple[str, str], int] = {}
    for table in tables:
        counts.update(table.counts)
        for key, number in table.staff.items():
            staff[key] = max(staff.get(key, 0), number)
    number, total, largest = (sum(table.days[at] for table in tables) for at in range(3))
    return Table({place: counts[place] for table in tables for place in table.counts}, staff, (number, total, largest))


def of_few_staff(table: Table) -> set[Place]:
    """Return the places of groups behind which too few stand who guide, where who guides is known."""
    if not table.staff:
        return set()
    return {place for place in table.counts if table.staff.get((place[0], place[1]), 0) < FEWEST_STAFF}


def of_few_organisations(tables: Sequence[Table]) -> set[Place]:
    """Return the places of a sum over organisations that would tell one of them about another.

    That is: of fewer than three, of two for nine tenths, or of fewer than ten people without the largest.
    """
    found = set()
    for place in {place for table in tables for place in table.counts}:
        parts = sorted((table.counts.get(place, 0) for table in tables), reverse=True)
        total = sum(parts)
        few = sum(part > 0 for part in parts) < FEWEST_ORGANISATIONS
        if few or sum(parts[:2]) >= DOMINANT * total or total - parts[0] < SMALLEST:
            found.add(place)
    return found
