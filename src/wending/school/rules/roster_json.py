"""Rosters and findings as values that JSON can hold, and back; and the fingerprint of a roster. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from wending.school.rules.roster import Finding, Group, Membership, Person, Place, Roster, School, Year

Json = dict[str, Any]


def to_json(roster: Roster) -> Json:
    """Return a roster as JSON: sets in order, days as 2026-08-31."""
    return {
        "schools": [_plain(each) for each in roster.schools],
        "years": [_plain(each) for each in roster.years],
        "groups": [_plain(each) for each in roster.groups],
        "people": [_plain(each) for each in roster.people],
        "whole": sorted(roster.whole),
        "leavers": sorted(roster.leavers),
    }


def from_json(said: Mapping[str, Any]) -> Roster:
    """Return the roster that `to_json` wrote down."""
    return Roster(
        schools=tuple(School(**_back(each)) for each in said["schools"]),
        years=tuple(Year(**_back(each)) for each in said["years"]),
        groups=tuple(Group(**_back(each)) for each in said["groups"]),
        people=tuple(_person(each) for each in said["people"]),
        whole=frozenset(said["whole"]),
        leavers=frozenset(said["leavers"]),
    )


def findings_to_json(findings: Iterable[Finding]) -> list[Json]:
    """Return findings as JSON."""
    return [asdict(each) for each in findings]


def findings_from_json(said: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Return the findings that `findings_to_json` wrote down; older ones held sentences instead of a code."""
    return tuple(_finding(each) for each in said)


def _finding(said: Mapping[str, Any]) -> Finding:
    where = {key: said[key] for key in ("file", "line", "grave")}
    if "what" in said:
        return Finding(code="said-before", about=(said["what"], said["mend"]), **where)
    return Finding(code=said["code"], about=tuple(said["about"]), **where)


def fingerprint(roster: Roster) -> str:
    """Return what identifies the content of a roster (SHA-256 in hex): its order and its places do not matter."""
    said = to_json(roster)
    for kind in ("schools", "years", "groups", "people"):
        for each in said[kind]:
            del each["place"]
        said[kind].sort(key=lambda each: each["id"])
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _plain(record: School | Year | Group | Person) -> Json:
    said: Json = {}
    for name in type(record).__slots__:
        value = getattr(record, name)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, Place):
            value = [value.file, value.line]
        elif name == "memberships":
            value = sorted([each.group, each.role, _day(each.begins), _day(each.ends)] for each in value)
        elif isinstance(value, frozenset):
            value = sorted(value)
        said[name] = value
    return said


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _back(said: Mapping[str, Any]) -> Json:
    values = dict(said)
    values["place"] = Place(*values["place"])
    for name in ("begins", "ends"):
        if name in values:
            values[name] = _date(values[name])
    return values


def _person(said: Mapping[str, Any]) -> Person:
    values = _back(said)
    for name in ("roles", "mentors"):
        values[name] = frozenset(values[name])
    values["memberships"] = frozenset(
        Membership(group, role, _date(begins), _date(ends)) for group, role, begins, ends in values["memberships"]
    )
    return Person(**values)
