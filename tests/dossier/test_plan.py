"""A plan: its owner writes, others propose; stale versions save nothing; reminders once; calendars tell nothing."""

import csv
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from tests.accounts.factories import actor, make_member, make_organisation, make_person, sign_in
from tests.web.reading import assert_plain_dutch
from wending.accounts.actions.consent import give_consent, withdraw_consent
from wending.accounts.models import Consent, Mail, Membership, Person
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.dossier.actions import plan as actions
from wending.dossier.actions.contacts import ContactFields, add_contact
from wending.dossier.actions.look import shown_to
from wending.dossier.actions.plan_answers import accept_proposal, decline_proposal
from wending.dossier.actions.plan_calendar import follow_calendar, make_calendar_link, stop_calendar_link
from wending.dossier.actions.proposals import withdraw_proposal
from wending.dossier.actions.reminders import send_reminders
from wending.dossier.actions.take_over import take_over, take_template
from wending.dossier.models import Action, CalendarLink, Goal, Item, Proposal
from wending.dossier.queries.plan import goal_of, plan_shown, proposals_by, step_of
from wending.dossier.queries.plan_calendar import step_calendar
from wending.dossier.queries.plan_templates import plan_template, plan_templates
from wending.dossier.rules.people import Tie
from wending.dossier.rules.plan import (
    MOST_GOALS,
    GoalState,
    Origin,
    ReadyGoal,
    ReadyStep,
    StepState,
    StepText,
)
from wending.dossier.sources.plan_templates import FILE, read
from wending.kit.readability import measure
from wending.kit.versions import Stale
from wending.ledger.models import Entry

pytestmark = pytest.mark.django_db

READY = ReadyGoal(
    "Verpleegkundige",
    "urn:test:nurse",
    Origin.ROUTE,
    (ReadyStep("route:mbo-4", "Opleiding: mbo 4", "Zoek op wanneer het begint."), ReadyStep("route:job", "Werk", "")),
)


@pytest.fixture
def sam() -> Person:
    return make_person()


@pytest.fixture
def goal(sam: Person) -> Goal:
    return actions.add_goal(by=actor(sam), title="Werken in de zorg", why="Ik help graag")


@pytest.fixture
def step(sam: Person, goal: Goal) -> Action:
    added = actions.add_action(by=actor(sam), person=sam.pk, goal=goal.pk, text=StepText("Bel de school"))
    return Action.objects.get(pk=added.pk)


@pytest.fixture
def guide() -> Membership:
    return make_member(Role.PROFESSIONAL, name="Robin")


def consent(giver: Person, to: Membership, part: Part = Part.PLAN, purpose: Purpose = Purpose.GUIDANCE) -> Consent:
    """Let somebody's organisation see a part until tomorrow."""
    until = timezone.localdate() + timedelta(days=1)
    to_organisation = to.organisation_id
    given = give_consent(by=actor(giver), purpose=purpose, parts=[part], until=until, to_organisation=to_organisation)
    return given[0]


def verbs(person: Person) -> list[str]:
    return list(Entry.objects.filter(chain=str(person.ledger_key)).order_by("number").values_list("verb", flat=True))


def at(name: str, *args: object, lang: str = "nl") -> str:
    with translation.override(lang):
        return reverse(f"dossier:{name}", args=args)


# Goals and steps


def test_a_question_to_somebody_stands_ready_as_a_step_of_the_goal_it_is_for(
    sam: Person, goal: Goal, client: Client
) -> None:
    ali = add_contact(by=actor(sam), fields=ContactFields("Ali", Tie.NEIGHBOUR, 1, "", "mag ik meekijken?"))
    sign_in(client, sam)
    assert f'href="/mijn/plan/?vraag={ali.pk}"' in client.get(at("network")).content.decode()
    asked = f"{at('plan')}?vraag={ali.pk}"
    # With one goal there is nothing to choose.
    shown = client.get(asked, follow=True).content.decode()
    assert 'value="Vraag Ali: mag ik meekijken?"' in shown
    other = actions.add_goal(by=actor(sam), title="Een eigen zaak")
    shown = client.get(asked).content.decode()
    assert f"{at('plan_step_add', other.pk)}?vraag={ali.pk}" in shown
    # Of another's map nothing is read, and a number that is none is no trouble.
    theirs = add_contact(by=actor(make_person("Vreemd")), fields=ContactFields("Wim", Tie.FRIEND, 1, "", "geheim?"))
    for number in (theirs.pk, "onzin"):
        page = client.get(f"{at('plan_step_add', goal.pk)}?vraag={number}").content.decode()
        assert "Vraag " not in page


