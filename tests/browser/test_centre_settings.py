"""A manager sets a centre up from nothing, and then a visitor finds a first moment to book."""

from collections.abc import Callable
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.accounts.factories import make_member, make_organisation
from tests.browser.test_booking import sign_in_here
from tests.guidance.factories import make_professional
from wending.accounts.rules.roles import Role
from wending.guidance.models import Centre

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_centre_from_nothing_to_a_first_moment_to_book(page: Page, fits: Callable[[Page], None]) -> None:
    boss = make_member(Role.MANAGER, make_organisation(name="Werkhuis Zuid"), "Mo")

    check = partial(fits, page)

    def back(name: str) -> None:
        page.get_by_role("link", name=name, exact=True).first.click()

    page.goto(reverse("guidance:centres"))
    sign_in_here(page, boss)
    page.goto(reverse("guidance:settings"))
    check()
    page.get_by_label("Plaats").fill("Zuidstad")
    page.get_by_role("button", name="Maak de pagina").click()
    expect(page.get_by_role("heading", name="Nodig voor de eerste afspraak")).to_be_visible()
    check()
    back("Openingstijden")
    for day in ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"):
        page.get_by_label(day).fill("9:00-17:00")
    page.get_by_label("zondag").fill("altijd")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Dit zijn geen tijden.").first).to_be_visible()
    check()
    page.get_by_label("zondag").fill("")
    page.get_by_role("button", name="Bewaar").click()
    back("Een soort gesprek")
    check()
    back("Nieuw soort gesprek")
    check()
    page.get_by_label("Naam", exact=False).first.fill("Eerste gesprek")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("45 minuten.")).to_be_visible()
    back("Centrum instellen")
    back("Een kamer")
    back("Nieuwe kamer")
    page.get_by_label("Naam van de kamer").fill("Kamer 1")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Kamer 1").first).to_be_visible()
    check()
    # The professional comes in by an invitation and sets hours of their own.
    make_professional(Centre.objects.get())
    back("Centrum instellen")
    expect(page.get_by_role("heading", name="Mensen kunnen een tijd vinden")).to_be_visible()
    back("Andere dagen")
    page.get_by_label("Eerste dag").fill("2099-12-25")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_text("vrijdag 25 december 2099")).to_be_visible()
    check()
    back("Centrum instellen")
    page.get_by_role("button", name="Doe het centrum open").click()
    check()
    page.context.clear_cookies()
    page.goto(reverse("guidance:centres"))
    page.get_by_role("link", name="Werkhuis Zuid").click()
    page.get_by_role("link", name="Eerste gesprek").click()
    page.locator(".moments--times a").first.click()
    expect(page.get_by_role("button", name="Maak de afspraak")).to_be_visible()
