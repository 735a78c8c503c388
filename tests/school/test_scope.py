"""Who at a school knows whom: nobody beyond their own groups, and nobody once they left."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.accounts.factories import actor, make_person
from tests.school.people import make_group, make_learner, make_school, make_staff
from wending.accounts.rules.roles import Role
from wending.school.models import Mentorship, SchoolGroup, SchoolPerson, Seat
from wending.school.queries.scope import groups_for, learners_for, mentees_of, own_rows, own_staff_row

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def names(rows: object) -> set[str]:
    return {str(row) for row in rows}  # type: ignore[attr-defined]


def test_teacher_sees_the_groups_and_learners_they_teach_and_no_others() -> None:
    school = make_school()
    own, other = make_group(school, "3B"), make_group(school, "3C")
    teacher = make_staff(Role.TEACHER, school, own)
    known, unknown = make_learner(school, own), make_learner(school, other)
    assert names(groups_for(actor(teacher))) == {"3B"}
    assert set(learners_for(actor(teacher))) == {known}
    assert set(learners_for(actor(teacher), other.pk)) == set()
    assert unknown not in learners_for(actor(teacher))
    assert not mentees_of(actor(teacher)), "a teacher is no mentor"


def test_mentor_has_the_learners_of_the_class_and_those_given_by_name() -> None:
    school = make_school()
    own, other = make_group(school, "3B"), make_group(school, "3C")
    mentor = make_staff(Role.MENTOR, school, own)
    in_class, by_name, neither = make_learner(school, own), make_learner(school, other), make_learner(school, other)
    row = own_staff_row(actor(mentor))
    assert row
    Mentorship.objects.create(mentor=row, learner=by_name)
    assert set(mentees_of(actor(mentor))) == {in_class, by_name}
    assert set(learners_for(actor(mentor))) == {in_class, by_name}
    assert neither not in learners_for(actor(mentor))


def test_counsellor_has_the_whole_school_and_none_of_another() -> None:
    school, elsewhere = make_school(), make_school("De Vuurtoren")
    here = make_learner(school, make_group(school))
    there = make_learner(elsewhere, make_group(elsewhere))
    counsellor = make_staff(Role.PROFESSIONAL, school)
    assert set(learners_for(actor(counsellor))) == {here}
    assert there not in mentees_of(actor(counsellor))


def test_manager_and_learner_know_no_learner_by_name() -> None:
    school = make_school()
    group = make_group(school)
    learner = make_learner(school, group, make_person("Yara"))
    manager = make_staff(Role.MANAGER, school, group)
    for asks in (actor(manager), actor(learner.account), actor(make_person("Vreemd"))):  # type: ignore[arg-type]
        assert not groups_for(asks)
        assert not learners_for(asks)
        assert not learners_for(asks, group.pk)
        assert not mentees_of(asks)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL])
def test_without_second_factor_or_acting_for_another_school_nothing_is_seen(role: Role) -> None:
    school, elsewhere = make_school(), make_school("De Vuurtoren")
    group = make_group(school)
    make_learner(school, group)
    member = make_staff(role, school, group)
    also = make_staff(role, elsewhere, person=member.person)
    assert learners_for(actor(member))
    for asks in (replace(actor(member), has_second_factor=False), actor(also), actor(member.person)):
        assert not learners_for(asks)
        assert not groups_for(asks)
        assert not mentees_of(asks)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.MENTOR])
def test_who_left_sees_nothing_from_that_day(role: Role) -> None:
    school = make_school()
    group = make_group(school)
    make_learner(school, group)
    member = make_staff(role, school, group)
    SchoolPerson.objects.filter(account=member.person).update(ended=TODAY())
    assert not groups_for(actor(member))
    assert not learners_for(actor(member))
    assert own_staff_row(actor(member)) is None


@pytest.mark.parametrize(
    ("begins", "ends", "seen"), [(None, 0, True), (None, -1, False), (0, None, True), (1, None, False), (-9, 9, True)]
)
def test_seat_holds_from_its_first_up_to_and_including_its_last_day(
    begins: int | None, ends: int | None, seen: bool
) -> None:
    school = make_school()
    group = make_group(school)
    learner = make_learner(school, group)
    teacher = make_staff(Role.TEACHER, school, group)

    def day(shift: int | None) -> object:
        return None if shift is None else TODAY() + timedelta(days=shift)

    Seat.objects.filter(person__account=teacher.person).update(begins=day(begins), ends=day(ends))
    assert (learner in learners_for(actor(teacher))) is seen
    Seat.objects.filter(person__account=teacher.person).update(begins=None, ends=None)
    Seat.objects.filter(person=learner).update(begins=day(begins), ends=day(ends))
    assert (learner in learners_for(actor(teacher))) is seen


def test_learner_who_left_and_group_that_ended_are_gone_from_every_list() -> None:
    school = make_school()
    group = make_group(school)
    learner = make_learner(school, group, make_person("Yara"))
    mentor = make_staff(Role.MENTOR, school, group)
    assert learner.account
    assert list(own_rows(actor(learner.account))) == [learner]
    SchoolPerson.objects.filter(pk=learner.pk).update(ended=TODAY())
    assert not own_rows(actor(learner.account))
    assert learner not in mentees_of(actor(mentor))
    SchoolPerson.objects.filter(pk=learner.pk).update(ended=None)
    SchoolGroup.objects.update(ended=TODAY())
    assert not groups_for(actor(mentor))
    assert learner not in learners_for(actor(mentor))


def test_who_learns_and_teaches_at_one_school_is_both() -> None:
    school = make_school()
    group = make_group(school)
    member = make_staff(Role.TEACHER, school, group)
    SchoolPerson.objects.filter(account=member.person).update(roles=["learner", "teacher"])
    assert own_staff_row(actor(member)) is not None
    assert own_rows(actor(member))
