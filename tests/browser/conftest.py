"""A real browser for the tests: Debian's Chromium through Playwright, the site on a port of this machine, and axe."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright
from pytest_django.fixtures import Settings

from wending.web import assets

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path(os.environ.get("WENDING_CHROMIUM", "/usr/bin/chromium"))
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# The rules of WCAG 2.0, 2.1 and 2.2 at levels A and AA; best practices that are not rules stay out.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# A machine that does more at once may be slow to answer, the first page of all above all: waiting longer tells no lies.
expect.set_options(timeout=20_000)
LONGEST_WAIT = 90_000

# Playwright runs a loop of its own in the thread of the test; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, so that `-m "not browser"` leaves them out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium; skips where there is none."""
    if not CHROMIUM.is_file():
        pytest.skip(f"no Chromium at {CHROMIUM}; set WENDING_CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def style_sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the style sheets and fonts of the design system; skips where they are not fetched."""
    if not (ROOT / "node_modules" / assets.TOKENS).is_file():
        pytest.skip("the style sheets are not fetched: run npm ci")
    folder = tmp_path_factory.mktemp("assets")
    assets.collect_assets(ROOT / "node_modules", folder)
    return folder


@pytest.fixture(autouse=True)
def _serve_style_sheets(settings: Settings, style_sheets: Path) -> Iterator[None]:
    settings.STATICFILES_DIRS = [style_sheets]
    finders.get_finder.cache_clear()
    yield
    finders.get_finder.cache_clear()


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """An empty tab of a phone-sized window on the site; fails on any script error, refusal or foreign request."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="nl-NL", bypass_csp=False
    )
    context.set_default_timeout(LONGEST_WAIT)
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
    tab.on("console", lambda message: _note_error(message, troubles))
    tab.on("response", lambda response: _note_missing(response, troubles))
    tab.on("request", lambda request: _watch(request.url, live_server.url, troubles))
    yield tab
    context.close()
    assert not troubles


def _note_error(message: ConsoleMessage, troubles: list[str]) -> None:
    # The browser also reports every answer of 400 and above: those that matter are noted by _note_missing.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        troubles.append(message.text)


def _note_missing(response: Response, troubles: list[str]) -> None:
    if response.status >= 400 and response.request.resource_type != "document":
        troubles.append(f"{response.status} for {response.url}")


def _watch(address: str, own: str, troubles: list[str]) -> None:
    if not address.startswith((own, "data:")):
        troubles.append(f"request to {address}")


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """A check of the tab's present state against WCAG 2.2 AA; fails with what is wrong and where."""
    if not AXE.is_file():
        pytest.skip("axe is not fetched: run npm ci")
    script = AXE.read_text()

    def check(tab: Page) -> None:
        tab.wait_for_load_state()
        # Evaluated by the debugger, not as a script of the page: the content policy stays in force.
        tab.evaluate(script)
        found = tab.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        wrong = [
            f"{violation['id']}: {violation['help']}\n    {node['html']}\n    {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
        assert found["passes"], "axe checked nothing"
        assert not wrong, "\n".join(wrong)

    return check


@pytest.fixture
def no_wider() -> Callable[[Page], None]:
    """A check that nothing in the tab is wider than its window."""

    def check(tab: Page) -> None:
        # After a click the next page may have come in without being parsed: it has no width yet.
        tab.wait_for_load_state()
        assert tab.viewport_size
        assert tab.evaluate("document.documentElement.scrollWidth") <= tab.viewport_size["width"], tab.url

    return check


@pytest.fixture
def fits(axe: Callable[[Page], None], no_wider: Callable[[Page], None]) -> Callable[[Page], None]:
    """A check that the tab's present state meets WCAG and is not wider than its window."""

    def check(tab: Page) -> None:
        axe(tab)
        no_wider(tab)

    return check


@pytest.fixture
def unfold() -> Callable[[Page], None]:
    """Open everything in the tab that is folded."""

    def change(tab: Page) -> None:
        tab.wait_for_load_state()
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    return change


@pytest.fixture
def fits_open(fits: Callable[[Page], None], unfold: Callable[[Page], None]) -> Callable[[Page], None]:
    """The check of `fits` with everything opened that is folded."""

    def check(tab: Page) -> None:
        unfold(tab)
        fits(tab)

    return check
