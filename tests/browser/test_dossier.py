"""A record in a real browser: something added on a phone with a photo, for everyone, small and wide."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.accounts.factories import make_person, sign_in
from tests.dossier.factories import full_record, make_item, make_link, picture
from wending.accounts.models import Person
from wending.dossier.models import Evidence, Item

pytestmark = pytest.mark.django_db(transaction=True)

# A stand-in for the browser's listening: it hears one sentence.
LISTENING = """
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() { setTimeout(() => { const one = [{ transcript: " elke dag koken " }]; one.isFinal = true;
    this.onresult({ resultIndex: 0, results: [one] }); this.onend(); }, 0); }
  stop() { this.onend(); }
};
"""


@pytest.fixture
def sam(transactional_db: None, settings: Settings, tmp_path: Path) -> Person:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return make_person("Sam")


@pytest.fixture
def signed_in(page: Page, sam: Person) -> Page:
    """The tab, with somebody signed in."""
    key = sign_in(Client(), sam).cookies["sessionid"].value
    page.goto("/")
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": page.url}])
    return page


def test_experience_with_a_photo_is_added_on_a_phone(signed_in: Page, axe: Callable[[Page], None], sam: Person) -> None:
    page = signed_in
    page.add_init_script(LISTENING)
    page.goto(reverse("dossier:timeline"))
    axe(page)
    page.get_by_role("link", name="Voeg iets toe").click()
    axe(page)
    page.get_by_role("link", name="Zorgen voor iemand").click()
    axe(page)
    page.get_by_label("Waarmee hielp je?").fill("Zorgen voor mijn oma")
    page.get_by_label("In welk jaar begon je?").fill("2020")
    page.get_by_label("Ik doe dit nog").check()
    page.get_by_role("button", name="Spreek in").click()
    expect(page.get_by_label("Vertel er iets over")).to_have_value("elke dag koken")
    photo = {"name": "oma.png", "mimeType": "image/png", "buffer": picture("PNG")}
    page.get_by_label("Maak een foto").set_input_files(photo)  # type: ignore[arg-type]
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat liet je zien?")
    axe(page)
    page.get_by_label("Zorg hebben voor anderen").check()
    page.get_by_label("Of schrijf het zelf").fill("Medicijnen klaarzetten")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Medicijnen klaarzetten")).to_be_visible()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="oma.png").click()
    assert download.value.suggested_filename == "oma.png"
    page.goto(reverse("dossier:timeline"))
    expect(page.locator(".chart--years").get_by_role("link")).to_have_count(1)
    axe(page)
    item = Item.objects.get(person=sam)
    assert (item.title, item.description, item.skills.count()) == ("Zorgen voor mijn oma", "elke dag koken", 2)
    assert Evidence.objects.get().media_type == "image/png"


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_a_record_meet_wcag(
    signed_in: Page, fits_open: Callable[[Page], None], sam: Person, width: int
) -> None:
    item = full_record(sam)
    page = signed_in
    page.set_viewport_size({"width": width, "height": 740})
    names = ["timeline", "skills", "reflections", "network", "feedback_ask"]
    addresses = [reverse(f"dossier:{name}") for name in names]
    addresses += [reverse("dossier:item_change", args=[item.pk]), reverse("dossier:item_skills", args=[item.pk])]
    addresses += [reverse("dossier:give_feedback", args=[make_link(sam)])]
    for address in addresses:
        page.goto(address)
        fits_open(page)


def test_stale_form_keeps_what_was_typed(signed_in: Page, axe: Callable[[Page], None], sam: Person) -> None:
    item = make_item(sam)
    page = signed_in
    page.goto(reverse("dossier:item_change", args=[item.pk]))
    Item.objects.filter(pk=item.pk).update(title="Thee schenken", version=2)
    page.get_by_label("Wat deed je?").fill("Soep koken")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("cell", name="Thee schenken")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Soep koken")
