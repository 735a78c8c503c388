"""Takes in a roster in two steps: read it and show what would change; then, after a yes, bring it in force.

Only managers of the school do this, and the command. A delivery that was read on another roster than the one now in
force is stale: two managers never undo each other's work unseen.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM, Actor
from wending.reference.rules.records import BadInput
from wending.school.actions.same_people import take_into_roster
from wending.school.actions.write_roster import write_roster
from wending.school.models import Delivery
from wending.school.queries.deliveries import wrong_in
from wending.school.queries.known_roster import known_roster
from wending.school.queries.same_people import likely_doubles
from wending.school.rules.roster import Finding, Roster
from wending.school.rules.roster_json import findings_from_json, findings_to_json, fingerprint, from_json, to_json
from wending.school.rules.roster_plan import Plan, plan
from wending.school.rules.same_people import Double, chosen
from wending.school.sources.layouts import Files, Layout, read, refused
from wending.school.sources.table.keep import keepable
from wending.school.sources.table.mapping import ColumnMap, mapping_from_json, mapping_to_json

# After this a delivery that nobody said yes to is emptied.
TERM = timedelta(days=1)


class StaleDelivery(Exception):
    """Another roster came in force after this one was read: read the file again."""


class UnreadDelivery(Exception):
    """An export of which the columns must be named before it can be read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.code)


class UnclearDoubles(Exception):
    """Somebody is said to be one person with two others, or with somebody of whom that no longer can be said."""


class RefusedDelivery(Exception):
    """The plan is refused, or must be confirmed; `plan` says why."""

    def __init__(self, steps: Plan) -> None:
        self.plan = steps
        super().__init__("; ".join(finding.code for finding in steps.findings))


def managed_school(by: Actor, *, school: UUID | None = None, lock: bool = False) -> Organisation:
    """Return the school that who asks manages; the system may name any. Raise PermissionDenied for others."""
    manages = by.role == Role.MANAGER and by.is_person and by.has_second_factor
    key = school if by == SYSTEM else by.organisation if manages else None
    rows = Organisation.objects.select_for_update() if lock else Organisation.objects.all()
    found = rows.filter(pk=key, kind=Kind.SCHOOL).first() if key else None
    if found is None:
        raise PermissionDenied("not a manager of a school")
    return found


@transaction.atomic
def read_delivery(
    *, by: Actor, layout: Layout, files: Files, mapping: ColumnMap | None = None, school: UUID | None = None
) -> Delivery:
    """Read files and keep what they say until somebody says yes; an earlier delivery that waited is dropped.

    Raises:
        BadInput: a file cannot be read at all; nothing is kept.
    """
    place = managed_school(by, school=school, lock=True)
    mapping = mapping or ColumnMap()
    known = known_roster(place)
    content: dict[str, Any] = {}
    try:
        reading = read(layout, files, mapping, known)
        content = {"roster": to_json(reading.roster), "findings": findings_to_json(reading.findings)}
        is_sound = not any(finding.grave for finding in reading.findings)
        if layout is Layout.TABLE and is_sound:
            content["tables"] = keepable(files)
    except BadInput as problem:
        # Columns that are not known can be named on the page, without giving the files again.
        if layout is not Layout.TABLE or not (tables := keepable(files)):
            raise
        content = {"tables": tables, "wrong": findings_to_json([refused(problem)])}
    Delivery.objects.filter(organisation=place, state="waiting", by=by.person).update(state="dropped", content=None)
    return Delivery.objects.create(
        organisation=place,
        by_id=by.person,
        layout=layout,
        base=fingerprint(known),
        mapping=mapping_to_json(mapping),
        content=content,
    )


def name_columns(*, by: Actor, delivery: UUID, columns: Mapping[str, str]) -> Delivery | None:
    """Read a waiting export again, with what its headings hold ("" for what is not read); None where none waits.

    Raises:
        BadInput: it cannot be read at all any more.
    """
    rows = Delivery.objects.filter(pk=delivery, organisation=managed_school(by), state="waiting")
    found = rows.first()
    if found is None or not found.content.get("tables"):
        return None
    mapping = replace(
        mapping_from_json(found.mapping),
        columns={name: held for name, held in columns.items() if held},
        ignore=frozenset(name for name, held in columns.items() if not held),
    )
    files = [(name, text.encode()) for name, text in found.content["tables"]]
    return read_delivery(by=by, layout=Layout.TABLE, files=files, mapping=mapping)


