"""The pages of the shell in a real browser: accessible, by keyboard, on a small screen and with large letters."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

NAMES = ["home", "about", "explanation", "talk", "sources", "privacy", "accessibility"]

pytestmark = pytest.mark.django_db(transaction=True)


def path(name: str, language: str = "nl") -> str:
    """Return the address of a page of the shell."""
    with translation.override(language):
        return reverse(f"web:{name}")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 800)])
def test_pages_meet_wcag(page: Page, axe: Callable[[Page], None], width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for name in NAMES:
        page.goto(path(name))
        closed = page.locator("details:not([open]) > summary")
        while closed.count():
            closed.first.click()
        axe(page)


def test_pages_meet_wcag_in_english(page: Page, axe: Callable[[Page], None]) -> None:
    for name in NAMES:
        page.goto(path(name, "en"))
        axe(page)


def test_page_not_found_meets_wcag(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/bestaat-niet/")
    axe(page)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_pages_never_scroll_sideways(page: Page, no_wider: Callable[[Page], None], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for name in NAMES:
        page.goto(path(name))
        no_wider(page)


def test_pages_keep_their_words_with_letters_twice_as_large(page: Page, no_wider: Callable[[Page], None]) -> None:
    page.set_viewport_size({"width": 1280, "height": 1024})
    for name in NAMES:
        page.goto(path(name))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        no_wider(page)
        cut = page.evaluate(
            """() => [...document.querySelectorAll("h1, h2, h3, p, a, button, label")]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "hidden"
              && !e.closest(".visually-hidden, .skip-link")).map(e => e.outerHTML)"""
        )
        assert cut == [], name


def test_keyboard_begins_with_the_skip_link_which_leads_to_the_content(page: Page) -> None:
    page.goto(path("about"))
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Ga naar de inhoud")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_keyboard_reaches_everything_and_shows_where_it_is(page: Page) -> None:
    page.goto(path("home"))
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary")]
        .filter(e => e.getClientRects().length).length"""
    )
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement; if (e === document.body) return null;
            const own = getComputedStyle(e), after = getComputedStyle(e, "::after");
            const shown = s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
            return [[...document.querySelectorAll("*")].indexOf(e), shown(own) || shown(after), e.outerHTML]; }"""
        )
        if seen:
            assert seen[1], f"no visible focus on {seen[2]}"
            reached.add(seen[0])
    assert len(reached) >= wanted


def test_targets_are_large_enough_for_a_thumb(page: Page) -> None:
    page.goto(path("home"))
    small = page.evaluate(
        """() => [...document.querySelectorAll(":is(header, footer) a, button, main input, .utrecht-button")]
        .map(e => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.width && !e.matches(".skip-link")
        && (box.height < 43.5 || box.width < 43.5)).map(([e, box]) => [e.outerHTML, box.width, box.height])"""
    )
    assert small == []


def test_language_switch_stays_on_the_page(page: Page) -> None:
    page.goto(path("privacy"))
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith(path("privacy", "en"))
    page.get_by_role("link", name="Nederlands").click()
    assert page.url.endswith(path("privacy"))


def test_read_aloud_reads_the_content_piece_by_piece_and_stops(page: Page) -> None:
    page.add_init_script(
        """window.said = []; window.speechSynthesis.speak = u => { said.push([u.text, u.lang]); window.last = u; };"""
    )
    page.goto(path("about"))
    page.get_by_role("button", name="Lees voor").click()
    assert page.evaluate("said") == [["Over Wending", "nl"]]
    page.evaluate("last.onend()")
    assert page.evaluate("said.length") == 2
    assert page.evaluate("said[1][0]").startswith("Wending helpt je kijken")
    page.get_by_role("button", name="Pauze").click()
    expect(page.get_by_role("button", name="Verder")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    page.evaluate("last.onend()")
    assert page.evaluate("said.length") == 2
    expect(page.get_by_role("button", name="Lees voor")).to_be_focused()


def test_read_aloud_is_hidden_where_the_browser_cannot(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    page.goto(path("about"))
    expect(page.locator("[data-reader]")).to_be_hidden()


def test_pages_work_without_scripts_and_leave_no_cookie(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    tab = context.new_page()
    for name in NAMES:
        assert tab.goto(path(name)).status == 200
        assert tab.locator("[data-reader]").is_hidden()
    assert context.cookies() == []
    context.close()
