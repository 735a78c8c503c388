"""Own courses: managers make them, people take part of their own accord, and two others look at each step.

A step counts once two different people, neither of them the one it is about, saw what the criterion asks.
"""

from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Person
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.actions.note import note_read
from wending.work.models import Course, CourseStep, Enrolment, StepShown
from wending.work.queries.courses import Progress, courses_for, looked_after, participants
from wending.work.queries.scope import colleagues_for, managed_firm
from wending.work.rules.openings import Skill


@dataclass(frozen=True, slots=True)
class CourseTold:
    """What a firm tells of a course."""

    title: str
    text: str = ""
    hours: Decimal | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step: what one learns, how others see that, and what one can show."""

    title: str
    criterion: str
    evidence: str = ""


@transaction.atomic
def add_course(*, by: Actor, told: CourseTold) -> Course:
    """Make a course of the firm."""
    return Course.objects.create(organisation_id=managed_firm(by), **asdict(told))


@transaction.atomic
def change_course(*, by: Actor, course: UUID, version: int, told: CourseTold) -> Course:
    """Change a course. Raise Course.DoesNotExist for another firm's, Stale where it was changed since."""
    row = _locked(by, course)
    if row.version != version:
        raise Stale(row.version)
    for name, value in asdict(told).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


@transaction.atomic
def set_course_skills(*, by: Actor, course: UUID, occupation: str, skills: list[Skill]) -> Course:
    """Say which skills a course teaches; an occupation is not kept. Raise Course.DoesNotExist."""
    row = _locked(by, course)
    row.skills, row.version = [asdict(skill) for skill in skills], row.version + 1
    row.save()
    return row


@transaction.atomic
def add_step(*, by: Actor, course: UUID, told: StepTold) -> CourseStep:
    """Add a step at the end of a course. Raise Course.DoesNotExist."""
    row = _locked(by, course)
    last = row.steps.order_by("-place").first()
    return CourseStep.objects.create(course=row, place=last.place + 1 if last else 1, **asdict(told))


@transaction.atomic
def remove_step(*, by: Actor, step: int) -> bool:
    """Remove a step that nobody handed in anything for; return whether it went."""
    row = CourseStep.objects.filter(pk=step, course__organisation=managed_firm(by)).first()
    if row is None or StepShown.objects.filter(step=row).exists():
        return False
    row.delete()
    return True


@transaction.atomic
def set_supervisors(*, by: Actor, course: UUID, colleagues: list[UUID]) -> Course:
    """Name who looks at work in a course, of the people of the firm. Raise Course.DoesNotExist."""
    row = _locked(by, course)
    row.supervisors.set(colleagues_for(by).filter(pk__in=colleagues))
    return row


@transaction.atomic
def enrol(*, by: Actor, course: UUID) -> Enrolment:
    """Take part in a course that is open where one works. Raise PermissionDenied."""
    row = courses_for(by).filter(pk=course, is_open=True).first()
    if row is None:
        raise PermissionDenied("not open")
    found, is_new = Enrolment.objects.get_or_create(course=row, person_id=by.me)
    if is_new:
        record(by=by, verb="enrolled", about=by.key, thing="work.course")
    return found


@transaction.atomic
def leave_course(*, by: Actor, course: UUID) -> bool:
    """Stop with a course: what one handed in is gone. Return whether one took part."""
    gone, _kinds = Enrolment.objects.filter(course=course, person=by.me).delete()
    if gone:
        record(by=by, verb="left-course", about=by.key, thing="work.course")
    return bool(gone)


@transaction.atomic
def hand_in(*, by: Actor, step: int, text: str) -> StepShown:
    """Show what one did for a step; who saw an earlier version must look again. Raise Enrolment.DoesNotExist."""
    found = CourseStep.objects.select_related("course").get(pk=step, course__in=courses_for(by))
    mine = Enrolment.objects.get(course=found.course, person=by.me)
    fresh = {"text": text, "remark": "", "seen": None, "seen_by": None, "again": None, "again_by": None}
    row, _new = StepShown.objects.update_or_create(enrolment=mine, step=found, defaults=fresh)
    record(by=by, verb="handed-in", about=by.key, thing="work.course")
    return row


@transaction.atomic
def read_work(*, by: Actor, course: UUID) -> list[Progress]:
    """Return how far those are who take part, for who looks at work there; each is told in their ledger."""
    found = participants(by, course)
    note_read(by=by, people={one.enrolment.person_id for one in found}, verb="read-work", thing="work.course")
    return found


@transaction.atomic
def confirm(*, by: Actor, shown: int) -> bool:
    """Say that one saw what a step asks: first one person, then another. Return whether it counted.

    It does not for one's own work, or when the same person looks twice.
    """
    row = _to_look_at(by, shown)
    if row is None or (row.seen and row.seen_by_id == by.person) or row.again:
        return False
    if row.seen is None:
        row.seen, row.seen_by_id = timezone.now(), by.person
    else:
        row.again, row.again_by_id = timezone.now(), by.person
    row.remark = ""
    row.save()
    _note(by, row, "confirmed-step")
    return True


@transaction.atomic
def not_yet(*, by: Actor, shown: int, remark: str) -> bool:
    """Say what is not there yet, in words to whom it is about; an earlier look is undone. Return if it was there."""
    row = _to_look_at(by, shown)
    if row is None or row.again:
        return False
    row.seen, row.seen_by, row.remark = None, None, remark
    row.save()
    _note(by, row, "not-yet-step")
    return True


def _to_look_at(by: Actor, shown: int) -> StepShown | None:
    rows = StepShown.objects.select_for_update().filter(pk=shown, step__course__in=looked_after(by).values("pk"))
    row = rows.exclude(enrolment__person=by.me).first()
    if row is None:
        return None
    present = {one.enrolment.pk for one in participants(by, row.step.course_id)}
    return row if row.enrolment_id in present else None


def _note(by: Actor, row: StepShown, verb: str) -> None:
    owner = Person.objects.get(pk=row.enrolment.person_id)
    record(by=by, verb=verb, about=str(owner.ledger_key), thing="work.course")


def _locked(by: Actor, course: UUID) -> Course:
    return Course.objects.select_for_update().get(pk=course, organisation=managed_firm(by))
