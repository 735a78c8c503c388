"""Pages of questionnaires: filling in to the end, coming back, who may not, and that looking sets no cookie."""

import io
import re
import zipfile

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.accounts.factories import make_member, make_person, sign_in
from tests.instruments.world import FILES, NORMS, files
from tests.web.reading import assert_plain_dutch
from wending.accounts.rules.roles import Role
from wending.instruments.actions.editions import add_instrument
from wending.instruments.models import Edition, Measure
from wending.instruments.models import Sitting as Row
from wending.instruments.queries.library import OWN, own
from wending.instruments.queries.measures import as_json
from wending.instruments.queries.words import order_words
from wending.instruments.rules.reliability import Coefficient, Reliability
from wending.instruments.rules.sitting import page_of, pages
from wending.ledger.rules.actor import SYSTEM

pytestmark = pytest.mark.django_db


def at(name: str, *args: str, lang: str = "nl") -> str:
    """Return the address of a page of instruments."""
    with translation.override(lang):
        return reverse(f"instruments:{name}", args=args)


def fill_in(client: Client, key: str, level: int) -> str:
    """Fill in the whole form page by page with one answer, and return the page of the result."""
    one = own(key)
    for number in range(1, pages(one) + 1):
        given = {f"item:{item.id}": one.options_of(item)[level].value for item in page_of(one, number)}
        response = client.post(at("take", key), {"vorm": "heel", "blad": number, "do": "next", **given})
    assert response.headers["Location"] == at("result", key)
    return client.get(at("result", key)).content.decode()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_looking_around_sets_no_cookie_and_says_what_is_not_known(client: Client, lang: str) -> None:
    said = {"nl": ["geen Nederlandse normen", "Wending, 2026", "te weinig antwoorden"]}
    said["en"] = ["no Dutch norms", "Wending, 2026", "too few answers"]
    for key in OWN:
        html = client.get(at("statement", key, lang=lang)).content.decode()
        assert all(words in html for words in said[lang]), key
    assert client.get(at("list", lang=lang)).content.decode().count('class="card ') == len(OWN)
    assert client.get(at("learning_styles", lang=lang)).status_code == 200
    assert not client.cookies
    assert not Session.objects.exists()


def test_english_pages_have_english_addresses() -> None:
    assert at("take", "values", lang="en") == "/en/questionnaires/values/questions/"
    assert at("statement", "values") == "/vragenlijsten/values/"


def test_texts_are_plain_dutch(client: Client) -> None:
    add = client.get
    for address in [at("list"), at("learning_styles"), *(at("statement", key) for key in OWN)]:
        assert_plain_dutch(add(address).content.decode(), names=["Vragenlijsten", "Psychological Science"])
    assert_plain_dutch(fill_in(client, "competences", 2))
    assert_plain_dutch(fill_in(client, "values", 2))


def test_full_form_is_filled_in_page_by_page_and_tells_a_result(client: Client) -> None:
    first = client.get(at("take", "values"))
    assert first.content.decode().count("<fieldset") == 6
    html = fill_in(client, "values", 4)
    assert html.count("<strong>100</strong>") == 6
    assert "Alles ligt dicht bij elkaar" in html
    assert reverse("orientation:results") in html


def test_form_can_stop_go_back_and_be_taken_up_again(client: Client) -> None:
    one = own("values")
    item, skipped = page_of(one, 1)[0], page_of(one, 1)[1]
    client.get(at("take", "values"))
    page = {"vorm": "heel", "blad": 1, f"item:{item.id}": 4}
    assert client.post(at("take", "values"), {**page, "do": "stop"}).headers["Location"] == at("statement", "values")
    assert "Ga verder waar je was" in client.get(at("statement", "values")).content.decode()
    assert "Bladzijde 2 van 4" in client.get(at("take", "values")).content.decode()
    back = client.post(at("take", "values"), {"vorm": "heel", "blad": 2, "do": "back"}).headers["Location"]
    html = client.get(back).content.decode()
    assert re.search(rf'id="{item.id}-4"[^>]*checked', html)
    assert not re.search(rf'id="{skipped.id}-\d"[^>]*checked', html)


