"""How fast the pages of a large school are on PostgreSQL, beside the same pages with a query for each learner.

    DATABASE_URL=postgresql://user@host:port/postgres python bench/school_pages.py [--learners 2000] [--staff 200]

Makes a database of its own beside the one named and removes it again. A made-up school comes in by the import of
rosters, as a school's would: classes of 25, lesson groups of 25, each learner in one class and eight lesson groups.
Then its staff, its manager and some learners ask their pages through the whole of Django (middleware, session, role,
template), one after another, each time somebody else. The rival is the usual first draft: rows one by one.

ms is time on the clock, cpu is processor time of Python alone: on a busy machine only the second says much. Queries are
the most that one asking took. A rival is asked for a few times, and no more once it took a minute.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("WENDING_MODE", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wending.config.settings")
CLASS, LESSONS = 25, 8
# A rival that reads rows one by one can take most of a minute for one page.
RIVAL_SECONDS = 60
HEADING = "Stamnummer;Roepnaam;Achternaam;Klas;Lesgroepen;Mentor\n"
STAFF_HEADING = "Personeelsnummer;Afkorting;Roepnaam;Achternaam;Functie;Mentorklas;Lesgroepen\n"


def lists(learners: int, staff: int) -> tuple[str, str]:
    """Return the lists of learners and of staff of a made-up school."""
    rng = random.Random(5)
    classes = max(1, learners // CLASS)
    lessons = [f"les{number}" for number in range(max(LESSONS, learners * LESSONS // CLASS))]
    rows = []
    for number in range(learners):
        mine = number % classes
        own = rng.sample(lessons, LESSONS)
        rows.append(f"{number + 1};Ada{number};Bos{number};K{mine};{','.join(own)};T{mine % staff}")
    people = []
    for number in range(staff):
        post = "decaan" if number >= staff - 4 else "mentor" if number < classes else "docent"
        mentor = ",".join(f"K{each}" for each in range(number, classes, staff))
        given = ",".join(lessons[number::staff])
        people.append(f"{number + 1};T{number};Kim{number};Vos{number};{post};{mentor};{given}")
    return HEADING + "\n".join(rows) + "\n", STAFF_HEADING + "\n".join(people) + "\n"


def imported(learners: int, staff: int) -> tuple[Any, float]:
    """Make the school by its roster; return it and the seconds that the import took."""
    from tests.school.people import make_school
    from tests.school.rosters import bring

    school = make_school("Grote school")
    one, other = lists(learners, staff)
    began = time.perf_counter()
    counts = bring(school, ("leerlingen.csv", one), ("personeel.csv", other))
    took = time.perf_counter() - began
    assert counts is not None
    assert counts["added"] == learners + staff
    return school, took


def joined(school: Any) -> dict[str, list[Any]]:
    """Let all staff and a hundred learners join; return a signed-in browser for each, by role."""
    from django.test import Client

    from tests.accounts.factories import make_member, make_person, sign_in
    from wending.accounts.models import Membership
    from wending.accounts.rules.roles import Role
    from wending.school.models import SchoolPerson
    from wending.school.rules.joining import roles_in_account

    people = [row for row in SchoolPerson.objects.filter(organisation=school) if row.is_staff]
    people += list(SchoolPerson.objects.filter(organisation=school, roles=["learner"])[:100])
    browsers: dict[str, list[Any]] = {role: [] for role in Role}
    people.sort(key=lambda row: (len(row.local), row.local))
    for row in people:
        row.account = make_person(row.first)
        row.save(update_fields=["account"])
        for role in roles_in_account(row.roles):
            member = Membership.objects.create(person=row.account, organisation=school, role=role)
            browsers[role].append(sign_in(Client(), row.account if role is Role.LEARNER else member))
    browsers[Role.MANAGER].append(sign_in(Client(), make_member(Role.MANAGER, school)))
    return browsers


@dataclass
class Took:
    """What asking for a page took each time: milliseconds on the clock and of the processor; the most queries."""

    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    queries: int = 0

    def half(self) -> float:
        """Return the median on the clock."""
        return sorted(self.clock)[len(self.clock) // 2]

    def told(self) -> str:
        """Return median and 95th percentile on the clock, the same of the processor, and the queries."""
        places = [len(self.clock) // 2, int(0.95 * len(self.clock))]
        figures = [sorted(each)[place] for each in (self.clock, self.cpu) for place in places]
        return " ".join(f"{figure:8.0f}" for figure in figures) + f" {self.queries:8}"


def measure(addresses: list[tuple[Any, str]], times: int, most_seconds: float = 3600.0) -> Took:
    """Return how long asking takes; each address in turn, after a few to warm up. The queries are counted apart."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took = Took()
    for browser, address in addresses[:3]:
        with CaptureQueriesContext(connection) as counted:
            browser.get(address)
        took.queries = max(took.queries, len(counted))
    ends = time.perf_counter() + most_seconds
    for number in range(times):
        browser, address = addresses[number % len(addresses)]
        began, busy = time.perf_counter(), time.process_time()
        response = browser.get(address)
        took.clock.append(1000 * (time.perf_counter() - began))
        took.cpu.append(1000 * (time.process_time() - busy))
        assert response.status_code == 200, (address, response.status_code)
        if time.perf_counter() > ends:
            break
    return took