def test_plan_shows_the_step_with_the_nearest_day_first(sam: Person, goal: Goal) -> None:
    today = timezone.localdate()
    for what, due in [("later", today + timedelta(days=9)), ("ooit", None), ("eerst", today - timedelta(days=1))]:
        actions.add_action(by=actor(sam), person=sam.pk, goal=goal.pk, text=StepText(what, due=due))
    plan = plan_shown(actor(sam))
    assert [one.text.what for one in plan.goals[0].open] == ["eerst", "later", "ooit"]
    assert plan.next is not None
    assert plan.next.text.what == "eerst"
    assert plan.next.is_late
    assert (plan.done, plan.all) == (0, 3)


def test_done_step_counts_and_can_be_opened_again(sam: Person, step: Action) -> None:
    actions.set_action_state(by=actor(sam), action=step.pk, state=StepState.DONE)
    plan = plan_shown(actor(sam))
    assert (plan.done, plan.all, plan.next) == (1, 1, None)
    assert plan.goals[0].done[0].done_on == timezone.localdate()
    actions.set_action_state(by=actor(sam), action=step.pk, state=StepState.OPEN)
    assert plan_shown(actor(sam)).goals[0].open[0].done_on is None
    assert verbs(sam) == ["added-goal", "added-step", "step-done", "step-open"]


def test_dropped_step_and_reached_goal_leave_progress(sam: Person, goal: Goal, step: Action) -> None:
    actions.set_action_state(by=actor(sam), action=step.pk, state=StepState.DROPPED)
    assert plan_shown(actor(sam)).all == 0
    actions.set_goal_state(by=actor(sam), goal=goal.pk, state=GoalState.REACHED)
    plan = plan_shown(actor(sam))
    assert plan.goals == []
    assert [one.title for one in plan.past] == ["Werken in de zorg"]


def test_texts_are_encrypted_in_the_tables(step: Action) -> None:
    for model, column in [(Goal, "title"), (Goal, "why"), (Action, "what")]:
        raw = model.objects.extra(select={"raw": column}).values_list("raw", flat=True).get()
        assert "zorg" not in raw
        assert "school" not in raw


def test_plan_holds_no_more_than_it_can(sam: Person) -> None:
    for number in range(MOST_GOALS):
        actions.add_goal(by=actor(sam), title=str(number))
    with pytest.raises(actions.FullError):
        actions.add_goal(by=actor(sam), title="te veel")
    with pytest.raises(actions.FullError):
        take_over(by=actor(sam), ready=READY)
    assert not Action.objects.exists()


# Two at once


def test_change_on_a_stale_version_saves_nothing(sam: Person, goal: Goal, step: Action) -> None:
    actions.change_action(by=actor(sam), action=step.pk, version=1, text=StepText("Bel de school op maandag"))
    with pytest.raises(Stale) as stale:
        actions.change_action(by=actor(sam), action=step.pk, version=1, text=StepText("Mail de school"))
    assert stale.value.version == 2
    assert Action.objects.get().what == "Bel de school op maandag"

    actions.change_goal(by=actor(sam), goal=goal.pk, version=1, title="Zorg")
    with pytest.raises(Stale):
        actions.change_goal(by=actor(sam), goal=goal.pk, version=1, title="Techniek")
    assert Goal.objects.get().title == "Zorg"
    with pytest.raises(Stale):
        actions.show_for(by=actor(sam), action=step.pk, version=1, evidence="Gebeld", item=None)


