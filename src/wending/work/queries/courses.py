"""Own courses of a firm: as managers keep them, as people of the firm see them, and for who looks at their work."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from wending.ledger.rules.actor import Actor
from wending.work.models import Badge, Course, CourseStep, Enrolment, StepShown
from wending.work.queries.scope import is_manager, managed_firm, names_at, own_firms, own_rows


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of somebody: what they handed in (None: nothing yet), and whether two people saw it."""

    step: CourseStep
    shown: StepShown | None

    @property
    def text(self) -> str:
        """What they handed in, empty for nothing yet."""
        return self.shown.text if self.shown else ""

    @property
    def is_seen(self) -> bool:
        """Whether one person saw it."""
        return self.shown is not None and self.shown.seen is not None

    @property
    def is_done(self) -> bool:
        """Whether a second one saw it too."""
        return self.shown is not None and self.shown.again is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is. `name` is by which the firm knows them; `badge` once it was issued and not taken back."""

    enrolment: Enrolment
    name: str
    steps: list[StepState]
    badge: Badge | None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.is_done for one in self.steps)

    @property
    def is_complete(self) -> bool:
        """Whether every step is done, of a course that has steps."""
        return bool(self.steps) and self.done == len(self.steps)


def managed_courses(actor: Actor) -> QuerySet[Course]:
    """Return the courses of the firm that who asks manages."""
    return Course.objects.filter(organisation=managed_firm(actor)).order_by("title")


def managed_course(actor: Actor, course: UUID) -> Course | None:
    """Return one course of the firm that who asks manages."""
    return managed_courses(actor).filter(pk=course).first()


def courses_for(actor: Actor) -> QuerySet[Course]:
    """Return the courses that are open at the firms where who asks works, and those in which they take part."""
    mine = Q(is_open=True) | Q(enrolments__person=actor.me)
    rows = Course.objects.filter(mine, organisation__in=own_firms(actor)).distinct()
    return rows.select_related("organisation").order_by("title")


def course_for(actor: Actor, course: UUID) -> Course | None:
    """Return one course that who asks may see as somebody who works there."""
    return courses_for(actor).filter(pk=course).first()


def own_progress(actor: Actor, course: Course) -> Progress | None:
    """Return how far who asks is in a course, None where they take no part."""
    row = Enrolment.objects.filter(course=course, person=actor.me).first()
    return _progress(row, actor.name) if row else None


def looked_after(actor: Actor) -> QuerySet[Course]:
    """Return the courses in which who asks looks at work: as manager those of the firm, else where they were named."""
    if is_manager(actor):
        return managed_courses(actor)
    rows = Course.objects.filter(supervisors__in=own_rows(actor)).distinct()
    return rows.filter(organisation__in=own_firms(actor)).order_by("title")


def participants(actor: Actor, course: UUID) -> list[Progress]:
    """Return how far those are who take part and work here now, for who looks at work in that course."""
    found = looked_after(actor).filter(pk=course).first()
    if found is None:
        return []
    names = names_at(found.organisation_id)
    rows = Enrolment.objects.filter(course=found, person__in=names).exclude(person=actor.me)
    return [_progress(row, names[row.person_id]) for row in rows.order_by("since")]


def _progress(row: Enrolment, name: str) -> Progress:
    shown = {one.step_id: one for one in row.shown.select_related("seen_by", "again_by")}
    steps = [StepState(step, shown.get(step.pk)) for step in row.course.steps.all()]
    badge = Badge.objects.filter(course=row.course, person=row.person_id, revoked=None).first()
    return Progress(row, name, steps, badge)
