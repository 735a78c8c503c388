"""The terms and choice days of a school, and in which term a day lies."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from wending.ledger.rules.actor import Actor
from wending.school.models import ChoiceDay, SchoolGroup, SchoolTerm
from wending.school.rules.school_days import Term, term_of
from wending.school.rules.signs import Choice


def terms_of(organisation: UUID | None) -> list[Term]:
    """Return the terms that a school set, oldest first; none where it set none."""
    rows = SchoolTerm.objects.filter(organisation=organisation).order_by("begins")
    return [Term(row.name, row.begins, row.ends) for row in rows]


def term_now(organisation: UUID | None, today: date) -> Term:
    """Return the term of a school in which a day lies."""
    return term_of(terms_of(organisation), today)


def choice_days(actor: Actor) -> list[ChoiceDay]:
    """Return the choice days of the school for which who asks acts."""
    return list(ChoiceDay.objects.filter(organisation=actor.organisation).order_by("day", "name"))


def choices_of(days: Iterable[ChoiceDay], groups: Iterable[SchoolGroup]) -> tuple[Choice, ...]:
    """Return the choices that belong to the phase and year of one of these groups, the nearest first."""
    places = {(group.phase, group.year) for group in groups if group.phase}
    found = {(day.day, day.name) for day in days if (day.phase, day.year) in places}
    return tuple(Choice(name, day) for day, name in sorted(found))
