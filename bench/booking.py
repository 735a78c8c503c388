"""How many attempts at booking a PostgreSQL server takes at once, and whether a moment is ever booked twice.

    DATABASE_URL=postgresql://user@host:port/postgres python bench/booking.py [--attempts 200] [--processes 10]

Makes a database of its own beside the one named and removes it again. Three ways, on the same attempts from many
processes, each attempt over its own connection:

* held: as the site does it, a unique cell of five minutes for each professional and room;
* excluded: the same moments in a table with an exclusion constraint over ranges (needs the extension btree_gist);
* naive: looks whether the moment is free, then writes the appointment. This is the rival that books twice.

A rush is everybody at one moment; a day is everybody at random moments of two weeks with ten professionals.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("WENDING_MODE", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wending.config.settings")
TABLE = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE bench_excluded (professional uuid, span tstzrange,
  EXCLUDE USING gist (professional WITH =, span WITH &&))
"""
PROFESSIONALS = 10


def held(kind: Any, begins: datetime, professional: Any) -> bool:
    """Book as the site does."""
    from wending.guidance.actions.appointments import Taken, book
    from wending.guidance.rules.contact import Contact
    from wending.ledger.rules.actor import VISITOR

    try:
        book(by=VISITOR, kind=kind, begins=begins, contact=Contact("Bench"))
    except Taken:
        return False
    return True


def naive(kind: Any, begins: datetime, professional: Any) -> bool:
    """Look whether somebody is free, then write."""
    from django.db import transaction

    from wending.guidance.models import Appointment

    ends = begins + timedelta(minutes=kind.minutes)
    with transaction.atomic():
        for person in professional:
            rows = Appointment.objects.filter(professional=person, begins__lt=ends, ends__gt=begins)
            if not rows.exists():
                Appointment.objects.create(
                    centre=kind.centre, kind=kind, professional_id=person, begins=begins, ends=ends, state="booked",
                    name="Bench",
                )  # fmt: skip
                return True
    return False


def excluded(kind: Any, begins: datetime, professional: Any) -> bool:
    """Write, and let an exclusion constraint refuse."""
    from django.db import IntegrityError, connection, transaction

    ends = begins + timedelta(minutes=kind.minutes)
    for person in professional:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO bench_excluded VALUES (%s, tstzrange(%s, %s))", [person, begins, ends])
            return True
        except IntegrityError:
            continue
    return False


WAYS: dict[str, Callable[[Any, datetime, Any], bool]] = {"held": held, "excluded": excluded, "naive": naive}


def work(way: str, moments: list[datetime], gate: Any, results: Any) -> None:
    """Make some attempts at once in this process, when all processes are ready."""
    import django

    django.setup()
    from django.db import connection

    from wending.guidance.models import TalkKind
    from wending.guidance.queries.centres import professionals_of

    kind = TalkKind.objects.select_related("centre__organisation").get()
    people = [row.person_id for row in professionals_of(kind.centre)]
    connection.close()
    ready = Barrier(len(moments), action=gate.wait)

    def attempt(begins: datetime) -> tuple[str, float]:
        connection.ensure_connection()
        ready.wait(120)
        began = time.perf_counter()
        try:
            outcome = "booked" if WAYS[way](kind, begins, people) else "taken"
        except Exception as error:
            outcome = type(error).__name__
        took = time.perf_counter() - began
        connection.close()
        return outcome, took

    with ThreadPoolExecutor(len(moments)) as pool:
        results.put(list(pool.map(attempt, moments)))


def measure(way: str, moments: list[datetime], processes: int) -> tuple[Counter[str], float, list[float]]:
    """Return how the attempts ended, how long all took together, and each alone, in seconds."""
    context = multiprocessing.get_context("spawn")
    gate, results = context.Barrier(processes + 1), context.Queue()
    shares = [moments[number::processes] for number in range(processes)]
    running = [context.Process(target=work, args=(way, share, gate, results)) for share in shares]
    for process in running:
        process.start()
    gate.wait(300)
    began = time.perf_counter()
    told = [pair for _process in running for pair in results.get(timeout=300)]
    took = time.perf_counter() - began
    for process in running:
        process.join()
    return Counter(outcome for outcome, _took in told), took, sorted(took for _outcome, took in told)


def prepare(people: int) -> list[datetime]:
    """Make a centre with this many professionals and return its free moments of two weeks."""
    from django.db import connection
    from django.utils import timezone

    from tests.guidance.factories import make_centre, make_kind, make_professional
    from wending.guidance.models import Centre
    from wending.guidance.queries.slots import slots_between
    from wending.guidance.rules.words import Way

    Centre.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_excluded")
    kind = make_kind(make_centre(), way=Way.PHONE, buffer=0)
    for _person in range(people):
        make_professional(kind.centre)
    today = timezone.localdate()
    return [slot.begins for slot in slots_between(kind, today, today + timedelta(days=14))]


def twice() -> int:
    """Count the appointments that overlap another of the same professional."""
    from django.db import connection

    from wending.guidance.models import Appointment

    rows = list(Appointment.objects.order_by("professional", "begins").values_list("professional", "begins", "ends"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT professional, lower(span), upper(span) FROM bench_excluded ORDER BY 1, 2")
        rows += cursor.fetchall()
    return sum(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attempts", type=int, default=200)
    parser.add_argument("--processes", type=int, default=10)
    options = parser.parse_args()
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        sys.exit("Name a PostgreSQL server: DATABASE_URL=postgresql://user@host:port/postgres")
    import django

    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    try:
        with connection.cursor() as cursor:
            cursor.execute(TABLE)
        print(f"{options.attempts} attempts at once from {options.processes} processes, each its own connection")
        heads = ("", "way", "booked", "taken", "twice", "per second", "median ms", "p95 ms")
        print("{:6} {:9} {:>7} {:>7} {:>6} {:>11} {:>10} {:>8}".format(*heads))
        for scene, people in (("rush", 1), ("day", PROFESSIONALS)):
            for way in WAYS:
                free = prepare(people)
                rng = random.Random(4)
                moments = [free[0] if scene == "rush" else rng.choice(free) for _turn in range(options.attempts)]
                ended, took, each = measure(way, moments, options.processes)
                others = {key: count for key, count in ended.items() if key not in {"booked", "taken"}}
                print(
                    f"{scene:6} {way:9} {ended['booked']:7} {ended['taken']:7} {twice():6} {len(moments) / took:11.0f} "
                    f"{1000 * each[len(each) // 2]:10.0f} {1000 * each[int(0.95 * len(each))]:8.0f} {others or ''}"
                )
    finally:
        connection.creation.destroy_test_db(urlsplit(address).path.strip("/"), verbosity=0)


if __name__ == "__main__":
    main()
