"""Makes a roster fit for keeping: one period for each seat, and ids and days that a database can hold. Pure.

Not about what a roster would change (`roster_plan`), nor about reading files (`sources`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from wending.school.rules.roster import Finding, Group, Membership, Person, Record, Roster, kind_of, shown

LONGEST_ID = 200
_NEXT = timedelta(days=1)


def fitted(roster: Roster) -> tuple[Roster, tuple[Finding, ...]]:
    """Return the roster with one period for each person, group and role, and findings where that left something out.

    Periods that touch or overlap become one; of periods apart the last is kept. Ids longer than 200 characters, and
    signs that no text holds, refuse the roster.
    """
    findings: list[Finding] = []
    people = []
    for person in roster.people:
        kept, lost = _one_each(person.memberships)
        people.append(replace(person, memberships=kept))
        for group in sorted(lost):
            findings.append(Finding.at(person.place, "periods-lost", shown(person.id), shown(group)))
    result = replace(roster, people=tuple(people))
    every: tuple[Record, ...] = (*result.schools, *result.years, *result.groups, *result.people)
    for record in every:
        findings += _unfit(record)
    return result, tuple(findings)


def _one_each(memberships: Iterable[Membership]) -> tuple[frozenset[Membership], set[str]]:
    """Return one membership for each group and role, and the groups of which a period was left out."""
    rows: dict[tuple[str, str], list[Membership]] = {}
    for each in memberships:
        rows.setdefault((each.group, each.role), []).append(each)
    kept, lost = [], set()
    for (group, _), same in rows.items():
        same.sort(key=lambda each: (each.begins or date.min, each.ends or date.max))
        last = same[0]
        for each in same[1:]:
            if _touches(last, each):
                ends = None if last.ends is None or each.ends is None else max(last.ends, each.ends)
                last = replace(last, ends=ends)
            else:
                lost.add(group)
                last = each
        kept.append(last)
    return frozenset(kept), lost


def _touches(one: Membership, later: Membership) -> bool:
    """Tell whether a period that begins no earlier follows without a day between."""
    return one.ends is None or later.begins is None or later.begins <= one.ends or later.begins - one.ends == _NEXT


def _unfit(record: Record) -> Iterator[Finding]:
    kind, key, place = kind_of(record), shown(record.id), record.place
    ids = [record.id]
    if isinstance(record, Group | Person):
        ids.append(record.school)
    if isinstance(record, Group):
        ids.append(record.year)
    if isinstance(record, Person):
        ids += [*(each.group for each in record.memberships), *record.mentors]
    if any(len(each) > LONGEST_ID for each in ids):
        yield Finding.at(place, "id-too-long", kind, key, LONGEST_ID, grave=True)
    if "\0" in repr(record).replace("\\x00", "\0"):
        yield Finding.at(place, "zero-byte", kind, key, grave=True)