@pytest.mark.parametrize("name", ["plan_step", "plan_goal"])
def test_page_shows_both_texts_when_another_window_saved_first(
    client: Client, sam: Person, goal: Goal, step: Action, name: str
) -> None:
    sign_in(client, sam)
    address = at(name, step.pk if name == "plan_step" else goal.pk)
    field = "what" if name == "plan_step" else "title"
    assert client.post(address, {field: "Van de telefoon", "version": "1"}).status_code == 302
    answer = client.post(address, {field: "Van de laptop", "version": "1"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de telefoon" in html
    assert 'value="Van de laptop"' in html
    assert "Nog niet bewaard" in html
    assert 'name="version" value="2"' in html
    assert client.post(address, {field: "Van de laptop", "version": "2"}).status_code == 302


# Others


def test_owner_alone_writes_until_they_consent(sam: Person, goal: Goal, step: Action, guide: Membership) -> None:
    robin = actor(guide)
    for other in (robin, actor(make_person("Kim"))):
        with pytest.raises(PermissionDenied):
            actions.add_action(by=other, person=sam.pk, goal=goal.pk, text=StepText("Doe dit"))
        with pytest.raises(ObjectDoesNotExist):
            actions.change_action(by=other, action=step.pk, version=99, text=StepText("Doe dit"))
        with pytest.raises(PermissionDenied):
            plan_shown(other, sam.pk)
    assert not Proposal.objects.exists()
    assert Action.objects.get().what == "Bel de school"


@pytest.mark.parametrize(
    ("part", "purpose"), [(Part.SKILLS, Purpose.GUIDANCE), (Part.PLAN, Purpose.RESEARCH), (Part.PLAN, Purpose.TEAM)]
)
def test_consent_for_something_else_lets_nobody_propose(
    sam: Person, goal: Goal, step: Action, guide: Membership, part: Part, purpose: Purpose
) -> None:
    consent(sam, guide, part, purpose)
    with pytest.raises(PermissionDenied):
        actions.add_action(by=actor(guide), person=sam.pk, goal=goal.pk, text=StepText("Doe dit"))
    with pytest.raises(ObjectDoesNotExist):
        actions.change_action(by=actor(guide), action=step.pk, version=1, text=StepText("Doe dit"))


def test_withdrawn_consent_and_other_organisation_propose_nothing(sam: Person, goal: Goal, guide: Membership) -> None:
    given = consent(sam, guide)
    stranger = make_member(Role.PROFESSIONAL, make_organisation(name="Elders"))
    with pytest.raises(PermissionDenied):
        actions.add_action(by=actor(stranger), person=sam.pk, goal=goal.pk, text=StepText("Doe dit"))
    withdraw_consent(by=actor(sam), consent=given.pk)
    with pytest.raises(PermissionDenied):
        actions.add_action(by=actor(guide), person=sam.pk, goal=goal.pk, text=StepText("Doe dit"))


def test_guide_sees_own_proposals_only_while_there_is_consent(sam: Person, step: Action, guide: Membership) -> None:
    given = consent(sam, guide)
    actions.change_action(by=actor(guide), action=step.pk, version=1, text=StepText("Bel morgen"))
    assert [one.text.what for one in proposals_by(actor(guide), sam.pk)] == ["Bel morgen"]
    withdraw_consent(by=actor(sam), consent=given.pk)
    with pytest.raises(PermissionDenied):
        proposals_by(actor(guide), sam.pk)
    assert len(plan_shown(actor(sam)).proposals) == 1


def test_proposal_waits_for_the_yes_of_the_owner_and_is_in_the_ledger(
    sam: Person, goal: Goal, guide: Membership
) -> None:
    consent(sam, guide)
    proposed = actions.add_action(by=actor(guide), person=sam.pk, goal=goal.pk, text=StepText("Loop een dag mee"))
    assert isinstance(proposed, Proposal)
    assert not Action.objects.exists()
    entry = Entry.objects.get(verb="proposed-in-plan")
    assert (entry.chain, entry.actor, entry.purpose) == (str(sam.ledger_key), actor(guide).key, "guidance")
    shown = plan_shown(actor(sam)).proposals
    assert [(one.by, one.organisation, one.text.what) for one in shown] == [
        ("Robin", "Werkplein Oost", "Loop een dag mee")
    ]
    assert [one.text.what for one in proposals_by(actor(guide), sam.pk)] == ["Loop een dag mee"]

    taken = accept_proposal(by=actor(sam), proposal=proposed.pk)
    assert (taken.what, taken.origin, taken.goal_id) == ("Loop een dag mee", Origin.GUIDANCE, goal.pk)
    assert plan_shown(actor(sam)).goals[0].open[0].proposed_by == "Robin, Werkplein Oost"
    with pytest.raises(ObjectDoesNotExist):
        accept_proposal(by=actor(sam), proposal=proposed.pk)
    assert Action.objects.count() == 1


def test_proposed_change_leaves_the_step_until_it_is_accepted(sam: Person, step: Action, guide: Membership) -> None:
    consent(sam, guide)
    changed = actions.change_action(by=actor(guide), action=step.pk, version=1, text=StepText("Bel morgen"))
    assert Action.objects.get().what == "Bel de school"
    decline_proposal(by=actor(sam), proposal=changed.pk)
    assert Action.objects.get().what == "Bel de school"
    assert plan_shown(actor(sam)).proposals == []


def test_owner_and_guide_change_one_step_and_nothing_is_lost(sam: Person, step: Action, guide: Membership) -> None:
    consent(sam, guide)
    proposed = actions.change_action(by=actor(guide), action=step.pk, version=1, text=StepText("Van Robin"))
    actions.change_action(by=actor(sam), action=step.pk, version=1, text=StepText("Van Sam"))
    shown = plan_shown(actor(sam)).proposals[0]
    assert shown.is_stale
    assert shown.now is not None
    assert (shown.now.text.what, shown.text.what) == ("Van Sam", "Van Robin")
    with pytest.raises(Stale):
        accept_proposal(by=actor(sam), proposal=proposed.pk, version=1)
    assert Action.objects.get().what == "Van Sam"
    with pytest.raises(Stale):
        actions.change_action(by=actor(guide), action=step.pk, version=1, text=StepText("Nog eens"))
    assert accept_proposal(by=actor(sam), proposal=proposed.pk, version=2).what == "Van Robin"


def test_nobody_answers_or_withdraws_the_proposal_of_another(sam: Person, goal: Goal, guide: Membership) -> None:
    consent(sam, guide)
    proposed = actions.add_action(by=actor(guide), person=sam.pk, goal=goal.pk, text=StepText("Loop mee"))
    kim = actor(make_person("Kim"))
    for other in (kim, actor(guide)):
        with pytest.raises(ObjectDoesNotExist):
            accept_proposal(by=other, proposal=proposed.pk)
    assert not withdraw_proposal(by=kim, proposal=proposed.pk)
    assert not withdraw_proposal(by=actor(sam), proposal=proposed.pk)
    assert withdraw_proposal(by=actor(guide), proposal=proposed.pk)
    assert "withdrew-proposal" in verbs(sam)


def test_mail_about_proposals_says_nothing_of_them_and_comes_once_a_day(
    sam: Person, goal: Goal, guide: Membership
) -> None:
    consent(sam, guide)
    for what in ("Loop mee bij de verslavingszorg", "Praat erover"):
        actions.add_action(by=actor(guide), person=sam.pk, goal=goal.pk, text=StepText(what))
    mail = Mail.objects.get()
    assert mail.address == sam.email
    for word in ("verslaving", "Robin", "zorg"):
        assert word not in mail.content


def test_look_at_a_plan_through_the_door_is_in_the_ledger(sam: Person, step: Action, guide: Membership) -> None:
    assert shown_to(by=actor(guide), person=sam.pk) == {}
    consent(sam, guide)
    shown = shown_to(by=actor(guide), person=sam.pk, parts=(Part.PLAN,))
    assert shown[Part.PLAN].goals[0].open[0].text.what == "Bel de school"
    assert Entry.objects.filter(chain=str(sam.ledger_key), verb="looked", thing="plan").count() == 1


def test_name_of_an_erased_guide_leaves_the_plan(sam: Person, goal: Goal, guide: Membership) -> None:
    consent(sam, guide)
    proposed = actions.add_action(by=actor(guide), person=sam.pk, goal=goal.pk, text=StepText("Loop mee"))
    accept_proposal(by=actor(sam), proposal=proposed.pk)
    guide.person.delete()
    assert plan_shown(actor(sam)).goals[0].open[0].proposed_by == "Werkplein Oost"


# Taking over


def test_take_over_twice_is_once_and_keeps_what_was_changed(sam: Person) -> None:
    goal = take_over(by=actor(sam), ready=READY)
    first = Action.objects.get(key="route:mbo-4")
    actions.change_action(by=actor(sam), action=first.pk, version=1, text=StepText("Opleiding, in september"))
    assert take_over(by=actor(sam), ready=READY).pk == goal.pk
    assert sorted(one.what for one in Action.objects.all()) == ["Opleiding, in september", "Werk"]
    assert {one.origin for one in Action.objects.all()} == {Origin.ROUTE}


def test_take_over_after_the_goal_was_reached_begins_anew(sam: Person) -> None:
    goal = take_over(by=actor(sam), ready=READY)
    actions.set_goal_state(by=actor(sam), goal=goal.pk, state=GoalState.REACHED)
    assert take_over(by=actor(sam), ready=READY).pk != goal.pk
    with pytest.raises(actions.FullError):
        actions.set_goal_state(by=actor(sam), goal=goal.pk, state=GoalState.OPEN)


def test_ready_goal_survives_a_session() -> None:
    assert ReadyGoal.from_json(READY.to_json()) == READY
    text = StepText("Bel", "Zoek het nummer", date(2026, 12, 1), None, "mijn mentor")
    assert StepText.from_json(text.to_json()) == text


def test_template_is_taken_over_or_proposed(sam: Person, guide: Membership) -> None:
    template = plan_template("change-job", "nl")
    assert template is not None
    with pytest.raises(PermissionDenied):
        take_template(by=actor(guide), person=sam.pk, ready=template.ready)
    consent(sam, guide)
    assert take_template(by=actor(guide), person=sam.pk, ready=template.ready) is None
    waiting = plan_shown(actor(sam)).proposals
    assert len(waiting) == len(template.ready.steps)
    for one in waiting[:2]:
        accept_proposal(by=actor(sam), proposal=one.id)
    assert [goal.title for goal in plan_shown(actor(sam)).goals] == ["Van baan wisselen"]


def test_templates_are_plain_in_both_languages_and_say_a_small_first_step() -> None:
    assert len(plan_templates("nl")) >= 4
    for lang in ("nl", "en"):
        keys = [step.key for one in plan_templates(lang) for step in one.ready.steps]
        assert len(set(keys)) == len(keys)
    texts = [one.for_whom for one in plan_templates("nl")]
    texts += [text for one in plan_templates("nl") for step in one.ready.steps for text in (step.what, step.first_step)]
    for text in texts:
        measured = measure([text])
        assert measured.longest_sentence_words <= 15, text
        assert measured.long_words_together <= 2, text
    assert plan_template("change-job", "en") is not None
    assert plan_template("unknown", "nl") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows[1].update(en=""), "line 3: fill in en"),
        (lambda rows: rows.pop(0), "line 2: begin choose-programme with a row of step 0"),
        (
            lambda rows: rows[2].update(step=rows[1]["step"]),
            "line 4: step wishes of choose-programme stands here twice",
        ),
        (lambda rows: rows.append(dict(rows[0])), "the goal of choose-programme stands here twice"),
        (lambda rows: rows.append({**rows[0], "template": "empty"}), "empty has 0 steps"),
    ],
)
def test_templates_file_with_a_mistake_says_where_and_what_to_do(change: Any, said: str) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with pytest.raises(ValueError, match=said):
        read(rows)


