"""The ways to an occupation in a real browser: from a profile to a route, with wishes, small and wide; and funding."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import at
from tests.reference.factories import load_small

pytestmark = pytest.mark.django_db(transaction=True)
NURSE, LORRY = "8d3e8aaa-791b-4c75-a465-f3f827028f50", "45037d43-a8f5-4f46-b332-b2935bc305f4"
BICYCLE = "3a959644-beed-4afc-8e57-d5068ae6a43e"


@pytest.fixture(autouse=True)
def _catalogue(transactional_db: None, tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")


def tell_work(page: Page, work: str) -> None:
    """Add work to the profile."""
    page.goto(at("profile_work"))
    page.get_by_label("Zoek een beroep").fill(work)
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("button", name=work, exact=True).first.click()
    expect(page.get_by_role("heading", name=work)).to_be_visible()


@pytest.mark.parametrize(("width", "lang"), [(320, "nl"), (1280, "nl"), (360, "en")])
def test_pages_of_routes_and_funding_meet_wcag(
    page: Page, fits_open: Callable[[Page], None], width: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    tell_work(page, "magazijnmedewerker")
    routes = at("routes", LORRY, lang=lang)
    addresses = [routes, f"{routes}?diploma=mbo-2&zonder=rijbewijs-b&heb=heftruck&wens=24-uur"]
    addresses += [f"{at('routes', NURSE, lang=lang)}?wens=geen-opvang", at("routes", BICYCLE, lang=lang)]
    addresses += [at("gap", LORRY, lang=lang), at("funding", lang=lang), f"{at('funding', lang=lang)}?ik=werkloos"]
    for address in addresses:
        page.goto(address)
        fits_open(page)


def test_someone_finds_a_way_narrows_it_and_looks_who_pays(page: Page) -> None:
    tell_work(page, "magazijnmedewerker")
    page.goto(at("occupation", LORRY))
    page.get_by_role("link", name="Hoe kom ik daar?").click()
    page.get_by_text("Wat moet er voor jou kunnen?").click()
    page.get_by_label("Welk diploma heb je?").select_option("mbo-2")
    page.get_by_role("button", name="Pas toe").click()
    expect(page.get_by_role("heading", name="Weg 1: 1 stap, 2 jaar")).to_be_visible()
    expect(page.get_by_role("link", name="Chauffeur wegvervoer").first).to_be_visible()

    # That programme is not wanted: the licences and code 95 are left.
    page.get_by_role("link", name=re.compile("Sla deze stap over.*wegvervoer")).first.click()
    expect(page.get_by_text("Deze stappen sloeg je over")).to_be_visible()
    expect(page.get_by_role("link", name="Chauffeur wegvervoer", exact=True)).to_have_count(0)
    expect(page.get_by_text("code 95").first).to_be_visible()

    # Only what pays: nothing is left, and the page says what stands in the way.
    page.get_by_label("Ik moet geld blijven verdienen").check()
    page.get_by_role("button", name="Pas toe").click()
    expect(page.get_by_role("heading", name="Met deze wensen vinden we geen weg")).to_be_visible()
    page.get_by_role("link", name="Toch meenemen").click()
    expect(page.get_by_role("heading", name="Weg 1: 1 stap, 2 jaar")).to_be_visible()

    page.get_by_role("link", name="Bekijk alles over geld voor leren").click()
    page.get_by_role("link", name="Ik heb werk").click()
    expect(page.get_by_role("heading", name="Dit bestaat niet meer")).to_be_visible()


def test_routes_are_walked_by_keyboard_alone(page: Page) -> None:
    page.goto(at("routes", NURSE))
    summary = page.get_by_text("Wat moet er voor jou kunnen?")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Ik heb geen opvang voor mijn kind")).to_be_checked()
    page.get_by_role("button", name="Pas toe").press("Enter")
    expect(page.get_by_text("je hebt geen opvang")).to_be_visible()
