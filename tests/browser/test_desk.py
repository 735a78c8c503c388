"""A case from both sides in a real browser: from the agenda to the follow-up, on a phone, accessible."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.accounts.factories import actor, make_person, sign_in
from tests.guidance.case_factories import shows
from tests.guidance.factories import make_centre, make_kind, make_professional
from wending.accounts.models import Mail, Membership, Person
from wending.accounts.rules.consent import Part
from wending.dossier.actions.plan import add_goal
from wending.guidance.actions.follow_ups import send_due_follow_ups
from wending.guidance.models import Appointment, Case, FollowUp
from wending.guidance.rules.words import State

pytestmark = pytest.mark.django_db(transaction=True)


def enter(tab: Page, who: Person | Membership, address: str) -> None:
    """Let a tab be signed in as somebody, by the cookie of a session."""
    key = sign_in(Client(), who).session.session_key
    tab.context.add_cookies([{"name": "sessionid", "value": str(key), "url": address}])


@pytest.fixture
def other(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A second phone, for the other side."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="nl-NL", bypass_csp=False
    )
    yield context.new_page()
    context.close()


def test_case_goes_from_the_agenda_to_the_follow_up(
    page: Page, other: Page, fits: Callable[[Page], None], live_server: Any
) -> None:
    centre = make_centre()
    by, sam = make_professional(centre), make_person("Sam")
    begins = timezone.now() - timedelta(days=1)
    booked = Appointment.objects.create(
        centre=centre,
        kind=make_kind(centre),
        professional=by.person,
        person=sam,
        name="Sam",
        state=State.BOOKED,
        begins=begins,
        ends=begins + timedelta(minutes=45),
    )
    enter(page, by, live_server.url)
    enter(other, sam, live_server.url)

    # Booked, and a case begins.
    page.goto(f"/bureau/agenda/{booked.pk}/")
    page.get_by_role("link", name="Begin een begeleiding").click()
    fits(page)
    page.get_by_label("Wat is de vraag?").fill("Welk werk past bij mij?")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sam")
    fits(page)
    case = Case.objects.get()

    # Agreements, written here and agreed to there.
    page.get_by_role("link", name="Afspraken", exact=True).click()
    page.get_by_role("button", name="Schrijf afspraken op").click()
    for field in ("Doel", "Aanpak", "Duur", "Kosten", "Belangen"):
        page.get_by_label(re.compile(f"^{field}:")).fill(f"{field} staat hier")
    fits(page)
    page.get_by_role("button", name="Leg voor aan de cliënt").click()
    expect(page.get_by_role("heading", name="Voorstel: wacht op de cliënt")).to_be_visible()
    other.goto("/mijn/gesprekken/")
    other.get_by_role("link", name="Robin, Werkplein Oost").click()
    fits(other)
    other.get_by_role("button", name="Ja, zo spreken we het af").click()
    expect(other.get_by_text("Je zei ja op")).to_be_visible()

    # A step proposed here, taken into the plan there.
    shows(sam, by, Part.PLAN)
    add_goal(by=actor(sam), title="Werken met planten")
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_label("Welke stap stel je voor?").fill("Een dag meelopen")
    fits(page)
    page.get_by_role("button", name="Stel voor", exact=True).click()
    other.goto("/mijn/plan/")
    other.get_by_role("button", name="Ja, zet in mijn plan").click()
    expect(other.get_by_role("button", name="Ja, zet in mijn plan")).to_have_count(0)
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Een dag meelopen")).to_be_visible()

    # Closed here, and answered later there.
    page.get_by_role("link", name="Afsluiten", exact=True).click()
    page.get_by_label("Wat heeft het opgeleverd?").fill("Ik word hovenier")
    page.get_by_text("Na 3 maanden").click()
    fits(page)
    page.get_by_role("button", name="Sluit af").click()
    expect(page.get_by_text("Ik word hovenier")).to_be_visible()
    FollowUp.objects.update(due=timezone.localdate())
    assert send_due_follow_ups() == 1
    found = re.search(r"/hoe-gaat-het/[\w-]+/", Mail.objects.get(key__startswith="follow-up:").content)
    assert found
    other.context.clear_cookies()
    other.goto(found[0])
    fits(other)
    for legend, answer in (("Wat doe je nu?", "Ik werk en leer"), ("Hoe tevreden", "Wil ik niet zeggen")):
        other.get_by_role("group", name=legend).get_by_text(answer, exact=True).click()
    other.get_by_role("group", name="Heb je een stap").get_by_text("Ja", exact=True).click()
    other.get_by_role("button", name="Verstuur").click()
    expect(other.get_by_role("heading", name="Dank je wel")).to_be_visible()
    page.goto("/bureau/")
    expect(page.get_by_role("row", name="3 maanden")).to_contain_text("1 van 1")
    fits(page)
    assert FollowUp.objects.get(case=case).satisfied == "not-said"
