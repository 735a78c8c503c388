"""Sets the terms and the choice days of a school, as its manager."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.accounts.rules.roles import Kind, Role
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import ChoiceDay, SchoolTerm
from wending.school.rules.school_days import Term, overlap
from wending.school.rules.terms import PHASES


@transaction.atomic
def set_terms(*, by: Actor, terms: Sequence[Term]) -> None:
    """Replace the terms of the school that who asks manages; none means the usual ones.

    Raises:
        PermissionDenied: they manage no school.
        ValidationError: two terms share a day.
    """
    _manages(by)
    both = overlap(terms)
    if both:
        raise ValidationError(
            _("“%(one)s” en “%(other)s” hebben dezelfde dagen. Pas de dagen aan."),
            params={"one": both[0].name, "other": both[1].name},
        )
    SchoolTerm.objects.filter(organisation=by.organisation).delete()
    SchoolTerm.objects.bulk_create(
        SchoolTerm(organisation_id=by.organisation, name=term.name, begins=term.begins, ends=term.ends)
        for term in terms
    )
    record(by=by, verb="set-school-days", about=by.key, thing="school.term")


@transaction.atomic
def add_choice_day(*, by: Actor, name: str, phase: str, year: int, day: date) -> ChoiceDay:
    """Add a day by which learners of a phase and year choose.

    Raises:
        PermissionDenied: who asks manages no school.
        ValidationError: an unknown phase or year.
    """
    _manages(by)
    if phase not in PHASES or year not in PHASES[phase].years:
        raise ValidationError(_("Dit leerjaar hoort niet bij deze fase."))
    made = ChoiceDay.objects.create(
        organisation_id=by.organisation, name=name.strip()[:100], phase=phase, year=year, day=day
    )
    record(by=by, verb="set-school-days", about=by.key, thing="school.choice-day")
    return made


@transaction.atomic
def remove_choice_day(*, by: Actor, number: int) -> None:
    """Remove a choice day of the school that who asks manages. Raises ChoiceDay.DoesNotExist."""
    _manages(by)
    ChoiceDay.objects.get(pk=number, organisation=by.organisation).delete()
    record(by=by, verb="set-school-days", about=by.key, thing="school.choice-day")


def _manages(by: Actor) -> None:
    is_manager = by.role == Role.MANAGER and by.organisation_kind == Kind.SCHOOL
    if not (is_manager and by.is_person and by.has_second_factor):
        raise PermissionDenied("manages no school")
