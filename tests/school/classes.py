"""A class with its people for tests of assignments, talks and handover."""

from dataclasses import dataclass
from typing import Any

from tests.accounts.factories import actor
from tests.school.people import make_group, make_learner, make_school, make_staff
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Role
from wending.dossier.actions.items import ItemFields, add_item
from wending.dossier.models import Item
from wending.dossier.rules.record import Kind
from wending.ledger.models import Entry
from wending.ledger.rules.actor import Actor
from wending.school.actions.assignments import AssignmentText, give_assignment
from wending.school.actions.hand_ins import hand_in, save_draft
from wending.school.models import Assignment, HandIn, SchoolGroup, SchoolPerson


@dataclass
class World:
    """A school with a class, its mentor and teacher, and two learners who joined."""

    school: Organisation
    group: SchoolGroup
    mentor: Membership
    teacher: Membership
    yara: SchoolPerson
    bo: SchoolPerson

    @property
    def me(self) -> Person:
        """The account of Yara."""
        assert self.yara.account
        return self.yara.account

    @property
    def mate(self) -> Person:
        """The account of Bo."""
        assert self.bo.account
        return self.bo.account

    @property
    def as_yara(self) -> Actor:
        """Yara, as herself."""
        return actor(self.me)

    @property
    def as_mentor(self) -> Actor:
        """The mentor in that role."""
        return actor(self.mentor)

    @property
    def as_teacher(self) -> Actor:
        """The teacher in that role."""
        return actor(self.teacher)


def make_world(school: str = "Het Palet") -> World:
    """Return a world."""
    place = make_school(school)
    group = make_group(place)
    return World(
        school=place,
        group=group,
        mentor=make_staff(Role.MENTOR, place, group, name="Mila"),
        teacher=make_staff(Role.TEACHER, place, group, name="Tom"),
        yara=make_learner(place, group, account=True),
        bo=make_learner(place, group, account=True, first="Bo"),
    )


def give(world: World, by: Actor | None = None, **told: Any) -> Assignment:
    """Return an assignment of the class."""
    values: dict[str, Any] = {"title": "Interview een vakman"} | told
    return give_assignment(by=by or world.as_teacher, group=world.group.pk, text=AssignmentText(**values))


def did(person: Person, title: str = "Bakkerij De Korst", **fields: Any) -> Item:
    """Return something that a person did."""
    values = {"kind": Kind.WORK, "description": "Elke zaterdag broden."} | fields
    return add_item(by=actor(person), fields=ItemFields(title=title, **values))


def handed(world: World, assignment: Assignment, *picks: str, **texts: str) -> HandIn:
    """Return work of Yara that was handed in."""
    told = {"result": "Ik sprak een bakker"} | texts
    save_draft(by=world.as_yara, assignment=assignment.pk, texts=told, picks=picks)
    return hand_in(by=world.as_yara, assignment=assignment.pk, lang="nl")


def verbs(person: Person) -> list[str]:
    """Return the acts in the ledger of a person, oldest first."""
    return list(Entry.objects.filter(chain=str(person.ledger_key)).order_by("number").values_list("verb", flat=True))
