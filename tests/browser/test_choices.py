"""The choice of a profile and doubt in a real browser: for everyone, small and wide, and from one page to the next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import at
from tests.reference.factories import load_small

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _catalogue(transactional_db: None, tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")


@pytest.mark.parametrize(("width", "lang"), [(320, "nl"), (1280, "nl"), (360, "en")])
def test_pages_of_choices_meet_wcag(page: Page, fits_open: Callable[[Page], None], width: int, lang: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    school, doubt = at("school_choice", lang=lang), at("doubt", lang=lang)
    addresses = [school, f"{school}?niveau=vwo", f"{school}?niveau=vmbo-tl"]
    addresses += [f"{school}?niveau=havo&profiel=NG&v=natuurkunde", doubt]
    addresses += [f"{doubt}?o=sector:zorg&o=opleiding:hbo-ict&o=profiel:havo:NT&q=zorg"]
    for address in addresses:
        page.goto(address)
        fits_open(page)


def test_a_subject_more_opens_programmes(page: Page) -> None:
    page.goto(at("programmes"))
    page.get_by_role("link", name="Welk profiel, welke vakken?").click()
    page.get_by_role("link", name="havo", exact=True).click()
    card = page.get_by_role("listitem").filter(has_text="Natuur en Gezondheid")
    card.get_by_role("link", name="Kies je vakken").click()
    before = page.locator("#doors .key strong").first.inner_text()
    page.get_by_label("natuurkunde").check()
    page.get_by_role("button", name="Laat zien wat open is").click()
    expect(page.get_by_text("Met dit profiel en: natuurkunde.")).to_be_visible()
    assert int(page.locator("#doors .key strong").first.inner_text()) > int(before)
    page.get_by_text("Open (").click()
    page.get_by_role("link", name="Werktuigbouwkunde").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Werktuigbouwkunde")


def test_doubt_is_compared_step_by_step(page: Page) -> None:
    page.goto(at("programme", "hbo-ict"))
    page.get_by_role("link", name="Twijfel je?").click()
    expect(page.get_by_text("Kies er nog een bij")).to_be_visible()
    page.get_by_label("Zoek een opleiding").fill("verpleegkunde")
    page.get_by_role("button", name="Zoek en vergelijk").click()
    page.get_by_label("Verpleegkunde (hbo-bachelor)").check()
    page.get_by_role("button", name="Zoek en vergelijk").click()
    table = page.get_by_role("table", name="Wat houdt elke keuze open?")
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Wat we tellen", "HBO-ICT (hbo-bachelor)", "Verpleegkunde (hbo-bachelor)"]
    )
    page.get_by_text("Dit mis je als je iets anders kiest").first.click()
    expect(page.locator("details[open] .link-list a").first).to_be_visible()
