"""Questionnaires in a real browser: for everyone, small and enlarged, by keyboard, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.django_db(transaction=True)


def at(name: str, *args: str, lang: str = "nl") -> str:
    """Return the address of a page of instruments."""
    with translation.override(lang):
        return reverse(f"instruments:{name}", args=args)


def fill_in(page: Page, pages: int, place: int) -> None:
    """Choose the same answer to everything on so many pages."""
    for _page in range(pages):
        page.wait_for_load_state()
        for question in page.locator("fieldset.question").all():
            question.locator("input").nth(place).check()
        page.locator("button[value=next]").click()


@pytest.mark.parametrize(("width", "lang"), [(320, "nl"), (1280, "en")])
def test_pages_of_questionnaires_meet_wcag(
    page: Page, fits: Callable[[Page], None], fits_open: Callable[[Page], None], width: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    taking = at("take", "interests", lang=lang)
    addresses = [at("list", lang=lang), at("statement", "interests", lang=lang), at("learning_styles", lang=lang)]
    for address in [*addresses, f"{taking}?vorm=heel", f"{taking}?vorm=kort", at("take", "energy", lang=lang)]:
        page.goto(address)
        fits(page)
    for place in (1, 4):
        page.goto(at("take", "values", lang=lang))
        fill_in(page, 4, place)
    fits_open(page)


def test_short_form_goes_by_keyboard_alone(page: Page) -> None:
    page.goto(at("statement", "interests"))
    page.get_by_role("link", name="Kies de korte lijst").focus()
    page.keyboard.press("Enter")
    first = page.locator("legend").inner_text()
    page.wait_for_load_state()
    page.locator(".answer").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vraag 2.")).to_be_visible()
    assert page.locator("legend").inner_text() != first
    page.get_by_role("link", name="Vorige vraag").focus()
    page.keyboard.press("Enter")
    expect(page.locator("legend")).to_have_text(first)
    expect(page.locator(".answer.is-chosen")).to_contain_text("Heel leuk")


def test_whole_form_works_without_scripts(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(at("statement", "energy"))
    page.get_by_role("link", name="Begin met de vragen").click()
    fill_in(page, 3, 3)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Je uitslag")
    expect(page.get_by_role("heading", name="Geeft energie", exact=True)).to_be_visible()
    context.close()