def test_nothing_answered_gives_no_result(client: Client) -> None:
    last = pages(own("energy"))
    response = client.post(at("take", "energy"), {"vorm": "heel", "blad": last, "do": "next"}, follow=True)
    assert "Je hebt nog niets gekozen" in response.content.decode()
    assert client.get(at("result", "energy")).headers["Location"] == at("statement", "energy")


def test_short_form_asks_one_item_at_a_time_until_it_knows_enough(client: Client) -> None:
    client.get(at("take", "interests") + "?vorm=kort")
    asked: list[str] = []
    while True:
        page = client.get(at("take", "interests") + "?vorm=kort")
        item = re.search(r'name="vraag" value="(\w+)"', page.content.decode())
        assert item
        if len(asked) == 3:
            again = client.get(at("take", "interests") + f"?vorm=kort&vraag={asked[-1]}").content.decode()
            assert "(dit koos je)" in again
        asked.append(item[1])
        value = 4 if item[1][0] in "ria" else 0
        response = client.post(at("take", "interests"), {"vorm": "kort", "vraag": item[1], f"item:{item[1]}": value})
        if response.headers["Location"] == at("result", "interests"):
            break
    assert len(asked) == len(set(asked)) == 18
    html = client.get(at("result", "interests")).content.decode()
    assert "Deze staan samen bovenaan, zonder echt verschil: Doen, Onderzoeken en Maken." in html
    assert "korte lijst" in html


def test_short_form_takes_no_item_that_it_did_not_ask(client: Client) -> None:
    client.post(at("take", "interests"), {"vorm": "kort", "vraag": "c10", "item:c10": 4})
    page = client.get(at("take", "interests") + "?vorm=kort").content.decode()
    assert "Vraag 1." in page
    assert "(dit koos je)" not in page


def test_retake_says_changed_only_beyond_the_error(client: Client) -> None:
    fill_in(client, "adaptability", 2)
    html = fill_in(client, "adaptability", 4)
    assert html.count("vorige keer 50: echt hoger") == 4
    html = fill_in(client, "adaptability", 3)
    assert html.count("vorige keer 100: geen echt verschil") + html.count("vorige keer 100: echt lager") == 4
    html = fill_in(client, "adaptability", 3)
    assert html.count("vorige keer 75: geen echt verschil") == 4
    # Four times filled in: the three before are still there to look at.
    assert html.count("?keer=") == 3


def test_own_result_can_be_removed_and_that_of_another_cannot_be_seen(client: Client) -> None:
    mine, other = sign_in(client, make_person("Mine")), sign_in(Client(), make_person("Other"))
    fill_in(mine, "energy", 2)
    number = str(Row.objects.get().pk)
    asked = at("result", "energy") + f"?keer={number}"
    assert mine.get(asked).status_code == 200
    assert other.get(asked).headers["Location"] == at("statement", "energy")
    assert Client().get(asked).headers["Location"] == at("statement", "energy")
    other.post(at("forget", "energy"), {"keer": number})
    assert Row.objects.count() == 1
    mine.post(at("forget", "energy"), {"keer": number})
    assert not Row.objects.exists()


def test_words_in_the_address_and_the_form_do_no_harm(client: Client) -> None:
    for address in ["?blad=999", "?blad=-1", "?blad=x", "?vorm=raar", "?vorm=kort&vraag=nee"]:
        assert client.get(at("take", "interests") + address).status_code == 200
    assert client.get(at("statement", "no-such")).status_code == 404
    assert client.get(at("take", "no-such")).status_code == 404
    client.post(at("take", "values"), {"vorm": "heel", "blad": "77", "item:evil": "1", "item:support-1": "99"})
    assert not Row.objects.exists()
    assert client.post(at("forget", "values"), {"keer": "<x>"}).status_code == 302


def test_statement_shows_reliability_once_it_is_known(client: Client) -> None:
    found = Reliability("R", 412, 10, Coefficient(0.84, 0.81, 0.87), Coefficient(0.86, 0.83, 0.88), 44.0, 20.0, 7.5)
    Measure.objects.create(
        instrument="interests", version="1.0", scale="R", n=412, found=as_json(found), computed=timezone.now()
    )
    html = client.get(at("statement", "interests")).content.decode()
    assert "0,86 (0,83–0,88)" in html
    assert "412" in html
    assert "te weinig antwoorden" not in html