class OneByOne:
    """Groups for a page, each learner asked for alone; only the groups on the page are counted."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return int(self.rows.count())

    def __getitem__(self, some: slice) -> list[Any]:
        from wending.school.models import SchoolPerson, Seat
        from wending.school.queries.scope import STAFF_SEATS

        groups = list(self.rows[some])
        for group in groups:
            seats = list(Seat.objects.filter(group=group))
            group.learners = sum(
                SchoolPerson.objects.get(pk=seat.person_id).ended is None for seat in seats if seat.role == "learner"
            )
            group.led_by = [seat for seat in seats if seat.role in STAFF_SEATS]
        return groups


def naive_groups(actor: Any) -> OneByOne:
    """Return the groups of a desk."""
    from wending.school.queries.scope import groups_for

    return OneByOne(groups_for(actor).order_by("-is_home", "name"))


def naive_managed(actor: Any) -> OneByOne:
    """Return all groups of the school."""
    from wending.school.models import SchoolGroup

    return OneByOne(SchoolGroup.objects.filter(organisation=actor.organisation).order_by("-is_home", "name"))


def naive_learners(actor: Any, key: Any) -> list[Any]:
    """Return the learners of a group, asked for one by one."""
    from wending.school.models import SchoolPerson, Seat

    rows = [SchoolPerson.objects.get(pk=seat.person_id) for seat in Seat.objects.filter(group=key, role="learner")]
    return sorted((row for row in rows if row.ended is None), key=lambda row: (row.last, row.first))


@contextmanager
def rival() -> Iterator[None]:
    """Put the first draft in the place of the queries."""
    from unittest.mock import patch

    where = "wending.school.views.desk"
    with (
        patch(f"{where}.desk_groups", naive_groups),
        patch(f"{where}.learners_for", naive_learners),
        patch("wending.school.views.manage.managed_groups", naive_managed),
    ):
        yield


def show(name: str, ours: Took, theirs: Took | None) -> None:
    """Print a line of the table."""
    rival = f" {theirs.half():11.0f} {theirs.queries:8}" if theirs else ""
    print(f"{name:34} {ours.told()}{rival}", flush=True)


def pages(browsers: dict[str, list[Any]]) -> list[tuple[str, list[tuple[Any, str]], bool]]:
    """Return what is asked for by whom, and whether there is a rival."""
    from django.urls import reverse

    from wending.accounts.rules.roles import Role
    from wending.school.models import SchoolGroup

    groups = {group.name: group for group in SchoolGroup.objects.all()}
    desk, home = reverse("school:desk"), reverse("school:school")

    def group(number: int) -> str:
        return reverse("school:group", args=[groups[f"K{number}"].pk])

    mentors, counsellors = browsers[Role.MENTOR], browsers[Role.PROFESSIONAL]
    # They stand in order of their numbers, and the mentor with a number has the class with that number.
    of_mentors = [(browser, group(number)) for number, browser in enumerate(mentors) if f"K{number}" in groups]
    of_counsellors = [(browser, group(number)) for number in range(20) for browser in counsellors]
    manager = browsers[Role.MANAGER][0]
    settings = [(manager, reverse("school:group_settings", args=[each.pk])) for each in list(groups.values())[:60]]
    return [
        ("my groups, teacher", [(each, desk) for each in browsers[Role.TEACHER]], True),
        ("my groups, mentor", [(each, desk) for each in mentors], True),
        (f"all {len(groups)} groups, counsellor", [(each, desk) for each in counsellors], True),
        ("a class, mentor", of_mentors, True),
        ("a class, counsellor", of_counsellors, True),
        (f"all {len(groups)} groups, manager", [(manager, home)], True),
        ("a class, manager", settings, False),
        ("all staff, manager", [(manager, reverse("school:people"))], False),
        ("my school, learner", [(each, reverse("school:mine")) for each in browsers[Role.LEARNER]], False),
    ]


def main() -> None:
    """Print the times of each page, and of the import."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=2_000)
    parser.add_argument("--staff", type=int, default=200)
    parser.add_argument("--times", type=int, default=200, help="how often each page is asked for")
    options = parser.parse_args()
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
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        school, took = imported(options.learners, options.staff)
        print(f"{options.learners} learners and {options.staff} staff, imported in {took:.1f} s")
        browsers = joined(school)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        run(pages(browsers), options.times)
    finally:
        connection.creation.destroy_test_db(urlsplit(address).path.strip("/"), verbosity=0)


def run(asked: list[tuple[str, list[tuple[Any, str]], bool]], times: int) -> None:
    """Ask for each page, and a tenth as often for its rival."""
    heads = ["p50 ms", "p95 ms", "cpu p50", "cpu p95", "queries"]
    print(f"{'':34} {' '.join(f'{head:>8}' for head in heads)} {'one by one':>11} {'queries':>8}")
    for name, addresses, has_rival in asked:
        ours = measure(addresses, times)
        theirs = None
        if has_rival:
            with rival():
                theirs = measure(addresses[:1], max(5, times // 10), RIVAL_SECONDS)
        show(name, ours, theirs)


if __name__ == "__main__":
    main()
