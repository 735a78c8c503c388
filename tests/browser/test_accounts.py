"""Accounts in a real browser: a passkey under the strict content policy, and pages that everyone can use."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_person
from wending.accounts.actions.ask_consent import ask_consent
from wending.accounts.actions.consent import give_consent
from wending.accounts.actions.look import look
from wending.accounts.models import Mail, Person
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "wending.accounts.actions.mail.Outbox"
    settings.CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in settings.CACHES}
    cache.clear()


def code_for(address: str) -> str:
    mail = Mail.objects.filter(address=address).latest("made")
    found = re.search(r"^[A-Z0-9]{4,}(-[A-Z0-9]+)*$", json.loads(mail.content)["text"], re.MULTILINE)
    assert found
    return found.group()


def sign_in(page: Page, person: Person) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Je e-mailadres").fill(person.email)
    page.get_by_role("button", name="Mail mij een code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(code_for(person.email))
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()


def person_with_everything() -> Person:
    member, person = make_member(Role.PROFESSIONAL), make_person("Sam")
    until = timezone.localdate() + timedelta(days=30)
    give_consent(
        by=actor(person),
        purpose=Purpose.GUIDANCE,
        parts=[Part.PLAN],
        until=until,
        to_organisation=member.organisation.pk,
    )
    look(by=actor(member), person=person.pk, part=Part.PLAN)
    ask_consent(
        by=actor(member), person=person.pk, purpose=Purpose.TEAM, parts=[Part.SKILLS], reason="Samen.", until=until
    )
    make_member(Role.EMPLOYEE, person=person)
    return person


def test_passkey_is_made_and_is_a_way_in_that_counts_as_strong(page: Page) -> None:
    member = make_member(Role.MANAGER)
    tab = page.context.new_cdp_session(page)
    tab.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    tab.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, member.person)
    page.goto("/mijn/instellingen/passkeys/nieuw/")
    page.get_by_label("Hiermee kan ik ook zonder code inloggen").check()
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", name="Noodcodes")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_have_count(0)
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    expect(page.get_by_role("heading", name="Dag Robin")).to_be_visible()
    page.get_by_label("Je kijkt nu als").select_option(label="Leidinggevende, Werkplein Oost")
    page.get_by_role("button", name="Wissel").click()
    page.goto("/bureau/mensen/")
    expect(page.get_by_role("heading", name="Mensen en rollen")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 800)])
def test_pages_meet_wcag_and_fit(
    page: Page, fits: Callable[[Page], None], fits_open: Callable[[Page], None], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/inloggen/")
    fits(page)
    sign_in(page, person_with_everything())
    own = ["toestemming/", "toestemming/geven/", "wie-keek-er/", "instellingen/", "instellingen/alles-wissen/"]
    own += ["instellingen/app/", "welkom/"]
    for path in own:
        page.goto(f"/mijn/{path}")
        fits_open(page)
    page.goto("/mijn/toestemming/")
    page.get_by_role("link", name="Lees en antwoord").click()
    fits(page)


def test_consent_is_answered_and_stopped_by_keyboard(page: Page) -> None:
    person = person_with_everything()
    sign_in(page, person)
    page.goto("/mijn/toestemming/")
    page.get_by_role("link", name="Lees en antwoord").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Wat ik kan, met bewijs").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Dit vind ik goed").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je kunt dit altijd weer stoppen")).to_be_visible()
    stops = page.get_by_role("button", name=re.compile("^Stop"))
    expect(stops).to_have_count(2)
    stops.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vanaf nu ziet niemand dit meer")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Stop"))).to_have_count(1)
