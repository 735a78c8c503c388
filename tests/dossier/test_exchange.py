"""Bringing a file into a record and taking it along, through the pages: what comes along, what not, and for whom."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_person, sign_in
from tests.dossier.factories import LISTENING, archive, docx, full_record, make_item, pdf
from tests.dossier.records import ESCO, one_of_everything
from tests.web.reading import assert_plain_dutch
from wending.accounts.models import Person
from wending.dossier.actions.evidence import remove_evidence, remove_strays
from wending.dossier.actions.exchange import bring_record, hold_file
from wending.dossier.actions.item_skills import Claim, set_skills
from wending.dossier.models import Evidence, Item, ItemSkill
from wending.dossier.queries.brought import HeldGoneError, held_record
from wending.dossier.queries.skills import skills
from wending.dossier.rules import record as rules
from wending.dossier.rules.exchange import fingerprint
from wending.dossier.rules.record import Kind, Moment, Record, Source
from wending.dossier.sources.europass.write import write_europass
from wending.dossier.sources.openbadges.write import Badge, sign_badge
from wending.dossier.sources.read import read_record
from wending.ledger.models import Entry

pytestmark = pytest.mark.django_db

BADGE = Badge(
    ident="urn:uuid:7d0e2f6c-5a37-4c68-9a0a-0b3c1f0a7b11",
    achievement="urn:uuid:2f4f8a3a-6c58-4c0b-8f0e-1f7f0f6f5a22",
    name="Samenwerken",
    description="Werkt goed samen.",
    criteria="Een jaar in een team gewerkt.",
    issuer="Bakkerij Ree",
    issued=datetime(2026, 1, 1, tzinfo=UTC),
    email="ada@example.org",
    lang="nl",
    skills=(rules.SkillClaim("samen bakken", ESCO),),
)
SIGNED: dict[str, Any] = json.loads(sign_badge(BADGE, Ed25519PrivateKey.from_private_bytes(bytes(range(32)))).data)


@pytest.fixture
def sam() -> Person:
    return make_person("Sam")


@pytest.fixture
def browser(client: Client, sam: Person) -> Client:
    return sign_in(client, sam)


def upload(browser: Client, data: bytes, name: str = "bestand") -> Any:
    return browser.post(reverse("dossier:bring"), {"file": SimpleUploadedFile(name, data)})


def bring_all(browser: Client, data: bytes, **told: str) -> Any:
    """Bring a file and tick everything in it."""
    upload(browser, data)
    return browser.post(reverse("dossier:bring_choose"), {"everything": "on", **told})


def page_of(response: Any) -> str:
    return unescape(response.content.decode())


def taken(browser: Client, shape: str, **told: Any) -> HttpResponse:
    """Take everything along in a shape."""
    page = page_of(browser.get(reverse("dossier:take")))
    ticked = {name: re.findall(rf'name="{name}" value="([^"]+)"[^>]*checked', page) for name in ("items", "skills")}
    order = {"shape": shape, "lang": "nl", "anyway": shape, **ticked, **told}
    return browser.post(reverse("dossier:take"), order)


def line_of(person: Person) -> set[tuple[object, ...]]:
    """Return what stands on a timeline."""
    names = ("kind", "title", "organisation", "place", "country", "begin", "begin_precision", "end", "end_precision")
    rows = Item.objects.filter(person=person)
    return {(*(getattr(row, name) for name in names), row.is_ongoing, row.description) for row in rows}


def acts(person: Person) -> list[str]:
    return list(Entry.objects.filter(chain=str(person.ledger_key)).values_list("verb", flat=True))


def test_taken_europass_brought_into_another_account_gives_the_same_timeline(browser: Client, sam: Person) -> None:
    bring_all(browser, write_europass(one_of_everything()).data)
    assert Item.objects.filter(person=sam).count() == len(Kind)
    file = taken(browser, "europass")
    assert file["Content-Disposition"] == 'attachment; filename="europass.xml"'
    other = make_person("Noor")
    bring_all(sign_in(Client(), other), file.content)
    assert line_of(other) == line_of(sam)
    language = Item.objects.get(person=other, kind="language")
    assert (language.language or {})["reading"] == "B2"
    assert (acts(sam).count("took-record"), acts(other).count("brought-record")) == (1, 1)


def test_same_file_twice_adds_once_also_after_a_change_of_title(browser: Client, sam: Person) -> None:
    data = write_europass(one_of_everything()).data
    bring_all(browser, data)
    Item.objects.filter(person=sam, kind="work").update(title="Anders genoemd")
    upload(browser, data)
    page = page_of(browser.get(reverse("dossier:bring_choose")))
    assert f"{len(Kind)} dingen staan al op je tijdlijn" in page
    assert 'name="items"' not in page
    count = Item.objects.count()
    held = hold_file(by=actor(sam), name="", data=data)
    keys = [fingerprint("work", "Titel work", "", Moment(2020, 2))]
    assert bring_record(by=actor(sam), held=held, items=keys, skills=[], shown_in="", lang="nl") == 0
    assert Item.objects.count() == count
    assert acts(sam).count("brought-record") == 1


def test_fingerprint_tells_items_apart_but_not_ways_of_writing() -> None:
    known = fingerprint("work", "Bakker", "Bakkerij Ree", Moment(2020))
    assert known == fingerprint("work", " bakker", "BAKKERIJ  Ree", Moment(2020))
    others = [("course", "Bakker", "Bakkerij Ree", Moment(2020)), ("work", "Bakker", "", Moment(2020))]
    others += [("work", "Bakker", "Bakkerij Ree", Moment(2020, 1)), ("work", "Bakker Bakkerij", "Ree", Moment(2020))]
    assert len({known, *(fingerprint(*told) for told in others)}) == 5


def test_nothing_is_added_before_it_is_ticked(browser: Client, sam: Person) -> None:
    answer = upload(browser, write_europass(one_of_everything()).data)
    assert answer["Location"] == reverse("dossier:bring_choose")
    page = page_of(browser.get(reverse("dossier:bring_choose")))
    assert " checked" not in page.split("<main")[1]
    refused = browser.post(reverse("dossier:bring_choose"), {})
    assert (refused.status_code, Item.objects.count()) == (422, 0)
    assert "Vink eerst iets aan." in page_of(refused)
    chosen = fingerprint("work", "Titel work", "", Moment(2020, 2))
    browser.post(reverse("dossier:bring_choose"), {"items": [chosen]})
    row = Item.objects.get(person=sam)
    assert (row.title, row.begin_precision, row.end_precision) == ("Titel work", "month", "year")
    assert row.origin == f"europass:{chosen}"


def test_choice_out_of_another_file_adds_nothing(browser: Client) -> None:
    upload(browser, write_europass(one_of_everything()).data)
    upload(browser, json.dumps(SIGNED).encode())
    chosen = [fingerprint("work", "Titel work", "", Moment(2020, 2))]
    answer = browser.post(reverse("dossier:bring_choose"), {"items": chosen})
    assert "Dit staat niet in het bestand dat nu wacht." in page_of(answer)
    assert not Item.objects.exists()


def test_skills_of_a_file_go_with_the_item_that_is_chosen_and_are_ones_own(browser: Client, sam: Person) -> None:
    _twin, item = make_item(sam), make_item(sam)
    upload(browser, write_europass(one_of_everything()).data)
    address = reverse("dossier:bring_choose")
    told = {"skills": ["skill:rekenen"]}
    assert "Kies waar je dit liet zien." in page_of(browser.post(address, told))
    work = fingerprint("work", "Titel work", "", Moment(2020, 2))
    assert "Voeg dit onderdeel ook toe" in page_of(browser.post(address, told | {"shown_in": work}))
    browser.post(address, told | {"shown_in": str(item.pk)})
    row = ItemSkill.objects.get()
    assert (row.item_id, row.name, row.credential) == (item.pk, "rekenen", "")
    upload(browser, write_europass(one_of_everything()).data)
    assert 'value="skill:rekenen"' not in page_of(browser.get(address))


def test_verified_badge_counts_as_a_credential_and_is_kept_as_it_came(browser: Client, sam: Person) -> None:
    upload(browser, json.dumps(SIGNED).encode())
    page = page_of(browser.get(reverse("dossier:bring_choose")))
    for said in ("De handtekening klopt.", "Dat de uitgever echt Bakkerij Ree is", "Er staat: ada@example.org."):
        assert said in page
    browser.post(reverse("dossier:bring_choose"), {"everything": "on"})
    (skill,) = skills(actor(sam), "nl")
    assert (skill.name, skill.sources) == ("samen bakken", (Source.SELF, Source.CREDENTIAL))
    file = Evidence.objects.get()
    raw = browser.get(reverse("dossier:evidence", args=[file.pk]))
    assert json.loads(raw.content) == SIGNED
    again = read_record("", raw.content).record.items[0].credential
    assert again
    assert again.status is rules.Status.VERIFIED
    assert (file.sha256, file.name) == (ItemSkill.objects.get().credential, "Samenwerken.json")
    remove_evidence(by=actor(sam), evidence=file.pk)
    assert skills(actor(sam), "nl")[0].sources == (Source.SELF,)


def _changed(badge: dict[str, Any]) -> dict[str, Any]:
    subject = badge["credentialSubject"]
    return {**badge, "credentialSubject": {**subject, "achievement": {**subject["achievement"], "name": "Baas"}}}


def test_tampered_badge_is_refused_with_the_reason(browser: Client, evidence_folder: Path) -> None:
    answer = upload(browser, json.dumps(_changed(SIGNED)).encode())
    assert answer.status_code == 422
    assert "De handtekening klopt niet. Misschien is het bewijs veranderd." in page_of(answer)
    assert browser.get(reverse("dossier:bring_choose")).status_code == 302
    assert not list(evidence_folder.glob("*/*"))


@pytest.mark.parametrize("how", ["unsigned", "elsewhere"])
def test_unverified_badge_never_counts_as_a_credential(browser: Client, sam: Person, how: str) -> None:
    badge = {name: value for name, value in _changed(SIGNED).items() if name != "proof"}
    if how == "elsewhere":
        method = "https://school.example/keys/1"
        badge = {**badge, "proof": {**SIGNED["proof"], "verificationMethod": method}}
        badge["issuer"] = {**badge["issuer"], "id": "https://school.example"}
    bring_all(browser, json.dumps(badge).encode())
    (skill,) = skills(actor(sam), "nl")
    assert skill.sources == (Source.SELF,)
    assert ItemSkill.objects.get().credential == ""
    assert Evidence.objects.count() == 1
    assert "gecontroleerd bewijs" not in page_of(browser.get(reverse("dossier:skills"))).split("<main")[1]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"", "Het bestand is leeg."),
        (lambda: b"zomaar tekst", "We herkennen dit bestand niet."),
        (lambda: b'{"basics": {', "Dit is geen goede JSON."),
        (lambda: b'<!DOCTYPE a [<!ENTITY b "c">]><Candidate>&b;</Candidate>', "verwijzingen die er niet horen"),
        (lambda: archive({"a.xml": b"0" * 80_000_000}), "veel te groot"),
        (lambda: archive({"../../a.xml": b"<a/>"}), "op een verkeerde plek"),
        (lambda: b"\x89PNG\r\n\x1a\nkapot", "In dit plaatje zit geen badge."),
    ],
)
def test_hostile_file_is_told_on_the_page(browser: Client, make: Callable[[], bytes], message: str) -> None:
    answer = upload(browser, make())
    assert answer.status_code == 422
    assert message in page_of(answer)


def test_file_over_the_limit_is_not_read(browser: Client, settings: Settings) -> None:
    settings.DOCUMENT_MAX_BYTES = 1_000_000
    assert "We lezen hooguit 1 MB." in page_of(upload(browser, b"<" * 1_000_001))


@pytest.mark.parametrize("make", [docx, pdf])
def test_plain_cv_leads_to_the_page_that_reads_texts(browser: Client, make: Callable[[], bytes]) -> None:
    page = page_of(upload(browser, make()))
    assert "Dit lijkt een gewoon cv" in page
    assert f'href="{reverse("orientation:profile_text")}"' in page


def test_script_in_a_title_stays_text(browser: Client, sam: Person) -> None:
    script = "<script>alert(1)</script>"
    resume = {"basics": {"name": "x"}, "work": [{"position": script, "name": script, "url": "javascript:alert(1)"}]}
    upload(browser, json.dumps(resume).encode())
    for address in (reverse("dossier:bring_choose"), reverse("dossier:timeline"), reverse("dossier:take")):
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page
        if address == reverse("dossier:bring_choose"):
            assert "&lt;script&gt;" in page
            browser.post(address, {"everything": "on"})
        assert 'href="javascript:' not in page
    assert Item.objects.get(person=sam).links == []


def test_waiting_file_is_encrypted_of_its_owner_and_goes_away(sam: Person, evidence_folder: Path) -> None:
    held = hold_file(by=actor(sam), name="", data=write_europass(one_of_everything()).data)
    (file,) = (path for path in evidence_folder.glob("*/*") if path.is_file())
    assert b"Candidate" not in file.read_bytes()
    other = make_person("Noor")
    with pytest.raises(HeldGoneError):
        held_record(actor(other), held)
    with pytest.raises(HeldGoneError):
        bring_record(by=actor(other), held=held, items=[], skills=[], shown_in="", lang="nl")
    assert remove_strays() == 0
    os.utime(file, (0, 0))
    assert remove_strays() == 1
    with pytest.raises(HeldGoneError):
        held_record(actor(sam), held)


def test_stopping_and_adding_both_leave_no_file_behind(browser: Client, evidence_folder: Path) -> None:
    data = write_europass(one_of_everything()).data
    upload(browser, data)
    upload(browser, data)
    assert len(list(evidence_folder.glob("*/*"))) == 1
    browser.post(reverse("dossier:bring_stop"))
    assert not list(evidence_folder.glob("*/*"))
    assert not Item.objects.exists()
    bring_all(browser, data)
    assert not list(evidence_folder.glob("*/*"))


def test_file_that_went_away_meanwhile_is_told(browser: Client, evidence_folder: Path) -> None:
    upload(browser, write_europass(one_of_everything()).data)
    for file in evidence_folder.glob("*/*"):
        file.unlink()
    answer = browser.get(reverse("dossier:bring_choose"), follow=True)
    assert "Het bestand is niet meer hier. Kies het opnieuw." in page_of(answer)


def test_credentials_without_room_add_nothing(browser: Client, settings: Settings) -> None:
    settings.EVIDENCE_MOST_FILES = 0
    answer = bring_all(browser, json.dumps(SIGNED).encode())
    assert "Je hebt al veel bestanden." in page_of(browser.get(answer["Location"]))
    assert not Item.objects.exists()
    assert not ItemSkill.objects.exists()


def test_taking_holds_only_what_is_chosen_and_ones_own(browser: Client, sam: Person) -> None:
    kept, left = make_item(sam, "Brood bakken"), make_item(sam, "Geheim werk")
    foreign = make_item(make_person("Noor"), "Van Noor")
    set_skills(by=actor(sam), item=kept.pk, claims=[Claim(name="kneden", level=3), Claim(name="rekenen")])
    refused = taken(browser, "json-resume", items=[str(foreign.pk)])
    assert refused.status_code == 422
    told = json.loads(taken(browser, "json-resume", items=[str(kept.pk)], skills=["skill:kneden"]).content)
    assert [one["position"] for one in told["volunteer"]] == ["Brood bakken"]
    assert told["skills"] == [{"name": "kneden", "level": "Advanced"}]
    text = json.dumps(told)
    assert not {word for word in (left.title, foreign.title, "rekenen", "Sam", sam.email) if word in text}


def test_what_does_not_fit_is_told_before_the_file_is_made(browser: Client, sam: Person) -> None:
    full_record(sam)
    page = browser.post(
        reverse("dossier:take"), {"shape": "europass", "lang": "nl", "items": [], "skills": [f"skill:{LISTENING}"]}
    )
    assert "Dit formaat zegt niet wie je vaardigheden bevestigt." in page_of(page)
    assert "took-record" not in acts(sam)
    assert taken(browser, "europass")["Content-Type"] == "application/xml"


@pytest.mark.parametrize(
    ("shape", "name", "start"),
    [
        ("cv-rustig", "cv.pdf", b"%PDF-"),
        ("cv-modern", "cv.pdf", b"%PDF-"),
        ("paspoort", "paspoort.pdf", b"%PDF-"),
        ("elm", "overzicht.jsonld", b"{"),
    ],
)
def test_shape_is_made_under_a_name_that_tells_nothing(
    browser: Client, sam: Person, shape: str, name: str, start: bytes
) -> None:
    full_record(sam)
    file = taken(browser, shape, name="Sam Ree", email="sam@example.org", lang="en")
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file.content.startswith(start)
    if shape == "elm":
        told = json.loads(file.content)
        assert told["displayParameter"]["title"] == {"en": "Own overview, not signed"}
        assert "Sam Ree" not in file.content.decode()
    assert Person.objects.get(pk=sam.pk).name == "Sam"


def test_nothing_chosen_is_told(browser: Client, sam: Person) -> None:
    make_item(sam)
    answer = browser.post(reverse("dossier:take"), {"shape": "paspoort", "lang": "nl", "items": []})
    assert answer.status_code == 422
    assert "Vink meer aan" in page_of(answer)


def test_pages_are_for_who_is_signed_in(client: Client) -> None:
    for name in ("bring", "bring_choose", "take"):
        answer = client.get(reverse(f"dossier:{name}"))
        assert (answer.status_code, reverse("accounts:sign_in") in answer["Location"]) == (302, True)
    assert client.post(reverse("dossier:bring_stop")).status_code == 302


def test_english_pages_are_english(browser: Client, sam: Person) -> None:
    make_item(sam)
    browser.post("/en/my/bring/", {"file": SimpleUploadedFile("badge", json.dumps(SIGNED).encode())})
    said = {
        "bring/": "Go on choosing",
        "bring/choose/": "The signature is right.",
        "take/": "Passport of what you can do",
    }
    for address, words in said.items():
        assert words in page_of(browser.get(f"/en/my/{address}"))


def test_pages_are_in_plain_dutch(browser: Client, sam: Person) -> None:
    empty = page_of(browser.get(reverse("dossier:timeline")))
    assert "Heb je al een cv? Neem het mee." in empty
    full_record(sam)
    record = replace(one_of_everything(), items=one_of_everything().items[:2], skills=())
    badge = upload(browser, json.dumps(SIGNED).encode())
    names = ["Samenwerken", "Bakkerij Ree", "ada@example.org", "samen bakken"]
    assert_plain_dutch(browser.get(badge["Location"]).content.decode(), names)
    upload(browser, write_europass(Record(items=record.items)).data)
    for name in ("bring", "bring_choose", "take"):
        assert_plain_dutch(browser.get(reverse(f"dossier:{name}")).content.decode(), ["EDC", "xml", "zip"])
