"""A centre's figures: aggregates of whole quarters, small counts hidden, for its own manager only."""

import csv
import io
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.guidance.factories import make_centre, make_kind, make_professional
from tests.guidance.growth_world import make_talk
from wending.accounts.rules.roles import Role
from wending.guidance.actions.themes import choose_theme
from wending.guidance.models import Centre, Leave, QuestionTheme
from wending.guidance.queries.centre import NO_THEME, CentreView, centre_view, conversations_to_theme
from wending.guidance.rules.cells_of_csv import safe_cell
from wending.guidance.rules.waits import Quarter, Wait
from wending.guidance.rules.words import State

pytestmark = pytest.mark.django_db

QUARTER = Quarter(2026, 1)
LATER = date(2026, 6, 1)


def fill(centre: Centre, professionals: int = 3) -> None:
    """Fill the quarter: in January 12 conversations on work and 20 on learning, in February 4 and 30, 15 not come."""
    kind = make_kind(centre)
    team = [make_professional(centre, f"Pro{number}") for number in range(professionals)]
    for month, theme, count in [(1, "other-work", 12), (1, "learning", 20), (2, "other-work", 4), (2, "learning", 30)]:
        for number in range(count):
            day = date(2026, month, 12) + timedelta(days=number % 5)
            make_talk(kind, team[number % professionals], day, theme=theme, waited=number)
    for _number in range(15):
        make_talk(kind, team[0], date(2026, 2, 18), state=State.NO_SHOW)


def view_of(centre: Centre, today: date = LATER) -> CentreView:
    manager = make_member(Role.MANAGER, centre.organisation, "Iris")
    view = centre_view(actor(manager), QUARTER, today)
    assert view is not None
    return view


def test_centre_view_hides_the_small_count_and_what_gives_it_away() -> None:
    centre = make_centre()
    fill(centre)
    counts = view_of(centre).counts
    assert counts is not None
    lines = {line.label: line.counts for line in counts.themes}
    january, february, march, whole = lines["Ander werk"]
    assert (february, march) == (None, None)
    # 16 in all and 12 in January would give away 4: one of the two is hidden as well.
    assert january is None or whole is None
    shown = [count for line in [*counts.themes, counts.conversations] for count in line.counts if count is not None]
    assert min(shown) >= 10
    assert counts.conversations.counts[-1] == 66


def test_centre_view_counts_waits_and_who_did_not_come() -> None:
    centre = make_centre()
    fill(centre)
    counts = view_of(centre).counts
    assert counts is not None
    waited = sorted([*range(12), *range(20), *range(4), *range(30)])
    assert counts.wait == Wait(waited[32], waited[52], 66)
    assert counts.no_show == round(100 * 15 / 81)


def test_wait_counts_only_the_first_conversation_of_a_person() -> None:
    centre = make_centre()
    fill(centre)
    sam = make_person()
    kind, robin = make_kind(centre, key="vervolg"), make_professional(centre)
    make_talk(kind, robin, date(2026, 3, 10), waited=400, person=sam)
    make_talk(kind, robin, date(2026, 3, 11), waited=500, person=sam)
    make_talk(kind, robin, date(2025, 6, 11), person=sam)
    counts = view_of(centre).counts
    assert counts is not None
    assert counts.wait is not None
    assert counts.wait.n == 66


def test_no_counts_while_the_quarter_runs() -> None:
    centre = make_centre()
    fill(centre)
    view = view_of(centre, today=date(2026, 3, 20))
    assert (view.is_over, view.counts) == (False, None)
    assert view.weeks[-1].monday == date(2026, 3, 9)


def test_no_counts_of_one_or_two_professionals() -> None:
    centre = make_centre()
    fill(centre, professionals=2)
    view = view_of(centre)
    assert (view.has_enough_professionals, view.counts) == (False, None)


def test_capacity_takes_off_leave_once_and_hides_weeks_with_few_conversations() -> None:
    centre = make_centre()
    fill(centre)
    robin = make_professional(centre, "Robin", hours=(9, 13))
    monday = date(2026, 1, 12)

    def at(day: date, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour)))

    Leave.objects.create(professional=robin.person, begins=at(monday, 8), ends=at(monday, 11))
    Leave.objects.create(professional=robin.person, begins=at(monday, 10), ends=at(monday, 12))
    weeks = {week.monday: week for week in view_of(centre).weeks}
    # Three professionals of 40 hours, Robin 20 less the hours from nine to twelve.
    assert weeks[monday].offered == 3 * 40 + 20 - 3
    assert weeks[monday + timedelta(days=7)].offered == 140
    assert weeks[monday].booked == 32
    assert weeks[date(2026, 3, 9)].booked is None


def test_centre_view_is_for_nobody_else() -> None:
    centre, other = make_centre(), make_centre("Werkplein West")
    fill(centre)
    robin = make_professional(centre)
    elsewhere = make_member(Role.MANAGER, other.organisation, "Otto")
    assert centre_view(actor(robin), QUARTER, LATER) is None
    assert centre_view(actor(robin.person), QUARTER, LATER) is None
    seen = centre_view(actor(elsewhere), QUARTER, LATER)
    assert seen is not None
    assert seen.name == "Werkplein West"
    assert {week.booked for week in seen.weeks} == {None}


def test_page_and_csv_show_the_same_and_name_nobody(client: Client) -> None:
    centre = make_centre()
    fill(centre)
    manager = make_member(Role.MANAGER, centre.organisation, "Iris")
    sign_in(client, manager)
    page = client.get("/bureau/centrum/?q=2026-1").content.decode()
    assert "verborgen" in page
    answer = client.get("/bureau/centrum/csv/?q=2026-1")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Wat", "Deel", "Periode", "Waarde"]
    by_part = {(row[0], row[1], row[2]): row[3] for row in rows[1:]}
    assert by_part["onderwerpen", "Ander werk", "februari 2026"] == ""
    assert by_part["onderwerpen", "Bijleren of een diploma", "2026-1"] == "50"
    for text in (page, answer.content.decode()):
        assert "Pro0" not in text
        assert "sam@example.org" not in text


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@x", "\tx"])
def test_safe_cell_keeps_a_spreadsheet_from_calculating(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_safe_cell_leaves_numbers_alone() -> None:
    assert [safe_cell(value) for value in (-3, 2.5, None, "Zorg")] == ["-3", "2.5", "", "Zorg"]


def test_choose_theme_takes_one_word_for_a_conversation_of_ones_own() -> None:
    centre = make_centre()
    kind, robin, noor = make_kind(centre), make_professional(centre), make_professional(centre, "Noor")
    today = timezone.localdate()
    talk, missed = make_talk(kind, robin, today), make_talk(kind, robin, today, state=State.NO_SHOW)
    assert not choose_theme(by=actor(noor), appointment=talk.pk, theme="learning")
    assert not choose_theme(by=actor(robin), appointment=missed.pk, theme="learning")
    assert not choose_theme(by=actor(robin), appointment=talk.pk, theme="wil van zijn baas af")
    assert not choose_theme(by=actor(robin), appointment=talk.pk, theme=NO_THEME)
    assert choose_theme(by=actor(robin), appointment=talk.pk, theme="learning")
    assert choose_theme(by=actor(robin), appointment=talk.pk, theme="choice")
    assert QuestionTheme.objects.get().theme == "choice"
    assert [row[2] for row in conversations_to_theme(actor(robin), today)] == ["choice"]
    assert conversations_to_theme(actor(noor), today) == []