def test_norm_of_an_added_questionnaire_stands_beside_the_score_with_its_source(client: Client) -> None:
    add_instrument(by=SYSTEM, files=files(norms_csv=NORMS))
    given = {"item:joy-1": 3, "item:joy-2": 2, "item:calm-1": 1, "item:calm-2": 1}
    client.post(at("take", "mood-of-work"), {"vorm": "heel", "blad": 1, "do": "next", **given})
    html = client.get(at("result", "mood-of-work")).content.decode()
    assert "A study (2025), 2025-03-01" in html
    assert "120 mensen" in html


def packed(**changes: str) -> SimpleUploadedFile:
    """Return the small questionnaire as an uploaded zip file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files(**changes).items():
            archive.writestr(name, text)
    return SimpleUploadedFile("mine.zip", content.getvalue())


def test_professional_adds_a_questionnaire_after_looking(client: Client) -> None:
    sign_in(client, make_member(Role.PROFESSIONAL))
    looked = client.post(at("add"), {"file": packed(), "do": "plan"}).content.decode()
    assert "Deze vragenlijst is in orde" in looked
    assert not Edition.objects.exists()
    assert client.post(at("add"), {"file": packed(), "do": "add"}).headers["Location"] == at(
        "statement", "mood-of-work"
    )
    assert Edition.objects.get().organisation == "Werkplein Oost"
    assert "Robin, 2026" in client.get(at("statement", "mood-of-work")).content.decode()
    assert client.get(at("list")).content.decode().count("gemaakt door Robin, 2026") == 1


def test_mistakes_in_a_file_are_told_by_line_and_nothing_is_added(client: Client) -> None:
    sign_in(client, make_member(Role.MANAGER))
    broken = packed(items_csv=FILES["items.csv"].replace("calm-1,calm", "calm-1,peace"))
    response = client.post(at("add"), {"file": broken, "do": "add"})
    assert response.status_code == 422
    assert "De schaal “peace” staat niet in scales.csv." in response.content.decode()
    nonsense = SimpleUploadedFile("mine.zip", b"nonsense")
    assert "Dit is geen zip-bestand" in client.post(at("add"), {"file": nonsense, "do": "add"}).content.decode()
    broken = packed(items_csv=FILES["items.csv"].replace("calm-1,calm", "calm-1,peace"))
    said = client.post(at("add", lang="en"), {"file": broken, "do": "add"}).content.decode()
    assert "The scale “peace” is not in scales.csv." in said
    nonsense = SimpleUploadedFile("mine.zip", b"nonsense")
    said = client.post(at("add", lang="en"), {"file": nonsense, "do": "add"}).content.decode()
    assert "This is no zip file that we can read." in said
    assert client.post(at("add"), {"do": "add"}).status_code == 422
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", [Role.LEARNER, Role.RESEARCHER, Role.MENTOR])
def test_other_roles_add_nothing(client: Client, role: Role) -> None:
    sign_in(client, make_member(role))
    assert client.post(at("add"), {"file": packed(), "do": "add"}).status_code == 403
    assert not Edition.objects.exists()


def test_without_account_or_second_factor_nothing_is_added(client: Client) -> None:
    assert client.get(at("add")).status_code == 302
    sign_in(client, make_member(Role.PROFESSIONAL), second_factor=False)
    assert client.post(at("add"), {"file": packed(), "do": "add"}).status_code == 302
    assert not Edition.objects.exists()


def test_order_words_name_ties() -> None:
    assert order_words([["Doen"], ["Maken", "Helpen"], ["Leiden"]]) == [
        "Dit staat bij jou bovenaan: Doen.",
        "Daarna komen, zonder echt verschil: Maken en Helpen.",
    ]
    assert order_words([["Doen", "Maken"], ["Leiden"]])[1] == "Daarna komt: Leiden."
    assert order_words([]) == []
