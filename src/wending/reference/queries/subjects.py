"""School subjects, the profiles they are chosen in, and which subjects programmes ask: the facts of a profile choice.
What follows for a person is worked out elsewhere. A programme and level without demands: not known, never "none".
"""

from dataclasses import dataclass

from wending.reference import models as m
from wending.reference.queries.programmes import language_of
from wending.reference.queries.releases import catalogue_id
from wending.reference.rules.steps import SubjectDemand


@dataclass(frozen=True, slots=True)
class SubjectItem:
    """A school subject."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SchoolProfileItem:
    """A profile of vmbo, havo or vwo; an uncertain one needs a look at its source.

    `required`: of each group everyone has one subject; `choose_one`: subjects of which one is chosen, empty when the
    profile asks no such choice.
    """

    id: str
    name: str
    line: str
    levels: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    choose_one: tuple[str, ...]
    is_certain: bool


def subjects(lang: str) -> list[SubjectItem]:
    """Return the school subjects in the order of the catalogue's keys."""
    column = f"name_{language_of(lang)}"
    rows = m.Subject.objects.filter(release=catalogue_id()).order_by("key").values_list("key", column)
    return [SubjectItem(*row) for row in rows]


def school_profiles(lang: str, level: str = "") -> list[SchoolProfileItem]:
    """Return the profiles of all levels or of one, in the order of their keys."""
    rows = m.SchoolProfile.objects.filter(release=catalogue_id()).order_by("key")
    return [
        SchoolProfileItem(
            id=row.key,
            name=str(getattr(row, f"name_{language_of(lang)}")),
            line=str(getattr(row, f"line_{language_of(lang)}")),
            levels=tuple(row.levels.split()),
            required=tuple(tuple(part.split("/")) for part in row.required.split()),
            choose_one=tuple(row.choose_one.split()),
            is_certain=row.is_certain,
        )
        for row in rows
        if not level or level in row.levels.split()
    ]


def subject_demands(level: str = "") -> list[SubjectDemand]:
    """Return the demands of subjects from all levels or from one, also those of other days, in the order of keys."""
    rows = m.SubjectDemand.objects.filter(release=catalogue_id()).order_by("key")
    if level:
        rows = rows.filter(from_level=level)
    return [
        SubjectDemand(
            id=row.key,
            programmes=tuple(row.programmes.split()),
            from_level=row.from_level,
            profile=row.profile,
            subjects=tuple(tuple(part.split("/")) for part in row.subjects.split("+") if part),
            kind=row.kind,
            since=row.since,
            until=row.until,
            source=row.source,
            is_certain=row.is_certain,
        )
        for row in rows
    ]
