"""A file brought and taken along in a real browser, on a phone, for everyone."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.accounts.factories import make_person, sign_in
from tests.dossier.records import one_of_everything
from tests.dossier.test_exchange import SIGNED
from wending.dossier.models import Item
from wending.dossier.sources.europass.write import write_europass
from wending.dossier.sources.read import read_record

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_are_brought_and_taken_along_on_a_phone(
    page: Page, fits_open: Callable[[Page], None], settings: Settings, tmp_path: Path
) -> None:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    sam = make_person("Sam")
    key = sign_in(Client(), sam).cookies["sessionid"].value
    page.goto("/")
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": page.url}])

    def choose(name: str, data: bytes) -> None:
        page.goto(reverse("dossier:bring"))
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        page.get_by_label("Kies je bestand").set_input_files(file)  # type: ignore[arg-type]
        page.get_by_role("button", name="Lees het bestand").click()

    check = partial(fits_open, page)

    page.goto(reverse("dossier:timeline"))
    page.get_by_role("link", name="Heb je al een cv? Neem het mee.").click()
    check()
    choose("cv.txt", b"zomaar tekst")
    expect(page.get_by_role("alert")).to_contain_text("We herkennen dit bestand niet.")
    check()
    choose("badge.json", json.dumps(SIGNED).encode())
    check()
    page.get_by_label("Samenwerken").check()
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat ik deed en leerde")
    choose("cv.xml", write_europass(one_of_everything()).data)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("alert")).to_contain_text("Vink eerst iets aan.")
    check()
    page.get_by_label("Titel work").check()
    page.get_by_label("brood bakken").check()
    page.get_by_label("Waar liet je dit zien?").select_option(label="Titel work")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_role("link", name="Maak een cv").click()
    check()
    page.get_by_label("Europass").check()
    page.get_by_role("button", name="Maak het bestand").click()
    expect(page.get_by_text("Niet alles past in dit bestand")).to_be_visible()
    check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand toch").click()
    taken = read_record("", Path(download.value.path()).read_bytes()).record
    assert {item.title for item in taken.items} == {"Titel work", "Samenwerken"}
    assert {skill.name for skill in taken.skills} == {"brood bakken", "samen bakken"}
    assert Item.objects.filter(person=sam).count() == 2
