"""The parts of a report. Texts are in the present language and ready to be shown; numbers are written out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wending.effect.rules.agreed import agreed_before
from wending.effect.rules.plan import Plan, PlannedOutcome

# A description of a chart for `{% drawing %}`, see web/templatetags/drawings.py.
Chart = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A table; the first cell of each row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A piece of a report: sentences, a list, a picture and tables. `state` is that of a check, "" without one."""

    key: str
    title: str
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    chart: Chart | None = None
    tables: tuple[Table, ...] = ()
    state: str = ""
    state_words: str = ""


@dataclass(frozen=True)
class Group:
    """Sections for a scientist under one heading."""

    key: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Change:
    """A later version of a registered plan: when, why, which fields, and whether outcomes were open by then.

    is_after: the answer rests on a version before it.
    """

    on: date
    reason: str
    fields: tuple[str, ...]
    was_opened: bool
    is_after: bool = False


@dataclass(frozen=True)
class Registered:
    """What the register told of a plan on a day: every change, also those after the version of the answer.

    before: the plan with which outcomes were opened, where the answer rests on a later one; else None.
    """

    on: date
    changes: tuple[Change, ...] = ()
    before: Plan | None = None


def is_agreed(registered: Registered | None, planned: PlannedOutcome) -> bool:
    """Say whether the smallest effect that matters was agreed before outcomes were opened, as a register shows."""
    if registered is None:
        return False
    return registered.before is None or agreed_before(registered.before, planned) is not None


def is_as_agreed(registered: Registered | None) -> bool:
    """Say whether the whole plan is the one with which outcomes were opened, as a register shows."""
    return registered is not None and registered.before is None


@dataclass(frozen=True)
class Report:
    """A whole report. summary: what a policy maker reads; groups: all that a scientist needs.

    verdict is its code, `is_withdrawn` and `is_synthetic` are told at the top. sentence: what it yields, in one line.
    """

    title: str
    question: str
    language: str
    verdict: str
    verdict_words: str
    sentence: str
    notes: tuple[str, ...]
    picture: Section
    summary: tuple[Section, ...]
    groups: tuple[Group, ...]
    made_on: str
    is_synthetic: bool
    is_withdrawn: bool = False