# Reminders and calendars

NINE = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))


def remind(person: Person, goal: Goal, what: str, day: date) -> Action:
    added = actions.add_action(by=actor(person), person=person.pk, goal=goal.pk, text=StepText(what, remind_on=day))
    return Action.objects.get(pk=added.pk)


def test_reminder_is_mailed_once_on_its_day_and_tells_nothing(sam: Person, goal: Goal) -> None:
    remind(sam, goal, "Bel de schuldhulp", NINE.date())
    remind(sam, goal, "Later", NINE.date() + timedelta(days=1))
    assert send_reminders(now=NINE - timedelta(hours=2)) == 0
    assert send_reminders(now=NINE) == 1
    assert send_reminders(now=NINE + timedelta(hours=1)) == 0
    mail = Mail.objects.get()
    assert mail.address == sam.email
    assert "schuld" not in mail.content
    assert "zorg" not in mail.content
    assert settings.SITE_ADDRESS + at("plan") in mail.content


def test_reminder_moved_to_another_day_comes_again(sam: Person, goal: Goal) -> None:
    step = remind(sam, goal, "Bel", NINE.date())
    send_reminders(now=NINE)
    tomorrow = NINE + timedelta(days=1)
    actions.change_action(by=actor(sam), action=step.pk, version=1, text=StepText("Bel", remind_on=tomorrow.date()))
    assert send_reminders(now=tomorrow) == 1


