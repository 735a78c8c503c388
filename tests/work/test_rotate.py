"""Rotations: proposed, never assigned. Answers are one's own; leaving and taking back count at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_person, sign_in
from tests.work.people import make_colleague, make_firm, make_manager, make_task, make_team, next_monday
from wending.engine import rotation as engine
from wending.work.actions import rotate as acts
from wending.work.actions.answer import accept_all, answer_swap, answer_turn, ask_swap
from wending.work.actions.firm import end_colleague
from wending.work.actions.show import Choice, show, take_back
from wending.work.models import Authorisation, Holder, Rotation, Swap, Turn, TurnAnswer
from wending.work.queries.calendar import own_calendar
from wending.work.queries.own_work import own_turns, own_weeks
from wending.work.queries.planning import engine_team, gather
from wending.work.queries.rotations import rotation_shown
from wending.work.queries.swaps import swap_options
from wending.work.rules.rotation import State
from wending.work.rules.shown import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team(make_firm())


@pytest.fixture
def sam(team):
    return make_colleague(account=make_person("Sam"), team=team, name="Sam", hours=8)


@pytest.fixture
def kim(team):
    return make_colleague(account=make_person("Kim"), team=team, name="Kim", hours=8)


def asked(by, team, weeks=1, **more):
    return acts.ask_rotation(by=by, team=team.pk, monday=next_monday(), weeks=weeks, **more)


def found(by, team, weeks=1, **more):
    rotation = asked(by, team, weeks, **more)
    acts.search(rotation.pk)
    rotation.refresh_from_db()
    return rotation


def turns(rotation):
    return sorted((t.colleague.name, t.task.name, t.week, t.blocks) for t in rotation.turns.all())


def make_turn(rotation, colleague, task, week=0, blocks=1, **more):
    return Turn.objects.create(rotation=rotation, colleague=colleague, task=task, week=week, blocks=blocks, **more)


@pytest.fixture
def ready(team, sam, kim):
    """A proposal made by hand: Sam on one task, Kim on another."""
    tasks = [make_task(team, "Bakken", doers=[sam, kim]), make_task(team, "Vegen")]
    rotation = Rotation.objects.create(
        team=team, monday=next_monday(), weeks=1, state=State.READY, inputs=gather(team.pk, next_monday(), 1)
    )
    make_turn(rotation, sam, tasks[0])
    make_turn(rotation, kim, tasks[1])
    return rotation


def test_ask_rotation_needs_known_hours_tasks_and_a_monday(team, sam):
    by = actor(sam.account)
    with pytest.raises(ValidationError):
        asked(by, team)
    make_task(team)
    for monday, weeks in ((next_monday() + timedelta(days=1), 1), (next_monday() - timedelta(days=14), 1)):
        with pytest.raises(ValidationError):
            acts.ask_rotation(by=by, team=team.pk, monday=monday, weeks=weeks)
    with pytest.raises(ValidationError):
        asked(by, team, weeks=5)
    unknown = make_colleague(team=team, name="Onbekend")
    with pytest.raises(ValidationError, match="Onbekend"):
        asked(by, team)
    unknown.delete()
    asked(by, team)
    with pytest.raises(ValidationError):
        asked(by, team)


def test_ask_rotation_is_for_the_team_and_its_manager(team, sam):
    make_task(team)
    stranger = make_colleague(account=make_person("Jo"), team=make_team(sam.organisation, "Ander"))
    for who in (actor(stranger.account), actor(make_manager()), actor(make_manager(sam.organisation).person)):
        with pytest.raises(PermissionDenied):
            asked(who, team)
    rotation = asked(actor(make_manager(sam.organisation)), team)
    assert rotation_shown(actor(stranger.account), rotation.pk) is None
    assert not acts.stop_search(by=actor(stranger.account), rotation=rotation.pk)


def test_search_proposes_and_nobody_has_said_yes(team, sam, kim):
    make_task(team, "Bakken", skills=["kneden"], doers=[sam])
    make_task(team, "Vegen")

    rotation = found(actor(kim.account), team)

    assert rotation.state == State.READY
    assert ("Sam", "Bakken", 0, 1) in turns(rotation)
    assert rotation.outcome["is_optimal"]
    assert not TurnAnswer.objects.exists()
    shown = rotation_shown(actor(kim.account), rotation.pk)
    assert not shown.weeks[0].stands
    bread = next(turn for turn in shown.weeks[0].turns if turn.person == "Sam" and turn.task == "Bakken")
    assert "Kan: kneden." in bread.reasons


def test_search_covers_nothing_without_the_authorisation_and_says_what_to_change(team, sam):
    permit = Authorisation.objects.create(organisation=sam.organisation, name="Heftruck")
    make_task(team, "Tillen").authorisations.add(permit)
    make_task(team, "Vegen")

    rotation = found(actor(sam.account), team)
    shown = rotation_shown(actor(sam.account), rotation.pk)

    assert [name for _person, name, _week, _blocks in turns(rotation)] == ["Vegen"]
    assert shown.weeks[0].short == (("Tillen", 4.0),)
    assert "Wie Tillen doet, heeft de bevoegdheid." in shown.obstacles[0].demands
    assert "Laat iemand de bevoegdheid voor Tillen halen." in shown.obstacles[0].changes

    Holder.objects.create(authorisation=permit, colleague=sam)
    assert ("Sam", "Tillen", 0, 1) in turns(found(actor(sam.account), team))


def test_an_authorisation_that_ends_within_the_weeks_is_not_counted_on(team, sam):
    permit = Authorisation.objects.create(organisation=sam.organisation, name="Heftruck")
    holder = Holder.objects.create(authorisation=permit, colleague=sam, until=next_monday() + timedelta(days=6))

    assert gather(team.pk, next_monday(), 1)["people"][0]["authorisations"] == [str(permit.pk)]
    assert gather(team.pk, next_monday(), 2)["people"][0]["authorisations"] == []
    assert holder.until


def test_answers_stay_with_the_person_and_a_manager_cannot_give_them(ready, sam, kim):
    turn = ready.turns.get(colleague=sam)
    manager = make_manager(sam.organisation)
    for who in (actor(kim.account), actor(manager), actor(manager.person)):
        assert not answer_turn(by=who, turn=turn.pk, is_accepted=True)
        assert accept_all(by=who, rotation=ready.pk) in (0, 1)
    assert not TurnAnswer.objects.filter(turn=turn).exists()

    assert answer_turn(by=actor(sam.account), turn=turn.pk, is_accepted=True)
    assert rotation_shown(actor(sam.account), ready.pk).weeks[0].stands


def test_answer_turn_can_be_changed_and_a_yes_keeps_no_reason(ready, sam):
    turn = ready.turns.get(colleague=sam)
    by = actor(sam.account)
    answer_turn(by=by, turn=turn.pk, is_accepted=False, reason="rug")
    assert TurnAnswer.objects.get().reason == "rug"
    answer_turn(by=by, turn=turn.pk, is_accepted=True, reason="rug")
    assert TurnAnswer.objects.get().reason == ""


def test_a_new_proposal_keeps_to_yes_and_no(ready, sam, kim, team):
    mine, theirs = ready.turns.get(colleague=sam), ready.turns.get(colleague=kim)
    answer_turn(by=actor(sam.account), turn=mine.pk, is_accepted=False)
    answer_turn(by=actor(kim.account), turn=theirs.pk, is_accepted=True)

    fresh = found(actor(sam.account), team, follows=ready.pk)

    ready.refresh_from_db()
    assert ready.state == State.REPLACED
    assert ("Sam", "Bakken", 0, 1) not in turns(fresh)
    kept = fresh.turns.get(colleague=kim, task__name="Vegen")
    assert kept.answer.is_accepted
    # To what nobody answered, nobody said yes.
    assert TurnAnswer.objects.filter(turn__rotation=fresh).count() == 1


def test_what_was_accepted_and_cannot_be_together_is_told_as_impossible(ready, sam, kim, team):
    answer_turn(by=actor(sam.account), turn=ready.turns.get(colleague=sam).pk, is_accepted=True)
    sam.hours = 0
    sam.save()

    fresh = found(actor(kim.account), team, follows=ready.pk)

    assert fresh.state == State.IMPOSSIBLE
    ready.refresh_from_db()
    assert ready.state == State.READY
    told = rotation_shown(actor(kim.account), fresh.pk).obstacles
    assert any("Sam zei ja op Bakken in week 1." in one.demands for one in told)
    assert acts.restart_search(by=actor(kim.account), rotation=fresh.pk)


def test_who_left_has_no_turns_and_the_page_says_something_changed(ready, sam, kim):
    answer_turn(by=actor(sam.account), turn=ready.turns.get(colleague=sam).pk, is_accepted=True)
    end_colleague(by=actor(make_manager(sam.organisation)), colleague=sam.pk)

    shown = rotation_shown(actor(kim.account), ready.pk)

    assert shown.has_left
    assert [turn.person for turn in shown.weeks[0].turns] == ["Kim"]
    assert not own_turns(actor(sam.account)).exists()
    assert rotation_shown(actor(sam.account), ready.pk) is None


def test_who_leaves_or_takes_back_during_a_search_makes_it_begin_anew(team, sam, kim, monkeypatch):
    bread = make_task(team, "Bakken", doers=[sam, kim])
    row = show(by=actor(sam.account), team=team.pk, chosen=Choice(Kind.WANT, next_monday(), task=bread.pk))
    rotation = asked(actor(kim.account), team)
    assert rotation.inputs["shown"] == [str(row.pk)]
    real = engine.propose

    def meanwhile(*args, **kwargs):
        take_back(by=actor(sam.account), shown=row.pk)
        return real(*args, **kwargs)

    monkeypatch.setattr("wending.work.actions.rotate.engine.propose", meanwhile)
    assert acts.search(rotation.pk) == State.WAITING
    rotation.refresh_from_db()
    assert rotation.inputs["shown"] == []
    assert not rotation.turns.exists()
    monkeypatch.setattr("wending.work.actions.rotate.engine.propose", real)
    assert acts.search_next() == "searched a rotation: ready"


def test_longer_search_that_finds_less_or_nothing_leaves_the_better_one(team, sam, kim, monkeypatch):
    make_task(team, "Bakken", doers=[sam, kim])
    real = engine.propose

    def at_first(*args, **kwargs):
        one = real(*args, **kwargs)
        return replace(one, bound=one.score.total + 9)

    def less(*args, **kwargs):
        one = real(*args, **kwargs)
        worse = replace(one.score, total=one.score.total - 5)
        return replace(one, turns=one.turns[:1], score=worse, bound=one.score.total + 2)

    def nothing(*args, **kwargs):
        raise TimeoutError

    for second, most_above in ((less, 2), (nothing, 9)):
        steps = iter([at_first, second])
        monkeypatch.setattr(
            "wending.work.actions.rotate.engine.propose", lambda *a, steps=steps, **k: next(steps)(*a, **k)
        )
        rotation = asked(actor(kim.account), team)
        assert acts.search(rotation.pk, (1.0, 2.0)) == State.READY
        rotation.refresh_from_db()
        best = real(engine_team(rotation.inputs, []))
        assert [turn.blocks for turn in rotation.turns.all()] == [turn.blocks for turn in best.turns]
        assert rotation.outcome["gap"] * best.score.total == pytest.approx(most_above)


def test_page_says_that_it_does_not_know_how_far_from_the_best(team, sam, client, monkeypatch):
    make_task(team, "Bakken", doers=[sam])
    real = engine.propose
    monkeypatch.setattr(
        "wending.work.actions.rotate.engine.propose", lambda *a, **k: replace(real(*a, **k), bound=float("inf"))
    )
    rotation = found(actor(sam.account), team)
    assert rotation.outcome["gap"] is None
    page = sign_in(client, sam.account).get(reverse("work:rotation", args=[rotation.pk])).content.decode()
    assert "weten we niet: de tijd was op" in page
    assert "procent" not in page


def test_a_wish_taken_back_is_no_reason_any_more(team, sam, kim):
    bread = make_task(team, "Bakken", doers=[sam])
    row = show(by=actor(sam.account), team=team.pk, chosen=Choice(Kind.WANT, next_monday(), task=bread.pk))
    rotation = found(actor(kim.account), team)

    def reasons():
        shown = rotation_shown(actor(kim.account), rotation.pk)
        return [reason for turn in shown.weeks[0].turns if turn.person == "Sam" for reason in turn.reasons]

    assert "Doet dit graag." in reasons()
    take_back(by=actor(sam.account), shown=row.pk)
    assert "Doet dit graag." not in reasons()


def test_search_that_was_stopped_saves_nothing_more(team, sam, kim, monkeypatch):
    make_task(team)
    rotation = asked(actor(kim.account), team)
    real = engine.propose

    def meanwhile(*args, **kwargs):
        acts.stop_search(by=actor(sam.account), rotation=rotation.pk)
        return real(*args, **kwargs)

    monkeypatch.setattr("wending.work.actions.rotate.engine.propose", meanwhile)
    assert acts.search(rotation.pk) == State.STOPPED
    assert not rotation.turns.exists()
    assert not acts.stop_search(by=actor(sam.account), rotation=rotation.pk)


def test_search_is_done_by_one_and_taken_up_when_its_worker_is_lost(team, sam):
    make_task(team)
    rotation = asked(actor(sam.account), team)
    Rotation.objects.update(state=State.RUNNING, started=timezone.now())
    assert acts.search(rotation.pk) is None
    assert acts.search_next() == ""
    Rotation.objects.update(started=timezone.now() - acts.LOST * 2)
    assert acts.search_next() == "searched a rotation: ready"


def test_weeks_before_count_for_monotone_work(ready, sam, team):
    answer_turn(by=actor(sam.account), turn=ready.turns.get(colleague=sam).pk, is_accepted=True)

    inputs = gather(team.pk, next_monday() + timedelta(days=7), 1)

    assert inputs["before"] == [[str(sam.pk), str(ready.turns.get(colleague=sam).task_id), 1]]
    assert gather(team.pk, next_monday() + timedelta(days=14), 1)["before"] == []


def test_engine_team_knows_skills_from_what_is_done_and_shown_only(team, sam, kim):
    make_task(team, "Bakken", skills=["kneden"], doers=[sam])
    inputs = gather(team.pk, next_monday(), 1)
    planned = engine_team(inputs, [])

    assert dict(planned.person[str(sam.pk)].skills) == {"kneden": 1}
    assert dict(planned.person[str(kim.pk)].skills) == {}


def test_swap_needs_the_yes_of_the_colleague(ready, sam, kim):
    mine, theirs = ready.turns.get(colleague=sam), ready.turns.get(colleague=kim)
    swap = ask_swap(by=actor(sam.account), mine=mine.pk, theirs=theirs.pk)

    for who in (actor(sam.account), actor(make_manager(sam.organisation))):
        assert not answer_swap(by=who, swap=swap.pk, agrees=True)
    assert ready.turns.get(pk=mine.pk).colleague == sam
    assert answer_swap(by=actor(kim.account), swap=swap.pk, agrees=True)

    assert ready.turns.get(pk=mine.pk).colleague == kim
    assert ready.turns.get(pk=theirs.pk).colleague == sam
    assert set(TurnAnswer.objects.values_list("turn", "person", "is_accepted")) == {
        (mine.pk, kim.account_id, True),
        (theirs.pk, sam.account_id, True),
    }
    assert not Swap.objects.exists()


def test_swap_refused_changes_nothing(ready, sam, kim):
    mine, theirs = ready.turns.get(colleague=sam), ready.turns.get(colleague=kim)
    swap = ask_swap(by=actor(sam.account), mine=mine.pk, theirs=theirs.pk)
    assert answer_swap(by=actor(kim.account), swap=swap.pk, agrees=False)
    assert ready.turns.get(pk=mine.pk).colleague == sam
    assert not TurnAnswer.objects.exists()


def test_swap_that_breaks_authorisation_or_hours_is_refused_also_when_it_was_asked_before(ready, sam, kim):
    mine, theirs = ready.turns.get(colleague=sam), ready.turns.get(colleague=kim)
    swap = ask_swap(by=actor(sam.account), mine=mine.pk, theirs=theirs.pk)
    permit = Authorisation.objects.create(organisation=sam.organisation, name="Oven")
    mine.task.authorisations.add(permit)

    with pytest.raises(ValidationError, match="bevoegdheid"):
        answer_swap(by=actor(kim.account), swap=swap.pk, agrees=True)
    assert swap_options(actor(sam.account), own_turns(actor(sam.account)).get()) == []
    Holder.objects.create(authorisation=permit, colleague=kim)
    Turn.objects.filter(pk=mine.pk).update(blocks=3)
    with pytest.raises(ValidationError, match="uren"):
        ask_swap(by=actor(sam.account), mine=mine.pk, theirs=theirs.pk)


def test_swap_is_not_with_who_has_no_account_said_no_or_left(ready, sam, kim, team):
    bo = make_colleague(team=team, name="Bo", hours=8)
    other = make_turn(ready, bo, ready.turns.get(colleague=kim).task)
    mine, theirs = ready.turns.get(colleague=sam), ready.turns.get(colleague=kim)
    by = actor(sam.account)
    assert ask_swap(by=by, mine=mine.pk, theirs=other.pk) is None
    answer_turn(by=actor(kim.account), turn=theirs.pk, is_accepted=False)
    assert ask_swap(by=by, mine=mine.pk, theirs=theirs.pk) is None
    assert ask_swap(by=actor(kim.account), mine=mine.pk, theirs=theirs.pk) is None


def test_calendar_holds_accepted_turns_without_sensitive_words(ready, sam):
    by = actor(sam.account)
    assert b"BEGIN:VEVENT" not in own_calendar(by)
    answer_turn(by=by, turn=ready.turns.get(colleague=sam).pk, is_accepted=True)

    text = own_calendar(by).decode()

    assert text.count("BEGIN:VEVENT") == 1
    assert f"DTSTART;VALUE=DATE:{next_monday():%Y%m%d}" in text
    for word in ("Bakken", "Kim", "Halm"):
        assert word not in text


def test_own_weeks_leave_out_what_is_over(ready, sam):
    assert list(own_weeks(actor(sam.account))) == [next_monday()]
    Rotation.objects.update(monday=next_monday() - timedelta(days=14))
    assert own_weeks(actor(sam.account)) == {}


def test_reason_of_a_no_is_encrypted(ready, sam, django_assert_num_queries):
    from django.db import connection

    answer_turn(by=actor(sam.account), turn=ready.turns.get(colleague=sam).pk, is_accepted=False, reason="rug")
    with connection.cursor() as cursor:
        cursor.execute("select reason from work_turnanswer")
        assert "rug" not in cursor.fetchone()[0]


def test_pages_do_not_open_for_another_team(client, ready, sam, team):
    stranger = make_colleague(account=make_person("Jo"), team=make_team(sam.organisation, "Ander"))
    turn, task = ready.turns.get(colleague=sam), ready.turns.get(colleague=sam).task
    shown = show(by=actor(sam.account), team=team.pk, chosen=Choice(Kind.TALENT, next_monday(), "x"))
    addresses = [reverse(f"work:{name}", args=[team.pk]) for name in ("team", "tasks", "weeks", "carve", "shown")]
    addresses += [reverse(f"work:{name}", args=[team.pk, task.pk]) for name in ("task", "steps")]
    addresses += [reverse("work:rotation", args=[ready.pk]), reverse("work:swap", args=[turn.pk])]
    posts = [
        reverse(f"work:{name}", args=[ready.pk]) for name in ("rotation_stop", "rotation_restart", "rotation_again")
    ]
    posts += [reverse("work:answer", args=[turn.pk]), reverse("work:accept_all", args=[ready.pk])]
    posts += [reverse("work:take_back", args=[shown.pk]), reverse("work:leave", args=[sam.pk])]
    posts += [reverse("work:task_remove", args=[team.pk, task.pk])]

    sign_in(client, stranger.account)
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    assert {address: client.post(address).status_code for address in posts} == dict.fromkeys(posts, 404)
    sign_in(client, make_manager(sam.organisation), second_factor=False)
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    assert client.get(reverse("work:firm")).status_code == 302


def test_page_of_a_rotation_asks_the_same_of_the_database_for_many(
    client, ready, sam, team, django_assert_max_num_queries
):
    task = ready.turns.get(colleague=sam).task
    for number in range(30):
        make_turn(ready, make_colleague(team=team, name=f"N{number}", hours=8), task)
    sign_in(client, sam.account)
    with django_assert_max_num_queries(40):
        client.get(reverse("work:rotation", args=[ready.pk]))
    with django_assert_max_num_queries(40):
        client.get(reverse("work:weeks", args=[team.pk]))
    with django_assert_max_num_queries(40):
        client.get(reverse("work:mine"))


def test_page_of_a_search_offers_to_look_stop_and_search_again(client, team, sam):
    make_task(team)
    rotation = asked(actor(sam.account), team)
    sign_in(client, sam.account)
    address = reverse("work:rotation", args=[rotation.pk])

    assert reverse("work:rotation_stop", args=[rotation.pk]) in client.get(address).content.decode()
    client.post(reverse("work:rotation_stop", args=[rotation.pk]))
    assert reverse("work:rotation_restart", args=[rotation.pk]) in client.get(address).content.decode()
    client.post(reverse("work:rotation_restart", args=[rotation.pk]))
    assert acts.search_next() == "searched a rotation: ready"
    assert reverse("work:rotation_again", args=[rotation.pk]) in client.get(address).content.decode()
