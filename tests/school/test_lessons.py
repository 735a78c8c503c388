"""Lessons by teachers, ratings and plans: what teachers may, and above all what who may not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, sign_in
from tests.school.factories import an_activity
from tests.school.people import make_group, make_learner, make_school, make_staff, staff_row
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.kit.versions import Stale
from wending.ledger.rules.actor import VISITOR
from wending.school.actions.lesson_plans import change_plan, plan_lesson, remove_plan
from wending.school.actions.lessons import add_lesson, change_lesson, look_over, remove_lesson, share_lesson
from wending.school.actions.ratings import rate, report_remark
from wending.school.models import OwnLesson, PlannedLesson, Rating
from wending.school.queries.bank import lesson, our_own, search
from wending.school.queries.lesson_plans import planned, planned_lesson
from wending.school.queries.own_lessons import to_look_over
from wending.school.queries.ratings import remarks, scores
from wending.school.rules.bank_search import Wish
from wending.school.rules.own_lesson import State, activity_of, after_change, content_of, hard_parts, most_alike

pytestmark = pytest.mark.django_db
KEY = "bijsluiter-herschrijven"
CONTENT = content_of(an_activity())


def make_lesson(who: Membership, state: State = State.OWN) -> OwnLesson:
    row = add_lesson(by=actor(who), content=CONTENT)
    assert row
    OwnLesson.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


def sees(who: Membership | None, row: OwnLesson) -> bool:
    me = actor(who) if who else VISITOR
    by_number = lesson(str(row.pk), me) is not None
    assert by_number == (str(row.pk) in [one.key for one in search(Wish(), me)])
    return by_number


def leave(who: Membership) -> None:
    row = staff_row(who)
    row.ended = timezone.localdate() - timedelta(days=1)
    row.save()


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (State.OWN, {"writer"}),
        (State.SCHOOL, {"writer", "colleague"}),
        (State.OFFERED, {"writer", "colleague"}),
        (State.OPEN, {"writer", "colleague", "elsewhere", "visitor", "left"}),
    ],
)
def test_lesson_is_seen_by_whom_its_state_says(state: State, seen: set[str]) -> None:
    school = make_school()
    people: dict[str, Membership | None] = {
        "writer": make_staff(Role.TEACHER, school),
        "colleague": make_staff(Role.MENTOR, school, name="Bo"),
        "elsewhere": make_staff(Role.TEACHER, make_school("De Brug")),
        "visitor": None,
        "left": make_staff(Role.TEACHER, school, name="Cas"),
    }
    assert people["left"]
    assert people["writer"]
    leave(people["left"])
    row = make_lesson(people["writer"], state)
    assert {name for name, who in people.items() if sees(who, row)} == seen


def test_only_the_writer_changes_shares_or_removes_a_lesson() -> None:
    school = make_school()
    row = make_lesson(make_staff(Role.TEACHER, school), State.SCHOOL)
    for other in (make_staff(Role.TEACHER, school, name="Bo"), make_staff(Role.MANAGER, school, name="Cas")):
        me = actor(other)
        assert change_lesson(by=me, lesson=row.pk, content={}, version=1) is None
        assert not share_lesson(by=me, lesson=row.pk, state=State.OWN)
        assert not remove_lesson(by=me, lesson=row.pk)
    row.refresh_from_db()
    assert (row.content, row.state) == (CONTENT, State.SCHOOL)


def test_lesson_opens_to_all_only_after_a_teacher_of_another_school_agreed() -> None:
    school, other = make_school(), make_school("De Brug")
    writer, colleague = make_staff(Role.TEACHER, school), make_staff(Role.TEACHER, school, name="Bo")
    elsewhere, manager = make_staff(Role.MENTOR, other), make_staff(Role.MANAGER, other, name="Cas")
    row = make_lesson(writer)
    assert not share_lesson(by=actor(writer), lesson=row.pk, state=State.OPEN)
    assert not look_over(by=actor(elsewhere), lesson=row.pk, agrees=True)
    assert share_lesson(by=actor(writer), lesson=row.pk, state=State.OFFERED)
    for no in (writer, colleague, manager):
        assert not look_over(by=actor(no), lesson=row.pk, agrees=True)
    assert look_over(by=actor(elsewhere), lesson=row.pk, agrees=False, advice="Noem de oven.")
    row.refresh_from_db()
    assert (row.state, row.advice) == (State.SCHOOL, "Noem de oven.")
    share_lesson(by=actor(writer), lesson=row.pk, state=State.OFFERED)
    assert look_over(by=actor(elsewhere), lesson=row.pk, agrees=True)
    assert sees(None, row)


def test_writer_with_a_second_school_does_not_look_over_their_own_lesson() -> None:
    writer = make_staff(Role.TEACHER, make_school())
    row = make_lesson(writer, State.OFFERED)
    elsewhere = make_staff(Role.TEACHER, make_school("De Brug"), person=writer.person)
    assert to_look_over(actor(elsewhere)) == []
    assert not look_over(by=actor(elsewhere), lesson=row.pk, agrees=True)


def test_changed_open_lesson_must_be_looked_over_again() -> None:
    writer = make_staff(Role.TEACHER, make_school())
    row = make_lesson(writer, State.OPEN)
    change_lesson(by=actor(writer), lesson=row.pk, content=CONTENT | {"title": "Nieuw"}, version=1)
    assert not sees(None, row)
    assert [after_change(state) for state in State] == [State.OWN, State.SCHOOL, State.OFFERED, State.OFFERED]
    with pytest.raises(Stale):
        change_lesson(by=actor(writer), lesson=row.pk, content=CONTENT, version=1)
    row.refresh_from_db()
    assert (row.content["title"], row.version) == ("Nieuw", 2)


def test_content_of_an_activity_comes_back_as_it_was() -> None:
    lesson_ = our_own()[KEY]
    kept = replace(lesson_, title_en="", summary_en="")
    assert activity_of(KEY, content_of(lesson_)) == kept


def test_hard_parts_of_our_own_lessons_are_none_and_of_a_hard_text_are_told() -> None:
    assert [one for activity in our_own().values() for one in hard_parts(activity)] == []
    hard = an_activity(title="De arbeidsmarktinformatievoorziening", question="Zeg iets.", evidence="a " * 25)
    assert {(one.field, one.kind) for one in hard_parts(hard)} == {
        ("title", "word"),
        ("question", "question"),
        ("evidence", "sentence"),
    }


def test_most_alike_names_the_lesson_that_was_copied() -> None:
    activities = list(our_own().values())
    copy = replace(our_own()[KEY], key="kopie", title="Mijn les")
    found = most_alike(copy, activities)
    assert found
    assert (found[0].key, found[1]) == (KEY, 1.0)
    assert most_alike(our_own()[KEY], activities) is None


def test_average_shows_from_five_ratings_and_each_teacher_counts_once() -> None:
    school = make_school()
    for number in range(4):
        assert rate(by=actor(make_staff(Role.TEACHER, school, name=f"T{number}")), lesson=KEY, worked=5, remark="")
    fifth = actor(make_staff(Role.TEACHER, school, name="Vijf"))
    assert scores() == {}
    rate(by=fifth, lesson=KEY, worked=5, remark="")
    rate(by=fifth, lesson=KEY, worked=1, remark="")
    assert (scores()[KEY].average, scores()[KEY].ratings) == (pytest.approx(21 / 5), 5)
    assert lesson(KEY).score == scores()[KEY]  # type: ignore[union-attr]


def test_who_is_no_teacher_rates_nothing_and_reads_no_remarks() -> None:
    school = make_school()
    teacher = make_staff(Role.TEACHER, school)
    rate(by=actor(teacher), lesson=KEY, worked=4, remark="Werkte goed.")
    gone = make_staff(Role.TEACHER, school, name="Cas")
    leave(gone)
    for no in (make_member(Role.TEACHER, school, "Niet in de lijst"), make_staff(Role.MANAGER, school), gone):
        assert not rate(by=actor(no), lesson=KEY, worked=1, remark="")
        assert remarks(actor(no), KEY) == []
    without = replace(actor(make_staff(Role.TEACHER, school, name="Bo")), has_second_factor=False)
    assert remarks(without, KEY) == []
    assert Rating.objects.count() == 1


def test_nobody_rates_their_own_or_an_unseen_lesson() -> None:
    writer, elsewhere = make_staff(Role.TEACHER, make_school()), make_staff(Role.TEACHER, make_school("De Brug"))
    row = make_lesson(writer, State.SCHOOL)
    assert not rate(by=actor(writer), lesson=str(row.pk), worked=5, remark="")
    assert not rate(by=actor(elsewhere), lesson=str(row.pk), worked=1, remark="")


def test_reported_remark_is_hidden_until_its_writer_says_something_else() -> None:
    school = make_school()
    one, other = actor(make_staff(Role.TEACHER, school)), actor(make_staff(Role.TEACHER, school, name="Bo"))
    rate(by=one, lesson=KEY, worked=4, remark="Lelijk.")
    (seen,) = remarks(other, KEY)
    assert not report_remark(by=one, lesson=KEY, remark=seen.id)
    assert not report_remark(by=other, lesson="interview-eerste-baan", remark=seen.id)
    assert report_remark(by=other, lesson=KEY, remark=seen.id)
    assert remarks(other, KEY) == []
    rate(by=one, lesson=KEY, worked=4, remark="Lelijk.")
    assert remarks(other, KEY) == []
    rate(by=one, lesson=KEY, worked=4, remark="Ging goed.")
    assert [remark.text for remark in remarks(other, KEY)] == ["Ging goed."]


def make_plan(who: Membership, group: Any, **changes: Any) -> PlannedLesson | None:
    told = {"lesson": KEY, "group": group.pk, "day": date(2026, 3, 2), "now": "De oven is stuk.", "link": ""}
    return plan_lesson(by=actor(who), **(told | changes))


def test_lesson_is_planned_for_own_group_only_and_seen_by_its_staff_only() -> None:
    school = make_school()
    group, other = make_group(school), make_group(school, "3B")
    teacher, mentor = make_staff(Role.TEACHER, school, group), make_staff(Role.MENTOR, school, group, name="Bo")
    stranger = make_staff(Role.TEACHER, school, other, name="Cas")
    assert make_plan(teacher, other) is None
    assert make_plan(teacher, group, lesson="bestaat-niet") is None
    row = make_plan(teacher, group)
    assert row
    assert planned_lesson(actor(mentor), row.pk) == row
    elsewhere = make_staff(Role.TEACHER, make_school("De Brug"))
    learner = make_learner(school, group, account=True)
    for no in (stranger, make_staff(Role.MANAGER, school), elsewhere, Membership.objects.get(person=learner.account)):
        assert planned_lesson(actor(no), row.pk) is None
        assert planned(actor(no)) == ([], [])
    assert not remove_plan(by=actor(mentor), number=row.pk)
    leave(teacher)
    assert planned_lesson(actor(teacher), row.pk) is None
    assert not remove_plan(by=actor(teacher), number=row.pk)


def test_change_plan_refuses_a_stale_version_and_another_group() -> None:
    school = make_school()
    group, other = make_group(school), make_group(school, "3B")
    teacher = make_staff(Role.TEACHER, school, group)
    row = make_plan(teacher, group)
    assert row
    told: dict[str, Any] = {"day": date(2026, 3, 3), "now": "Nieuw", "link": ""}
    assert not change_plan(by=actor(teacher), number=row.pk, version=1, group=other.pk, **told)
    assert change_plan(by=actor(teacher), number=row.pk, version=1, group=group.pk, **told)
    with pytest.raises(Stale):
        change_plan(by=actor(teacher), number=row.pk, version=1, group=group.pk, **(told | {"now": "Ouder"}))
    row.refresh_from_db()
    assert row.now == "Nieuw"


def test_page_of_plans_asks_as_many_queries_for_many_as_for_few(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    school = make_school()
    group = make_group(school)
    teacher = make_staff(Role.TEACHER, school, group)
    sign_in(client, teacher)
    for count in (3, 27):
        for number in range(count):
            make_plan(teacher, group, day=timezone.localdate() + timedelta(days=number))
        with django_assert_max_num_queries(30):
            page = client.get(reverse("school:my_lessons"))
    assert page.content.decode().count("De oven is stuk.") == 30


def test_form_tells_an_unknown_occupation_what_looks_like_it(client: Client) -> None:
    sign_in(client, make_staff(Role.TEACHER, make_school()))
    lines = {"steps": "Een.\nTwee.\nDrie.", "occupations": "bakker\ntimmermna", "skills": ""}
    page = client.post(reverse("school:lesson_new"), CONTENT | lines).content.decode()
    assert "“timmermna” staat niet in onze lijst. Bedoel je: timmerman" in page
    assert not OwnLesson.objects.exists()
    client.post(reverse("school:lesson_new"), CONTENT | lines | {"occupations": "Bakker\ntimmerman"})
    assert OwnLesson.objects.get().content["occupations"] == ["bakker", "timmerman"]


def test_form_refuses_a_citizen_service_number_and_too_few_steps(client: Client) -> None:
    sign_in(client, make_staff(Role.TEACHER, make_school()))
    wrong = {"steps": "Een.\nTwee.", "occupations": "bakker\nkok", "skills": "", "now": "Bel 111222333."}
    page = client.post(reverse("school:lesson_new"), CONTENT | wrong).content.decode()
    assert "lijkt op een burgerservicenummer" in page
    assert "Schrijf 3 tot 6 regels. Nu zijn het er 2." in page


def test_sheet_of_a_planned_lesson_is_for_staff_of_the_group(client: Client) -> None:
    school = make_school()
    group = make_group(school)
    row = make_plan(make_staff(Role.TEACHER, school, group), group)
    assert row
    address = reverse("school:planned_lesson_pdf", args=[row.pk])
    assert sign_in(client, make_staff(Role.MENTOR, school, group, name="Bo")).get(address).status_code == 200
    assert sign_in(client, make_staff(Role.TEACHER, school, name="Cas")).get(address).status_code == 404
    assert client.get(reverse("school:planned_lesson_pdf", args=[uuid4()])).status_code == 404
