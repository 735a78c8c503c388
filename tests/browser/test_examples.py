"""Walks with the four made-up people in a real browser: from the example to paper, on a phone, wide and in English."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import at
from tests.reference.factories import load_small
from wending.orientation.rules.examples import EXAMPLES

pytestmark = pytest.mark.django_db(transaction=True)
# What each looks for in the lists, and the two programmes that are compared.
SOUGHT = {
    "noor": ("programmes", "dierenartsassistent", ("mbo4-dierenartsassistent", "mbo4-dierverzorging")),
    "daan": ("programmes", "hbo-ict", ("ad-ict", "hbo-ict")),
    "wim": ("occupations", "vrachtwagenchauffeur", ("mbo2-chauffeur-goederen", "code-95")),
    "fatma": ("occupations", "doktersassistent", ("mbo4-doktersassistent", "mbo4-dierenartsassistent")),
}
WALKS = [(key, 360, "nl") for key in EXAMPLES] + [("wim", 1280, "nl"), ("noor", 360, "en")]
MADE_UP = {"nl": "Dit is een voorbeeld. {} bestaat niet.", "en": "This is an example. {} does not exist."}


@pytest.fixture(autouse=True)
def _catalogue(transactional_db: None, tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")


@pytest.mark.parametrize(("key", "width", "lang"), WALKS)
def test_an_example_walks_from_questions_to_paper(
    page: Page, fits: Callable[[Page], None], tmp_path: Path, key: str, width: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    note = MADE_UP[lang].format(key.capitalize())
    goal = EXAMPLES[key].goal.rpartition("/")[2]
    where, words, (one, other) = SOUGHT[key]
    words = words if lang == "nl" else "veterinary assistant"

    def check(is_marked: bool = True) -> None:
        fits(page)
        if is_marked:
            expect(page.get_by_text(note)).to_be_visible()

    page.goto(at("examples", lang=lang))
    page.get_by_role("link", name=key.capitalize()).click()
    page.locator("main form button").click()
    expect(page.locator(".link-list a").nth(3)).to_be_visible()
    check()
    # The first question of each is answered for this person.
    page.locator(".link-list a").first.click()
    expect(page.locator(".results > li").first).to_be_visible()
    check()
    page.goto(at(where, lang=lang))
    page.locator("main input[name=q]").fill(words)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(words, ignore_case=True)
    check(is_marked=False)
    page.goto(f"{at('programmes_compare', lang=lang)}?k={one}&k={other}")
    expect(page.locator("thead th a")).to_have_count(2)
    check()
    assert note in paper(page, at("programmes_compare_pdf", lang=lang), tmp_path)
    page.goto(at("routes", goal, lang=lang))
    expect(page.locator("main h2").first).to_be_visible()
    check()
    assert note in paper(page, at("routes_pdf", goal, lang=lang), tmp_path)


def paper(page: Page, address: str, folder: Path) -> str:
    """Follow the link to a PDF on this page and return the text of its first sheet, on one line."""
    with page.expect_download() as download:
        page.locator(f"a[href^='{address}']").first.click()
    target = folder / "paper.pdf"
    download.value.save_as(target)
    assert target.read_bytes().startswith(b"%PDF-")
    return " ".join(pypdf.PdfReader(target).pages[0].extract_text().split())
