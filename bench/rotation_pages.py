"""How long a rotation of 40 people, 25 tasks and 4 weeks takes through the pages and the worker, on PostgreSQL.

    DATABASE_URL=postgresql://user@host:port/postgres python bench/rotation_pages.py

Makes a database of its own beside the one named and removes it again. The firm is made up at random: its tasks ask
80% of its hours, a third of its people do each, half have each permit, and everybody shows a talent and five wishes.
Its manager asks on the page, the worker searches, the manager opens what was found. ms is time on the clock, cpu
processor time of Python and the solver in it: on a busy machine only the second says much.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("WENDING_MODE", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wending.config.settings")
PEOPLE, TASKS, WEEKS = 40, 25, 4
SKILLS = ("monteren", "controleren", "inpakken", "sorteren", "poetsen", "sturen", "lezen", "tellen")
PERMITS = ("heftruck", "voedsel", "machine")


def made_up_team() -> tuple[Any, Any]:
    """Make the firm; return the role of its manager, and the team."""
    from django.utils import timezone

    from tests.accounts.factories import make_person
    from tests.work.people import make_colleague, make_firm, make_manager, make_task, make_team
    from wending.work.models import Authorisation, Holder, Shown
    from wending.work.rules.shown import Kind

    rng = random.Random(5)
    firm = make_firm("Groot Bedrijf")
    team = make_team(firm)
    people = [
        make_colleague(firm, make_person(f"Kim{number}"), team, f"Kim{number}", hours=rng.choice([16, 24, 28, 32, 36]))
        for number in range(PEOPLE)
    ]
    permits = [Authorisation.objects.create(organisation=firm, name=name) for name in PERMITS]
    for permit in permits:
        for colleague in people:
            if rng.random() < 0.5:
                Holder.objects.create(authorisation=permit, colleague=colleague)
    shares = [rng.gammavariate(4, 1) for _ in range(TASKS)]
    hours = 0.8 * sum(colleague.hours for colleague in people) / sum(shares)
    tasks = []
    for number, share in enumerate(shares):
        asked = {"physical": rng.randrange(4), "mental": rng.randrange(4), "is_learnable": rng.random() < 0.6}
        limit = rng.choice([1, 2]) if rng.random() < 0.4 else None
        task = make_task(
            team,
            f"Taak {number}",
            doers=rng.sample(people, PEOPLE // 3),
            skills=rng.sample(SKILLS, rng.choice([1, 2])),
            hours=max(8, round(share * hours)),
            most_weeks=limit,
            **asked,
        )
        if rng.random() < 0.25:
            task.authorisations.add(rng.choice(permits))
        tasks.append(task)
    until = timezone.localdate() + timedelta(days=90)
    for colleague in people:
        told = [(Kind.TALENT, rng.choice(SKILLS), None)]
        told += [(rng.choice([Kind.WANT, Kind.AVOID, Kind.LEARN]), "", task) for task in rng.sample(tasks, 5)]
        for kind, text, task in told:
            Shown.objects.create(person=colleague.account, team=team, kind=kind, text=text, task=task, until=until)
    return make_manager(firm), team


def timed(name: str, act: Callable[[], Any]) -> Any:
    """Do something, and print how long it took and with how many queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as counted:
        began, busy = time.perf_counter(), time.process_time()
        done = act()
        took, worked = time.perf_counter() - began, time.process_time() - busy
        queries = len(counted)
    print(f"{name:28} {1000 * took:8.0f} ms {1000 * worked:8.0f} cpu {queries:6} queries", flush=True)
    return done


def run() -> None:
    """Ask, search and look."""
    from django.test import Client
    from django.urls import reverse

    from tests.accounts.factories import sign_in
    from tests.work.people import next_monday
    from wending.work.actions.rotate import search_next
    from wending.work.models import Rotation

    manager, team = made_up_team()
    browser = sign_in(Client(), manager)
    weeks = reverse("work:weeks", args=[team.pk])
    browser.get(weeks)
    timed("page of the weeks", lambda: browser.get(weeks))
    asked = {"monday": next_monday().isoformat(), "weeks": WEEKS, "least_blocks": 1}
    timed("asking on that page", lambda: browser.post(weeks, asked))
    print(timed("searching by the worker", search_next))
    row = Rotation.objects.get()
    print(f"turns {row.turns.count()}, gap {100 * row.outcome['gap']:.2f}%, short {len(row.outcome['short'])}")
    found = reverse("work:rotation", args=[row.pk])
    for name in ("page of the rotation", "the same once more"):
        page = timed(name, lambda: browser.get(found))
        assert page.status_code == 200
    print(f"{len(page.content) // 1024} KB")


def main() -> None:
    """Make a database, measure, and remove it."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        sys.exit("Name a PostgreSQL server: DATABASE_URL=postgresql://user@host:port/postgres")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    connection.settings_dict["TEST"]["NAME"] = "test_rotation_pages"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        run()
    finally:
        connection.creation.destroy_test_db(urlsplit(address).path.strip("/"), verbosity=0)


if __name__ == "__main__":
    main()
