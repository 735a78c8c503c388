"""Example people: made up and told so everywhere, whole in the embedded catalogue, never over someone's own profile."""

import io
import re
from html import unescape
from pathlib import Path

import pypdf
import pytest
from django.test import Client
from django.utils import translation

from tests.orientation.test_views import at
from tests.reference.factories import load_small
from tests.web.reading import assert_plain_dutch
from wending.orientation.models import SharedResult
from wending.orientation.queries.examples import examples
from wending.orientation.queries.names import known_occupations, known_skills
from wending.orientation.rules.examples import EXAMPLES
from wending.orientation.rules.profile import profile_from_json

pytestmark = pytest.mark.django_db
KEYS = sorted(EXAMPLES)


@pytest.fixture(autouse=True)
def _catalogue(tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")


def test_everything_an_example_names_is_in_the_catalogue() -> None:
    profiles = [example.profile for example in EXAMPLES.values()]
    work = {one.uri for profile in profiles for one in profile.work} | {example.goal for example in EXAMPLES.values()}
    skills = {one.uri for profile in profiles for one in profile.skills}
    assert known_occupations(list(work)) == work
    assert known_skills(list(skills)) == skills
    for example in EXAMPLES.values():
        assert profile_from_json(example.profile.to_json()) == example.profile
        assert example.profile.example == example.key
        assert example.profile.can_rank
    assert all(view.goal and view.name for view in examples("nl"))


def test_list_of_examples_sets_no_cookie_and_says_that_they_are_made_up(client: Client) -> None:
    answer = client.get(at("examples"))
    assert "Deze mensen bestaan niet" in answer.content.decode()
    assert not client.cookies
    assert_plain_dutch(answer.content.decode())
    assert b"These people do not exist" in client.get(at("examples", lang="en")).content


@pytest.mark.parametrize("key", KEYS)
def test_taking_an_example_marks_every_private_page(client: Client, key: str) -> None:
    page = client.get(at("example", key)).content.decode()
    assert "bestaat niet" in page
    assert client.post(at("example", key)).status_code == 302
    goal = EXAMPLES[key].goal.rpartition("/")[2]
    for address in (at("example", key), at("results"), at("gap", goal), at("profile"), at("profile_wishes")):
        assert "Dit is een voorbeeld." in client.get(address).content.decode(), address
    # A change of the profile does not make it a real person.
    client.post(at("profile_interests"), {"tiles": ["music"]})
    assert "Dit is een voorbeeld." in client.get(at("results")).content.decode()
    client.post(at("delete_profile"))
    assert "Dit is een voorbeeld." not in client.get(at("profile")).content.decode()


def test_own_profile_goes_only_when_its_owner_says_so(client: Client) -> None:
    client.post(at("profile_interests"), {"tiles": ["music"]})
    refused = client.post(at("example", "wim"))
    assert refused.status_code == 409
    assert "Je hebt zelf al een profiel" in refused.content.decode()
    assert "Dit is een voorbeeld." not in client.get(at("results")).content.decode()
    assert client.post(at("example", "wim"), {"replace": "yes"}).status_code == 302
    assert "Wim bestaat niet" in client.get(at("results")).content.decode()
    # From one example to another asks nothing.
    assert client.post(at("example", "noor")).status_code == 302
    assert "Noor bestaat niet" in client.get(at("results")).content.decode()


def test_unknown_example_is_not_found(client: Client) -> None:
    assert client.get(at("example", "niemand")).status_code == 404
    assert client.post(at("example", "niemand")).status_code == 404


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_questions_of_an_example_lead_to_pages_that_take_what_they_ask(client: Client, key: str, lang: str) -> None:
    client.post(at("example", key, lang=lang))
    page = client.get(at("example", key, lang=lang)).content.decode()
    links = re.findall(
        r'<li><a href="([^"]+)">([^<]+)</a></li>', page.partition('class="link-list"')[2].partition("</ul>")[0]
    )
    questions = [(unescape(href), words) for href, words in links[:-1]]
    assert 4 <= len(questions) <= 5
    assert len({href for href, _words in questions}) == len(questions)
    for href, _words in questions:
        answer = client.get(href)
        assert answer.status_code == 200, href
        # What these pages say of an address that asks for what is not there.
        for refusal in ("kennen we niet", "Kies in de lijst twee", "Kies er nog een bij", "We weten nog te weinig"):
            assert refusal not in answer.content.decode(), (href, refusal)
    assert "%(" not in page


def test_questions_ask_what_the_example_is_about(client: Client) -> None:
    with translation.override("nl"):
        asked = {view.key: {question.href for question in view.questions} for view in examples("nl")}
    lorry = EXAMPLES["wim"].goal.rpartition("/")[2]
    assert f"{at('routes', lorry)}?wens=met-inkomen" in asked["wim"]
    assert f"{at('funding')}?ik=werkend" in asked["wim"]
    doctor = EXAMPLES["fatma"].goal.rpartition("/")[2]
    assert f"{at('routes', doctor)}?wens=24-uur&wens=geen-opvang" in asked["fatma"]
    assert f"{at('programmes_compare')}?k=ad-ict&k=hbo-ict" in asked["daan"]
    assert f"{at('school_choice')}?niveau=vmbo-tl" in asked["noor"]


def test_questions_without_the_goal_in_the_data_leave_out_pages_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wending.orientation.queries.examples.named", lambda *_asked: {})
    with translation.override("nl"):
        wim = next(view for view in examples("nl") if view.key == "wim")
    assert wim.goal is None
    assert [question.words for question in wim.questions] == [
        "Welk werk past bij mij?",
        "Waar kan ik heen buiten het magazijn?",
        "Wie betaalt dat?",
    ]


def text_of_sheets(client: Client, address: str) -> list[str]:
    """Return the text of each sheet of a PDF, on one line."""
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf", address
    return [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(answer.content)).pages]


