"""A made-up school to look along with in a trial: two classes, staff and one learner with an account.

Everything is marked as an example; nobody in it exists. Running it again adds only what is missing. What others add to
it stands in `example_<noun>.py`.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.school.models import SchoolGroup, SchoolPerson, Seat

NAME = "Voorbeeldschool"
# Name, year of school, phase, number of learners.
CLASSES = (("V3A", 3, "vmbo-bovenbouw", 28), ("H4B", 4, "havo-bovenbouw", 24))
# First name, role in the account, word in the roster, and the classes with the seat in them.
STAFF = (
    ("Dana", Role.TEACHER, "teacher", ("V3A", "H4B")),
    ("Mo", Role.MENTOR, "mentor", ("V3A",)),
    ("Ilse", Role.PROFESSIONAL, "counsellor", ()),
    ("Bram", Role.MANAGER, "staff", ()),
)
LEARNER = "Yara"
_FIRST = """Aylin Bas Chaima Daan Elif Finn Gwen Hamza Isa Jaap Kiki Lars Mila Noor Omar Pien Quinten Romy Sem Tess
Umut Vera Wout Xena Youssef Zoë Anouk Bilal Carmen Dirk Emma Farid Guus Hanna Ilias Jip Kees Lina Mees Nora Otis Pleun
Rayan Sofie Thijs Uma Victor Willemijn Yasmin Zeki Bente"""
_LAST = "Beek Duin Heide Kreek Linde Meer Plas Steen Veld Wilg"
_BELOW_SIXTEEN = timedelta(days=400)


def example_school() -> Organisation | None:
    """Return the made-up school; None where it was not made."""
    return Organisation.objects.filter(kind=Kind.SCHOOL, name=NAME, is_example=True).first()


@transaction.atomic
def make_example_school() -> bool:
    """Make the made-up school; return whether it is new."""
    if example_school() is not None:
        return False
    school = Organisation.objects.create(kind=Kind.SCHOOL, name=NAME, is_example=True)
    groups = {
        name: SchoolGroup.objects.create(
            organisation=school, key=f"voorbeeld/{name}", name=name, grade=str(year), phase=phase, year=year
        )
        for name, year, phase, _ in CLASSES
    }
    for first, role, word, classes in STAFF:
        row = _joined(school, first, role, word)
        Seat.objects.bulk_create(Seat(group=groups[name], person=row, role=word) for name in classes)
    _fill(school, groups)
    return True


def example_member(first: str) -> Membership:
    """Return the role of one of the made-up people of the school with an account: Dana, Mo, Ilse, Bram or Yara."""
    return Membership.objects.get(organisation=example_school(), person__email=_address(first))


def _joined(school: Organisation, first: str, role: Role, word: str) -> SchoolPerson:
    sixteen_on = timezone.localdate() + _BELOW_SIXTEEN if role is Role.LEARNER else None
    person = Person.objects.filter(email=_address(first)).first() or Person.objects.create_user(
        email=_address(first), name=f"{first} Voorbeeld", is_example=True, sixteen_on=sixteen_on
    )
    Membership.objects.create(person=person, organisation=school, role=role)
    return SchoolPerson.objects.create(
        organisation=school, account=person, key=f"voorbeeld/{first}", first=first, last="Voorbeeld", roles=[word]
    )


def _fill(school: Organisation, groups: dict[str, SchoolGroup]) -> None:
    """Fill the classes; the learner with an account is one of the first."""
    yara = _joined(school, LEARNER, Role.LEARNER, "learner")
    last = _LAST.split()
    names = [(first, last[number % len(last)]) for number, first in enumerate(_FIRST.split())]
    rows = SchoolPerson.objects.bulk_create(
        SchoolPerson(
            organisation=school,
            key=f"voorbeeld/{number}",
            local=str(number),
            first=first,
            last=surname,
            roles=["learner"],
        )
        for number, (first, surname) in enumerate(names, start=101)
    )
    everyone = iter([yara, *rows])
    Seat.objects.bulk_create(
        Seat(group=groups[name], person=next(everyone), role="learner")
        for name, _, _, count in CLASSES
        for _ in range(count)
    )


def _address(first: str) -> str:
    return f"{first.lower()}.school.voorbeeld@example.org"
