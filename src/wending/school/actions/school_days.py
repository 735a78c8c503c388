"""Sets the terms and the choice days of a school, as its manager."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import ChoiceDay, SchoolTerm
from wending.school.queries.groups import manages_school
from wending.school.rules.school_days import Term, overlap
from wending.school.rules.terms import PHASES


@transaction.atomic
def set_terms(*, by: Actor, terms: Sequence[Term]) -> None:
    """Replace the terms of the school that who asks manages; none means the usual ones.

    Raises:
        PermissionDenied: they manage no school.
        ValidationError: two terms share a day.
    """
    school = _managed(by)
    both = overlap(terms)
    if both:
        raise ValidationError(
            _("“%(one)s” en “%(other)s” hebben dezelfde dagen. Pas de dagen aan."),
            params={"one": both[0].name, "other": both[1].name},
        )
    SchoolTerm.objects.filter(organisation=school).delete()
    SchoolTerm.objects.bulk_create(
        SchoolTerm(organisation_id=school, name=term.name, begins=term.begins, ends=term.ends) for term in terms
    )
    record(by=by, verb="set-school-days", about=by.key, thing="school.term")


@transaction.atomic
def add_choice_day(*, by: Actor, name: str, phase: str, year: int, day: date) -> ChoiceDay:
    """Add a day by which learners of a phase and year choose.

    Raises:
        PermissionDenied: who asks manages no school.
        ValidationError: an unknown phase or year.
    """
    school = _managed(by)
    if phase not in PHASES or year not in PHASES[phase].years:
        raise ValidationError(_("Dit leerjaar hoort niet bij deze fase."))
    made = ChoiceDay.objects.create(organisation_id=school, name=name.strip()[:100], phase=phase, year=year, day=day)
    record(by=by, verb="set-school-days", about=by.key, thing="school.choice-day")
    return made


@transaction.atomic
def remove_choice_day(*, by: Actor, number: int) -> None:
    """Remove a choice day of the school that who asks manages. Raises ChoiceDay.DoesNotExist."""
    ChoiceDay.objects.get(pk=number, organisation=_managed(by)).delete()
    record(by=by, verb="set-school-days", about=by.key, thing="school.choice-day")


def _managed(by: Actor) -> UUID:
    if by.organisation is None or not manages_school(by):
        raise PermissionDenied("manages no school")
    return by.organisation
