"""Counts the figures of dashboards once a quarter, and keeps them; and writes down who looked at which.

A quarter is counted `WAITS` days after its end and never again: two reads on different days cannot be subtracted, and
who is erased later stays counted without a trace of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Organisation
from wending.accounts.queries.counted import all_counted, groups_of
from wending.accounts.rules.counted import CountedPerson, Quarter, quarter_of
from wending.accounts.rules.roles import Kind
from wending.effect.models import FigureLook, FrozenTable
from wending.effect.queries.frozen import kept_table
from wending.effect.rules.frozen import Place, Table, add_up, count_people, of_few_organisations
from wending.effect.rules.indicators import WAITS, Base, bases_of
from wending.effect.rules.suppression import hidden_of_quarter
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

KINDS = (Kind.CENTRE, Kind.SCHOOL, Kind.EMPLOYER)
# How many quarters that are over are counted for an organisation that has no figures yet.
BACK = 5


def freeze_figures(today: date | None = None) -> str:
    """Count every quarter that is over and not counted yet, oldest first; return in a few words what was done."""
    made = 0
    for quarter in quarters_to_count(today or timezone.localdate()):
        for kind in KINDS:
            for number in Organisation.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True):
                made += freeze_organisation(number, kind, quarter, all_counted)
            made += _freeze_together(kind, quarter)
    return f"froze {made} tables" if made else ""


def look_at_figures(*, by: Actor, kind: str, period: str, dimension: str, is_file: bool) -> None:
    """Write down that somebody looked at figures, for their office or organisation."""
    if by.organisation is None:
        raise PermissionDenied("of no organisation")
    with transaction.atomic():
        FigureLook.objects.create(
            office_id=by.organisation, by_id=by.person, kind=kind, period=period, dimension=dimension, is_file=is_file
        )
        record(by=by, verb="looked-at-figures", thing="effect.figures")


def quarters_to_count(today: date) -> list[Quarter]:
    """Return the quarters that are over long enough, oldest first."""
    last = quarter_of(today - timedelta(days=WAITS)).before
    found = [last]
    while len(found) < BACK:
        found.append(found[-1].before)
    return sorted(found)


def freeze_organisation(
    organisation: UUID, kind: str, quarter: Quarter, counted: Callable[[UUID, Quarter], Iterable[CountedPerson]]
) -> int:
    """Count a quarter of an organisation, unless it or a later one was counted; return how many tables were made."""
    with transaction.atomic():
        # One at a time: a second worker waits here and then finds the quarter counted.
        Organisation.objects.select_for_update().get(pk=organisation)
        rows = FrozenTable.objects.filter(organisation=organisation)
        if rows.filter(period__gte=quarter.key, period__contains="-").exists():
            return 0
        people = list(counted(organisation, quarter))
        groups = groups_of(organisation)
        made = 0
        for base in bases_of(kind):
            table = count_people(base, people, groups)
            earlier = {name: kept_table(base, name, organisation) for name in _rest_of_year(quarter)}
            made += _keep(base, organisation, quarter, table, earlier)
    return made


def _freeze_together(kind: str, quarter: Quarter) -> int:
    """Count all organisations of a kind together, without examples: a sum of what was counted of each."""
    made = 0
    with transaction.atomic():
        rows = FrozenTable.objects.filter(organisation=None, kind=kind)
        if rows.filter(period__gte=quarter.key, period__contains="-").exists():
            return 0
        numbers = list(
            Organisation.objects.filter(kind=kind, is_example=False).order_by("pk").values_list("pk", flat=True)
        )
        for base in bases_of(kind):
            each = _tables(base, quarter.key, numbers)
            if not each:
                continue
            names = _rest_of_year(quarter)
            years = [
                add_up([one for name in (*names, quarter.key) for one in _tables(base, name, [pk])]) for pk in numbers
            ]
            made += _keep(
                base,
                None,
                quarter,
                add_up(each),
                {name: kept_table(base, name, None) for name in names},
                also=of_few_organisations(each),
                year_also=of_few_organisations(years),
            )
    return made


def _tables(base: Base, period: str, numbers: Iterable[UUID]) -> list[Table]:
    found = (kept_table(base, period, number) for number in numbers)
    # Who guides is of one organisation: many organisations are asked for instead.
    return [Table(one[0].counts, {}, one[0].days) for one in found if one]


def _rest_of_year(quarter: Quarter) -> list[str]:
    return [Quarter(quarter.year, number).key for number in range(1, quarter.number)]


def _keep(
    base: Base,
    organisation: UUID | None,
    quarter: Quarter,
    table: Table,
    earlier: Mapping[str, tuple[Table, set[Place]] | None],
    *,
    also: set[Place] = frozenset(),  # type: ignore[assignment]
    year_also: set[Place] = frozenset(),  # type: ignore[assignment]
) -> int:
    before = {name: one for name, one in earlier.items() if one}
    hidden, year = hidden_of_quarter(base, table, before, also=also, year_also=year_also)
    made = _save(base, organisation, quarter.key, table, hidden)
    if year:
        made += _save(base, organisation, str(quarter.year), *year)
    return made


def _save(base: Base, organisation: UUID | None, period: str, table: Table, hidden: set[Place]) -> int:
    rows = [_row(base, organisation, period, dimension, table, hidden) for dimension in ("", *base.dimensions)]
    FrozenTable.objects.bulk_create(rows)
    return len(rows)


def _row(
    base: Base, organisation: UUID | None, period: str, dimension: str, table: Table, hidden: set[Place]
) -> FrozenTable:
    cells: dict[str, dict[str, int]] = {}
    for (of, group, part), count in table.counts.items():
        if of == dimension:
            cells.setdefault(group, {})[part] = count
    masked: Sequence[list[str]] = sorted([group, part] for of, group, part in hidden if of == dimension)
    return FrozenTable(
        organisation_id=organisation,
        kind=base.kind.value,
        period=period,
        base=base.key,
        dimension=dimension,
        cells=cells,
        hidden=list(masked),
        staff={group: number for (of, group), number in table.staff.items() if of == dimension},
        days=[] if dimension else list(table.days),
        made=timezone.localdate(),
    )
