"""Many attempts at the same moment, each over its own connection: on PostgreSQL really at once, up to as many as the
server of this run takes; on SQLite, which lets one write at a time, one after another."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from tests.guidance.factories import make_centre, make_kind, make_professional
from wending.guidance.actions.agenda import plan_session
from wending.guidance.actions.appointments import Taken, book, book_seat, move
from wending.guidance.models import Appointment, Held, TalkKind
from wending.guidance.queries.slots import slots_between
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.hours import DAY
from wending.guidance.rules.words import Way
from wending.kit.versions import Stale
from wending.ledger.rules.actor import VISITOR, Actor

pytestmark = pytest.mark.django_db(transaction=True)
# Connections that are left to others: reserved by the server, this test itself, other workers of the run.
LEFT = 25


def outcomes(attempts: list[Callable[[], object]]) -> Counter[str]:
    """Make all attempts, as many at once as the server takes, and count how they ended."""
    if connection.vendor != "postgresql":
        return Counter(_outcome(attempt, None) for attempt in attempts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('max_connections')::int - count(*) FROM pg_stat_activity")
        (room,) = cursor.fetchone()
    at_once = max(2, min(len(attempts), room - LEFT))
    # Every thread has its first attempt ready before any begins.
    barrier = Barrier(at_once)
    with ThreadPoolExecutor(at_once) as pool:
        first = [pool.submit(_outcome, attempt, barrier) for attempt in attempts[:at_once]]
        rest = [pool.submit(_outcome, attempt, None) for attempt in attempts[at_once:]]
        return Counter(future.result() for future in [*first, *rest])


def _outcome(attempt: Callable[[], object], barrier: Barrier | None) -> str:
    try:
        if barrier is not None:
            connection.ensure_connection()
            barrier.wait(60)
        attempt()
        return "booked"
    except (Taken, Stale):
        return "taken"
    except Exception as error:
        return repr(error)
    finally:
        if connection.vendor == "postgresql":
            connection.close()


def first_free(kind: TalkKind) -> datetime:
    """Return a free moment some days ahead."""
    today = timezone.localdate()
    return slots_between(kind, today + 3 * DAY, today + 8 * DAY)[0].begins


def assert_no_overlap(kind: TalkKind) -> None:
    """Compare every two appointments of a professional, without looking at what is held."""
    rows = list(Appointment.objects.filter(kind=kind).order_by("professional", "begins"))
    for one, other in pairwise(rows):
        if one.professional_id == other.professional_id:
            assert one.ends + timedelta(minutes=kind.buffer) <= other.begins


def test_of_two_hundred_at_once_as_many_get_the_moment_as_there_are_professionals() -> None:
    kind = make_kind(make_centre(), way=Way.PHONE)
    make_professional(kind.centre, "Robin")
    make_professional(kind.centre, "Amal")
    begins = first_free(kind)
    contact = Contact("Noor", "noor@example.org")
    attempts = [lambda: book(by=VISITOR, kind=kind, begins=begins, contact=contact)] * 200
    assert outcomes(attempts) == {"booked": 2, "taken": 198}
    assert Appointment.objects.values("professional").distinct().count() == 2
    assert Held.objects.count() == 2 * 12


def test_moments_that_overlap_and_moves_across_each_other_leave_no_overlap_and_no_deadlock() -> None:
    kind = make_kind(make_centre(), way=Way.PHONE)
    make_professional(kind.centre, "Robin")
    make_professional(kind.centre, "Amal")
    begins = first_free(kind)
    contact = Contact("Noor")
    moments = [begins + timedelta(minutes=15 * quarter) for quarter in range(8)]
    booked = [book(by=VISITOR, kind=kind, begins=moment, contact=contact)[0] for moment in (moments[0], moments[4])]

    def booking(moment: datetime) -> Callable[[], object]:
        return lambda: book(by=VISITOR, kind=kind, begins=moment, contact=contact)

    def moving(number: int, moment: datetime) -> Callable[[], object]:
        return lambda: move(by=VISITOR, appointment=booked[number], begins=moment, version=0)

    attempts = [booking(moment) for moment in moments * 5]
    attempts += [moving(0, moments[4]), moving(1, moments[0]), moving(0, moments[1]), moving(1, moments[5])] * 2
    ended = outcomes(attempts)
    assert set(ended) == {"booked", "taken"}
    assert_no_overlap(kind)
    assert Held.objects.count() == 12 * Appointment.objects.count()


def test_of_many_at_once_as_many_get_a_seat_as_there_are() -> None:
    centre = make_centre()
    member = make_professional(centre)
    kind = make_kind(centre, "groep", seats=7, way=Way.VIDEO)
    leader = Actor(key="x", person=member.person_id, organisation=centre.organisation_id)
    session = plan_session(by=leader, kind=kind, begins=first_free(make_kind(centre)))
    attempts = [lambda: book_seat(by=VISITOR, session=session, contact=Contact("Noor"))] * 40
    assert outcomes(attempts) == {"booked": 7, "taken": 33}
