"""Pages of a record: what its owner can do on them, without a script, and what nobody else can."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import actor, make_person, sign_in
from tests.dossier.factories import make_item, make_link, picture
from wending.accounts.models import Mail, Person
from wending.dossier.actions.contacts import ContactFields, add_contact
from wending.dossier.actions.evidence import add_evidence
from wending.dossier.actions.feedback import give_feedback
from wending.dossier.actions.item_skills import Claim, set_skills
from wending.dossier.actions.reflections import ReflectionFields, write_reflection
from wending.dossier.models import Contact, Endorsement, Evidence, FeedbackAnswer, FeedbackRequest, Item, Reflection
from wending.dossier.rules.people import Tie
from wending.dossier.rules.reflection import Competence
from wending.dossier.sources.behaviours import PREFIX

pytestmark = pytest.mark.django_db

LISTENING = PREFIX + "listening"


@pytest.fixture
def sam() -> Person:
    return make_person("Sam")


@pytest.fixture
def browser(client: Client, sam: Person) -> Client:
    return sign_in(client, sam)


def full_record(person: Person) -> Item:
    """Return an item of somebody with everything that can hang on it."""
    me = actor(person)
    item = make_item(person, organisation="Buurthuis De Brug", description="Elke week, voor de ouderen.")
    set_skills(
        by=me,
        item=item.pk,
        claims=[Claim(uri=LISTENING, level=2, behaviour="Ik ga zitten."), Claim(name="Koffie zetten", level=3)],
    )
    add_evidence(by=me, item=item.pk, name="foto.jpg", data=picture())
    write_reflection(
        by=me, competence=Competence.QUALITIES, fields=ReflectionFields(item.pk, "went_well", "Het was gezellig.", 2)
    )
    add_contact(by=me, fields=ContactFields("Ali", Tie.NEIGHBOUR, 1, "weet veel van zorg", "mag ik meekijken?"))
    token = make_link(person)
    give_feedback(token=token, giver_name="Mam", words={"good_at": "Je luisterde naar opa."})
    return item


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
    told = {"skill": [LISTENING, "urn:bestaat:niet"], f"level:{LISTENING}": "3", f"how:{LISTENING}": "Ik ga zitten."}
    browser.post(address, told | {"own": "Koffie zetten"})
    kept = {(row.uri, row.name, row.level, row.behaviour) for row in item.skills.all()}
    assert kept == {(LISTENING, "", 3, "Ik ga zitten."), ("", "Koffie zetten", None, "")}
    browser.post(address, {"skill": ["eigen:Koffie zetten"]})
    assert [row.name for row in item.skills.all()] == ["Koffie zetten"]


def test_pages_of_a_full_record_show_it_without_a_grade(browser: Client, sam: Person) -> None:
    item = full_record(sam)
    pages = {
        "dossier:timeline": ["Koffie schenken", "Luisteren", "1 bestand"],
        "dossier:skills": ["Dit kan ik heel goed.", "Ik ga zitten.", "Zeg je zelf"],
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
    tries = [
        ("item", item.pk), ("item_change", item.pk), ("item_remove", item.pk), ("item_skills", item.pk),
        ("evidence_add", item.pk), ("evidence", evidence.pk), ("evidence_remove", evidence.pk),
        ("reflection", text.pk), ("reflection_remove", text.pk), ("contact", contact.pk), ("contact_remove", contact.pk),
        ("feedback_answer", answer.pk), ("feedback_keep", answer.pk), ("feedback_discard", answer.pk),
        ("feedback_endorse", answer.pk), ("feedback_withdraw", asked.pk),
    ]  # fmt: skip
    for name, key in tries:
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
    assert page["Referrer-Policy"] == "no-referrer"
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
    told = {"question": "good_at", "skill": LISTENING}
    assert browser.post(reverse("dossier:feedback_endorse", args=[answer.pk]), told).status_code == 302
    page = browser.get(reverse("dossier:skills")).content.decode()
    assert "gezien door Mam, Vader, moeder of verzorger" in page
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
