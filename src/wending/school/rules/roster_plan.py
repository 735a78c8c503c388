"""Plans how the roster of a school becomes a new one, before anything is written: what is added, changed, moved, ended.

A roster with errors is refused as a whole. Who is left out of a delivery ends only when it says that it is whole, and
when many would end somebody must confirm. Pure: `applied` is the law of a plan, not how it is written to a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from wending.school.rules.roster import (
    ROLES,
    Finding,
    Group,
    Membership,
    Person,
    Record,
    Roster,
    kind_of,
    settled,
    shown,
)

# Own judgement: in a year about one in six or seven leaves a secondary school; more than this at once is rather a file
# that is cut off or the export of one department.
MOST_ENDING = 0.20
KINDS = ("schools", "years", "groups", "people")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record that gets another value; `kind` is one of KINDS."""

    kind: str
    id: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Move:
    """A learner who leaves home groups and joins others; `memberships` are all that he or she has afterwards."""

    person: str
    left: frozenset[str]
    joined: frozenset[str]
    memberships: frozenset[Membership]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen, in order of kind and id. A refused plan is only to be looked at.

    `added`, `ended` and `unchanged` hold kind and record or id.
    """

    added: tuple[tuple[str, Record], ...] = ()
    changed: tuple[Change, ...] = ()
    moved: tuple[Move, ...] = ()
    ended: tuple[Key, ...] = ()
    unchanged: tuple[Key, ...] = ()
    findings: tuple[Finding, ...] = ()
    # Many would end, and nobody has confirmed that.
    needs_confirmation: bool = False

    @property
    def refused(self) -> bool:
        """Tell whether the plan may not be carried out."""
        return self.needs_confirmation or any(finding.grave for finding in self.findings)

    @property
    def empty(self) -> bool:
        """Tell whether nothing would happen."""
        return not (self.added or self.changed or self.moved or self.ended)


def plan(old: Roster, new: Roster, *, confirmed: bool = False, found: Iterable[Finding] = ()) -> Plan:
    """Return what must happen for a roster to become another.

    `found` are the findings of reading the new one: a grave one refuses it. `confirmed` says that somebody looked at
    how many people would end. Neither the order of records nor of rows matters.
    """
    findings = list(found)
    people, contradictions = settled(new.people)
    findings += contradictions
    fresh: dict[str, dict[str, Record]] = {"people": {person.id: person for person in people}}
    for kind in KINDS[:-1]:
        fresh[kind], twice = _once(getattr(new, kind))
        findings += twice
    before = {kind: {record.id: record for record in getattr(old, kind)} for kind in KINDS}
    ended = sorted(_ended(before, fresh, new))
    after = {kind: {**before[kind], **fresh[kind]} for kind in KINDS}
    for kind, gone in ended:
        after[kind].pop(gone, None)
    findings += _conflicts(after)
    findings += _rekeyed(before["people"], fresh["people"])
    findings = sorted(set(findings), key=lambda each: (each.file, each.line, each.code, repr(each.about)))
    if any(finding.grave for finding in findings):
        return Plan(findings=tuple(findings))
    ending = sum(kind == "people" for kind, _ in ended)
    covered = sum(person.roles <= (new.whole or ROLES) for person in old.people)
    stop = not confirmed and ending > MOST_ENDING * covered
    if stop:
        findings.append(Finding("", 0, "many-end", (ending, covered, f"{MOST_ENDING:.0%}")))
    return replace(_difference(before, after), ended=tuple(ended), findings=tuple(findings), needs_confirmation=stop)


def applied(old: Roster, steps: Plan) -> Roster:
    """Return the roster that a plan makes of the one it was made for. Raise ValueError when the plan is refused."""
    if steps.refused:
        raise ValueError("This plan is refused: look at its findings.")
    state: dict[str, dict[str, Any]] = {kind: {each.id: each for each in getattr(old, kind)} for kind in KINDS}
    for kind, record in steps.added:
        state[kind][record.id] = record
    for change in steps.changed:
        state[change.kind][change.id] = replace(state[change.kind][change.id], **{change.field: change.after})
    for move in steps.moved:
        state["people"][move.person] = replace(state["people"][move.person], memberships=move.memberships)
    for kind, gone in steps.ended:
        del state[kind][gone]
    ordered = {kind: tuple(record for _, record in sorted(state[kind].items())) for kind in KINDS}
    return Roster(ordered["schools"], ordered["years"], ordered["groups"], ordered["people"])


def _once(records: Iterable[Record]) -> tuple[dict[str, Record], list[Finding]]:
    kept: dict[str, Record] = {}
    findings = []
    for record in sorted(records, key=lambda record: (record.id, record.place, repr(record))):
        if kept.setdefault(record.id, record) != record:
            findings.append(Finding.at(record.place, "two-ways", kind_of(record), shown(record.id), grave=True))
    return kept, findings


def _ended(
    before: Mapping[str, Mapping[str, Record]], fresh: Mapping[str, Mapping[str, Record]], new: Roster
) -> Iterator[Key]:
    """Yield who left, who is left out of a delivery that is whole for all their roles, and what nobody names."""
    for key, person in before["people"].items():
        assert isinstance(person, Person)
        if key not in fresh["people"] and (key in new.leavers or (person.roles <= new.whole and new.whole)):
            yield "people", key
    if new.whole == ROLES:
        for kind in KINDS[:-1]:
            yield from ((kind, key) for key in before[kind].keys() - fresh[kind].keys())


def _difference(before: Mapping[str, Mapping[str, Record]], after: Mapping[str, Mapping[str, Record]]) -> Plan:
    added: list[tuple[str, Record]] = []
    changed: list[Change] = []
    moved: list[Move] = []
    same: list[Key] = []
    homes = {key for groups in (before, after) for key, each in groups["groups"].items() if getattr(each, "home", 0)}
    for kind in KINDS:
        for key, record in sorted(after[kind].items()):
            was = before[kind].get(key)
            if was is None:
                added.append((kind, record))
            elif was == record:
                same.append((kind, key))
            else:
                changes = list(_changes(kind, was, record))
                move = _move(was, record, homes)
                changed += [change for change in changes if move is None or change.field != "memberships"]
                moved += [move] if move else []
    return Plan(added=tuple(added), changed=tuple(changed), moved=tuple(moved), unchanged=tuple(same))


def _changes(kind: str, was: Record, now: Record) -> Iterator[Change]:
    for each in fields(now):
        one, other = getattr(was, each.name), getattr(now, each.name)
        if each.compare and one != other:
            yield Change(kind, now.id, each.name, one, other)


def _move(was: Record, now: Record, homes: set[str]) -> Move | None:
    if not (isinstance(was, Person) and isinstance(now, Person)):
        return None
    one, other = ({each.group for each in _learning(person) if each.group in homes} for person in (was, now))
    return Move(now.id, frozenset(one - other), frozenset(other - one), now.memberships) if one != other else None


def _learning(person: Person) -> list[Membership]:
    return [each for each in person.memberships if each.role == "learner"]


def _conflicts(after: Mapping[str, Mapping[str, Record]]) -> Iterator[Finding]:
    for record in (*after["years"].values(), *after["groups"].values(), *after["people"].values()):
        yield from _wrongs(record, after)


def _wrongs(record: Record, after: Mapping[str, Mapping[str, Record]]) -> Iterator[Finding]:
    """Yield what is wrong with a record beside all others."""
    place, kind, name = record.place, kind_of(record), shown(record.id)
    school = getattr(record, "school", "")
    if school and school not in after["schools"]:
        yield Finding.at(place, "school-absent", kind, name, shown(school), grave=True)
    if isinstance(record, Group) and record.year and record.year not in after["years"]:
        yield Finding.at(place, "year-absent", kind, name, shown(record.year), grave=True)
    begins, ends = getattr(record, "begins", None), getattr(record, "ends", None)
    if begins and ends and ends < begins:
        yield Finding.at(place, "ends-before-begin", kind, name, grave=True)
    if not isinstance(record, Person):
        return
    for mentor in sorted(record.mentors):
        other = after["people"].get(mentor)
        if not isinstance(other, Person) or other.roles <= {"learner"}:
            yield Finding.at(place, "mentor-unknown", name, shown(mentor), grave=True)
    for each in record.memberships:
        if each.group not in after["groups"]:
            yield Finding.at(place, "group-absent", name, shown(each.group), grave=True)
        if each.begins and each.ends and each.ends < each.begins:
            yield Finding.at(place, "leaves-before-joining", name, shown(each.group), grave=True)
    homes = [each for each in _learning(record) if getattr(after["groups"].get(each.group), "home", False)]
    for count, one in enumerate(homes):
        for other_home in homes[count + 1 :]:
            if _overlap(one, other_home):
                first, second = sorted((one.group, other_home.group))
                yield Finding.at(place, "two-home-groups", name, shown(first), shown(second), grave=True)


def _overlap(one: Membership, other: Membership) -> bool:
    apart = (one.ends and other.begins and one.ends < other.begins) or (
        other.ends and one.begins and other.ends < one.begins
    )
    return not apart


def _rekeyed(before: Mapping[str, Record], fresh: Mapping[str, Record]) -> Iterator[Finding]:
    """Yield who seems to come back under a new id: the number at school is that of somebody with another id."""
    known = {_number(person): key for key, person in before.items() if isinstance(person, Person) and person.local}
    for key, person in fresh.items():
        if not isinstance(person, Person) or not person.local or key in before:
            continue
        was = known.get(_number(person))
        if was is not None:
            yield Finding.at(person.place, "number-of-another", shown(person.local), shown(was), shown(key))


def _number(person: Person) -> tuple[str, bool]:
    """Return the number at school; learners and staff are numbered apart."""
    return person.local, "learner" in person.roles
