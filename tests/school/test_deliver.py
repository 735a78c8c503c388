"""Bringing rosters in force: the law of the plan in the tables, and the bad days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation, make_person
from tests.school.people import make_group, make_learner, make_school, make_staff
from tests.school.rosters import ALL, FILES, HEADING, LEARNERS, STAFF, a_delivery, bring
from wending.accounts.models import Consent, Membership
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.models import Entry
from wending.ledger.rules.actor import SYSTEM
from wending.reference.rules.records import BadInput
from wending.school.actions import deliver, write_roster
from wending.school.actions.deliver import RefusedDelivery, StaleDelivery, apply_delivery, clear_deliveries, planned
from wending.school.models import Delivery, Mentorship, SchoolGroup, SchoolPerson, SchoolYear, Seat, Site
from wending.school.queries.known_roster import known_roster
from wending.school.queries.scope import learners_for
from wending.school.rules.roster import Membership as InGroup
from wending.school.rules.roster import Roster
from wending.school.rules.roster_json import fingerprint, from_json
from wending.school.rules.roster_plan import applied, plan

pytestmark = pytest.mark.django_db


def tables() -> dict[str, list[Any]]:
    """Return all rows that a roster touches."""
    kinds = (Site, SchoolYear, SchoolGroup, SchoolPerson, Seat, Mentorship)
    return {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in kinds}


def person(key: str) -> SchoolPerson:
    """Return somebody by their number."""
    return SchoolPerson.objects.get(key=key)


# Deliveries one after another: the tables must hold what the pure law of a plan says, each time.
MOVED = HEADING + "101;Ada;;Bosch;3B;3;7\n102;Bo;van;Dam;3A;3;VOS\n104;Dex;;Prins;3C;3;\n"
SERIES: list[tuple[tuple[str, str], ...]] = [
    FILES,
    FILES,
    (("l.csv", MOVED), ("p.csv", STAFF)),
    (("l.csv", MOVED),),
    (("p.csv", STAFF.replace(";mentor;", ";docent;").replace("3A", "3C")),),
    FILES,
]


def test_apply_gives_what_the_law_of_a_plan_says() -> None:
    school = make_school()
    for files in SERIES:
        whole = ALL if len(files) == 2 else frozenset({"learners" if files[0][0] == "l.csv" else "staff"})
        old = known_roster(school)
        delivery = a_delivery(school, *files, whole=whole)
        _, steps = planned(by=SYSTEM, delivery=delivery, confirmed=True)
        assert not [each for each in steps.findings if each.grave]
        apply_delivery(by=SYSTEM, delivery=delivery.pk, confirm_ending=True, school=school.pk)
        assert fingerprint(known_roster(school)) == fingerprint(applied(old, steps))


def test_apply_twice_changes_nothing() -> None:
    school = make_school()
    assert bring(school)["added"] == 5  # type: ignore[index]
    first = tables()
    assert first["Seat"]
    assert first["Mentorship"]
    counts = bring(school)
    assert counts is not None
    assert {name for name, count in counts.items() if count} == {"same"}
    assert tables() == first


def test_apply_says_who_is_in_which_group() -> None:
    school = make_school()
    bring(school)
    seats = Seat.objects.values_list("group__name", "person__first", "role").order_by("group__name", "person__first")
    assert list(seats) == [
        ("3A", "Ada", "learner"), ("3A", "Bo", "learner"), ("3A", "Kim", "mentor"),
        ("3B", "Kim", "teacher"), ("3B", "Çem", "learner"),
    ]  # fmt: skip
    assert {pair.learner.first for pair in Mentorship.objects.filter(mentor__first="Kim")} == {"Ada", "Bo"}


def test_apply_leaves_what_was_made_by_hand_alone() -> None:
    school = make_school()
    group = make_group(school, "plusklas")
    make_learner(school, group, first="Hand")
    bring(school)
    Seat.objects.create(group=group, person=person("101"), role="learner")
    mentor = make_staff(Role.MENTOR, school, group, name="Mo")
    Mentorship.objects.create(mentor=SchoolPerson.objects.get(first="Mo"), learner=person("101"))
    bring(school, ("l.csv", MOVED), ("p.csv", STAFF), confirm_ending=True)
    assert {each.first for each in learners_for(actor(mentor))} == {"Hand", "Ada"}


def test_apply_keeps_what_the_school_said_of_a_group() -> None:
    school = make_school()
    bring(school)
    SchoolGroup.objects.filter(name="3A").update(phase="vmbo-bovenbouw", year=3)
    bring(school, ("l.csv", LEARNERS.replace("3A;3", "3A;4")), ("p.csv", STAFF))
    assert list(SchoolGroup.objects.filter(name="3A").values_list("phase", "year")) == [("vmbo-bovenbouw", 3)]


CONFLICT = (("l.csv", LEARNERS + "101;Ada;;Anders;3A;3;\n"), ("p.csv", STAFF))


def test_conflicting_files_are_refused_whole_with_file_and_line() -> None:
    school = make_school()
    bring(school)
    before = tables()
    changed = (("l.csv", CONFLICT[0][1].replace("Dam", "Damme")), CONFLICT[1])
    delivery = a_delivery(school, *changed)
    with pytest.raises(RefusedDelivery) as refused:
        apply_delivery(by=SYSTEM, delivery=delivery.pk, confirm_ending=True, school=school.pk)
    (finding,) = [each for each in refused.value.plan.findings if each.grave]
    assert (finding.file, finding.line) == ("l.csv", 5)
    assert (finding.code, finding.about) == ("another-name", ("101", "l.csv", 2))
    assert tables() == before


def test_citizen_number_refuses_and_is_not_kept() -> None:
    school = make_school()
    delivery = a_delivery(school, ("l.csv", LEARNERS.replace("103", "111222333")), ("p.csv", STAFF))
    with pytest.raises(RefusedDelivery):
        apply_delivery(by=SYSTEM, delivery=delivery.pk, school=school.pk)
    assert "111222333" not in str(Delivery.objects.get().content)


def test_birth_dates_are_neither_kept_nor_shown() -> None:
    school = make_school()
    text = LEARNERS.replace("Mentor\n", "Mentor;Geboortedatum\n").replace("VOS\n", "VOS;1-2-2010\n")
    delivery = a_delivery(school, ("l.csv", text.replace("3;\n", "3;;1-2-2011\n")), ("p.csv", STAFF))
    assert "2010" not in str(delivery.content)
    assert bring(school) is not None


def test_many_endings_wait_for_a_yes() -> None:
    school = make_school()
    bring(school)
    before = tables()
    few = (("l.csv", HEADING + "101;Ada;;Bos;3A;3;VOS\n"), ("p.csv", STAFF))
    with pytest.raises(RefusedDelivery) as refused:
        bring(school, *few)
    assert refused.value.plan.needs_confirmation
    assert tables() == before
    counts = bring(school, *few, confirm_ending=True)
    assert counts is not None
    assert counts["ended"] == 2


def test_person_whom_the_roster_ends_loses_access_at_once_and_keeps_the_account() -> None:
    school, elsewhere = make_school(), make_school("De Brug")
    bring(school)
    mentor, learner = make_person("Kim"), make_person("Ada")
    for key, account, role in (("staff/7", mentor, Role.MENTOR), ("101", learner, Role.LEARNER)):
        SchoolPerson.objects.filter(key=key).update(account=account)
        make_member(role, school, person=account)
    kept = make_member(Role.LEARNER, elsewhere, person=learner)
    until = timezone.localdate() + timedelta(days=30)
    consent = Consent.objects.create(
        person=learner, purpose=Purpose.SCHOOL, part=Part.SKILLS, to_organisation=school, until=until
    )
    me = actor(Membership.objects.get(person=mentor))
    assert learners_for(me)
    less = HEADING + "102;Bo;van;Dam;3A;3;\n103;Çem;;Ali;3B;3;\n"
    staff = "\n".join(line for line in STAFF.splitlines() if not line.startswith("7;")) + "\n"
    bring(school, ("l.csv", less), ("p.csv", staff), confirm_ending=True)
    assert not learners_for(me)
    assert list(Membership.objects.filter(ended=None)) == [kept]
    yesterday = timezone.localdate() - timedelta(days=1)
    assert set(Seat.objects.filter(person__key="101").values_list("ends", flat=True)) == {yesterday}
    assert not Mentorship.objects.exists()
    learner.refresh_from_db()
    consent.refresh_from_db()
    assert learner.is_active
    assert person("101").account == learner
    assert consent.withdrawn
    assert "ended-at-school" in set(Entry.objects.filter(chain=str(learner.ledger_key)).values_list("verb", flat=True))


def test_person_who_comes_back_joins_again_themselves() -> None:
    school = make_school()
    bring(school)
    SchoolPerson.objects.filter(key="101").update(account=make_person("Ada"))
    row = person("101").pk
    bring(school, ("l.csv", MOVED.replace("101", "109")), ("p.csv", STAFF), confirm_ending=True)
    assert person("101").ended
    bring(school, confirm_ending=True)
    back = person("101")
    assert (back.pk, back.ended, back.account) == (row, None, None)


def test_roles_in_the_account_follow_the_roster_and_invited_ones_stay() -> None:
    school = make_school()
    bring(school)
    account = make_person("Kim")
    SchoolPerson.objects.filter(key="staff/7").update(account=account)
    for role in (Role.MENTOR, Role.TEACHER, Role.MANAGER):
        make_member(role, school, person=account)
    changed = STAFF.replace(";mentor;3B;3A", ";decaan;3B;")
    bring(school, ("p.csv", changed), whole=frozenset({"staff"}))
    present = Membership.objects.filter(person=account, ended=None)
    assert {row.role for row in present} == {Role.TEACHER, Role.PROFESSIONAL, Role.MANAGER}


def test_last_manager_stays_manager_when_the_roster_ends_them() -> None:
    school = make_school()
    bring(school)
    account = make_person("Kim")
    SchoolPerson.objects.filter(key="staff/7").update(account=account)
    for role in (Role.MENTOR, Role.MANAGER):
        make_member(role, school, person=account)
    staff = "\n".join(line for line in STAFF.splitlines() if not line.startswith("7;")) + "\n"
    bring(school, ("l.csv", LEARNERS.replace("VOS", "")), ("p.csv", staff), confirm_ending=True)
    assert [row.role for row in Membership.objects.filter(person=account, ended=None)] == [Role.MANAGER]


@pytest.mark.parametrize("at", ["_seat", "_give_mentors", "end_people"])
def test_import_that_is_killed_leaves_the_old_roster_and_can_run_again(
    at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = make_school()
    bring(school)
    before = tables()
    delivery = a_delivery(school, ("l.csv", MOVED), ("p.csv", STAFF))

    def killed(*args: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(write_roster, at, killed)
        with pytest.raises(KeyboardInterrupt):
            apply_delivery(by=SYSTEM, delivery=delivery.pk, confirm_ending=True, school=school.pk)
    assert tables() == before
    assert apply_delivery(by=SYSTEM, delivery=delivery.pk, confirm_ending=True, school=school.pk)
    assert person("101").last == "Bosch"


def test_second_of_two_managers_is_told_that_their_plan_is_stale() -> None:
    school = make_school()
    bring(school)
    one, other = (actor(make_member(Role.MANAGER, school)) for _ in range(2))
    first = a_delivery(school, ("l.csv", MOVED), ("p.csv", STAFF), by=one)
    second = a_delivery(school, ("l.csv", LEARNERS.replace("Dam", "Dijk")), ("p.csv", STAFF), by=other)
    assert apply_delivery(by=one, delivery=first.pk, confirm_ending=True)
    before = tables()
    with pytest.raises(StaleDelivery):
        apply_delivery(by=other, delivery=second.pk, confirm_ending=True)
    with pytest.raises(StaleDelivery):
        planned(by=other, delivery=second)
    assert tables() == before


def test_delivery_is_carried_out_once_and_then_empty() -> None:
    school = make_school()
    delivery = a_delivery(school)
    assert apply_delivery(by=SYSTEM, delivery=delivery.pk, school=school.pk)
    assert apply_delivery(by=SYSTEM, delivery=delivery.pk, school=school.pk) is None
    assert Delivery.objects.get().content is None


def test_delivery_that_waits_for_a_day_is_emptied() -> None:
    school = make_school()
    fresh, old = a_delivery(school, by=actor(make_member(Role.MANAGER, school))), a_delivery(school)
    Delivery.objects.filter(pk=old.pk).update(made=timezone.now() - timedelta(hours=25))
    assert clear_deliveries() == 1
    assert set(Delivery.objects.filter(content__isnull=True)) == {old}
    fresh.refresh_from_db()
    assert fresh.state == "waiting"


def test_content_of_a_delivery_is_encrypted() -> None:
    delivery = a_delivery(make_school())
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM school_delivery")
        (raw,) = cursor.fetchone()
    assert "Çem" in str(delivery.content)
    assert "Ada" not in raw


@pytest.mark.parametrize("role", [Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL])
def test_staff_may_not_import(role: Role) -> None:
    school = make_school()
    who = actor(make_staff(role, school))
    with pytest.raises(PermissionDenied):
        a_delivery(school, by=who)
    with pytest.raises(PermissionDenied):
        apply_delivery(by=who, delivery=a_delivery(school).pk)


def test_manager_of_another_school_or_without_second_factor_may_not_import() -> None:
    school, elsewhere = make_school(), make_school("De Brug")
    delivery = a_delivery(school)
    other = actor(make_member(Role.MANAGER, elsewhere))
    assert apply_delivery(by=other, delivery=delivery.pk, school=school.pk) is None
    a_delivery(school, by=other)
    assert known_roster(school) == known_roster(elsewhere) == Roster()
    assert Delivery.objects.get(by=other.me).organisation == elsewhere
    for nobody in (
        replace(actor(make_member(Role.MANAGER, school)), has_second_factor=False),
        actor(make_member(Role.MANAGER, make_organisation(Kind.CENTRE))),
    ):
        with pytest.raises(PermissionDenied):
            a_delivery(school, by=nobody)


def test_file_that_cannot_be_read_keeps_nothing() -> None:
    school = make_school()
    with pytest.raises(BadInput, match=r"l\.csv: is empty"):
        a_delivery(school, ("l.csv", ""))
    assert not Delivery.objects.exists()


def test_roster_survives_the_way_to_json_and_back() -> None:
    school = make_school()
    bring(school)
    known = known_roster(school)
    dated = replace(
        known.people[0], memberships=frozenset({InGroup("g", "learner", date(2026, 8, 1), date(2027, 7, 31))})
    )
    whole = replace(known, people=(dated, *known.people[1:]), whole=frozenset({"learner"}), leavers=frozenset({"x"}))
    assert from_json(deliver.to_json(whole)) == whole
    assert plan(known, from_json(deliver.to_json(known))).empty


def test_command_tells_a_plan_then_imports(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], django_assert_max_num_queries: Any
) -> None:
    school = make_school()
    for name, text in FILES:
        (tmp_path / name).write_text(text)
    words = [*(str(tmp_path / name) for name, _ in FILES), f"--school={school.pk}", "--whole", "learners", "staff"]
    call_command("import_roster", *words, "--plan")
    assert "added: 5" in capsys.readouterr().out
    assert not SchoolPerson.objects.exists()
    assert not Delivery.objects.filter(content__isnull=False).exists()
    with django_assert_max_num_queries(70):
        call_command("import_roster", *words)
    assert SchoolPerson.objects.count() == 5
    (tmp_path / "leerlingen.csv").write_text(CONFLICT[0][1])
    with pytest.raises(CommandError, match="Nothing is changed"):
        call_command("import_roster", *words)
    out = capsys.readouterr().out
    assert (
        "REFUSED  leerlingen.csv, line 5: Here the number 101 goes with another name than in leerlingen.csv, line 2."
        in out
    )
    with pytest.raises(CommandError, match="no school"):
        call_command("import_roster", *words[:2], f"--school={make_organisation(Kind.CENTRE).pk}")
