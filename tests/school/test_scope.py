"""Who at a school may know whom, and above all who may not."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation
from tests.school.people import make_group, make_learner, make_school, make_staff, staff_row
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Kind, Role
from wending.school.models import Mentorship, SchoolPerson, Seat
from wending.school.queries.scope import groups_for, learners_for, mentees_of, own_rows, own_staff_row

pytestmark = pytest.mark.django_db
NAMES = (Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL)


def day(away: int) -> date:
    """Return a day so many days from today."""
    return timezone.localdate() + timedelta(days=away)


def names(rows: Iterable[SchoolPerson]) -> list[str]:
    """Return first names."""
    return [row.first for row in rows]


def everything(who: Membership) -> list[object]:
    """Return all that the scope lets somebody see."""
    me = actor(who)
    return [*groups_for(me), *learners_for(me), *mentees_of(me)]


@pytest.mark.parametrize("role", NAMES)
def test_learners_for_staff_of_the_group(role: Role) -> None:
    school = make_school()
    group = make_group(school)
    make_learner(school, group)
    me = actor(make_staff(role, school, group))
    assert names(learners_for(me)) == names(learners_for(me, group.pk)) == ["Yara"]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.MENTOR])
def test_learners_for_other_group_are_unknown(role: Role) -> None:
    school = make_school()
    mine, other = make_group(school), make_group(school, "3B")
    make_learner(school, other)
    me = actor(make_staff(role, school, mine))
    assert list(groups_for(me)) == [mine]
    assert not learners_for(me)
    assert not learners_for(me, other.pk)


def test_learners_for_counsellor_are_those_of_every_group_of_this_school_only() -> None:
    school, elsewhere = make_school(), make_school("De Brug")
    make_learner(school, make_group(school), first="Ada")
    make_learner(school, make_group(school, "3B"), first="Bo")
    make_learner(elsewhere, make_group(elsewhere), first="Cas")
    me = actor(make_staff(Role.PROFESSIONAL, school))
    assert names(learners_for(me)) == names(mentees_of(me)) == ["Ada", "Bo"]


@pytest.mark.parametrize("role", NAMES)
def test_scope_of_another_school_is_empty(role: Role) -> None:
    school, elsewhere = make_school(), make_school("De Brug")
    group = make_group(school)
    theirs = make_group(elsewhere)
    who = make_staff(role, elsewhere, theirs)
    make_learner(school, group, first="Ada")
    # A seat left over by mistake in a group of another school opens nothing.
    Seat.objects.create(group=group, person=staff_row(who), role="teacher")
    assert everything(who) == [theirs]
    assert not learners_for(actor(who), group.pk)


def _left(who: Membership) -> None:
    SchoolPerson.objects.filter(account=who.person).update(ended=timezone.localdate())


def _unlinked(who: Membership) -> None:
    SchoolPerson.objects.filter(account=who.person).update(account=None)


def _only_learner(who: Membership) -> None:
    SchoolPerson.objects.filter(account=who.person).update(roles=["learner"])


def _nothing_said(who: Membership) -> None:
    SchoolPerson.objects.filter(account=who.person).update(roles=[])


@pytest.mark.parametrize("role", NAMES)
@pytest.mark.parametrize("happens", [_left, _unlinked, _only_learner, _nothing_said])
def test_scope_of_who_is_no_staff_any_more_is_empty(role: Role, happens: Callable[[Membership], None]) -> None:
    school = make_school()
    group = make_group(school)
    who = make_staff(role, school, group, seat="mentor")
    make_learner(school, group, mentor=who)
    assert everything(who)
    happens(who)
    assert everything(who) == []
    assert own_staff_row(actor(who)) is None


@pytest.mark.parametrize("role", NAMES)
def test_scope_without_second_factor_is_empty(role: Role) -> None:
    school = make_school()
    group = make_group(school)
    who = make_staff(role, school, group, seat="mentor")
    make_learner(school, group, mentor=who)
    me = replace(actor(who), has_second_factor=False)
    assert [*groups_for(me), *learners_for(me), *mentees_of(me)] == []


def test_manager_knows_no_learner_also_not_in_a_group_where_they_teach() -> None:
    school = make_school()
    group = make_group(school)
    who = make_staff(Role.MANAGER, school, group, seat="teacher")
    make_learner(school, group)
    assert everything(who) == []


def test_same_role_for_an_organisation_of_another_kind_opens_nothing() -> None:
    centre = make_organisation(Kind.CENTRE)
    who = make_member(Role.PROFESSIONAL, centre)
    make_learner(centre, make_group(centre))
    SchoolPerson.objects.create(organisation=centre, account=who.person, roles=["counsellor"])
    assert everything(who) == []


def test_own_role_opens_nothing_of_others() -> None:
    school = make_school()
    group = make_group(school)
    row = make_learner(school, group, account=True)
    assert row.account is not None
    assert everything(Membership.objects.get(person=row.account)) == []
    me = actor(row.account)
    assert [*groups_for(me), *learners_for(me), *mentees_of(me)] == []


@pytest.mark.parametrize(
    ("begins", "ends", "seen"),
    [(None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-9, 9, True), (-9, 0, True)],
)
@pytest.mark.parametrize("whose", ["teacher", "learner"])
def test_seat_opens_a_group_on_its_days_only(whose: str, begins: int | None, ends: int | None, seen: bool) -> None:
    school = make_school()
    group = make_group(school)
    who = make_staff(Role.TEACHER, school, group)
    make_learner(school, group)
    days = {"begins": None if begins is None else day(begins), "ends": None if ends is None else day(ends)}
    Seat.objects.filter(group=group, role=whose).update(**days)
    assert bool(learners_for(actor(who))) is seen


@pytest.mark.parametrize(("ended", "seen"), [(None, True), (1, True), (0, False), (-1, False)])
def test_learner_who_ended_is_unknown_from_that_day(ended: int | None, seen: bool) -> None:
    school = make_school()
    group = make_group(school)
    who = make_staff(Role.MENTOR, school, group)
    make_learner(school, group, mentor=who, ended=None if ended is None else day(ended))
    assert bool(learners_for(actor(who))) is bool(mentees_of(actor(who))) is seen


def test_group_that_ended_is_unknown() -> None:
    school = make_school()
    group = make_group(school, ended=day(0))
    who = make_staff(Role.TEACHER, school, group)
    make_learner(school, group)
    assert everything(who) == []


def test_mentees_of_mentor_are_their_own_learners_and_those_of_their_class_not_of_a_lesson_group() -> None:
    school = make_school()
    home, lesson, other = make_group(school), make_group(school, "wi3", is_home=False), make_group(school, "3B")
    who = make_staff(Role.MENTOR, school, home)
    Seat.objects.create(group=lesson, person=staff_row(who), role="teacher")
    make_learner(school, home, first="Ada")
    make_learner(school, lesson, first="Bo")
    make_learner(school, other, first="Cas", mentor=who)
    make_learner(school, other, first="Dex")
    assert names(mentees_of(actor(who))) == ["Ada", "Cas"]
    assert names(learners_for(actor(who))) == ["Ada", "Bo", "Cas"]


def test_mentees_of_teacher_are_none_also_when_they_are_a_mentor_elsewhere() -> None:
    school = make_school()
    who = make_staff(Role.TEACHER, school)
    learner = make_learner(school, mentor=who)
    assert not mentees_of(actor(who))
    Mentorship.objects.all().delete()
    assert learner not in learners_for(actor(who))


def test_counsellor_whom_the_roster_calls_something_else_does_not_see_the_whole_school() -> None:
    school = make_school()
    make_learner(school, make_group(school))
    who = make_staff(Role.PROFESSIONAL, school)
    assert everything(who)
    SchoolPerson.objects.filter(account=who.person).update(roles=["staff"])
    assert everything(who) == []


def test_own_rows_are_of_who_asks_while_they_are_a_learner() -> None:
    school = make_school()
    row, other = make_learner(school, account=True), make_learner(school, account=True, first="Bo")
    assert row.account is not None
    assert list(own_rows(actor(row.account))) == [row]
    assert other not in own_rows(actor(row.account))
    row.ended = day(0)
    row.save()
    assert not own_rows(actor(row.account))
    staff = make_staff(Role.TEACHER, school)
    assert not own_rows(actor(staff))
