"""How studies work and what they cost by law, per level and mode. Texts in one language; None and empty: unknown."""

from dataclasses import dataclass

from wending.reference.models import StudyCost, StudyWay
from wending.reference.queries.programmes import language_of
from wending.reference.queries.releases import catalogue_id


@dataclass(frozen=True, slots=True)
class StudyWayItem:
    """A way to study: `way` tells how you learn, `time` how the time is divided; hours a year, None where schools
    decide. An uncertain one needs a look at its source.
    """

    modes: tuple[str, ...]
    hours: int | None
    hours_school: int | None
    hours_practice: int | None
    way: str
    time: str
    source: str
    since: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class StudyCostItem:
    """What a year costs, in whole euros, up to `euro_most` if that is given; `year` is empty when it always holds.

    `kind`: lesgeld, cursusgeld, collegegeld or none; `age`: under-18, 18+ or empty.
    """

    modes: tuple[str, ...]
    kind: str
    age: str
    year: str
    euro: int
    euro_most: int | None
    note: str
    source: str
    is_certain: bool


def study_ways(level: str, modes: tuple[str, ...], lang: str) -> list[StudyWayItem]:
    """Return how one studies at a level in these modes, in their order (all ways of the level, when none is given)."""
    rows = [row for row in StudyWay.objects.filter(release=catalogue_id()) if _holds(row, level, modes)]
    end = language_of(lang)
    return [
        StudyWayItem(
            modes=tuple(row.modes.split()),
            hours=row.hours,
            hours_school=row.hours_school,
            hours_practice=row.hours_practice,
            way=getattr(row, f"way_{end}"),
            time=getattr(row, f"time_{end}"),
            source=row.source,
            since=row.since,
            is_certain=row.is_certain,
        )
        for row in sorted(rows, key=lambda row: _place(row, modes))
    ]


def study_costs(level: str, modes: tuple[str, ...], lang: str) -> list[StudyCostItem]:
    """Return what a year costs at a level in these modes: of each kind the newest year that is known.

    In the order of the modes, what holds under 18 last.
    """
    end = language_of(lang)
    newest: dict[tuple[str, str, str], StudyCost] = {}
    for row in StudyCost.objects.filter(release=catalogue_id()).order_by("year", "pk"):
        if _holds(row, level, modes):
            newest[row.kind, row.age, row.modes] = row
    return [
        StudyCostItem(
            modes=tuple(row.modes.split()),
            kind=row.kind,
            age=row.age,
            year=row.year,
            euro=row.euro,
            euro_most=row.euro_most,
            note=getattr(row, f"note_{end}"),
            source=row.source,
            is_certain=row.is_certain,
        )
        for row in sorted(newest.values(), key=lambda row: (row.age == "under-18", *_place(row, modes)))
    ]


def _holds(row: StudyWay | StudyCost, level: str, modes: tuple[str, ...]) -> bool:
    return level in row.levels.split() and (not modes or bool({*modes} & {*row.modes.split()}))


def _place(row: StudyWay | StudyCost, modes: tuple[str, ...]) -> tuple[int, str]:
    """Return what to order by: the first of these modes that a row is of, then its key."""
    return min((modes.index(mode) for mode in row.modes.split() if mode in modes), default=len(modes)), row.key
