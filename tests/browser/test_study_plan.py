"""The form of a study's plan on a phone: short, folded, usable by keyboard, and nothing that was typed is lost."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.accounts.factories import actor
from tests.browser.test_booking import sign_in_here
from tests.effect.factories import make_approach, make_plan, make_researcher, make_study
from wending.effect.actions.plan import begin_study
from wending.effect.models import PlanVersion
from wending.effect.rules.study import Source

pytestmark = pytest.mark.django_db(transaction=True)
# A form opened fresh is at most so high on a phone, in CSS pixels: it was 28,000 with every part open.
HIGHEST = 6000


def test_plan_is_short_and_keeps_what_was_typed(page: Page, axe: Callable[[Page], None]) -> None:
    member = make_researcher()
    noor = actor(member)
    study = make_study(noor, make_plan(make_approach(noor).key))
    fresh = begin_study(by=noor, title="Een nieuwe studie", source=Source.SYNTHETIC)
    page.goto("/")
    sign_in_here(page, member)

    page.goto(reverse("effect:plan", args=[fresh.pk]))
    assert page.evaluate("document.documentElement.scrollHeight") < HIGHEST
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    axe(page)
    expect(page.locator("#id_question_nl")).to_be_visible()
    expect(page.locator("#id_frozen_on")).to_be_hidden()
    # By keyboard: a part opens by its heading.
    page.locator("summary", has_text="3. Wie er meedoen").focus()
    page.keyboard.press("Enter")
    page.locator("#id_frozen_on").fill("2026-02-01")
    page.locator("summary", has_text="3. Wie er meedoen").click()
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_role("heading", name="Er ging iets mis")).to_be_visible()
    expect(page.locator("#id_frozen_on")).to_have_value("2026-02-01")
    expect(page.locator("summary", has_text="3. Wie er meedoen")).to_contain_text("1 februari 2026")
    axe(page)
    # What is wrong leads to its field, also in a part that is folded.
    page.get_by_role("link", name="Mensen met de aanpak").or_(page.locator(".utrecht-alert a").last).first.click()

    page.goto(reverse("effect:plan", args=[study.pk]))
    assert page.evaluate("document.documentElement.scrollHeight") < HIGHEST / 2
    page.locator("summary", has_text="6. Hoeveel mensen").click()
    page.get_by_label("Mensen met de aanpak").fill("250")
    page.locator("summary", has_text="4. De uitkomsten").click()
    page.locator("summary", has_text="Nog een uitkomst").click()
    page.locator("#id_outcomes-2-use").select_option("secondary")
    page.locator("#id_outcomes-2-outcome").select_option("hours")
    page.locator("#id_outcomes-2-horizon").fill("365")
    page.locator("#id_outcomes-2-smallest").fill("1")
    axe(page)
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_text("Dit plan is bewaard als een nieuwe versie.")).to_be_visible()
    kept = PlanVersion.objects.filter(study=study).latest("number").plan
    assert kept["expected_treated"] == 250
    assert [one["outcome"] for one in kept["outcomes"]] == ["in_work", "wage", "hours"]
