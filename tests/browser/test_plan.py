"""A plan in a real browser: begun without account, kept with one; steps done; shared behind a PIN; small and wide."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.accounts.factories import actor, make_member, make_person
from tests.browser.test_journey import at
from tests.browser.test_routes import LORRY, tell_work
from tests.dossier.test_plan import consent
from tests.reference.factories import load_small
from wending.accounts.models import Person
from wending.accounts.rules.roles import Role
from wending.dossier.actions.plan import add_action, change_action
from wending.dossier.actions.share import create_share
from wending.dossier.models import Action, Goal, Item
from wending.dossier.rules.plan import StepText

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _catalogue(transactional_db: None, tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")


def come_in(page: Page, person: Person, live_server: Any) -> None:
    """Sign somebody in within the session that the browser has, as the way in does."""
    client = Client()
    for cookie in page.context.cookies():
        client.cookies[str(cookie.get("name"))] = str(cookie.get("value"))
    client.force_login(person)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def test_plan_begun_without_account_is_kept_with_one(page: Page, live_server: Any, axe: Callable[[Page], None]) -> None:
    tell_work(page, "magazijnmedewerker")
    page.goto(at("routes", LORRY) + "?diploma=mbo-2")
    page.get_by_role("button", name=re.compile("Zet.*in mijn plan.*weg 1")).click()
    axe(page)
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_role("heading", name="Je plan tot nu toe")).to_be_visible()
    axe(page)
    steps = page.locator(".plan-what").all_inner_texts()
    assert steps
    expect(page.get_by_role("link", name="Maak een account of log in")).to_be_visible()

    come_in(page, make_person(), live_server)
    page.goto(reverse("dossier:plan"))
    expect(page.get_by_role("heading", name="Je volgende stap")).to_be_visible()
    expect(page.locator(".plan-steps .plan-what")).to_have_text(steps)
    axe(page)
    page.get_by_role("link", name="Mijn profiel").first.click()
    expect(page.get_by_text("magazijnmedewerker Ongeveer 2")).to_be_visible()

    # The step is done: what came of it may be told, or skipped.
    page.goto(reverse("dossier:plan"))
    page.get_by_role("button", name="Klaar").first.click()
    expect(page.get_by_text("Goed gedaan")).to_be_visible()
    page.get_by_role("link", name="Sla dit over").click()
    expect(page.get_by_text(f"1 van de {len(steps)} stappen is gedaan")).to_be_visible()


def test_pages_of_plan_and_sharing_meet_wcag(page: Page, live_server: Any, fits_open: Callable[[Page], None]) -> None:
    def look(address: str) -> None:
        page.goto(address)
        fits_open(page)

    page.set_viewport_size({"width": 320, "height": 740})
    sam, guide = make_person(), make_member(Role.PROFESSIONAL)
    goal = Goal.objects.create(person=sam, title="Werken in de zorg", why="Ik help graag")
    step = add_action(by=actor(sam), person=sam.pk, goal=goal.pk, text=StepText("Bel", owner="mijn mentor"))
    item = Item.objects.create(person=sam, kind="care", title="Zorgen voor mijn oma")
    consent(sam, guide)
    change_action(by=actor(guide), action=step.pk, version=1, text=StepText("Bel morgen"))
    share = {"label": "Mentor", "until": goal.made.date(), "lang": "nl", "chosen": [str(item.pk), str(goal.pk)]}
    locked, plain = create_share(by=actor(sam), pin="0482", **share), create_share(by=actor(sam), **share)
    for token in (locked, plain, "x"):
        look(reverse("dossier:shared", args=[token]))
    assert page.context.cookies() == []
    come_in(page, sam, live_server)
    for name in ("plan", "plan_calendar", "plan_templates", "shares", "share_new"):
        look(reverse(f"dossier:{name}"))
    look(reverse("dossier:plan_step", args=[step.pk]))
    look(reverse("dossier:plan_step_done", args=[step.pk]))
    page.set_viewport_size({"width": 1280, "height": 740})
    with translation.override("en"):
        look(reverse("dossier:plan"))


def test_two_windows_lose_nothing_and_a_link_opens_with_its_pin(page: Page, live_server: Any) -> None:
    sam = make_person()
    goal = Goal.objects.create(person=sam, title="Werken in de zorg")
    step = add_action(by=actor(sam), person=sam.pk, goal=goal.pk, text=StepText("Bel de school"))
    come_in(page, sam, live_server)
    address = reverse("dossier:plan_step", args=[step.pk])
    page.goto(address)
    change_action(by=actor(sam), action=step.pk, version=1, text=StepText("Van de telefoon"))
    page.get_by_label("Wat ga je doen?").fill("Van de laptop")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Nog niet bewaard")).to_be_visible()
    expect(page.get_by_text("Van de telefoon")).to_be_visible()
    expect(page.get_by_label("Wat ga je doen?")).to_have_value("Van de laptop")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn plan")
    assert Action.objects.get().what == "Van de laptop"

    page.goto(reverse("dossier:share_new"))
    page.get_by_label("Werken in de zorg").check()
    page.get_by_label("Voor wie is dit?").fill("Mijn mentor")
    page.get_by_label("Pincode").fill("0482")
    page.get_by_role("button", name="Maak de link").click()
    link = page.locator(".plan-link").inner_text()
    page.context.clear_cookies()
    page.goto(link)
    expect(page.get_by_text("Van de laptop")).to_have_count(0)
    page.get_by_label("Pincode").fill("0482")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_text("Van de laptop")).to_be_visible()
    assert page.context.cookies() == []
