"""The made-up people as whom one can look around in a trial."""

from uuid import UUID

from wending.accounts.models import Membership, Person
from wending.accounts.queries.words import ROLES
from wending.accounts.rules.roles import Role


def example_people() -> list[dict[str, str]]:
    """Return the made-up people with what they are, first those without a role."""
    found = []
    for person in Person.objects.filter(is_example=True, is_active=True).order_by("created"):
        membership = _first_role(person)
        role = f"{ROLES[Role(membership.role)]}, {membership.organisation}" if membership else ""
        found.append({"id": str(person.pk), "name": str(person), "role": role})
    return sorted(found, key=lambda one: bool(one["role"]))


def example_person(key: str) -> tuple[Person | None, Membership | None]:
    """Return one made-up person with their first role; nothing for anybody else."""
    try:
        number = UUID(key)
    except ValueError:
        return None, None
    person = Person.objects.filter(pk=number, is_example=True, is_active=True).first()
    return person, _first_role(person) if person else None


def _first_role(person: Person) -> Membership | None:
    return Membership.objects.filter(person=person, ended=None).select_related("organisation").order_by("since").first()
