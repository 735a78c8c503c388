"""What follows for the account of somebody at a school when its lists change: roles that come and go, and an end.

The account and the record stay theirs. Who comes back joins again themselves.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wending.accounts.actions.belong import end_roles, give_roles, part_from
from wending.accounts.models import Organisation
from wending.accounts.rules.consent import Purpose
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import JoinCode, Mentorship, SchoolPerson, Seat
from wending.school.rules.joining import roles_in_account

_PIECE = 500
_T = TypeVar("_T")


@transaction.atomic
def end_people(*, by: Actor, school: Organisation, people: Collection[SchoolPerson]) -> None:
    """End people at a school from today: access, roles, seats, mentors, codes and consents to the school."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for some in pieces([person.pk for person in people]):
        SchoolPerson.objects.filter(pk__in=some, organisation=school).update(ended=timezone.localdate())
        seats = Seat.objects.filter(person__in=some)
        seats.filter(Q(ends=None) | Q(ends__gt=yesterday)).update(ends=yesterday)
        Mentorship.objects.filter(Q(learner__in=some) | Q(mentor__in=some)).delete()
        JoinCode.objects.filter(person__in=some).delete()
    for person in people:
        if person.account is not None:
            # Before their roles: the entry belongs to the person, whatever else they are at this school.
            record(by=by, verb="ended-at-school", about=str(person.account.ledger_key))
            part_from(by=by, person=person.account, organisation=school, purpose=Purpose.SCHOOL)


@transaction.atomic
def follow_roles(*, by: Actor, school: Organisation, person: SchoolPerson, before: Iterable[str]) -> None:
    """Let the roles of somebody who joined follow the roster; roles that came by invitation stay."""
    if person.account is None:
        return
    had, has = roles_in_account(before), roles_in_account(person.roles)
    end_roles(by=by, person=person.account, organisation=school, roles=had - has)
    give_roles(by=by, person=person.account, organisation=school, roles=has - had)


def pieces(keys: Collection[_T]) -> Iterable[list[_T]]:
    """Yield keys in lists that fit in one query of any database."""
    every = list(keys)
    return (every[start : start + _PIECE] for start in range(0, len(every), _PIECE))
