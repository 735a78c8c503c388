"""The parts of a report. Texts are in the present language and ready to be shown; numbers are written out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    """A later version of a registered plan: when, why, which fields, and whether outcomes were open by then."""

    on: date
    reason: str
    fields: tuple[str, ...]
    was_opened: bool


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
