"""What the components gain with a script: suggestions by keyboard, the number beside a slider."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.test_components import render

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = """
{% extends "web/base.html" %}{% block title %}Proef{% endblock %}{% block content %}<h1>Proef</h1>
<c-search-box action="/gezocht/" label="Zoek werk" suggest="/suggesties/" key="uri" />
<c-range name="w" label="Gewicht" min="0" max="10" value="7" />
{% endblock %}
"""
ITEMS = [{"label": "kok", "value": "uri:kok", "note": "in een keuken"}, {"label": "koerier", "href": "/over/"}]


@pytest.fixture
def example(page: Page) -> Page:
    """A page with a search box, with suggestions for anything but x."""

    def suggest(route: Route) -> None:
        none = route.request.url.endswith("q=x")
        route.fulfill(
            body="" if none else render('<c-suggestions :items="items" />', items=ITEMS), content_type="text/html"
        )

    page.route("**/proef/", lambda route: route.fulfill(body=render(PAGE), content_type="text/html"))
    page.route("**/suggesties/**", suggest)
    page.route("**/gezocht/**", lambda route: route.fulfill(body="<title>Gezocht</title>", content_type="text/html"))
    page.goto("/proef/")
    return page


def test_suggestions_are_chosen_with_the_keyboard(example: Page, axe: Callable[[Page], None]) -> None:
    box = example.get_by_role("combobox", name="Zoek werk")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("ko")
    expect(example.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(example.locator("[data-status]")).to_have_text("2 suggesties. Kies met de pijltjes.")
    axe(example)
    box.press("ArrowDown")
    expect(example.get_by_role("option", name="kok")).to_have_attribute("aria-selected", "true")
    active = box.get_attribute("aria-activedescendant")
    assert example.locator(f"#{active}").inner_text().startswith("kok")
    box.press("Enter")
    example.wait_for_url("**/gezocht/?q=kok&uri=uri%3Akok")


def test_suggestion_with_an_address_goes_there(example: Page) -> None:
    box = example.get_by_role("combobox", name="Zoek werk")
    box.press_sequentially("ko")
    expect(example.get_by_role("option")).to_have_count(2)
    box.press("ArrowUp")
    box.press("Enter")
    example.wait_for_url("**/over/")


def test_suggestion_is_chosen_with_the_mouse(example: Page) -> None:
    example.get_by_role("combobox", name="Zoek werk").press_sequentially("ko")
    example.get_by_role("option", name="kok").click()
    example.wait_for_url("**/gezocht/?q=kok&uri=uri%3Akok")


def test_escape_closes_the_suggestions_and_enter_searches_the_words(example: Page) -> None:
    box = example.get_by_role("combobox", name="Zoek werk")
    box.press_sequentially("ko")
    expect(example.get_by_role("option")).to_have_count(2)
    box.press("Escape")
    expect(example.get_by_role("option")).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Enter")
    example.wait_for_url("**/gezocht/?q=ko&uri=")


def test_no_suggestions_are_told_to_who_cannot_see(example: Page) -> None:
    example.get_by_role("combobox", name="Zoek werk").press_sequentially("x")
    expect(example.locator("[data-status]")).to_have_text("Geen suggesties.")


def test_slider_shows_its_number(example: Page) -> None:
    slider = example.get_by_role("slider", name="Gewicht")
    slider.press("ArrowRight")
    expect(example.locator("output")).to_have_text("8")
