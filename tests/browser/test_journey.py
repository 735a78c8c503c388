"""The way from a profile to a result in a real browser: with and without scripts, by keyboard, small and enlarged."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

from tests.reference.factories import load_small

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = ["profile_work", "profile_skills", "profile_outside", "profile_education", "profile_interests"]
STEPS += ["profile_wishes", "profile_learning", "profile_text"]


def at(name: str, *args: str, lang: str = "nl") -> str:
    """Return the address of a page of orientation."""
    with translation.override(lang):
        return reverse(f"orientation:{name}", args=args)


@pytest.fixture(autouse=True)
def _small_esco(transactional_db: None, tmp_path: Path) -> None:
    load_small(tmp_path)


@pytest.fixture
def plain_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A tab in which no script runs."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="nl-NL", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def tell_profile(page: Page) -> None:
    """Add work and skills, the shortest way to a result."""
    page.goto(at("profile_work"))
    page.get_by_label("Zoek een beroep").fill("verpleegkundige")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("button", name="verpleegkundige", exact=True).click()
    expect(page.get_by_role("heading", name="verpleegkundige")).to_be_visible()
    page.goto(at("profile_skills"))
    page.get_by_label("mensen verzorgen", exact=True).check()
    page.get_by_label("luisteren", exact=True).check()
    page.get_by_role("button", name="Bewaar en ga verder").click()


def walk(page: Page) -> None:
    """Walk from the home page through every step to a gap, compare, share and delete everything."""
    page.goto("/")
    page.get_by_role("link", name="Ik heb werk").click()
    tell_profile(page)
    page.get_by_label("Ik kook vaak").check()
    page.get_by_role("button", name="Laat zien wat ik dan kan").click()
    page.get_by_role("link", name="Verder").click()
    page.get_by_label("Mbo 4 of havo").check()
    page.get_by_label("In welke richting?").select_option("09")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_label("Voor iemand zorgen").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_label("Zwaar tillen").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_label("Biologie").first.check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn profiel")
    page.get_by_role("link", name="Bekijk werk dat bij je past").click()
    expect(page.get_by_role("heading", name="verzorgende")).to_be_visible()
    page.get_by_label("Kies: verzorgende").check()
    page.get_by_label("Kies: koerier").check()
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("columnheader", name="koerier")).to_be_visible()
    page.get_by_role("link", name=re.compile("Wat heb ik.*koerier")).click()
    expect(page.get_by_role("heading", name="Eerste stappen")).to_be_visible()
    page.get_by_role("link", name="Deel", exact=True).click()
    page.get_by_role("button", name="Maak een link").click()
    page.get_by_role("link", name="Bekijk wat een ander ziet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gedeeld resultaat")
    expect(page.get_by_role("heading", name="koerier")).to_be_visible()
    page.goto(at("profile"))
    page.get_by_role("button", name="Wis alles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alles is gewist")
    assert page.context.cookies() == []


def test_journey_with_scripts(page: Page) -> None:
    walk(page)


def test_journey_without_scripts(plain_page: Page) -> None:
    walk(plain_page)


def test_typing_shows_occupations_at_once(page: Page) -> None:
    page.goto(at("profile_work"))
    page.get_by_label("Zoek een beroep").press_sequentially("koeri")
    expect(page.get_by_role("button", name="koerier")).to_be_visible()


def test_years_are_saved_without_a_button(page: Page) -> None:
    tell_profile(page)
    page.goto(at("profile_work"))
    with page.expect_response(lambda response: response.request.method == "GET" and "werk" in response.url):
        page.get_by_label("Hoe lang?").select_option("15")
    page.reload()
    expect(page.get_by_label("Hoe lang?")).to_have_value("15")


def test_filters_change_the_list_in_place(page: Page) -> None:
    tell_profile(page)
    page.goto(at("results"))
    page.get_by_text("Filter de lijst").click()
    page.get_by_label("Machines en vervoer").check()
    expect(page.get_by_role("heading", name="verzorgende")).to_have_count(0)
    expect(page).to_have_url(re.compile("groep=8"))
    page.get_by_text("Wat telt het meest?").click()
    slider = page.get_by_label("Wat je kunt")
    slider.focus()
    slider.press("End")
    expect(page.locator("#w_skills-value")).to_have_text("4")


def test_occupation_search_suggests_by_keyboard(page: Page) -> None:
    page.goto(at("occupations"))
    page.get_by_label("Welk werk zoek je?").press_sequentially("koeri")
    expect(page.get_by_role("option", name="koerier")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("koerier")


def test_journey_by_keyboard_alone(page: Page) -> None:
    """From the address bar on: only Tab, space, enter and letters."""

    def tab_to(name: str, role: str) -> None:
        page.wait_for_load_state()
        for _ in range(80):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            if focused.count() and focused.evaluate(
                "(e, [name, role]) =>"
                " (e.labels?.[0]?.innerText || e.innerText || e.textContent).trim().startsWith(name)"
                " && (e.type === role || e.tagName.toLowerCase() === role)",
                [name, role],
            ):
                return
        raise AssertionError(f"no {role} {name} within reach of the keyboard")

    page.goto(at("profile_work"))
    tab_to("Zoek een beroep", "search")
    page.keyboard.type("verpleegkundige")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=verpleegkundige"))
    tab_to("verpleegkundige", "submit")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="verpleegkundige")).to_be_visible()
    tab_to("Verder", "a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat kun je?")
    tab_to("luisteren", "checkbox")
    page.keyboard.press("Space")
    tab_to("Bewaar en ga verder", "submit")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat doe je buiten je werk?")
    tab_to("Naar je overzicht", "a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn profiel")
    tab_to("Bekijk werk dat bij je past", "a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Werk dat bij je past")
    tab_to("Kies", "checkbox")
    page.keyboard.press("Space")
    tab_to("Vergelijk", "submit")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vergelijk beroepen")


def every_page(page: Page, lang: str = "nl") -> Iterator[str]:
    """Visit every page of orientation, empty and filled, and yield its name."""
    for name in ["occupations", "profile", *STEPS, "results", "compare", "share_create", "profile_deleted"]:
        page.goto(at(name, lang=lang))
        yield f"{name} without a profile"
    page.goto(at("shared", "nothing", lang=lang))
    yield "shared_over"
    tell_profile(page)
    for name, *args in [
        ("profile",),
        *((step,) for step in STEPS),
        ("results",),
        ("occupation", "nurse"),
        ("gap", "driver"),
    ]:
        page.goto(at(name, *args, lang=lang))
        yield name
    page.goto(f"{at('occupations', lang=lang)}?q=chauffeur")
    yield "found occupations"
    page.goto(f"{at('occupations', lang=lang)}?groep=22")
    yield "browsed occupations"
    page.goto(f"{at('profile_work', lang=lang)}?q=chauffeur&kies=driver")
    yield "found work"
    page.goto(f"{at('results', lang=lang)}?groep=6")
    yield "no results"
    page.goto(f"{at('compare', lang=lang)}?k=carer&k=driver&k=courier")
    yield "compare"
    page.goto(at("profile_text", lang=lang))
    page.locator("#text").fill("Ik werkte als koerier. Ik kan routes plannen.")
    page.locator("form[enctype] button[type=submit]").click()
    yield "text_found"
    page.goto(f"{at('share_create', lang=lang)}?k=carer")
    page.locator("main form button.utrecht-button--primary-action").click()
    yield "share_create"
    page.goto(page.locator("#links ~ ul a").get_attribute("href") or "")
    yield "shared"


@pytest.mark.parametrize(("width", "lang"), [(320, "nl"), (1280, "nl"), (360, "en")])
def test_every_page_meets_wcag(page: Page, fits_open: Callable[[Page], None], width: int, lang: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for _name in every_page(page, lang):
        fits_open(page)


def test_every_page_keeps_its_words_with_letters_twice_as_large(
    page: Page, unfold: Callable[[Page], None], no_wider: Callable[[Page], None]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 1024})
    for _name in every_page(page):
        unfold(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        no_wider(page)


def test_pages_with_errors_meet_wcag(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(at("profile_wishes"))
    page.get_by_label("Hoeveel uur per week wil je werken?").fill("veel")
    for value in ["support", "achievement", "recognition", "conditions"]:
        page.locator(f"input[value={value}]").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Vul een heel getal in")).to_be_visible()
    expect(page.get_by_text("Kies er niet meer dan 3")).to_be_visible()
    axe(page)
    page.goto(at("profile_text"))
    page.get_by_role("button", name="Lees mee").click()
    expect(page.get_by_text("Plak een tekst of kies een bestand.")).to_be_visible()
    axe(page)