def test_reminder_speaks_the_language_of_the_person(goal: Goal) -> None:
    kim = make_person("Kim", language="en")
    own = actions.add_goal(by=actor(kim), title="Care")
    remind(kim, own, "Call", NINE.date())
    send_reminders(now=NINE)
    assert "A reminder from Wending" in Mail.objects.get().content
    assert "/en/" in Mail.objects.get().content


def test_no_reminder_of_what_is_done_long_ago_or_of_who_left(sam: Person, goal: Goal) -> None:
    done = remind(sam, goal, "Klaar", NINE.date())
    actions.set_action_state(by=actor(sam), action=done.pk, state=StepState.DONE)
    remind(sam, goal, "Lang geleden", NINE.date() - timedelta(days=10))
    gone = make_person("Weg")
    remind(gone, actions.add_goal(by=actor(gone), title="Iets"), "Bel", NINE.date())
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    assert send_reminders(now=NINE) == 0


def test_calendar_tells_days_and_nothing_else(sam: Person, goal: Goal) -> None:
    day = date(2027, 3, 30)
    text = StepText("Bel de schuldhulp", "Zoek het nummer", due=day, remind_on=date(2027, 3, 27), owner="mijn mentor")
    actions.add_action(by=actor(sam), person=sam.pk, goal=goal.pk, text=text)
    content = follow_calendar(token=make_calendar_link(by=actor(sam)))
    assert content is not None
    for word in ("schuld", "nummer", "mentor", "zorg", sam.email):
        assert word not in content.decode()
    calendar = Calendar.from_ical(content)
    todo, event = calendar.todos[0], calendar.events[0]
    assert todo["due"].dt == day
    assert str(event["summary"]) == "Wending: stap in je plan"
    begin = event["dtstart"].dt
    assert (begin.isoformat(), event["dtstart"].params["TZID"]) == ("2027-03-27T09:00:00+01:00", "Europe/Amsterdam")
    assert [zone["tzid"] for zone in calendar.timezones] == ["Europe/Amsterdam"]
    assert calendar.timezones[0].to_tz().utcoffset(datetime(2027, 3, 29)) == timedelta(hours=2)
    assert len(content) < 2500
    assert {str(part["uid"]) for part in (todo, event)} == {
        f"{Action.objects.get().pk}-{what}@{settings.MAIL_DOMAIN}" for what in ("step", "reminder")
    }


