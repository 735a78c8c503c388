"""Joining a school with one's own account by a code on paper, and leaving it again at any time.

A code is of one person in the list of the school, works once and until a day; only its hash is kept. Joining shows
nothing of one's record: that takes a consent of its own.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.belong import end_roles, give_roles
from wending.accounts.actions.consent import end_consents
from wending.accounts.models import Person
from wending.accounts.rules.consent import Purpose
from wending.kit.tokens import hash_of, new_code, typed_code
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.deliver import managed_school
from wending.school.models import JoinCode, SchoolPerson, Seat
from wending.school.queries.joining import person_of_code
from wending.school.queries.scope import here_now, seats_now
from wending.school.rules.joining import Letter, roles_in_account


@transaction.atomic
def make_letters(*, by: Actor, until: date, group: UUID | None = None) -> list[Letter]:
    """Make a fresh code for each learner of a group, or for all staff, who has not joined; older codes are over.

    Raises:
        ValidationError: a day that is past.
    """
    school = managed_school(by, lock=True)
    if until < timezone.localdate():
        raise ValidationError(_("Kies een dag vanaf vandaag."))
    rows = SchoolPerson.objects.filter(here_now(), organisation=school, account=None).order_by("last", "first")
    if group is not None:
        seats = Seat.objects.filter(seats_now(), here_now("group"), role="learner", group__organisation=school)
        seats = seats.filter(group=group).select_related("group")
        names = {seat.person_id: seat.group.name for seat in seats}
        people = list(rows.filter(pk__in=names))
    else:
        names = {}
        people = [row for row in rows if row.is_staff and roles_in_account(row.roles)]
    letters = _coded(people, names, until)
    if letters:
        record(by=by, verb="made-letters")
    return letters


def _coded(people: Iterable[SchoolPerson], groups: dict[UUID, str], until: date) -> list[Letter]:
    codes = {person.pk: new_code() for person in people}
    JoinCode.objects.filter(person__in=codes).delete()
    JoinCode.objects.bulk_create(
        JoinCode(person_id=key, code_hash=hash_of(code), until=until) for key, code in codes.items()
    )
    return [Letter(str(person), groups.get(person.pk, ""), codes[person.pk], until) for person in people]


@transaction.atomic
def join(*, by: Actor, code: str) -> SchoolPerson | None:
    """Join as the person of a code, with the account of who asks; None where the code cannot be used.

    Raises:
        ValidationError: who asks is somebody else at this school already.
    """
    row = person_of_code(code, lock=True)
    if row is None:
        return None
    person = Person.objects.get(pk=by.me)
    if SchoolPerson.objects.filter(here_now(), organisation=row.organisation, account=person).exists():
        raise ValidationError(_("Je hoort al bij deze school. Ga daar eerst weg."))
    row.account = person
    row.save(update_fields=["account"])
    JoinCode.objects.filter(code_hash=hash_of(typed_code(code))).delete()
    record(by=by, verb="joined-school", about=by.key)
    give_roles(by=by, person=person, organisation=row.organisation, roles=roles_in_account(row.roles))
    return row


@transaction.atomic
def leave(*, by: Actor, person: UUID) -> SchoolPerson | None:
    """Leave a school oneself: the tie with the account, the roles and consents to it end at once; None where not there.

    What the school calls somebody in its own list stays the school's. A role of manager stays: that is ended elsewhere.
    """
    rows = SchoolPerson.objects.select_for_update(of=("self",)).filter(pk=person, account=by.me)
    row = rows.select_related("organisation").first()
    if row is None:
        return None
    row.account = None
    row.save(update_fields=["account"])
    account, school = Person.objects.get(pk=by.me), row.organisation
    end_roles(by=by, person=account, organisation=school, roles=roles_in_account(row.roles))
    end_consents(by=by, person=by.me, purpose=Purpose.SCHOOL, to_organisation=school.pk)
    record(by=by, verb="left-school", about=by.key)
    return row


def remove_old_codes() -> int:
    """Remove codes whose day is over; return how many."""
    return JoinCode.objects.filter(until__lt=timezone.localdate()).delete()[0]
