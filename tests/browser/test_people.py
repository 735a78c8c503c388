"""One person's whole way in a real browser, on a phone: without account, with one, showing and hiding, and gone."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.factories import make_organisation
from tests.browser.test_accounts import _outbox as _outbox
from tests.browser.test_accounts import code_for
from tests.browser.test_journey import at
from tests.browser.test_routes import LORRY, tell_work
from tests.reference.factories import load_small
from wending.accounts.models import Consent, Person
from wending.dossier.models import Goal
from wending.guidance.models import Centre

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "sam@example.org"


def test_person_comes_without_account_and_leaves_without_trace(
    page: Page, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    load_small(tmp_path, "catalogue")
    Centre.objects.create(organisation=make_organisation(name="Werkplein Oost"), slug="oost", place="Oost")

    # Without account: work told, a route put aside.
    tell_work(page, "magazijnmedewerker")
    page.goto(at("routes", LORRY) + "?diploma=mbo-2")
    page.get_by_role("button", name=re.compile("Zet.*in mijn plan.*weg 1")).click()
    page.get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_role("link", name="Maak een account of log in")).to_be_visible()
    page.wait_for_load_state()
    steps = page.locator(".plan-what").all_inner_texts()

    # An account by a code in the mail: nothing is lost.
    page.get_by_role("link", name="Maak een account of log in").click()
    page.get_by_label("Je e-mailadres").fill(ADDRESS)
    page.get_by_role("button", name="Mail mij een code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(code_for(ADDRESS))
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    axe(page)
    page.goto("/mijn/plan/")
    expect(page.locator(".plan-steps .plan-what")).to_have_text(steps)
    page.goto("/profiel/")
    expect(page.get_by_text("magazijnmedewerker Ongeveer 2")).to_be_visible()
    page.goto("/mijn/")
    expect(page.get_by_role("heading", name="Je volgende stap")).to_be_visible()
    axe(page)

    # Consent given, and withdrawn in one click.
    page.goto("/mijn/toestemming/")
    page.get_by_role("link", name="Laat iets zien").click()
    page.locator("[name=recipient]").select_option(label="Werkplein Oost")
    page.locator("[name=purpose]").select_option("guidance")
    page.get_by_label("Mijn plan").check()
    axe(page)
    page.get_by_role("button", name="Vind ik goed").click()
    expect(page.get_by_role("button", name="Stop Mijn plan, Werkplein Oost")).to_be_visible()
    assert Consent.objects.filter(withdrawn=None).count() == 1
    page.get_by_role("button", name=re.compile("^Stop")).first.click()
    expect(page.get_by_text("Vanaf nu ziet niemand dit meer")).to_be_visible()
    assert not Consent.objects.filter(withdrawn=None).exists()
    page.goto("/mijn/wie-keek-er/")
    page.get_by_role("link", name="Ik zelf").click()
    expect(page.get_by_text("trok toestemming in")).to_be_visible()

    # Everything along, then everything gone.
    page.goto("/mijn/instellingen/alles-ophalen/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Haal op").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert steps[0] in archive.read("export.json").decode()
    page.goto("/mijn/instellingen/alles-wissen/")
    axe(page)
    page.locator("[name=words]").fill("wis alles")
    page.get_by_role("button", name="Wis alles").click()
    expect(page.locator(".long-code")).to_be_visible()
    axe(page)
    assert not Person.objects.filter(email=ADDRESS).exists()
    assert not Goal.objects.exists()
    page.goto("/mijn/plan/")
    expect(page.get_by_label("Je e-mailadres")).to_be_visible()