def test_calendar_link_is_kept_as_a_hash_and_can_be_stopped(client: Client, sam: Person, step: Action) -> None:
    first = make_calendar_link(by=actor(sam))
    second = make_calendar_link(by=actor(sam))
    assert first != second
    assert CalendarLink.objects.get().token_hash not in (first, second)
    assert client.get(at("plan_feed", first)).status_code == 410
    answer = client.get(at("plan_feed", second))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Referrer-Policy"] == "same-origin"
    assert not client.cookies
    assert CalendarLink.objects.get().last_used == timezone.localdate()
    assert stop_calendar_link(by=actor(sam))
    assert client.get(at("plan_feed", second)).status_code == 410


def test_calendar_link_ends_by_itself_and_with_the_account(sam: Person, step: Action) -> None:
    token = make_calendar_link(by=actor(sam))
    CalendarLink.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert follow_calendar(token=token) is None
    CalendarLink.objects.update(until=timezone.localdate())
    assert follow_calendar(token=token) is not None
    Person.objects.update(is_active=False)
    assert follow_calendar(token=token) is None


def test_step_as_a_file_is_only_for_its_owner_and_needs_a_day(sam: Person, step: Action) -> None:
    assert step_calendar(actor(sam), step.pk) is None
    Action.objects.update(due=date(2027, 1, 2))
    assert step_calendar(actor(make_person("Kim")), step.pk) is None
    content = step_calendar(actor(sam), step.pk)
    assert content is not None
    assert Calendar.from_ical(content).todos[0]["due"].dt == date(2027, 1, 2)


# Pages