@pytest.mark.parametrize(("lang", "note"), [("nl", "Noor bestaat niet."), ("en", "Noor does not exist.")])
def test_papers_of_an_example_say_on_every_sheet_that_it_is_made_up(client: Client, lang: str, note: str) -> None:
    client.post(at("example", "noor"))
    goal = EXAMPLES["noor"].goal.rpartition("/")[2]
    papers = [at("results_pdf", lang=lang), at("gap_pdf", goal, lang=lang), at("routes_pdf", goal, lang=lang)]
    papers.append(f"{at('programmes_compare_pdf', lang=lang)}?k=mbo4-dierenartsassistent&k=mbo4-doktersassistent")
    for address in papers:
        sheets = text_of_sheets(client, address)
        assert sheets, address
        assert all(note in sheet for sheet in sheets), address


def test_papers_of_someone_real_say_nothing_of_an_example(client: Client) -> None:
    client.post(at("profile_interests"), {"tiles": ["animals"]})
    assert not [sheet for sheet in text_of_sheets(client, at("results_pdf")) if "voorbeeld" in sheet]


@pytest.mark.parametrize("key", KEYS)
def test_pages_that_use_the_profile_of_an_example_say_so(client: Client, key: str) -> None:
    goal = EXAMPLES[key].goal.rpartition("/")[2]
    pages = [at("occupation", goal), at("programme", "mbo4-dierenartsassistent"), at("routes", goal)]
    pages += [at("programmes_fit"), f"{at('programmes_compare')}?k=hbo-ict&k=ad-ict", at("compare")]
    for address in pages:
        assert "Dit is een voorbeeld." not in client.get(address).content.decode(), address
    client.post(at("example", key))
    for address in pages:
        assert "Dit is een voorbeeld." in client.get(address).content.decode(), address


def test_shared_result_of_an_example_says_so_to_its_reader(client: Client) -> None:
    client.post(at("example", "wim"))
    goal = EXAMPLES["wim"].goal.rpartition("/")[2]
    client.post(at("share_create"), {"k": [goal], "show": ["fits"]})
    token = SharedResult.objects.get().token
    read = Client().get(at("shared", token)).content.decode()
    assert "Dit is een voorbeeld. Wim bestaat niet." in read
    assert "Iemand deelt met jou" not in read
    # Nobody's name is frozen with someone's own profile.
    client.post(at("delete_profile"))
    client.post(at("profile_interests"), {"tiles": ["animals"]})
    client.post(at("share_create"), {"k": [goal], "show": ["fits"]})
    assert SharedResult.objects.get().content["example"] == ""
