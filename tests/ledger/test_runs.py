"""Returning work: one worker at a time, again after the pause, taken over from a killed worker, errors kept apart."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from wending.kit.rounds import ROUNDS, Round, every
from wending.ledger.actions.runs import HOLD, do_round
from wending.ledger.models import Run

pytestmark = pytest.mark.django_db


def turn(seconds: int = 3600, fails: bool = False) -> tuple[Round, list[int]]:
    done: list[int] = []

    def work() -> str:
        done.append(len(done))
        if fails:
            raise ValueError("a name that must not be kept")
        return "counted 1"

    return Round("test.turn", seconds, work), done


def test_round_is_done_once_until_its_pause_is_over() -> None:
    round, done = turn()
    assert [do_round(round=round) for _ in range(3)] == [True, False, False]
    Run.objects.update(begun=timezone.now() - timedelta(hours=2))
    assert do_round(round=round)
    assert len(done) == 2


def test_round_held_by_another_worker_is_left_until_the_hold_is_over() -> None:
    round, done = turn(seconds=0)
    now = timezone.now()
    Run.objects.create(name=round.name, begun=now - timedelta(hours=9), held_until=now + HOLD)
    assert not do_round(round=round)
    Run.objects.update(held_until=now - timedelta(seconds=1))
    assert do_round(round=round)
    assert len(done) == 1


def test_failed_round_keeps_the_kind_of_error_only_and_comes_again() -> None:
    round, done = turn(seconds=0, fails=True)
    assert do_round(round=round)
    run = Run.objects.get()
    assert (run.failed, run.said, run.done, run.held_until) == ("ValueError", "", None, None)
    do_round(round=round)
    assert len(done) == 2


def test_every_refuses_a_name_that_is_taken() -> None:
    def work() -> str:
        return ""

    work.__module__ = "wending.test.tasks"
    every(minutes=2)(work)
    try:
        assert ROUNDS["test.work"].seconds == 120
        other = lambda: ""  # noqa: E731
        other.__module__, other.__name__ = work.__module__, work.__name__
        with pytest.raises(ValueError, match=r"two rounds are called test\.work"):
            every(minutes=1)(other)
    finally:
        del ROUNDS["test.work"]


def test_worker_does_the_rounds_of_all_domains_and_stops_when_asked_once() -> None:
    call_command("worker", "--once")
    assert "accounts.send_mail" in set(Run.objects.values_list("name", flat=True))
    assert not Run.objects.exclude(failed="").exists()
