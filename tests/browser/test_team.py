"""A firm of twelve rotates tasks, in a real browser: from names to a week that stands, on a phone and a desktop."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts.factories import make_person
from tests.browser.test_desk import enter
from tests.work.people import make_colleague, make_manager, make_task, make_team
from wending.work.models import Colleague, Task, TurnAnswer
from wending.work.queries import proposals
from wending.work.queries.proposals import Proposed

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["Aya", "Bo", "Cas", "Dee", "Els", "Fré", "Guus", "Hind", "Ivo", "Jo"]


@pytest.fixture
def desktop(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A large window, for the manager."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 800}, locale="nl-NL", bypass_csp=False
    )
    yield context.new_page()
    context.close()


def test_firm_of_twelve_rotates_tasks(
    page: Page, desktop: Page, fits: Callable[[Page], None], live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposals, "skills_for", lambda *told: [Proposed("deeg kneden", "uri:deeg")])
    manager, sam = make_manager(name="Ria"), make_person("Sam")
    team = make_team(manager.organisation, "Bakkerij")
    make_colleague(team=team, account=manager.person, name="Ria", hours=16)
    make_task(team, "Vegen", hours=8)
    enter(desktop, manager, live_server.url)
    enter(page, sam, live_server.url)

    # The first screen: names only.
    desktop.goto("/bedrijf/")
    desktop.get_by_label("Wie werken er?").fill("\n".join(["Sam", *NAMES]))
    desktop.get_by_label("Uren per week").fill("16")
    desktop.get_by_role("button", name="Voeg deze mensen toe").click()
    expect(desktop.get_by_text("11 namen erbij.")).to_be_visible()
    fits(desktop)

    # Sam joins with an own account, by the link of a letter.
    desktop.get_by_role("link", name="Sam", exact=True).click()
    fits(desktop)
    desktop.get_by_role("button", name="Maak een brief").click()
    fits(desktop)
    page.goto(desktop.locator(".work-address").inner_text().replace("http://testserver", live_server.url))
    fits(page)
    page.get_by_role("button", name="Ik doe mee").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")

    # The second screen: Sam writes a task on a phone.
    page.get_by_role("link", name="Bakkerij", exact=True).click()
    page.get_by_role("link", name="Taken", exact=True).click()
    page.get_by_label("Wat moet er gebeuren?").fill("Brood bakken")
    page.get_by_role("button", name="Voeg deze taken toe").click()
    fits(page)
    page.get_by_role("link", name="Brood bakken").click()
    page.get_by_label("Hoe vaak per week?").fill("8")
    page.get_by_label("Sam", exact=True).check()
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_label("deeg kneden").check()
    fits(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()
    task = Task.objects.get(name="Brood bakken")
    assert (float(task.times), [s.uri for s in task.skills.all()]) == (8.0, ["uri:deeg"])

    # The manager shows what she would like to learn; the third screen tells who she could learn it from.
    desktop.goto(f"/mijn/werk/wat-ik-laat-zien/{team.pk}/")
    desktop.get_by_label("Brood bakken").select_option("learn")
    desktop.get_by_role("button", name="Laat dit zien").click()
    fits(desktop)
    page.goto(f"/werk/team/{team.pk}/weken/")
    expect(page.get_by_text("wil leren: Brood bakken. Dat kan van Sam.")).to_be_visible()
    expect(page.get_by_role("heading", name="Hangt op één persoon")).to_be_visible()
    fits(page)

    # A proposal, with reasons; nobody is put anywhere.
    page.get_by_role("button", name="Zoek een voorstel").click()
    expect(page.get_by_text("Dit is een voorstel, geen besluit.")).to_be_visible()
    fits(page)
    page.get_by_text("Waarom? Sam").first.click()
    expect(page.get_by_text("Kan: deeg kneden.").first).to_be_visible()
    assert not TurnAnswer.objects.exists()

    # Each answers for oneself.
    page.get_by_role("link", name="Geef antwoord op mijn beurten").click()
    fits(page)
    page.get_by_role("button", name=re.compile("^Ja.*Brood bakken")).first.click()
    expect(page.get_by_text("Je zei ja.").first).to_be_visible()
    row = Colleague.objects.get(account=sam)
    assert TurnAnswer.objects.get().turn.colleague == row
    desktop.goto(f"/werk/team/{team.pk}/weken/")
    desktop.get_by_role("link", name="2 weken vanaf").click()
    expect(desktop.get_by_text("Zei ja").first).to_be_visible()
    fits(desktop)
