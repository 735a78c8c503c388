"""The pages of the labour market in a real browser: for everyone, small and wide, with figures and without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import at
from tests.reference import market as made
from tests.reference.factories import load_small
from wending.reference.rules.uris import key_of

pytestmark = pytest.mark.django_db(transaction=True)
NURSE = key_of(made.NURSE_URI)


@pytest.fixture(autouse=True)
def _market(transactional_db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")
    made.load_market(monkeypatch, tmp_path)


@pytest.mark.parametrize(("width", "lang"), [(320, "nl"), (1280, "nl"), (360, "en")])
def test_pages_of_the_labour_market_meet_wcag(page: Page, fits: Callable[[Page], None], width: int, lang: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    market, moves = at("market", lang=lang), at("moves", lang=lang)
    for address in (
        f"{market}?regio={made.DRENTHE}&v1=0&v2=1",
        f"{market}?sector=zorg&gemeente=nergens",
        moves,
        f"{moves}?van=zorg",
        f"{moves}?van={NURSE}",
        f"{at('occupation', NURSE, lang=lang)}?regio={made.DRENTHE}",
    ):
        page.goto(address)
        fits(page)


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("van", ["zorg", NURSE])
def test_names_in_the_flow_stay_apart_and_inside(page: Page, width: int, van: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{at('moves')}?van={van}")
    texts = page.locator(".chart--flow svg text")
    boxes = [box for place in range(texts.count()) if (box := texts.nth(place).bounding_box())]
    assert len(boxes) > 10
    around = page.locator(".chart--flow svg").bounding_box()
    assert around
    for place, box in enumerate(boxes):
        assert box["x"] + box["width"] <= around["x"] + around["width"] + 1, texts.nth(place).text_content()
        assert box["height"] >= 13, "large enough to read"
        for other in boxes[:place]:
            # Line boxes of one name may touch: letters of neighbouring lines never do.
            overlap = min(box["y"] + box["height"], other["y"] + other["height"]) - max(box["y"], other["y"])
            assert overlap <= 0.35 * box["height"]


def test_someone_learns_about_the_market_and_finds_a_step(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Lees hoe de arbeidsmarkt werkt").click()
    page.get_by_label("Of typ je gemeente").fill("Assen")
    page.get_by_label("Jouw sector", exact=True).select_option("zorg")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_label("Jouw regio", exact=True)).to_have_value(made.DRENTHE)
    page.get_by_label("Vacatures voor elke 100").fill("450")
    page.get_by_role("button", name="Reken uit").click()
    expect(page.locator("#wat-als strong")).to_have_text("zeer krap")
    expect(page.get_by_label("Jouw sector", exact=True)).to_have_value("zorg")
    page.get_by_label("Krap", exact=True).check()
    page.get_by_role("button", name="Kijk na").click()
    expect(page.get_by_text("Je hebt 1 van de 5 goed")).to_be_visible()
    page.get_by_role("link", name="Meer over overstappen uit Zorg").click()
    page.locator(".chart--flow a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("naar een andere sector")
    assert page.context.cookies() == []
