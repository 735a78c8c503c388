"""Talks, counts, training and names: what a manager gets, and what they can never get."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, make_person, sign_in
from tests.work.growth import make_employee
from tests.work.people import make_firm, make_manager
from wending.accounts.models import Mail, Membership, Organisation
from wending.dossier.actions.plan import add_action, add_goal
from wending.dossier.rules.plan import StepText
from wending.kit.small_cells import SMALLEST
from wending.kit.versions import Stale
from wending.ledger.models import Entry
from wending.work.actions.count import count_all, count_me_in, count_me_out, count_quarter
from wending.work.actions.needs import FunctionTold, add_function, set_function_skills, set_numbers
from wending.work.actions.talks import Line, begin_talk, hide_talk, prepare_talk, read_talk, reply_to_talk, show_talk
from wending.work.actions.training import LineTold, add_line, answer_name, ask_name
from wending.work.models import Colleague, SkillCount, Talk, TrainingName
from wending.work.queries.needs import needs
from wending.work.queries.outlook import outlooks
from wending.work.queries.talks import own_talks, seen_talks
from wending.work.queries.training import plan
from wending.work.rules.counts import may_follow, quarter_of, shown_counts
from wending.work.rules.openings import Skill
from wending.work.rules.training import Amount, totals

pytestmark = pytest.mark.django_db
SHOWN, HIDDEN = "Ik wil leren lassen", "Ik wil hier weg"


def prepared(firm: Organisation, sem: Colleague) -> Talk:
    """Return a talk with one answer to show and one to keep."""
    assert sem.account
    me = actor(sem.account)
    row = begin_talk(by=me, firm=firm.pk)
    lines = [Line("Wat wil ik?", SHOWN, True), Line("Wat denk ik echt?", HIDDEN, False)]
    return prepare_talk(by=me, talk=row.pk, version=1, day=None, lines=lines)


def test_manager_sees_only_what_is_shown_of_a_talk_and_the_owner_can_see_that() -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = prepared(firm, sem)
    assert sem.account
    me = actor(sem.account)
    goal = add_goal(by=me, title="Lasdiploma", why="Voor een andere baan")
    add_action(by=me, person=sem.account.pk, text=StepText("Cursus zoeken"), goal=goal.pk)
    kept = add_goal(by=me, title="Naar de concurrent")
    assert seen_talks(actor(manager)) == []
    assert read_talk(by=actor(manager), talk=row.pk) is None

    until = timezone.localdate() + timedelta(days=7)
    show_talk(by=me, talk=row.pk, reader=manager.person.pk, until=until, goals=[goal.pk])
    found = read_talk(by=actor(manager), talk=row.pk)

    assert found is not None
    assert found.lines == [("Wat wil ik?", SHOWN)]
    assert [(one.title, one.steps) for one in found.goals] == [("Lasdiploma", ["Cursus zoeken"])]
    assert kept.title not in repr(found)
    assert "andere baan" not in repr(found)
    assert Entry.objects.filter(chain=str(sem.account.ledger_key), verb="read-talk").count() == 1
    # Nobody was mailed that something was prepared or shown.
    assert not Mail.objects.exists()


def test_talk_is_gone_for_the_manager_once_hidden_over_or_left() -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = prepared(firm, sem)
    assert sem.account
    me, today = actor(sem.account), timezone.localdate()
    show_talk(by=me, talk=row.pk, reader=manager.person.pk, until=today, goals=[])
    assert read_talk(by=actor(manager), talk=row.pk)

    Talk.objects.filter(pk=row.pk).update(until=today - timedelta(days=1))
    assert read_talk(by=actor(manager), talk=row.pk) is None
    Talk.objects.filter(pk=row.pk).update(until=today)
    sem.ended = today
    sem.save()
    assert read_talk(by=actor(manager), talk=row.pk) is None
    assert not reply_to_talk(by=actor(manager), talk=row.pk, text="Hoi")
    # It stays with whose it is.
    assert [one.lines[1]["answer"] for one in own_talks(me)] == [HIDDEN]
    sem.ended = None
    sem.save()
    hide_talk(by=me, talk=row.pk)
    assert seen_talks(actor(manager)) == []


def test_talk_is_for_the_chosen_reader_only(client: Client) -> None:
    firm = make_firm()
    manager, sem = make_manager(firm), make_employee(firm)
    row = prepared(firm, sem)
    assert sem.account
    show_talk(by=actor(sem.account), talk=row.pk, reader=manager.person.pk, until=timezone.localdate(), goals=[])

    for other in (make_manager(firm, "Bo"), make_manager(make_firm("Ander"), "Kim")):
        assert read_talk(by=actor(other), talk=row.pk) is None
        sign_in(client, other)
        assert client.get(reverse("work:talk_seen", args=[row.pk])).status_code == 404
        assert client.get(reverse("work:talk", args=[row.pk])).status_code == 404
    sign_in(client, manager)
    page = client.get(reverse("work:talk_seen", args=[row.pk])).content.decode()
    assert SHOWN in page
    assert HIDDEN not in page
    outsider = actor(make_person("Eva"))
    with pytest.raises(Talk.DoesNotExist):
        prepare_talk(by=outsider, talk=row.pk, version=3, day=None, lines=[])


def test_prepare_talk_with_a_stale_version_loses_nothing(client: Client) -> None:
    firm = make_firm()
    sem = make_employee(firm)
    row = prepared(firm, sem)
    with pytest.raises(Stale):
        prepare_talk(by=actor(sem.account), talk=row.pk, version=1, day=None, lines=[])  # type: ignore[arg-type]
    sign_in(client, sem.account)  # type: ignore[arg-type]
    typed = {"version": "1", "question_0": "Wat wil ik?", "answer_0": "Iets anders"}
    page = client.post(reverse("work:talk", args=[row.pk]), typed)
    assert page.status_code == 409
    assert SHOWN in page.content.decode()
    assert "Iets anders" in page.content.decode()


def ten_more(firm: Organisation, manager: Membership, people: int, having: int) -> list[Colleague]:
    """Let people count themselves in for the one skill the firm asks; the first `having` of them have it."""
    row = add_function(by=actor(manager), told=FunctionTold("Lasser", 12, 8))
    set_function_skills(by=actor(manager), function=row.pk, occupation="", skills=[Skill("", "Lassen")])
    found = [make_employee(firm, f"P{number}") for number in range(people)]
    for number, one in enumerate(found):
        count_in(one, firm, ["lassen"] if number < having else [])
    return found


def count_in(one: Colleague, firm: Organisation, skills: list[str]) -> None:
    until = timezone.localdate() + timedelta(days=300)
    count_me_in(by=actor(one.account), firm=firm.pk, skills=skills, until=until)  # type: ignore[arg-type]


def counted(manager: Membership) -> int | None:
    return needs(actor(manager)).functions[0][1][0].counted


def next_quarter(firm: Organisation) -> None:
    """Let the count there is be of an earlier quarter."""
    SkillCount.objects.filter(organisation=firm).update(quarter="2000-Q1")


def test_count_is_shown_when_enough_people_have_a_skill_and_enough_do_not() -> None:
    firm = make_firm()
    manager = make_manager(firm)
    ten_more(firm, manager, people=22, having=11)
    assert counted(manager) is None
    assert count_all() == 1
    assert counted(manager) == 11
    # Fixed for the quarter.
    assert count_all() == 0


@pytest.mark.parametrize(("people", "having"), [(9, 9), (12, 12), (12, 0), (15, 11), (21, 20)])
def test_count_stays_hidden_where_it_tells_of_few(people: int, having: int) -> None:
    firm = make_firm()
    manager = make_manager(firm)
    ten_more(firm, manager, people, having)
    count_quarter(firm.pk)
    assert counted(manager) is None


def test_one_person_coming_or_going_changes_no_count() -> None:
    firm = make_firm()
    manager = make_manager(firm)
    people = ten_more(firm, manager, people=22, having=11)
    count_quarter(firm.pk)
    count_me_out(by=actor(people[0].account), firm=firm.pk)  # type: ignore[arg-type]
    assert counted(manager) == 11
    next_quarter(firm)
    assert count_quarter(firm.pk)
    assert counted(manager) == 11
    assert not Mail.objects.exists()

    # Below ten nothing is shown, and after that a count that differs by one from the remembered one is not either.
    for one in people[1:14]:
        count_me_out(by=actor(one.account), firm=firm.pk)  # type: ignore[arg-type]
    next_quarter(firm)
    count_quarter(firm.pk)
    assert counted(manager) is None
    for number, one in enumerate(people[1:14], start=1):
        count_in(one, firm, ["lassen"] if number < 11 else [])
    next_quarter(firm)
    count_quarter(firm.pk)
    assert counted(manager) is None


def test_who_left_and_what_the_firm_does_not_ask_do_not_count() -> None:
    firm = make_firm()
    manager = make_manager(firm)
    people = ten_more(firm, manager, people=22, having=12)
    count_in(people[1], firm, ["lassen", "fluiten"])
    people[0].ended = timezone.localdate()
    people[0].save()
    count_quarter(firm.pk)
    assert counted(manager) == 11
    assert "fluiten" not in str(SkillCount.objects.get().shown)
    with pytest.raises(PermissionDenied):
        count_in(people[0], firm, [])


@given(
    st.lists(st.sets(st.sampled_from("abc")), min_size=0, max_size=40),
)
def test_shown_counts_are_true_and_leave_ten_on_either_side(told: list[set[str]]) -> None:
    held = {str(number): skills for number, skills in enumerate(told)}
    for key, count in shown_counts(held, "abc").items():
        assert count == sum(key in skills for skills in told)
        assert SMALLEST <= count <= len(told) - SMALLEST


def test_may_follow_asks_the_same_people_or_ten_others() -> None:
    people = [str(number) for number in range(30)]
    assert not may_follow([], people[:9])
    assert may_follow([], people[:10])
    assert may_follow(people[:20], people[:20])
    assert not may_follow(people[:20], people[:21])
    assert not may_follow(people[:20], people[4:24][:19])
    assert may_follow(people[:20], people[:10])
    assert quarter_of(timezone.datetime(2026, 11, 25).date()) == "2026-Q4"


def test_own_count_is_nobody_elses(client: Client) -> None:
    firm = make_firm()
    manager = make_manager(firm)
    sem = ten_more(firm, manager, people=1, having=1)[0]
    sign_in(client, manager)
    assert client.get(reverse("work:count", args=[firm.pk])).status_code == 404
    page = client.get(reverse("work:functions")).content.decode()
    assert "niet te zeggen" in page
    assert "P0" not in page
    sign_in(client, sem.account)  # type: ignore[arg-type]
    assert "checked" in client.get(reverse("work:count", args=[firm.pk])).content.decode()


def test_estimate_is_shown_as_such_and_says_what_is_short() -> None:
    firm = make_firm()
    manager = make_manager(firm)
    ten_more(firm, manager, people=1, having=0)
    row = needs(actor(manager)).functions[0][0]
    need = row.needs.get()
    set_numbers(by=actor(manager), function=row.pk, numbers={need.pk: (4, 1), 999: (9, 9)})
    found = needs(actor(manager))
    assert found.is_small
    assert found.functions[0][1][0].short == 3
    assert needs(actor(make_manager(make_firm("Ander"), "Bo"))).functions == []


def test_outlook_of_a_function_without_occupation_is_unknown() -> None:
    manager = make_manager(make_firm())
    add_function(by=actor(manager), told=FunctionTold("Zetter", 4, 2))
    found = outlooks(actor(manager), "nl")[0]
    assert (found.occupation, found.facts, found.level_low, found.later) == (None, [], "", -2)


def test_totals_count_what_is_not_known() -> None:
    found = totals(
        [Amount(3, Decimal(8), Decimal("100.50")), Amount(2, None, Decimal(10)), Amount(1, Decimal(4), None)]
    )
    assert (found.people, found.hours, found.costs) == (6, Decimal(28), Decimal("321.50"))
    assert (found.hours_unknown, found.costs_unknown) == (1, 1)


def test_name_stands_in_the_plan_only_with_a_yes_and_a_no_looks_like_no_answer(client: Client) -> None:
    firm = make_firm()
    manager, sem, kim = make_manager(firm), make_employee(firm), make_employee(firm, "Kim")
    row = add_line(by=actor(manager), told=LineTold("Bakkers", "Allergenen", 2))
    for one in (sem, kim):
        assert ask_name(by=actor(manager), line=row.pk, colleague=one.pk)
    page = reverse("work:training")
    sign_in(client, manager)
    before = client.get(page).content
    answer_name(by=actor(kim.account), asked=TrainingName.objects.get(person=kim.account).pk, is_yes=False)  # type: ignore[arg-type]
    assert client.get(page).content.count(b"Kim") == before.count(b"Kim") == 0
    assert not answer_name(by=actor(kim.account), asked=TrainingName.objects.get().pk, is_yes=True)  # type: ignore[arg-type]

    answer_name(by=actor(sem.account), asked=TrainingName.objects.get().pk, is_yes=True)  # type: ignore[arg-type]
    assert plan(actor(manager), "nl").lines[0].names == ["Sem"]
    csv = b"".join(client.get(reverse("work:training_csv")).streaming_content)  # type: ignore[attr-defined]
    assert b"Sem" not in csv
    sem.ended = timezone.localdate()
    sem.save()
    assert plan(actor(manager), "nl").lines[0].names == []


def test_training_plan_as_pdf_and_of_another_firm(client: Client) -> None:
    manager = make_manager(make_firm())
    row = add_line(by=actor(manager), told=LineTold("Bakkers", "Allergenen", 2, costs=Decimal(99)))
    sign_in(client, manager)
    assert client.get(reverse("work:training_pdf")).content.startswith(b"%PDF")
    sign_in(client, make_manager(make_firm("Ander"), "Bo"))
    assert client.get(reverse("work:training_line", args=[row.pk])).status_code == 404
    assert client.post(reverse("work:training_remove", args=[row.pk])).status_code == 404
    assert b"Allergenen" not in client.get(reverse("work:training")).content
