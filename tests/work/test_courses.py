"""Own courses and badges: a badge that a firm issues holds in the dossier's own importer, and belongs to its person."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, sign_in
from tests.reference.factories import DRIVE, load_small
from tests.work.growth import ADDRESSES, finish, make_course, make_employee
from tests.work.people import make_firm, make_manager
from wending.accounts.actions.keys import count_by_key
from wending.dossier.models import Item, ItemSkill
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import Status
from wending.dossier.sources.openbadges.parse import parse
from wending.dossier.sources.proofs.integrity import check_integrity
from wending.ledger.models import Entry
from wending.work.actions.badges import accept_badge, issue_badge, replace_key, revoke_badge
from wending.work.actions.courses import confirm, enrol, hand_in, leave_course, not_yet, read_work
from wending.work.models import Badge, FirmKey, StepShown
from wending.work.queries.badges import issued_badges, own_badges
from wending.work.queries.courses import course_for, courses_for, participants
from wending.work.sources.badges import encoded_list, numbers_in

pytestmark = pytest.mark.django_db


def test_badge_of_a_firm_is_verified_by_the_importer_and_lands_where_its_person_takes_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    load_small(tmp_path)
    firm = make_firm()
    first, second, sem = make_manager(firm), make_manager(firm, "Bo"), make_employee(firm)
    course = make_course(first, skills=[{"uri": DRIVE, "name": "vrachtwagen rijden"}])
    assert sem.account
    enrolled = finish(course, sem.account, first, second)
    badge = issue_badge(by=actor(first), enrolment=enrolled.pk, course=course.pk, addresses=ADDRESSES)
    assert issue_badge(by=actor(first), enrolment=enrolled.pk, course=course.pk, addresses=ADDRESSES) == badge

    read = parse(badge.credential.encode(), timezone.now() + timedelta(minutes=1))
    checked = read.record.items[0].credential
    assert checked is not None
    assert (checked.status, checked.issuer, checked.issuer_id) == (Status.VERIFIED, firm.name, badge.key.did)
    assert not Item.objects.exists()

    assert accept_badge(by=actor(sem.account), badge=badge.pk, lang="nl") == 1
    assert accept_badge(by=actor(sem.account), badge=badge.pk, lang="nl") == 0
    assert ItemSkill.objects.get(item__person=sem.account, uri=DRIVE).credential
    # What the firm sees is the same as before.
    assert [one.name for one in issued_badges(actor(first))] == ["Sem"]
    assert "accepted" not in issued_badges(actor(first))[0].__slots__


def test_changed_badge_is_refused() -> None:
    firm = make_firm()
    first, second, sem = make_manager(firm), make_manager(firm, "Bo"), make_employee(firm)
    course = make_course(first)
    enrolled = finish(course, sem.account, first, second)  # type: ignore[arg-type]
    badge = issue_badge(by=actor(first), enrolment=enrolled.pk, course=course.pk, addresses=ADDRESSES)
    changed = json.loads(badge.credential)
    changed["credentialSubject"]["achievement"]["name"] = "Directeur"
    with pytest.raises(RecordRefused):
        parse(json.dumps(changed).encode(), timezone.now() + timedelta(minutes=1))


def test_revoked_badge_stands_on_the_signed_public_list(client: Client) -> None:
    firm = make_firm()
    first, second, sem = make_manager(firm), make_manager(firm, "Bo"), make_employee(firm)
    course = make_course(first)
    enrolled = finish(course, sem.account, first, second)  # type: ignore[arg-type]
    badge = issue_badge(by=actor(first), enrolment=enrolled.pk, course=course.pk, addresses=ADDRESSES)
    assert not revoke_badge(by=actor(make_manager(make_firm("Ander"), "Kim")), badge=badge.pk)
    assert revoke_badge(by=actor(first), badge=badge.pk)
    assert own_badges(actor(sem.account)).get().revoked  # type: ignore[arg-type]
    with pytest.raises(Badge.DoesNotExist):
        accept_badge(by=actor(sem.account), badge=badge.pk, lang="nl")  # type: ignore[arg-type]

    address = f"{reverse('work:badge_list', args=[firm.pk])}?sleutel={badge.key_id}"
    told = client.get(address).json()
    assert numbers_in(told["credentialSubject"]["encodedList"]) == {badge.number}
    assert check_integrity("list", told, timezone.now() + timedelta(minutes=1)).status == Status.VERIFIED
    # Its number stays taken back when the person is erased.
    sem.account.delete()  # type: ignore[union-attr]
    assert numbers_in(client.get(address).json()["credentialSubject"]["encodedList"]) == {badge.number}
    achievement = reverse("work:badge_achievement", args=[course.pk])
    assert client.get(achievement).status_code == 404


def test_public_pages_of_badges_tell_of_no_person_and_only_of_firms_that_sign(client: Client) -> None:
    firm = make_firm()
    first, second, sem = make_manager(firm), make_manager(firm, "Bo"), make_employee(firm)
    course = make_course(first)
    pages = [reverse(f"work:{name}", args=[firm.pk]) for name in ("badge_firm", "badge_issuer", "badge_list")]
    pages += [reverse("work:badge_achievement", args=[course.pk])]
    assert {client.get(page).status_code for page in pages} == {404}
    enrolled = finish(course, sem.account, first, second)  # type: ignore[arg-type]
    badge = issue_badge(by=actor(first), enrolment=enrolled.pk, course=course.pk, addresses=ADDRESSES)
    pages += [reverse("work:badge_key", args=[firm.pk, badge.key_id])]
    for page in pages:
        told = client.get(page).content.decode()
        assert sem.account.email not in told  # type: ignore[union-attr]
        assert "Sem" not in told
    assert client.get(pages[-1]).json()["id"] == badge.key.did
    assert client.get(reverse("work:badge_key", args=[make_firm("Ander").pk, badge.key_id])).status_code == 404


def test_private_key_is_encrypted_and_replaced_without_breaking_badges() -> None:
    firm = make_firm()
    first, second, sem = make_manager(firm), make_manager(firm, "Bo"), make_employee(firm)
    course = make_course(first)
    enrolled = finish(course, sem.account, first, second)  # type: ignore[arg-type]
    badge = issue_badge(by=actor(first), enrolment=enrolled.pk, course=course.pk, addresses=ADDRESSES)
    assert count_by_key()["work.firmkey.private"] == {1: 1}
    assert replace_key(by=actor(first)).did != badge.key.did
    assert parse(badge.credential.encode(), timezone.now() + timedelta(minutes=1)).record.items
    assert FirmKey.objects.filter(ended=None).count() == 1


def test_step_counts_after_two_different_people_and_never_for_oneself() -> None:
    firm = make_firm()
    first, second = make_manager(firm), make_manager(firm, "Bo")
    sem, kim = make_employee(firm), make_employee(firm, "Kim")
    course = make_course(first)
    course.supervisors.add(sem, kim)
    me = actor(sem.account)  # type: ignore[arg-type]
    found = enrol(by=me, course=course.pk)
    row = hand_in(by=me, step=course.steps.all()[0].pk, text="Zo")

    assert not confirm(by=me, shown=row.pk)
    assert confirm(by=actor(kim.account), shown=row.pk)  # type: ignore[arg-type]
    assert not confirm(by=actor(kim.account), shown=row.pk)  # type: ignore[arg-type]
    assert participants(actor(first), course.pk)[0].done == 0
    with pytest.raises(PermissionDenied):
        issue_badge(by=actor(first), enrolment=found.pk, course=course.pk, addresses=ADDRESSES)
    assert confirm(by=actor(second), shown=row.pk)
    assert participants(actor(first), course.pk)[0].done == 1
    # What is handed in anew must be looked at anew.
    hand_in(by=me, step=row.step_id, text="Anders")
    assert participants(actor(first), course.pk)[0].done == 0
    assert not_yet(by=actor(first), shown=row.pk, remark="Doe je handschoenen aan")
    assert StepShown.objects.get().remark


def test_work_is_seen_only_by_who_looks_at_it_and_that_is_told() -> None:
    firm = make_firm()
    first, sem, kim = make_manager(firm), make_employee(firm), make_employee(firm, "Kim")
    course = make_course(first)
    me = actor(sem.account)  # type: ignore[arg-type]
    enrol(by=me, course=course.pk)
    row = hand_in(by=me, step=course.steps.all()[0].pk, text="Zo")
    other = actor(make_manager(make_firm("Ander"), "Bo"))
    for outsider in (actor(kim.account), other):  # type: ignore[arg-type]
        assert read_work(by=outsider, course=course.pk) == []
        assert not confirm(by=outsider, shown=row.pk)
    assert [one.name for one in read_work(by=actor(first), course=course.pk)] == ["Sem"]
    assert Entry.objects.filter(chain=me.key, verb="read-work").count() == 1
    sem.ended = timezone.localdate()
    sem.save()
    assert read_work(by=actor(first), course=course.pk) == []
    assert course_for(me, course.pk) is None
    assert not confirm(by=actor(first), shown=row.pk)


def test_leaving_a_course_takes_what_was_handed_in_away() -> None:
    firm = make_firm()
    first, sem = make_manager(firm), make_employee(firm)
    course = make_course(first)
    me = actor(sem.account)  # type: ignore[arg-type]
    enrol(by=me, course=course.pk)
    hand_in(by=me, step=course.steps.all()[0].pk, text="Zo")
    assert leave_course(by=me, course=course.pk)
    assert not StepShown.objects.exists()
    with pytest.raises(PermissionDenied):
        enrol(by=actor(make_employee(make_firm("Ander"), "Bo").account), course=course.pk)  # type: ignore[arg-type]
    assert list(courses_for(me)) == [course]


def test_pages_of_a_course_from_both_sides(client: Client) -> None:
    firm = make_firm()
    first, second, sem = make_manager(firm), make_manager(firm, "Bo"), make_employee(firm)
    course = make_course(first)
    finish(course, sem.account, first, second)  # type: ignore[arg-type]
    sign_in(client, first)
    page = client.get(reverse("work:course_work", args=[course.pk])).content.decode()
    assert "Geef de badge" in page
    enrolment = participants(actor(first), course.pk)[0].enrolment
    client.post(reverse("work:badge_issue", args=[course.pk, enrolment.pk]))
    badge = Badge.objects.get()
    assert client.get(reverse("work:badge_file", args=[badge.pk])).status_code == 404
    sign_in(client, sem.account)  # type: ignore[arg-type]
    assert "Zet in mijn dossier" in client.get(reverse("work:own_courses")).content.decode()
    assert client.get(reverse("work:badge_file", args=[badge.pk])).json()["name"] == course.title
    assert client.get(reverse("work:own_course", args=[course.pk])).status_code == 200
    assert client.post(reverse("work:badge_take", args=[badge.pk])).status_code == 302
    assert Item.objects.get(person=sem.account).title == course.title


@pytest.mark.parametrize("numbers", [set(), {0}, {7, 8, 131_071}])
def test_encoded_list_gives_its_numbers_back(numbers: set[int]) -> None:
    assert numbers_in(encoded_list(numbers)) == numbers
