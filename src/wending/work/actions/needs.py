"""Managers write which functions their firm has, and which skills these need in two years."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor
from wending.work.models import Function, NeededSkill
from wending.work.queries.scope import managed_firm
from wending.work.rules.openings import Skill


@dataclass(frozen=True, slots=True)
class FunctionTold:
    """What a firm tells of a function; None where it does not say."""

    name: str
    people: int | None = None
    people_later: int | None = None


@transaction.atomic
def add_function(*, by: Actor, told: FunctionTold) -> Function:
    """Add a function; one with the same name is returned as it is."""
    numbers = {"people": told.people, "people_later": told.people_later}
    row, _new = Function.objects.get_or_create(organisation_id=managed_firm(by), name=told.name, defaults=numbers)
    return row


@transaction.atomic
def change_function(*, by: Actor, function: UUID, version: int, told: FunctionTold) -> Function:
    """Change a function. Raise Function.DoesNotExist for another firm's, Stale where it was changed since."""
    row = _locked(by, function)
    if row.version != version:
        raise Stale(row.version)
    row.name, row.people, row.people_later = told.name, told.people, told.people_later
    row.version += 1
    row.save()
    return row


@transaction.atomic
def set_function_skills(*, by: Actor, function: UUID, occupation: str, skills: list[Skill]) -> Function:
    """Say which occupation a function is like and which skills it needs; numbers of those that stay are kept."""
    row = _locked(by, function)
    row.occupation, row.version = occupation, row.version + 1
    row.save()
    had = {Skill(one.uri, one.name).key: one for one in row.needs.all()}
    wanted = {skill.key: skill for skill in skills}
    for key, need in had.items():
        if key not in wanted:
            need.delete()
    new = [skill for key, skill in wanted.items() if key not in had]
    NeededSkill.objects.bulk_create(NeededSkill(function=row, uri=one.uri, name=one.name) for one in new)
    return row


@transaction.atomic
def set_numbers(*, by: Actor, function: UUID, numbers: dict[int, tuple[int | None, int | None]]) -> int:
    """Write for how many people each needed skill is, and how many have it by own estimate; return how many changed."""
    row = _locked(by, function)
    changed = 0
    for need in row.needs.filter(pk__in=numbers):
        need.people, need.estimate = numbers[need.pk]
        need.save(update_fields=["people", "estimate"])
        changed += 1
    return changed


@transaction.atomic
def remove_function(*, by: Actor, function: UUID) -> None:
    """Remove a function with what it needs. Raise Function.DoesNotExist."""
    _locked(by, function).delete()


def _locked(by: Actor, function: UUID) -> Function:
    return Function.objects.select_for_update().get(pk=function, organisation=managed_firm(by))
