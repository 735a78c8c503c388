"""Pages of a record: what its owner can do on them, without a script, and what nobody else can."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import make_person, sign_in
from tests.dossier.factories import LISTENING, full_record, make_item, make_link, picture
from tests.web.reading import assert_plain_dutch
from wending.accounts.models import Mail, Person
from wending.dossier.models import Contact, Endorsement, Evidence, FeedbackAnswer, FeedbackRequest, Item, Reflection

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Person:
    return make_person("Sam")


@pytest.fixture
def browser(client: Client, sam: Person) -> Client:
    return sign_in(client, sam)


def test_item_is_added_in_one_short_form_with_a_photo(browser: Client, sam: Person) -> None:
    kinds = browser.get(reverse("dossier:item_add"))
    assert "?soort=care" in kinds.content.decode()
    told = {"kind": "care", "title": "Zorgen voor oma", "begin_year": "2020", "is_ongoing": "on"}
    photo = SimpleUploadedFile("IMG_1.jpg", picture(), "image/jpeg")
    answer = browser.post(reverse("dossier:item_add"), {**told, "photo": photo})
    item = Item.objects.get(person=sam)
    assert (answer.status_code, answer["Location"]) == (302, reverse("dossier:item_skills", args=[item.pk]))
    assert (item.kind, item.begin and item.begin.year, item.begin_precision, item.is_ongoing) == (
        "care",
        2020,
        "year",
        True,
    )
    assert [file.media_type for file in item.evidence.all()] == ["image/jpeg"]
    page = browser.get(reverse("dossier:timeline")).content.decode()
    assert "Zorgen voor oma" in page
    assert "Sinds 2020" in page


def test_refused_photo_loses_nothing_that_was_told(browser: Client, sam: Person) -> None:
    bad = SimpleUploadedFile("plaatje.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "image/svg+xml")
    answer = browser.post(reverse("dossier:item_add"), {"kind": "hobby", "title": "Tekenen", "photo": bad}, follow=True)
    assert Item.objects.get(person=sam).title == "Tekenen"
    assert "lijkt een webpagina of programma" in answer.content.decode()
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"title": ""}, "Vertel in een paar woorden wat je deed."),
        ({"begin_year": "2020", "end_year": "2019"}, "Het einde ligt voor het begin."),
        ({"begin_year": "zomer"}, "Schrijf een jaar van vier cijfers"),
        ({"begin_month": "5"}, "Vul ook het jaar in."),
        ({"is_ongoing": "on", "end_year": "2020"}, "Je doet dit nog"),
    ],
)
def test_wrong_item_says_what_is_wrong_and_keeps_the_rest(browser: Client, told: dict[str, str], message: str) -> None:
    sent = {"kind": "work", "title": "Kassa", "organisation": "Winkel"} | told
    answer = browser.post(reverse("dossier:item_add"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert 'value="Winkel"' in page
    assert not Item.objects.exists()


def test_stale_change_saves_nothing_and_shows_both_texts(browser: Client, sam: Person) -> None:
    item = make_item(sam)
    told = {"kind": "volunteering", "title": "Thee schenken", "version": "1", "begin_year": "2019"}
    assert browser.post(reverse("dossier:item_change", args=[item.pk]), told).status_code == 302
    second = browser.post(reverse("dossier:item_change", args=[item.pk]), told | {"title": "Soep koken"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "<td>Thee schenken</td><td>Soep koken</td>" in page
    assert 'value="Soep koken"' in page
    item.refresh_from_db()
    assert (item.title, item.version) == ("Thee schenken", 2)
    assert browser.post(reverse("dossier:item_change", args=[item.pk]), told | {"title": "Soep koken", "version": "2"})
    item.refresh_from_db()
    assert item.title == "Soep koken"


def test_skills_are_ticked_searched_and_written_in_own_words(browser: Client, sam: Person) -> None:
    item = make_item(sam)
    address = reverse("dossier:item_skills", args=[item.pk])
    assert "Samenwerken" in browser.get(address).content.decode()
    searching = browser.post(address, {"skill": [LISTENING], "search": "1", "q": "iets"})
    assert f'value="{LISTENING}" checked' in searching.content.decode()
    assert item.skills.count() == 0
    told = {
        "skill": [LISTENING, "urn:bestaat:niet", "eigen:a\0b"],
        f"level:{LISTENING}": "3",
        f"how:{LISTENING}": "Ik ga zitten.",
    }
    browser.post(address, told | {"own": "Koffie zetten"})
    kept = {(row.uri, row.name, row.level, row.behaviour) for row in item.skills.all()}
    assert kept == {(LISTENING, "", 3, "Ik ga zitten."), ("", "Koffie zetten", None, "")}
    browser.post(address, {"skill": ["eigen:Koffie zetten"]})
    assert [row.name for row in item.skills.all()] == ["Koffie zetten"]


def test_pages_of_a_full_record_show_it_without_a_grade(browser: Client, sam: Person) -> None:
    item = full_record(sam)
    pages = {
        "dossier:timeline": ["Koffie schenken", "Luisteren", "1 bestand"],
        "dossier:skills": ["Dit kan ik heel goed.", "Ik ga zitten.", "Dit zeg je zelf"],
        "dossier:reflections": ["Het was gezellig.", "Ik weet het soms"],
        "dossier:network": ["Ali", "mag ik meekijken?"],
        "dossier:feedback": ["Mam", "1 van 1 antwoorden"],
    }
    for name, words in pages.items():
        page = browser.get(reverse(name)).content.decode()
        for word in words:
            assert word in page, (name, word)
        assert "%" not in page.split("<main")[1].split("</main>")[0].replace("%20", ""), name
    page = browser.get(reverse("dossier:item", args=[item.pk])).content.decode()
    assert "Buurthuis De Brug" in page
    assert "foto.jpg" in page


def test_pages_are_in_plain_dutch(browser: Client, sam: Person) -> None:
    item = full_record(sam)
    pages = [reverse(f"dossier:{name}") for name in ["timeline", "item_add", "skills", "reflections", "network"]]
    pages += [reverse(f"dossier:{name}") for name in ["contact_add", "feedback", "feedback_ask"]]
    pages += [reverse("dossier:item_add") + "?soort=work", reverse("dossier:reflection_write", args=["work"])]
    pages += [reverse(f"dossier:{name}", args=[item.pk]) for name in ["item", "item_remove", "item_skills"]]
    pages += [reverse("dossier:give_feedback", args=[make_link(sam)])]
    for page in pages:
        assert_plain_dutch(browser.get(page).content.decode())


def test_english_pages_are_english(browser: Client, sam: Person) -> None:
    full_record(sam)
    page = browser.get("/en/my/skills/").content.decode()
    assert "Listening" in page
    assert "I let someone finish speaking." in page


def test_others_find_nothing_of_this_record(client: Client, sam: Person) -> None:
    item = full_record(sam)
    answer, asked = FeedbackAnswer.objects.get(), FeedbackRequest.objects.get()
    evidence, text, contact = Evidence.objects.get(), Reflection.objects.get(), Contact.objects.get()
    sign_in(client, make_person("Noor"))
    told = {"kind": "work", "title": "Gestolen", "version": "1"}
    tries = {
        item.pk: ["item", "item_change", "item_remove", "item_skills", "evidence_add"],
        evidence.pk: ["evidence", "evidence_remove"],
        text.pk: ["reflection", "reflection_remove"],
        contact.pk: ["contact", "contact_remove"],
        answer.pk: ["feedback_answer", "feedback_keep", "feedback_discard", "feedback_endorse"],
        asked.pk: ["feedback_withdraw"],
    }
    for key, name in ((key, name) for key, names in tries.items() for name in names):
        address = reverse(f"dossier:{name}", args=[key])
        assert client.get(address).status_code in {404, 405}, name
        assert client.post(address, told | {"question": "good_at", "skill": LISTENING}).status_code in {404, 405}, name
    for page in ["timeline", "skills", "reflections", "network", "feedback"]:
        assert "Koffie" not in client.get(reverse(f"dossier:{page}")).content.decode()
    assert Item.objects.get().title == "Koffie schenken"
    assert FeedbackRequest.objects.get().revoked is None
    assert Evidence.objects.count() == Contact.objects.count() == FeedbackAnswer.objects.count() == 1


def test_file_is_given_as_a_file_and_never_as_a_page(browser: Client, sam: Person) -> None:
    full_record(sam)
    response = browser.get(reverse("dossier:evidence", args=[Evidence.objects.get().pk]))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == 'attachment; filename="foto.jpg"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]


def test_giver_answers_without_account_and_sees_nothing_else(client: Client, sam: Person) -> None:
    full_record(sam)
    token = make_link(sam, skill_uri=LISTENING, questions=["tip"])
    address = reverse("dossier:give_feedback", args=[token])
    page = client.get(address)
    text = page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert "Welke tip geef je Sam?" in text
    assert "Wanneer zag je Sam dit doen: Luisteren?" in text
    for secret in ["Koffie", "gezellig", "Ali", "opa", sam.email]:
        assert secret not in text
    assert client.post(address, {"tip": " "}).status_code == 422
    done = client.post(address, {"skill": "Bij opa zat je stil.", "giver_name": "Oma", "joy": "niet gevraagd"})
    assert done.status_code == 200
    answer = FeedbackAnswer.objects.latest("given")
    assert answer.words == {"skill": "Bij opa zat je stil."}
    assert Mail.objects.filter(key=f"feedback:{answer.pk}", address=sam.email).count() == 1
    assert client.post(address, {"tip": "nog een"}).status_code == 410
    assert client.get(address).status_code == 410


def test_link_is_shown_once_works_and_stops(browser: Client, sam: Person) -> None:
    told = {"giver": "friend", "shown_name": "Sam", "questions": ["joy"], "most_answers": "5", "skill": ""}
    page = browser.post(reverse("dossier:feedback_ask"), told).content.decode()
    token = page.split('value="http://testserver/feedback/')[1].split("/")[0]
    asked = FeedbackRequest.objects.get()
    assert token not in asked.token_hash
    address = reverse("dossier:give_feedback", args=[token])
    assert browser.get(address).status_code == 200
    assert token not in browser.get(reverse("dossier:feedback")).content.decode()
    browser.post(reverse("dossier:feedback_withdraw", args=[asked.pk]))
    assert browser.get(address).status_code == 410


def test_sending_too_often_is_stopped(client: Client, sam: Person) -> None:
    address = reverse("dossier:give_feedback", args=[make_link(sam)])
    codes = [client.post(address, {}).status_code for _turn in range(21)]
    assert codes == [422] * 20 + [429]


def test_answer_becomes_words_with_a_skill(browser: Client, sam: Person) -> None:
    full_record(sam)
    answer = FeedbackAnswer.objects.get()
    page = browser.get(reverse("dossier:feedback_answer", args=[answer.pk])).content.decode()
    assert "Je luisterde naar opa." in page
    address = reverse("dossier:feedback_endorse", args=[answer.pk])
    for strange in ["http://evil.example/", "eigen:Iets wat ik niet zei te kunnen", "a\0b"]:
        assert browser.post(address, {"question": "good_at", "skill": strange}).status_code == 404
    told = {"question": "good_at", "skill": LISTENING}
    assert browser.post(reverse("dossier:feedback_endorse", args=[answer.pk]), told).status_code == 302
    page = browser.get(reverse("dossier:skills")).content.decode()
    assert "gezien door Mam (vader, moeder of verzorger)" in page
    browser.post(reverse("dossier:endorsement_remove", args=[Endorsement.objects.get().pk]))
    assert "opa" not in browser.get(reverse("dossier:skills")).content.decode()


def test_reflection_needs_something_one_did(browser: Client, sam: Person) -> None:
    address = reverse("dossier:reflection_write", args=["motives"])
    assert browser.get(address)["Location"] == reverse("dossier:reflections")
    item = make_item(sam)
    other = make_item(make_person("Noor"))
    told = {"prompt": "liked", "text": "De mensen.", "step": ""}
    assert browser.post(address, told | {"item": str(other.pk)}).status_code == 422
    assert browser.post(address, told | {"item": str(uuid4())}).status_code == 422
    assert browser.post(address, told | {"item": str(item.pk)}).status_code == 302
    text = Reflection.objects.get()
    assert (text.item, text.step, text.text) == (item, None, "De mensen.")
    page = browser.get(reverse("dossier:reflection", args=[text.pk])).content.decode()
    assert "De mensen." in page
    changed = told | {"item": str(item.pk), "text": "Vooral de mensen.", "step": "3", "version": "1"}
    browser.post(reverse("dossier:reflection", args=[text.pk]), changed)
    text.refresh_from_db()
    assert (text.text, text.step) == ("Vooral de mensen.", 3)
    stale = browser.post(reverse("dossier:reflection", args=[text.pk]), changed | {"text": "Anders."})
    assert stale.status_code == 409
    assert "<td>Vooral de mensen.</td><td>Anders.</td>" in stale.content.decode()


def test_contact_is_added_changed_and_removed(browser: Client, sam: Person) -> None:
    told = {"name": "Ali", "tie": "neighbour", "ring": "1", "help": "zorg"}
    assert browser.post(reverse("dossier:contact_add"), told).status_code == 302
    contact = Contact.objects.get(person=sam)
    address = reverse("dossier:contact", args=[contact.pk])
    assert browser.post(address, told | {"ring": "3", "version": "1"}).status_code == 302
    stale = browser.post(address, told | {"ring": "2", "version": "1"})
    assert stale.status_code == 409
    contact.refresh_from_db()
    assert contact.ring == 3
    assert browser.post(address, told | {"ring": "4", "version": "2"}).status_code == 422
    browser.post(reverse("dossier:contact_remove", args=[contact.pk]))
    assert not Contact.objects.exists()


def test_item_goes_only_after_a_second_yes(browser: Client, sam: Person) -> None:
    item = make_item(sam)
    address = reverse("dossier:item_remove", args=[item.pk])
    assert "Je kunt dit niet terugdraaien" in browser.get(address).content.decode()
    assert Item.objects.exists()
    browser.post(address)
    assert not Item.objects.exists()
