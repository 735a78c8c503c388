"""From learning in the profile to programmes that fit, side by side, and one by itself: in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import at
from tests.orientation.study_world import BACHELOR, CARER, NURSE, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _world(transactional_db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make_world(monkeypatch, tmp_path)


def tell(page: Page, lang: str = "nl") -> None:
    """Tell interests and how to learn, by the keys of the answers."""
    page.goto(at("profile_interests", lang=lang))
    page.locator("#tile-care").check()
    page.locator("button[name=do]").click()
    page.goto(at("profile_learning", lang=lang))
    page.locator("#level").select_option("vmbo-tl")
    page.locator("[name=liked][value=biologie]").check()
    page.locator("#region").select_option("AM01")
    page.locator("[name=distance][value=region]").check()
    page.locator("button[name=do]").click()


def test_from_the_profile_to_a_programme(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(at("profile_interests"))
    page.get_by_label("Voor iemand zorgen").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe wil je leren?")
    page.get_by_label("Welk diploma heb je").select_option("vmbo-tl")
    page.get_by_label("Biologie").first.check()
    page.get_by_text("Welke vakken vind je niet leuk?").click()
    page.get_by_label("Wiskunde").last.check()
    page.get_by_label("In welke regio").select_option("AM01")
    axe(page)
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Opleidingen die bij je passen").click()
    axe(page)
    page.get_by_label("Wat kun je ermee?").check()
    page.get_by_label("Zorg", exact=True).check()
    page.get_by_label("Nu, of misschien nu").check()
    page.get_by_role("button", name="Pas toe").click()
    expect(page).to_have_url(re.compile("volgorde=prospects"))
    page.wait_for_load_state()
    names = page.locator("article h3 a").all_inner_texts()
    for name in names[:2]:
        page.get_by_label(f"Kies: {name}", exact=True).check()
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vergelijk opleidingen")
    expect(page.locator("thead th a")).to_have_count(2)
    axe(page)
    page.locator("thead th a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(names[0])
    expect(page.get_by_text("Je hebt het goede diploma.")).to_be_visible()
    axe(page)


def test_a_region_changes_the_chance(page: Page) -> None:
    page.goto(at("programme", CARER))
    expect(page.get_by_text("Kans op werk in heel Nederland:")).to_be_visible()
    page.get_by_label("Kies een regio").select_option("AM01")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_text("Kans op werk in Groningen:")).to_be_visible()
    expect(page.get_by_text("Twente: goed (2026)")).to_be_visible()


@pytest.mark.parametrize(("width", "lang"), [(320, "nl"), (1280, "nl"), (360, "en")])
def test_pages_of_learning_meet_wcag(page: Page, fits: Callable[[Page], None], width: int, lang: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    tell(page, lang)
    addresses = [at("profile_learning", lang=lang), at("programmes_fit", lang=lang), at("programmes", lang=lang)]
    addresses += [f"{at('programmes_compare', lang=lang)}?k={CARER}&k={NURSE}&k={BACHELOR}&k=code-95"]
    addresses += [at("programmes_compare", lang=lang), at("programme", CARER, lang=lang)]
    for address in addresses:
        page.goto(address)
        fits(page)