def test_another_finds_nothing_of_this_plan(client: Client, sam: Person, goal: Goal, step: Action) -> None:
    kim = make_person("Kim")
    assert plan_shown(actor(kim)).goals == []
    assert goal_of(actor(kim), goal.pk) is None
    assert step_of(actor(kim), step.pk) is None
    sign_in(client, kim)
    for name, pk in [("plan_goal", goal.pk), ("plan_step_add", goal.pk), ("plan_step", step.pk)]:
        assert client.get(at(name, pk)).status_code == 404
        assert client.post(at(name, pk), {"title": "x", "what": "x", "version": "1"}).status_code == 404
    for name, pk, asked in [
        ("plan_goal_state", goal.pk, "remove"),
        ("plan_goal_state", goal.pk, "reached"),
        ("plan_step_state", step.pk, "remove"),
        ("plan_step_state", step.pk, "done"),
        ("plan_step_done", step.pk, ""),
        ("plan_answer", uuid4(), "yes"),
    ]:
        assert client.post(at(name, pk), {"do": asked}).status_code == 404
    assert Action.objects.get().state == StepState.OPEN
    assert Goal.objects.get().state == GoalState.OPEN
    assert "zorg" not in client.get(at("plan")).content.decode()


def test_whole_way_through_the_pages(client: Client, sam: Person) -> None:
    sign_in(client, sam)
    html = client.get(at("plan")).content.decode()
    assert "Je hebt nu geen doel in je plan" in html
    assert client.post(at("plan_goal_add"), {"title": ""}).status_code == 422
    client.post(at("plan_goal_add"), {"title": "Werken in de zorg", "why": "Ik help graag"})
    goal = Goal.objects.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    refused = client.post(at("plan_step_add", goal.pk), {"what": "Bel", "remind_on": yesterday.isoformat()})
    assert refused.status_code == 422
    assert "Deze dag is al voorbij" in refused.content.decode()
    client.post(at("plan_step_add", goal.pk), {"what": "Bel de school", "first_step": "Zoek het nummer"})
    step = Action.objects.get()
    page = client.get(at("plan")).content.decode()
    assert "Je volgende stap" in page
    assert "Zoek het nummer" in page
    assert_plain_dutch(page)

    answer = client.post(at("plan_step_state", step.pk), {"do": "done"})
    assert answer["Location"] == at("plan_step_done", step.pk)
    item = Item.objects.create(person=sam, kind="course", title="Open dag")
    kim = Item.objects.create(person=make_person("Kim"), kind="course", title="Van Kim")
    told = {"evidence": "Ik mag meelopen", "version": "2"}
    assert client.post(answer["Location"], {**told, "item": str(kim.pk)}).status_code == 422
    assert client.post(answer["Location"], {**told, "item": str(item.pk)}).status_code == 302
    page = client.get(at("plan")).content.decode()
    assert "Ik mag meelopen" in page
    assert "Open dag" in page
    assert "1 van de 1 stappen is gedaan" in page


def test_proposal_on_the_page_can_be_accepted(client: Client, sam: Person, step: Action, guide: Membership) -> None:
    consent(sam, guide)
    proposed = actions.change_action(by=actor(guide), action=step.pk, version=1, text=StepText("Bel morgen"))
    sign_in(client, sam)
    html = client.get(at("plan")).content.decode()
    assert "Bel morgen" in html
    assert "Van Robin" in html
    assert_plain_dutch(html)
    assert client.post(at("plan_answer", proposed.pk), {"do": "yes", "version": "9"}).status_code == 302
    assert Action.objects.get().what == "Bel de school"
    client.post(at("plan_answer", proposed.pk), {"do": "yes", "version": "1"})
    assert Action.objects.get().what == "Bel morgen"


def test_calendar_page_shows_a_new_link_once(client: Client, sam: Person, step: Action) -> None:
    sign_in(client, sam)
    client.post(at("plan_calendar"), {"do": "make"})
    assert "webcal://" in client.get(at("plan_calendar")).content.decode()
    html = client.get(at("plan_calendar")).content.decode()
    assert "webcal://" not in html
    assert "Je maakte een link" in html
    assert_plain_dutch(html)
    client.post(at("plan_calendar"), {"do": "stop"})
    assert not CalendarLink.objects.exists()


def test_examples_of_plans_are_taken_over_from_their_page(client: Client, sam: Person) -> None:
    sign_in(client, sam)
    html = client.get(at("plan_templates")).content.decode()
    assert_plain_dutch(html)
    assert client.post(at("plan_templates"), {"template": "nonsense"}).status_code == 404
    for _turn in range(2):
        assert client.post(at("plan_templates"), {"template": "lost-job"}).status_code == 302
    assert Action.objects.count() == 5
    assert Action.objects.exclude(origin=Origin.TEMPLATE).count() == 0
