"""Pages of people at a school: what each role sees, and who may not."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.school.people import make_group, make_learner, make_school, make_staff, staff_row
from wending.accounts.models import Consent, Membership
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.kit.tokens import hash_of, typed_code
from wending.school.actions.joining import join, leave, make_letters, remove_old_codes
from wending.school.models import JoinCode, SchoolGroup, SchoolPerson, Seat
from wending.school.queries.mine import my_places
from wending.school.queries.scope import learners_for, own_rows

pytestmark = pytest.mark.django_db
NAMES = (Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL)


def text(response: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def day(away: int) -> Any:
    """Return a day so many days from today."""
    return timezone.localdate() + timedelta(days=away)


@pytest.mark.parametrize("role", NAMES)
def test_desk_counts_learners_and_group_names_them(client: Client, role: Role) -> None:
    school = make_school()
    group = make_group(school)
    for number in range(3):
        make_learner(school, group, first=f"Ada{number}")
    make_learner(school, group, first="Weg", ended=day(0))
    sign_in(client, make_staff(role, school, group))
    desk = text(client.get(reverse("school:desk")))
    assert "3A" in desk
    assert re.search(r"leerjaar 3 3 ", desk)
    assert "Ada0" not in desk
    names = text(client.get(reverse("school:group", args=[group.pk])))
    assert "3 leerlingen" in names
    assert "Ada2" in names
    assert "Weg" not in names


@pytest.mark.parametrize("role", [Role.TEACHER, Role.MENTOR])
def test_group_of_others_does_not_exist(client: Client, role: Role) -> None:
    school, elsewhere = make_school(), make_school("De Brug")
    other, far = make_group(school, "3B"), make_group(elsewhere)
    sign_in(client, make_staff(role, school, make_group(school)))
    for group in (other.pk, far.pk, uuid4()):
        assert client.get(reverse("school:group", args=[group])).status_code == 404
    assert "3B" not in text(client.get(reverse("school:desk")))


def test_manager_sees_staff_and_counts_but_no_names_of_learners(client: Client) -> None:
    school = make_school()
    group = make_group(school)
    make_staff(Role.TEACHER, school, group, name="Dana")
    make_learner(school, group, first="Yara", key="101")
    sign_in(client, make_member(Role.MANAGER, school))
    pages = [
        reverse("school:school"),
        reverse("school:people"),
        reverse("school:group_settings", args=[group.pk]),
        reverse("school:roster"),
    ]
    shown = [text(client.get(page)) for page in pages]
    assert not any("Yara" in page for page in shown)
    assert "Dana Vos" in shown[1]
    assert "1 leerling," in shown[2]
    for page in (reverse("school:desk"), reverse("school:group", args=[group.pk])):
        assert client.get(page).status_code == 403


def test_manager_of_another_school_changes_nothing_here(client: Client) -> None:
    school, elsewhere = make_school(), make_school("De Brug")
    group = make_group(school)
    teacher = staff_row(make_staff(Role.TEACHER, school, group))
    make_learner(school, group, first="Yara")
    sign_in(client, make_member(Role.MANAGER, elsewhere))
    for name, key in (
        ("group_settings", group.pk), ("group_end", group.pk), ("group_letters", group.pk), ("person_end", teacher.pk),
    ):  # fmt: skip
        answer = client.post(reverse(f"school:{name}", args=[key]), {"phase": "", "until": day(9).isoformat()})
        assert answer.status_code == 404
    assert client.get(reverse("school:person_end", args=[teacher.pk])).status_code == 404
    group.refresh_from_db()
    assert (group.phase, group.ended) == ("vmbo-bovenbouw", None)
    assert not JoinCode.objects.exists()
    assert SchoolPerson.objects.filter(ended=None).count() == 2


def test_manager_makes_a_small_school_by_hand(client: Client) -> None:
    school = make_school()
    sign_in(client, make_member(Role.MANAGER, school))
    assert "Maak zelf een klas" in text(client.get(reverse("school:school")))
    client.post(reverse("school:group_new"), {"name": "Groep 8", "phase": "po-groep-7-8", "year": "8"})
    group = SchoolGroup.objects.get()
    assert (group.phase, group.year, group.key) == ("po-groep-7-8", 8, "")
    told = {"first": "Mo", "last": "Smit", "role": "mentor", "groups": [str(group.pk)]}
    client.post(reverse("school:people"), told)
    client.post(reverse("school:people"), told | {"first": "Yara", "role": "learner"})
    assert {(seat.person.first, seat.role) for seat in Seat.objects.all()} == {("Mo", "mentor"), ("Yara", "learner")}
    shown = reverse("school:group_settings", args=[group.pk])
    assert "Yara Smit" in text(client.get(shown))
    learner = SchoolPerson.objects.get(first="Yara")
    assert reverse("school:person_end", args=[learner.pk]) in client.get(shown).content.decode()
    sure = client.get(reverse("school:person_end", args=[learner.pk]))
    assert "Yara Smit niet meer op school?" in text(sure)
    # A learner is not among the staff: the way back leads to the school.
    assert reverse("school:people") not in sure.content.decode().partition("<main")[2]
    assert SchoolPerson.objects.filter(ended=None).count() == 2
    client.post(reverse("school:person_end", args=[learner.pk]))
    learner.refresh_from_db()
    assert learner.ended == day(0)


def test_manager_may_not_end_a_learner_of_the_roster_nor_take_a_number_for_a_name(client: Client) -> None:
    school = make_school()
    learner = make_learner(school, make_group(school), key="101")
    sign_in(client, make_member(Role.MANAGER, school))
    for answer in (client.get, client.post):
        assert answer(reverse("school:person_end", args=[learner.pk])).status_code == 404
    told = {"first": "111222333", "last": "Smit", "role": "learner"}
    assert "burgerservicenummer" in text(client.post(reverse("school:people"), told))
    assert SchoolPerson.objects.count() == 1


def test_group_with_a_year_that_its_phase_does_not_have_is_refused(client: Client) -> None:
    school = make_school()
    group = make_group(school)
    sign_in(client, make_member(Role.MANAGER, school))
    answer = client.post(reverse("school:group_settings", args=[group.pk]), {"phase": "havo-bovenbouw", "year": "1"})
    assert answer.status_code == 422
    assert "heeft deze leerjaren: 4, 5" in text(answer)


def letters_of(school: Any, group: SchoolGroup | None = None, away: int = 30) -> dict[str, str]:
    """Return the codes on fresh letters by first name."""
    manager = make_member(Role.MANAGER, school)
    made = make_letters(by=actor(manager), until=day(away), group=group.pk if group else None)
    return {letter.name.split()[0]: letter.code for letter in made}


def test_letters_are_a_pdf_and_only_the_hash_is_kept(client: Client) -> None:
    school = make_school()
    group = make_group(school)
    make_learner(school, group)
    make_learner(school, group, account=True, first="Bo")
    sign_in(client, make_member(Role.MANAGER, school))
    told = {"until": day(10).isoformat()}
    answer = client.post(reverse("school:group_letters", args=[group.pk]), told)
    assert answer.content.startswith(b"%PDF")
    assert "3A" not in answer["Content-Disposition"]
    (row,) = JoinCode.objects.all()
    assert row.person.first == "Yara"
    assert len(row.code_hash) == 64
    late = client.post(reverse("school:group_letters", args=[group.pk]), {"until": day(-1).isoformat()}, follow=True)
    assert "binnen een half jaar" in text(late)


def test_join_by_page_makes_the_membership_and_works_once(client: Client) -> None:
    school = make_school()
    group = make_group(school)
    make_learner(school, group)
    code = letters_of(school, group)["Yara"]
    sign_in(client, make_person("Yara"))
    sure = client.post(reverse("school:join"), {"code": code.upper().replace("-", " ")})
    assert "voor Yara Bos" in text(sure)
    assert not Membership.objects.filter(role=Role.LEARNER).exists()
    done = client.post(reverse("school:join"), {"code": code, "yes": "1"}, follow=True)
    assert "Je hoort nu bij Het Palet" in text(done)
    assert "3A" in text(done)
    assert [row.role for row in Membership.objects.filter(person__name="Yara")] == [Role.LEARNER]
    other = sign_in(Client(), make_person("Bo"))
    assert "werkt niet" in text(other.post(reverse("school:join"), {"code": code, "yes": "1"}))


@pytest.mark.parametrize(
    ("role", "given"),
    [
        ("teacher", {Role.TEACHER}),
        ("mentor", {Role.MENTOR}),
        ("counsellor", {Role.PROFESSIONAL}),
        ("learner", {Role.LEARNER}),
    ],
)
def test_join_gives_the_role_of_the_roster(role: str, given: set[Role]) -> None:
    school = make_school()
    group = make_group(school)
    row = make_learner(school, group, roles=[role])
    code = letters_of(school, group if role == "learner" else None)["Yara"]
    person = make_person()
    assert join(by=actor(person), code=code) == row
    assert {each.role for each in Membership.objects.filter(person=person)} == given


def test_code_that_is_over_replaced_or_of_who_left_is_refused() -> None:
    school = make_school()
    group = make_group(school)
    row = make_learner(school, group)
    person = actor(make_person())
    first = letters_of(school, group)["Yara"]
    second = letters_of(school, group)["Yara"]
    assert join(by=person, code=first) is None
    JoinCode.objects.update(until=day(-1))
    assert join(by=person, code=second) is None
    assert remove_old_codes() == 1
    third = letters_of(school, group)["Yara"]
    SchoolPerson.objects.filter(pk=row.pk).update(ended=day(0))
    assert join(by=person, code=third) is None
    assert not Membership.objects.filter(role=Role.LEARNER).exists()


def test_code_cannot_be_used_by_who_is_at_the_school_already(client: Client) -> None:
    school = make_school()
    group = make_group(school)
    make_learner(school, group)
    there = make_learner(school, group, account=True, first="Bo")
    code = letters_of(school, group)["Yara"]
    assert there.account
    sign_in(client, there.account)
    assert "al bij deze school" in text(client.post(reverse("school:join"), {"code": code, "yes": "1"}))


def test_typed_code_is_the_code_however_it_is_typed() -> None:
    assert typed_code(" ABCD efgh-jkmn PQRS ") == "abcd-efgh-jkmn-pqrs"
    assert hash_of(typed_code("abcdefghjkmnpqrs")) == hash_of("abcd-efgh-jkmn-pqrs")


def test_leave_ends_what_school_sees_at_once(client: Client) -> None:
    school = make_school()
    group = make_group(school)
    row = make_learner(school, group, account=True)
    assert row.account
    consent = Consent.objects.create(
        person=row.account, purpose=Purpose.SCHOOL, part=Part.SKILLS, to_organisation=school, until=day(30)
    )
    sign_in(client, row.account)
    assert "Niet je dossier" in text(client.get(reverse("school:mine")))
    client.post(reverse("school:leave", args=[row.pk]))
    consent.refresh_from_db()
    assert consent.withdrawn
    assert not own_rows(actor(row.account))
    assert not Membership.objects.filter(person=row.account, ended=None).exists()
    # The name stays in the school's own list.
    assert [each.first for each in learners_for(actor(make_staff(Role.MENTOR, school, group)))] == ["Yara"]


def test_leave_is_only_of_oneself(client: Client) -> None:
    school = make_school()
    row = make_learner(school, make_group(school), account=True)
    other = make_learner(school, account=True, first="Bo")
    assert other.account
    sign_in(client, other.account)
    assert client.post(reverse("school:leave", args=[row.pk])).status_code == 404
    assert leave(by=actor(other.account), person=row.pk) is None
    row.refresh_from_db()
    assert row.account


def test_mine_names_who_guides_and_not_other_learners(client: Client) -> None:
    school, elsewhere = make_school(), make_school("De Brug")
    group = make_group(school)
    mentor = make_staff(Role.MENTOR, school, group, name="Mo")
    make_staff(Role.TEACHER, school, group, name="Dana")
    make_staff(Role.PROFESSIONAL, school, name="Kim")
    make_staff(Role.TEACHER, school, make_group(school, "3B"), name="Vreemd")
    make_staff(Role.PROFESSIONAL, elsewhere, name="Ver")
    make_learner(school, group, first="Bo")
    row = make_learner(school, group, account=True, mentor=mentor)
    assert row.account
    (place,) = my_places(actor(row.account))
    assert [each.first for each in place.guides] == ["Mo", "Kim"]
    assert [each.first for each in place.teachers] == ["Dana"]
    page = text(client.get(reverse("school:mine"))) if sign_in(client, row.account) else ""
    assert "Mo Vos" in page
    assert "Bo Bos" not in page


@pytest.mark.parametrize("count", [3, 30])
def test_list_pages_ask_the_same_number_of_queries(
    client: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    school = make_school()
    groups = [make_group(school, f"G{number}") for number in range(count)]
    for number in range(count):
        make_learner(school, groups[0], first=f"L{number}", account=True)
    who = make_staff(Role.MENTOR, school, *groups)
    manager = make_member(Role.MANAGER, school)
    sign_in(client, who)
    with django_assert_max_num_queries(14):
        client.get(reverse("school:desk"))
    with django_assert_max_num_queries(16):
        client.get(reverse("school:group", args=[groups[0].pk]))
    sign_in(client, manager)
    for page in ("school:school", "school:people"):
        with django_assert_max_num_queries(14):
            client.get(reverse(page))
