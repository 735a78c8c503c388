"""A firm of twelve plans training in a real browser: what it needs and the plan with its totals, on two widths."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import enter
from tests.work.people import make_colleague, make_firm, make_manager
from wending.work.models import TrainingLine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_firm_of_twelve_plans_training(page: Page, fits: Callable[[Page], None], live_server: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    firm = make_firm()
    for number in range(12):
        make_colleague(firm, name=f"Collega {number}")
    enter(page, make_manager(firm), live_server.url)

    # What the firm needs in two years, with its own estimate.
    page.goto("/bedrijf/groeien/")
    fits(page)
    page.get_by_role("link", name="Functies en vaardigheden").click()
    page.get_by_label("Functie", exact=True).fill("Bakker")
    page.get_by_label("Hoeveel mensen doen dit nu?").fill("6")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_label("Of schrijf het zelf").fill("Allergenen kennen")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_label("Voor hoeveel mensen nodig?").fill("6")
    page.get_by_label("Hoeveel kunnen het nu, denk je?").fill("2")
    fits(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("niet te zeggen")).to_be_visible()
    fits(page)

    # From what is short to a line of the plan.
    page.get_by_role("link", name="Zet in je plan").click()
    expect(page.get_by_label("Wat gaan ze leren?")).to_have_value("Allergenen kennen")
    page.get_by_label("Hoeveel mensen?").fill("4")
    page.get_by_label("Uren per persoon").fill("8")
    page.get_by_label("Kosten per persoon in euro").fill("150,50")
    page.get_by_label("Wie regelt dit?").fill("Chef bakkerij")
    fits(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("€ 602,00")).to_be_visible()
    fits(page)
    row = TrainingLine.objects.get()
    assert (row.who, row.people, row.owner) == ("Bakker", 4, "Chef bakkerij")

    # Help is asked where it is needed, filled in beforehand.
    page.get_by_role("link", name="Vraag een centrum om mee te denken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Een gesprek voor je bedrijf")
