"""Cases: seats, order of the caseload, follow-up where unknown is unknown, and talks where the owner goes first."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wending.guidance.rules.case import CaseState, Seat, Tab, may_open, tabs_for
from wending.guidance.rules.caseload import Load, Order, days_without, is_long_ago, ordered
from wending.guidance.rules.follow_up import IN_WORK, Doing, Share, due_on, share_of
from wending.guidance.rules.referral import NEXT, SEEN_BY_RECEIVER, ReferralState, can_become
from wending.guidance.rules.three_way import Voice, may_release, may_write

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("seat", "tab", "state", "expected"),
    [
        (Seat.RESPONSIBLE, Tab.AGREEMENT, CaseState.OPEN, True),
        (Seat.RESPONSIBLE, Tab.AGREEMENT, CaseState.CLOSED, True),
        (Seat.RESPONSIBLE, Tab.DOSSIER, CaseState.CLOSED, False),
        (Seat.RESPONSIBLE, Tab.PLAN, CaseState.STOPPED, False),
        (Seat.TEAM, Tab.NOTES, CaseState.OPEN, True),
        (Seat.TEAM, Tab.AGREEMENT, CaseState.OPEN, False),
        (Seat.TEAM, Tab.REFERRAL, CaseState.OPEN, False),
        (Seat.RECEIVER, Tab.OVERVIEW, CaseState.OPEN, True),
        (Seat.RECEIVER, Tab.NOTES, CaseState.OPEN, False),
    ],
)
def test_may_open_by_seat(seat: Seat, tab: Tab, state: CaseState, expected: bool) -> None:
    assert may_open(seat, tab, state) is expected
    assert (tab in tabs_for(seat, state)) is expected


def test_days_without_counts_from_opening_when_nobody_met() -> None:
    assert days_without(Load(uuid4(), opened=TODAY - timedelta(days=10)), TODAY) == 10
    met = Load(uuid4(), opened=TODAY - timedelta(days=90), last_met=TODAY - timedelta(days=3))
    assert days_without(met, TODAY) == 3


def test_is_long_ago_only_after_the_weeks_are_over() -> None:
    assert not is_long_ago(Load(uuid4(), TODAY - timedelta(days=42)), TODAY, 6)
    assert is_long_ago(Load(uuid4(), TODAY - timedelta(days=43)), TODAY, 6)


@given(st.lists(st.tuples(st.integers(0, 400), st.none() | st.integers(0, 400)), max_size=12))
def test_ordered_puts_the_longest_not_met_first_and_loses_nobody(days: list[tuple[int, int | None]]) -> None:
    loads = [
        Load(
            uuid4(),
            TODAY - timedelta(days=opened),
            None if met is None else TODAY - timedelta(days=met),
            name=f"n{opened}",
        )
        for opened, met in days
    ]
    found = ordered(loads, Order.MET, TODAY)
    waits = [days_without(load, TODAY) for load in found]
    assert waits == sorted(waits, reverse=True)
    assert {load.case for load in found} == {load.case for load in loads}


@given(st.lists(st.sampled_from(["", *Doing])))
def test_share_of_never_reads_unknown_as_no(answers: list[str]) -> None:
    share = share_of(answers, frozenset(IN_WORK))
    told = [answer for answer in answers if answer not in {"", "not-known", "not-said"}]
    assert share.denominator == len(told)
    assert share.asked == len(answers)
    assert share.numerator == sum(answer in {"work", "work-and-learning", "own-business"} for answer in told)


def test_share_of_one_worker_and_two_silent_ones_is_one_of_one() -> None:
    assert share_of(["work", "", "not-said"], frozenset(IN_WORK)) == Share(1, 1, 2)


@pytest.mark.parametrize(
    ("closed", "months", "expected"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_due_on_stays_in_the_month(closed: date, months: int, expected: date) -> None:
    assert due_on(closed, months) == expected


def test_no_state_before_the_yes_of_the_client_is_seen_by_the_receiver() -> None:
    assert ReferralState.ASKED not in SEEN_BY_RECEIVER
    assert [state for state in ReferralState if can_become(state, ReferralState.AGREED)] == [ReferralState.ASKED]
    assert not can_become(ReferralState.ASKED, ReferralState.ACCEPTED)
    assert all(not can_become(state, then) for state in set(ReferralState) - set(NEXT) for then in ReferralState)


def test_owner_writes_first_and_nobody_after_release() -> None:
    assert may_write(Voice.LEARNER, set(), is_released=False)
    assert not may_write(Voice.PARENT, {Voice.SCHOOL}, is_released=False)
    assert may_write(Voice.PARENT, {Voice.LEARNER}, is_released=False)
    assert not may_write(Voice.EMPLOYEE, {Voice.EMPLOYEE}, is_released=True)
    assert not may_release({Voice.EMPLOYER}, is_released=False)
    assert may_release({Voice.EMPLOYEE}, is_released=False)
