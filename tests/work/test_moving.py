"""From work to work: everybody joins by choice, limits are hard, and each side sees no more than its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, make_member, make_organisation, make_person
from tests.engine.fit_world import skill, world
from tests.work.change_world import (
    asks,
    choice,
    make_group,
    make_guide,
    make_network,
    make_opening,
    many,
    person_of,
)
from tests.work.people import make_colleague, make_firm, make_manager
from wending.accounts.actions.consent import withdraw_consent
from wending.accounts.models import Consent, Membership
from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Kind, Role
from wending.engine.fit import FitIndex
from wending.kit.small_cells import SMALLEST
from wending.kit.versions import Stale
from wending.ledger.models import Entry
from wending.orientation.models import KeptProfile
from wending.work.actions import moving as acts
from wending.work.actions import moving_answers as answers
from wending.work.actions import moving_match
from wending.work.models import Colleague, Mover, MoverStep, Moving, NetworkPlace, Proposal
from wending.work.queries import moving as pages
from wending.work.queries import moving_match as matching
from wending.work.rules.moving import (
    Counted,
    Limits,
    OpenWork,
    State,
    StepOwner,
    Word,
    broken_limits,
    counts,
    may_publish,
    needs_step,
    unknown_limits,
)

TODAY = timezone.localdate()
DAY = timedelta(days=1)


# Rules.


def test_limit_is_hard_and_what_is_not_told_breaks_none() -> None:
    limits = Limits(hours_low=24, hours_high=32, level_low=2, level_high=3, regions=frozenset({"R1"}))
    assert broken_limits(limits, OpenWork("a", "o", 36, (4, 5), "R2")) == ["hours", "level", "region"]
    assert broken_limits(limits, OpenWork("a", "o", 24, (3, 4), "R1")) == []
    assert broken_limits(limits, OpenWork("a", "o")) == []
    assert unknown_limits(limits, OpenWork("a", "o")) == ["hours", "level", "region"]
    assert unknown_limits(Limits(), OpenWork("a", "o")) == []


def test_who_has_no_open_step_from_today_on_is_forgotten() -> None:
    assert needs_step(State.LOOKING, [], TODAY)
    assert needs_step(State.LOOKING, [TODAY - DAY], TODAY)
    assert not needs_step(State.LOOKING, [TODAY - DAY, TODAY], TODAY)
    assert not needs_step(State.MOVED, [], TODAY)


def test_counts_appear_with_ten_and_again_only_when_ten_changed() -> None:
    first = [Counted("looking", "") for _k in range(9)]
    assert not may_publish(first, {})
    assert may_publish([*first, Counted("looking", "")], {})
    same = [Counted("looking", "looking") for _k in range(30)]
    last = {"looking": 30}
    assert not may_publish(same, last)
    one_more = [*same, Counted("looking", "")]
    assert not may_publish(one_more, last)
    assert not may_publish(same[:-9], last)
    assert may_publish(same[:-10], last)
    assert may_publish([*same, *(Counted("moved", "") for _k in range(10))], last)


@given(st.lists(st.sampled_from(list(State)), max_size=60), st.integers(0, 30))
def test_counts_never_show_fewer_than_ten_nor_a_rest_of_few(states: list[State], others: int) -> None:
    found = counts(states, len(states) + others)
    shown = [value for value in found.values() if value is not None]
    assert all(value >= SMALLEST for value in shown)
    rest = len(states) + others - sum(shown)
    assert rest == 0 or rest >= SMALLEST or not shown


# A group of a firm, with a small labour market.


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> FitIndex:
    found = FitIndex().fit(world(1))
    monkeypatch.setattr(matching, "fit_index", lambda: found)
    return found


@pytest.fixture
def boss(db: None) -> Membership:
    return make_manager(make_firm())


@pytest.fixture
def people(boss: Membership) -> list[Colleague]:
    return many(12, boss.organisation, accounts=12)


@pytest.fixture
def group(boss: Membership, people: list[Colleague]) -> Moving:
    return make_group(boss, people)


@pytest.fixture
def join(group: Moving) -> Callable[..., Mover]:
    def joined(row: Colleague, skills: tuple[int, ...] = (1, 2, 3), **fields: Any) -> Mover:
        told = {"skills": [{"uri": skill(k), "level": 2, "source": "suggested"} for k in skills]}
        KeptProfile.objects.update_or_create(person=person_of(row), defaults={"content": told})
        found = acts.join_moving(by=asks(row), moving=group.pk, choice=choice(**fields))
        assert found is not None
        return found

    return joined


def test_only_who_was_told_can_join_and_their_first_step_is_there(
    group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    mover = join(people[0])
    step = MoverStep.objects.get(mover=mover)
    assert (step.owner, step.due, step.done) == (StepOwner.SELF, TODAY + 7 * DAY, None)
    stranger = make_colleague(group.organisation, make_person("Los"), name="Los")
    assert acts.join_moving(by=asks(stranger), moving=group.pk, choice=choice()) is None
    assert not pages.own_movings(asks(stranger))


def test_who_left_the_firm_cannot_join_but_keeps_what_is_theirs(
    group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    join(people[0])
    Membership.objects.filter(organisation=group.organisation).update(ended=timezone.now())
    assert pages.own_mover(asks(people[0]), group.pk) is not None
    assert acts.join_moving(by=asks(people[1]), moving=group.pk, choice=choice()) is None


def test_match_proposes_within_limits_and_places_and_never_changes_anything_else(
    index: FitIndex, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    movers = [join(row, skills=(k, k + 3, k + 6)) for k, row in enumerate(people)]
    Mover.objects.filter(pk=movers[0].pk).update(hours_high=20)
    small = make_opening(group.organisation, "o:001", hours=36, places=2)
    big = make_opening(group.organisation, "o:002", hours=16, places=20)
    make_opening(group.organisation, "o:003", closes=TODAY - DAY)
    make_opening(make_firm("Vreemd"), "o:004", for_network=True)
    found = moving_match.match(moving=group)
    assert found is not None
    assert found.stable_blocking == 0
    assert found.optimal_total >= found.stable_total - 1e-6
    assert set(Proposal.objects.values_list("opening", flat=True)) == {small.pk, big.pk}
    assert Proposal.objects.filter(opening=small, is_stable=True).count() <= 2
    assert not Proposal.objects.filter(opening=small, mover=movers[0]).exists()
    assert set(Mover.objects.values_list("state", flat=True)) == {State.LOOKING}
    assert set(Proposal.objects.values_list("word", flat=True)) == {Word.OPEN}


def test_match_reads_only_what_may_be_used(
    index: FitIndex, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    mover = join(people[0], uses=frozenset({Part.SKILLS}))
    assert matching.profile_used(mover).skills == ()
    mover.uses = [Part.PROFILE]
    assert [one.uri for one in matching.profile_used(mover).skills] == [skill(1), skill(2), skill(3)]


def test_who_leaves_while_matching_runs_gets_nothing_of_it(
    index: FitIndex,
    group: Moving,
    people: list[Colleague],
    join: Callable[..., Mover],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for row in people[:3]:
        join(row)
    make_opening(group.organisation, places=3)
    reckon = moving_match.stable

    def leaves(market: Any) -> Any:
        acts.leave_moving(by=asks(people[0]), moving=group.pk)
        changed = Mover.objects.get(person=person_of(people[1]))
        acts.change_choice(by=asks(people[1]), moving=group.pk, choice=choice(), version=changed.version)
        return reckon(market)

    monkeypatch.setattr(moving_match, "stable", leaves)
    assert moving_match.match(moving=group) is not None
    assert [one.mover.person for one in Proposal.objects.all()] == [person_of(people[2])]


def test_leaving_erases_proposals_steps_and_the_look_of_the_guide(
    index: FitIndex, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    guide = guided(group)
    join(people[0], guide_sees=True)
    make_opening(group.organisation)
    moving_match.match(moving=group)
    assert pages.guided_people(actor(guide), group.pk)
    assert acts.leave_moving(by=asks(people[0]), moving=group.pk)
    assert not Mover.objects.exists()
    assert not Proposal.objects.exists()
    assert not MoverStep.objects.exists()
    assert not Consent.objects.filter(withdrawn=None).exists()
    assert pages.guided_people(actor(guide), group.pk) == []


def test_who_said_yes_keeps_that_place_when_matched_anew(
    index: FitIndex, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    first, second = join(people[0]), join(people[1])
    opening = make_opening(group.organisation, places=1)
    moving_match.match(moving=group)
    mine = Proposal.objects.filter(is_stable=True).get()
    other = second if mine.mover == first else first
    who = next(row for row in people if person_of(row) == mine.mover.person)
    assert answers.answer_proposal(by=asks(who), proposal=mine.pk, word=Word.YES)
    moving_match.match(moving=group)
    assert not Proposal.objects.filter(mover=other, opening=opening, is_stable=True).exists()
    mine.refresh_from_db()
    assert mine.word == Word.YES


def test_choice_of_an_old_page_saves_nothing(
    group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    join(people[0])
    acts.change_choice(by=asks(people[0]), moving=group.pk, choice=choice(limits=Limits(hours_high=20)), version=1)
    with pytest.raises(Stale):
        acts.change_choice(by=asks(people[0]), moving=group.pk, choice=choice(), version=1)
    assert Mover.objects.get().hours_high == 20


# Who may not.


def test_firm_sees_neither_who_joined_nor_proposals_nor_who_left(
    index: FitIndex, boss: Membership, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    before = pages.group_of(actor(boss), group.pk)
    for row in people[:9]:
        join(row)
    make_opening(group.organisation)
    moving_match.match_all()
    moving_match.publish_all()
    after = pages.group_of(actor(boss), group.pk)
    acts.leave_moving(by=asks(people[0]), moving=group.pk)
    left = pages.group_of(actor(boss), group.pk)
    assert before == after == left
    assert after is not None
    assert (after.shown, after.counts) == ([], {})
    assert pages.responded_to(actor(boss)) == []


def test_firm_sees_frozen_counts_that_do_not_follow_one_person(
    boss: Membership, people: list[Colleague], group: Moving, join: Callable[..., Mover]
) -> None:
    more = many(20, boss.organisation, accounts=20)
    acts.tell_people(by=actor(boss), moving=group.pk, colleagues=[one.pk for one in more], link=str)
    for row in [*people[:10], *more[:2]]:
        join(row)
    assert moving_match.publish(moving=group.pk)
    shown = pages.group_of(actor(boss), group.pk)
    join(more[3])
    acts.set_state(by=asks(people[0]), moving=group.pk, state=State.MOVED)
    assert not moving_match.publish(moving=group.pk)
    assert pages.group_of(actor(boss), group.pk) == shown
    assert shown is not None
    assert all(value is None or value >= SMALLEST for value in shown.counts.values())
    assert "true" not in shown.counts


def test_firm_sees_a_state_by_name_only_of_who_allows_it_and_is_there(
    boss: Membership, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    join(people[0], shows_state=True)
    join(people[1])
    shown = pages.group_of(actor(boss), group.pk)
    assert shown is not None
    assert shown.shown == [(people[0].name, State.LOOKING)]
    Colleague.objects.filter(pk=people[0].pk).update(ended=TODAY)
    shown = pages.group_of(actor(boss), group.pk)
    assert shown is not None
    assert shown.shown == []


def test_named_people_are_not_in_the_counts(
    boss: Membership, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    for row in people:
        join(row, shows_state=row != people[0])
    assert not moving_match.publish(moving=group.pk)


def test_other_firms_and_roles_know_nothing_of_a_group(group: Moving, people: list[Colleague]) -> None:
    other = actor(make_manager(make_firm("Slager"), "Rik"))
    weak = replace(actor(make_manager(group.organisation, "Ro")), has_second_factor=False)
    employee = actor(Membership.objects.get(person=person_of(people[0]), role=Role.EMPLOYEE))
    for who in (other, weak, employee, actor(make_guide()), actor(make_person("Los"))):
        assert pages.group_of(who, group.pk) is None
        assert pages.guided_people(who, group.pk) is None
        with pytest.raises(PermissionDenied):
            acts.tell_people(by=who, moving=group.pk, colleagues=[people[0].pk], link=str)
        assert not acts.close_moving(by=who, moving=group.pk)


def test_people_of_another_firm_cannot_be_told(boss: Membership, group: Moving) -> None:
    stranger = make_colleague(make_firm("Slager"), make_person("Sla"))
    assert acts.tell_people(by=actor(boss), moving=group.pk, colleagues=[stranger.pk], link=str) == 0


def test_receiving_firm_sees_only_who_responds_and_each_look_is_in_their_ledger(
    index: FitIndex, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    near = make_manager(make_firm("Molen"), "Mo")
    make_network(group.organisation, near.organisation)
    make_opening(near.organisation, for_network=True, places=5)
    for row in people[:3]:
        join(row)
    moving_match.match(moving=group)
    assert answers.read_responses(by=actor(near)) == []
    mine = Proposal.objects.get(mover__person=person_of(people[0]))
    refused = Proposal.objects.get(mover__person=person_of(people[1]))
    answers.answer_proposal(by=asks(people[0]), proposal=mine.pk, word=Word.ASKED, text="Kan ik komen kijken?")
    answers.answer_proposal(by=asks(people[1]), proposal=refused.pk, word=Word.NO)
    found = answers.read_responses(by=actor(near))
    assert [(one.name, one.proposal.text) for one in found] == [(str(person_of(people[0])), "Kan ik komen kijken?")]
    looked = Entry.objects.filter(verb="saw-response", chain=str(person_of(people[0]).ledger_key))
    assert looked.count() == 1
    # Not the own firm, not another one; and taken back is gone.
    assert answers.read_responses(by=actor(make_manager(group.organisation, "Ro"))) == []
    assert not answers.answer_response(by=actor(near), proposal=refused.pk, text="Kom langs")
    assert answers.answer_response(by=actor(near), proposal=mine.pk, text="Kom langs")
    answers.answer_proposal(by=asks(people[0]), proposal=mine.pk, word=Word.OPEN)
    assert answers.read_responses(by=actor(near)) == []


def test_proposal_to_somebody_else_cannot_be_answered(
    index: FitIndex, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    join(people[0])
    make_opening(group.organisation)
    moving_match.match(moving=group)
    number = Proposal.objects.get().pk
    assert not answers.answer_proposal(by=asks(people[1]), proposal=number, word=Word.YES)
    assert pages.own_proposals(asks(people[1]), group.pk) == []
    assert pages.group_of_proposal(asks(people[1]), number) is None


def test_neighbours_end_when_a_firm_leaves_the_network(index: FitIndex, group: Moving) -> None:
    near = make_firm("Molen")
    make_network(group.organisation, near)
    opening = make_opening(near, for_network=True)
    make_opening(near, "o:002", for_network=False)
    assert matching.open_for(group) == [opening]
    NetworkPlace.objects.filter(firm=near).update(ended=timezone.now())
    assert matching.open_for(group) == []


# The guide.


def guided(group: Moving) -> Membership:
    guide = make_guide()
    Moving.objects.filter(pk=group.pk).update(guide_organisation=guide.organisation)
    assert answers.take_up_guiding(by=actor(guide), moving=group.pk)
    group.refresh_from_db()
    return guide


def test_guide_sees_who_chose_that_and_first_who_has_no_next_step(
    group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    guide = guided(group)
    join(people[0], guide_sees=True)
    join(people[1], guide_sees=False)
    late = join(people[2], guide_sees=True)
    MoverStep.objects.filter(mover=late).update(due=TODAY - DAY)
    found = answers.read_guided(by=actor(guide), moving=group.pk)
    assert found is not None
    assert [(one.mover.person, one.is_forgotten) for one in found] == [
        (person_of(people[2]), True),
        (person_of(people[0]), False),
    ]
    # One entry a day in the ledger of each.
    answers.read_guided(by=actor(guide), moving=group.pk)
    key = str(person_of(people[0]).ledger_key)
    assert Entry.objects.filter(chain=key, verb="looked").count() == 1
    answers.add_step_for(by=actor(guide), mover=late.pk, text="Bel Molen", due=TODAY + DAY, owner=StepOwner.GUIDE)
    again = pages.guided_person(actor(guide), late.pk)
    assert again is not None
    assert not again.is_forgotten


def test_guide_sees_nothing_more_once_consent_is_withdrawn_or_their_role_ends(
    group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    guide = guided(group)
    mover = join(people[0], guide_sees=True)
    consent = Consent.objects.get(person=person_of(people[0]), withdrawn=None)
    assert pages.guided_person(actor(guide), mover.pk)
    assert not pages.guided_people(replace(actor(guide), has_second_factor=False), group.pk)
    assert not pages.guided_people(actor(guide.person), group.pk)
    other = make_member(Role.PROFESSIONAL, guide.organisation, "Ander")
    assert pages.guided_people(actor(other), group.pk) is None
    assert withdraw_consent(by=asks(people[0]), consent=consent.pk)
    assert pages.guided_people(actor(guide), group.pk) == []
    assert pages.guided_proposals(actor(guide), mover.pk) == []
    with pytest.raises(PermissionDenied):
        answers.add_step_for(by=actor(guide), mover=mover.pk, text="Bel", due=TODAY, owner=StepOwner.GUIDE)


def test_manager_of_the_guiding_firm_sees_nothing_by_the_consent_to_its_guide(
    boss: Membership, group: Moving, people: list[Colleague], join: Callable[..., Mover]
) -> None:
    guide = make_guide(boss.organisation)
    Moving.objects.filter(pk=group.pk).update(guide_organisation=boss.organisation)
    answers.take_up_guiding(by=actor(guide), moving=group.pk)
    mover = join(people[0], guide_sees=True)
    assert pages.guided_person(actor(guide), mover.pk)
    assert pages.guided_person(actor(boss), mover.pk) is None
    assert parts_shown_to(actor(boss), person_of(people[0]).pk) == []


def test_group_has_one_guide(group: Moving) -> None:
    guide = guided(group)
    other = make_member(Role.PROFESSIONAL, guide.organisation, "Ander")
    assert not answers.take_up_guiding(by=actor(other), moving=group.pk)
    stranger = make_guide(make_organisation(Kind.CENTRE, "Elders"))
    assert not answers.take_up_guiding(by=actor(stranger), moving=group.pk)
