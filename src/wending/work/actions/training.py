"""Managers write the training plan about roles; a name comes into it only by the yes of whose it is."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Course, Function, TrainingLine, TrainingName
from wending.work.queries.scope import colleagues_for, managed_firm, names_at
from wending.work.queries.training import asked_names, line_of


@dataclass(frozen=True, slots=True)
class LineTold:
    """What a firm tells of a line; costs and hours of each person, None where not known."""

    who: str
    what: str
    people: int = 1
    function: UUID | None = None
    course: UUID | None = None
    programme: str = ""
    skill: str = ""
    starts: date | None = None
    hours: Decimal | None = None
    costs: Decimal | None = None
    owner: str = ""
    funding: str = ""
    is_done: bool = False


@transaction.atomic
def add_line(*, by: Actor, told: LineTold, reference: str = "") -> TrainingLine:
    """Add a line to the plan; a function or course of another firm is left out."""
    return TrainingLine.objects.create(organisation_id=managed_firm(by), reference=reference, **_own(by, told))


@transaction.atomic
def change_line(*, by: Actor, line: UUID, version: int, told: LineTold) -> TrainingLine:
    """Change a line. Raise TrainingLine.DoesNotExist for another firm's, Stale where it was changed since."""
    row = TrainingLine.objects.select_for_update().get(pk=line, organisation=managed_firm(by))
    if row.version != version:
        raise Stale(row.version)
    for name, value in _own(by, told).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


@transaction.atomic
def remove_line(*, by: Actor, line: UUID) -> None:
    """Remove a line. Raise TrainingLine.DoesNotExist."""
    TrainingLine.objects.get(pk=line, organisation=managed_firm(by)).delete()


@transaction.atomic
def ask_name(*, by: Actor, line: UUID, colleague: UUID) -> bool:
    """Ask somebody whether their name may stand at a line; return whether they could be asked.

    What they answer is told only by their name appearing: not that they said no, nor that they did not look yet.
    """
    row = line_of(by, line)
    found = colleagues_for(by).filter(pk=colleague, account__in=names_at(managed_firm(by))).first()
    if row is None or found is None or found.account is None:
        return False
    _row, is_new = TrainingName.objects.get_or_create(line=row, person=found.account)
    if is_new:
        record(by=by, verb="asked-name", about=str(found.account.ledger_key), thing="work.training")
    return True


@transaction.atomic
def answer_name(*, by: Actor, asked: int, is_yes: bool) -> bool:
    """Say yes or no to one's own name at a line, also later on; return whether one was asked."""
    row = asked_names(by).filter(pk=asked).first()
    if row is None:
        return False
    if is_yes:
        row.accepted = timezone.now()
        row.save(update_fields=["accepted"])
        record(by=by, verb="gave-name", about=by.key, thing="work.training")
    else:
        row.delete()
        record(by=by, verb="kept-name", about=by.key, thing="work.training")
    return True


def _own(by: Actor, told: LineTold) -> dict[str, object]:
    firm, values = managed_firm(by), asdict(told)
    function, course = values.pop("function"), values.pop("course")
    values["function"] = Function.objects.filter(pk=function, organisation=firm).first() if function else None
    values["course"] = Course.objects.filter(pk=course, organisation=firm).first() if course else None
    return values
