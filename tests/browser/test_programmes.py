"""The pages of programmes in a real browser: for everyone, small and wide, and found from the list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import at
from tests.reference.factories import load_small

pytestmark = pytest.mark.django_db(transaction=True)
CARER = "d38c2107-98f2-47b7-8bb4-f69750d51082"


@pytest.fixture(autouse=True)
def _catalogue(transactional_db: None, tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")


@pytest.mark.parametrize(("width", "lang"), [(320, "nl"), (1280, "nl"), (360, "en")])
def test_pages_of_programmes_meet_wcag(page: Page, fits: Callable[[Page], None], width: int, lang: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    addresses = [at("programmes", lang=lang), f"{at('programmes', lang=lang)}?q=zorg&niveau=mbo-3"]
    addresses += [at("programme", key, lang=lang) for key in ("mbo3-verzorgende", "code-95")]
    addresses += [at("occupation", CARER, lang=lang), at("gap", CARER, lang=lang)]
    for address in addresses:
        page.goto(address)
        fits(page)


def test_a_programme_is_found_and_leads_to_work_and_back(page: Page) -> None:
    page.goto(at("occupations"))
    page.get_by_role("link", name="Bekijk alle opleidingen").click()
    page.get_by_label("Welke opleiding zoek je?").fill("verzorgende")
    page.get_by_label("Niveau").select_option("mbo-3")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="verzorgende IG").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("verzorgende IG")
    page.get_by_role("link", name="verzorgende", exact=True).first.click()
    expect(page.get_by_role("heading", name="Hoe leer je dit?")).to_be_visible()
    page.get_by_role("link", name="verzorgende IG").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("verzorgende IG")
