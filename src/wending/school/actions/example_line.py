"""What the made-up school does with lessons and its line: two phases with a gap and a double, plans, an own lesson."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership
from wending.accounts.queries.actors import actor_of
from wending.dossier.rules.reflection import Competence
from wending.ledger.rules.actor import Actor
from wending.school.actions.example import example_member, example_school
from wending.school.actions.lesson_plans import plan_lesson
from wending.school.actions.lessons import add_lesson, share_lesson
from wending.school.actions.lines import begin_line, change_part
from wending.school.models import LinePart, OwnLesson, SchoolGroup
from wending.school.queries.bank import our_own
from wending.school.queries.lines import part_row
from wending.school.rules.line_part import Part, part_of
from wending.school.rules.own_lesson import State, content_of

PHASES = ("vmbo-bovenbouw", "havo-bovenbouw")
BASE = "bijsluiter-herschrijven"
# The lesson, the days from today, and what happens "now" in the made-up town.
PLANS = (
    (BASE, 3, "De gemeente van Voorbeeldstad stuurt deze week een brief over het afval. (Verzonnen.)"),
    ("interview-eerste-baan", 10, "Bij de supermarkt in Voorbeeldstad hangt een vacature. (Verzonnen.)"),
)


@transaction.atomic
def make_example_line() -> bool:
    """Add lessons and a line to the made-up school; return whether they are new."""
    school = example_school()
    if school is None or LinePart.objects.filter(organisation=school).exists():
        return False
    manager, teacher = _acting(example_member("Bram")), _acting(example_member("Dana"))
    begin_line(by=manager, phases=PHASES)
    first = _part(manager, PHASES[0], 3)
    # A gap and a double, for a line that is filled everywhere shows nothing of what the picture is for.
    goals = {**first.goals, Competence.PEOPLE: ()}
    lessons = {**first.lessons, Competence.WORK: (BASE,)}
    change_part(by=manager, part=replace(first, goals=goals, lessons=lessons), version=1)
    second = _part(manager, PHASES[0], 4)
    goals = {**second.goals, Competence.WORK: first.goals[Competence.WORK]}
    change_part(by=manager, part=replace(second, goals=goals), version=1)
    group = SchoolGroup.objects.get(organisation=school, name="V3A")
    for lesson, days, now in PLANS:
        plan_lesson(
            by=teacher, lesson=lesson, group=group.pk, day=timezone.localdate() + timedelta(days=days), now=now, link=""
        )
    if not OwnLesson.objects.filter(organisation=school).exists():
        content = content_of(our_own()[BASE]) | {"title": "Herschrijf de regels van de kantine"}
        own = add_lesson(by=teacher, content=content, based_on=BASE)
        if own:
            share_lesson(by=teacher, lesson=own.pk, state=State.SCHOOL)
    return True


def _acting(member: Membership) -> Actor:
    return actor_of(member.person, member, has_second_factor=True)


def _part(actor: Actor, phase: str, year: int) -> Part:
    row = part_row(actor, phase, year)
    if row is None:
        raise LookupError(f"{phase}, year {year} was not begun")
    return part_of(phase, year, row.content)