def planned(*, by: Actor, delivery: Delivery, confirmed: bool = False) -> tuple[Roster, Plan]:
    """Return the roster in force and what a waiting delivery would change in it.

    Raises:
        StaleDelivery: it was read on another roster, or was handled.
        UnreadDelivery: its columns must be named first.
    """
    known = known_roster(managed_school(by, school=delivery.organisation_id))
    return known, _plan(known, delivery, confirmed)


def doubled(*, by: Actor, delivery: Delivery, known: Roster, steps: Plan) -> tuple[Double, ...]:
    """Return who was added by hand and seems to be somebody whom a delivery adds; a manager says whether they are."""
    return likely_doubles(managed_school(by, school=delivery.organisation_id), known, steps)


@transaction.atomic
def apply_delivery(
    *,
    by: Actor,
    delivery: UUID,
    confirm_ending: bool = False,
    same: Collection[str] = (),
    school: UUID | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, int] | None:
    """Bring a waiting delivery in force, whole or not at all; return the counts, None where nothing waits.

    `same` are the choices of `doubled` that are one person: these keep their row, account and all that is theirs.

    Raises:
        StaleDelivery: another roster came in force after it was read.
        UnclearDoubles: somebody is chosen twice, or is alike no more.
        RefusedDelivery: it has grave findings, or ends so many people that somebody must confirm.
    """
    place = managed_school(by, school=school, lock=True)
    found = Delivery.objects.select_for_update().filter(pk=delivery, organisation=place, state="waiting").first()
    if found is None:
        return None
    known = known_roster(place)
    steps = _plan(known, found, confirm_ending)
    if steps.refused:
        raise RefusedDelivery(steps)
    try:
        pairs = chosen(likely_doubles(place, known, steps), same) if same else ()
    except ValueError as error:
        raise UnclearDoubles from error
    if len(pairs) < len(set(same)):
        # Passed over in silence, who was to be one would come in twice.
        raise UnclearDoubles
    taken = take_into_roster(by=by, school=place, pairs=pairs)
    write_roster(by=by, school=place, old=known, steps=steps, progress=progress, taken=taken)
    counts = found.counts = counted(steps)
    found.state, found.content = "done", None
    found.save(update_fields=["counts", "state", "content"])
    record(by=by, verb="imported-roster", thing=found.layout)
    return counts


@transaction.atomic
def drop_delivery(*, by: Actor, delivery: UUID, school: UUID | None = None) -> bool:
    """Drop a delivery that waits, and wipe what it held; return whether it was there."""
    place = managed_school(by, school=school)
    rows = Delivery.objects.filter(pk=delivery, organisation=place, state="waiting")
    return bool(rows.update(state="dropped", content=None))


def clear_deliveries() -> int:
    """Empty deliveries that nobody said yes to within a day; return how many."""
    old = Delivery.objects.filter(state="waiting", made__lt=timezone.now() - TERM)
    return old.update(state="dropped", content=None)


def _plan(known: Roster, delivery: Delivery, confirmed: bool) -> Plan:
    if delivery.content is None or fingerprint(known) != delivery.base:
        raise StaleDelivery
    if wrong := wrong_in(delivery):
        raise UnreadDelivery(wrong)
    found = findings_from_json(delivery.content["findings"])
    return plan(known, from_json(delivery.content["roster"]), confirmed=confirmed, found=found)


def counted(steps: Plan) -> dict[str, int]:
    """Return how much a plan changes: people and groups that come, change, move and end, and people who stay."""
    changed = {change.id for change in steps.changed if change.kind == "people"}
    moved = {move.person for move in steps.moved}
    return {
        "added": sum(kind == "people" for kind, _ in steps.added),
        "changed": len(changed - moved),
        "moved": len(moved),
        "ended": sum(kind == "people" for kind, _ in steps.ended),
        "same": sum(kind == "people" for kind, _ in steps.unchanged),
        "new_groups": sum(kind == "groups" for kind, _ in steps.added),
        "ended_groups": sum(kind == "groups" for kind, _ in steps.ended),
    }
