"""Openings, functions, courses and talks of a firm for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.accounts.factories import actor, make_person
from tests.work.people import make_colleague
from wending.accounts.models import Membership, Organisation, Person
from wending.dossier.models import Item, ItemSkill
from wending.work.actions.courses import CourseTold, StepTold, add_course, add_step, confirm, enrol, hand_in
from wending.work.actions.openings import Told, add_opening, set_opening_skills, set_opening_state
from wending.work.models import Colleague, Course, Enrolment, Opening
from wending.work.rules.openings import Kind, Skill, State
from wending.work.sources.badges import Addresses

ADDRESSES = Addresses("https://x.example/f/", "https://x.example/a.json", "https://x.example/s.json")


def make_employee(firm: Organisation, name: str = "Sem") -> Colleague:
    """Return somebody who works at a firm and joined with an account."""
    return make_colleague(firm, make_person(name), name=name)


def make_opening(manager: Membership, title: str = "Meehelpen in de winkel", **more: Any) -> Opening:
    """Return an opening that is open today, with a skill that it asks."""
    today = timezone.localdate()
    told = Told(Kind.TASK, title, today, today + timedelta(days=30), **more)
    row = add_opening(by=actor(manager), told=told)
    set_opening_skills(by=actor(manager), opening=row.pk, occupation="", skills=[Skill("", "Klanten helpen")])
    return set_opening_state(by=actor(manager), opening=row.pk, state=State.OPEN)


def give_skill(person: Person, name: str = "klanten helpen", uri: str = "") -> None:
    """Let somebody have a skill in their dossier."""
    item = Item.objects.create(person=person, kind="work", title="Winkel")
    ItemSkill.objects.create(item=item, uri=uri, name="" if uri else name)


def make_course(manager: Membership, title: str = "Onze oven", skills: list[dict[str, str]] | None = None) -> Course:
    """Return an open course of two steps."""
    row = add_course(by=actor(manager), told=CourseTold(title, "Veilig bakken.", is_open=True))
    for step in ("Aansteken", "Schoonmaken"):
        add_step(by=actor(manager), course=row.pk, told=StepTold(step, f"Je ziet: {step.lower()} gaat veilig."))
    Course.objects.filter(pk=row.pk).update(skills=skills or [])
    row.refresh_from_db()
    return row


def finish(course: Course, person: Person, first: Membership, second: Membership) -> Enrolment:
    """Let somebody take part in a course and have every step seen by two others."""
    found = enrol(by=actor(person), course=course.pk)
    for step in course.steps.all():
        row = hand_in(by=actor(person), step=step.pk, text="Zo deed ik het.")
        assert confirm(by=actor(first), shown=row.pk)
        assert confirm(by=actor(second), shown=row.pk)
    return found
