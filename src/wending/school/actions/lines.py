"""Writes the line of a school: begin from the default line, change a part, leave a phase out. Each change is kept."""

from collections.abc import Collection

from django.db import transaction

from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import LineChange, LinePart
from wending.school.queries.lines import default_line, part_row
from wending.school.queries.staff import works_here
from wending.school.rules.line_part import Part, content_of, default_part
from wending.school.rules.terms import PHASES

THING = "school.line"


@transaction.atomic
def begin_line(*, by: Actor, phases: Collection[str]) -> int:
    """Copy phases of the default line to one's school; return how many years are new. What is there stays as it is."""
    if not works_here(by) or by.organisation is None:
        return 0
    new = 0
    for phase in PHASES:
        for year in PHASES[phase].years if phase in phases else ():
            content = content_of(default_part(default_line(), phase, year))
            row, is_new = LinePart.objects.get_or_create(
                organisation_id=by.organisation, phase=phase, year=year, defaults={"content": content}
            )
            if is_new:
                LineChange.objects.create(part=row, version=row.version, content=content, by_id=by.me)
                new += 1
    if new:
        record(by=by, verb="changed-line", about=by.key, thing=THING)
    return new


@transaction.atomic
def change_part(*, by: Actor, part: Part, version: int) -> LinePart | None:
    """Keep a new version of a part; None where the school has no such part. Raises Stale with the part as it is now."""
    if part_row(by, part.phase, part.year) is None:
        return None
    row = LinePart.objects.select_for_update().get(organisation=by.organisation, phase=part.phase, year=part.year)
    if row.version != version:
        raise Stale(row.version, row)
    row.content, row.version = content_of(part), version + 1
    row.save()
    LineChange.objects.create(part=row, version=row.version, content=row.content, by_id=by.me)
    record(by=by, verb="changed-line", about=by.key, thing=THING)
    return row


@transaction.atomic
def drop_phase(*, by: Actor, phase: str) -> bool:
    """Leave a phase out of the line, with its history; return whether the school had it."""
    if not works_here(by):
        return False
    removed, _each = LinePart.objects.filter(organisation=by.organisation, phase=phase).delete()
    if removed:
        record(by=by, verb="changed-line", about=by.key, thing=THING)
    return bool(removed)
