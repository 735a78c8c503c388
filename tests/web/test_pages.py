"""Every public page of the shell, in both languages: there, whole, quiet towards other sites, without a cookie."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.web.reading import Page, assert_plain_dutch

NAMES = ["home", "about", "explanation", "talk", "sources", "privacy", "accessibility"]
BOTH = [(name, language) for name in NAMES for language in ("nl", "en")]

pytestmark = pytest.mark.django_db


def get(client: Client, name: str, language: str = "nl") -> str:
    """Return the text of a page; fail when it is not there."""
    with translation.override(language):
        path = reverse(f"web:{name}")
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Security-Policy"]
    assert not response.cookies, "a visitor who only looks gets no cookie"
    return response.content.decode()


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_page_is_whole(client: Client, name: str, language: str) -> None:
    page = Page(get(client, name, language))
    tags = [tag for tag, _attributes in page.tags]
    assert ("html", {"lang": language, "class": "ma-theme"}) in page.tags
    assert tags.count("h1") == tags.count("main") == 1
    identities = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
    assert len(identities) == len(set(identities))
    assert not [tag for tag in tags if tag.startswith("c-")], "a component was left unrendered"


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_page_carries_no_inline_style_or_script(client: Client, name: str, language: str) -> None:
    for tag, attributes in Page(get(client, name, language)).tags:
        assert "style" not in attributes, tag
        assert not [key for key in attributes if key.startswith("on")], tag
        assert tag != "style"
        assert tag != "script" or "src" in attributes


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_page_fetches_nothing_from_elsewhere(client: Client, name: str, language: str) -> None:
    fetched = Page(get(client, name, language)).fetched()
    assert len(fetched) >= 6
    assert not [address for address in fetched if not address.startswith("/static/")]


@pytest.mark.parametrize("name", NAMES)
def test_page_offers_itself_in_the_other_language(client: Client, name: str) -> None:
    page = Page(get(client, name))
    (link,) = [attributes for _tag, attributes in page.tags if attributes.get("hreflang") == "en"]
    with translation.override("en"):
        assert link["href"] == reverse(f"web:{name}")


@pytest.mark.parametrize("name", NAMES)
def test_page_in_english_has_no_dutch_left(client: Client, name: str) -> None:
    dutch, english = Page(get(client, name)), Page(get(client, name, "en"))
    same = set(dutch.blocks) & set(english.blocks)
    assert same <= {"Privacy"}, same


@pytest.mark.parametrize("name", NAMES)
def test_page_is_plain_dutch(client: Client, name: str) -> None:
    assert assert_plain_dutch(get(client, name)).words >= 50


@pytest.mark.parametrize("name", NAMES)
def test_page_leads_to_a_human(client: Client, name: str) -> None:
    targets = [attributes.get("href") for tag, attributes in Page(get(client, name)).tags if tag == "a"]
    assert reverse("web:talk") in targets


def test_home_asks_one_question_and_has_four_ways_in(client: Client) -> None:
    page = Page(get(client, "home"))
    assert page.blocks[0] == "Waar wil je heen?"
    targets = [attributes.get("href") for tag, attributes in page.tags if tag == "a"]
    for name in ["profile", "profile_work", "profile_skills", "programmes_fit", "occupations", "examples"]:
        assert reverse(f"orientation:{name}") in targets
    (form,) = [attributes for tag, attributes in page.tags if tag == "form"]
    assert (form["action"], form["method"]) == (reverse("orientation:occupations"), "get")


def test_sources_names_the_terms_of_each_release(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    release = {
        "title": "Een <lijst>",
        "publisher": "Iemand",
        "version": "3",
        "terms": "Vrij",
        "url": "https://x.example",
    }
    monkeypatch.setattr("wending.web.views.pages.releases_in_force", lambda: [release])
    text = get(client, "sources")
    for part in ["Een &lt;lijst&gt;", "Iemand", "Vrij", 'href="https://x.example"']:
        assert part in text


def test_privacy_tells_the_terms_that_are_set(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE, settings.SHARE_DAYS = 3 * 86400, 1
    text = get(client, "privacy")
    assert "Kom je 3 dagen niet terug?" in text
    assert "De link werkt 1 dag." in text


@pytest.mark.parametrize(
    ("address", "words", "current"),
    [
        ("/beroepen/", "Beroepen", "page"),
        ("/opleidingen/", "Opleidingen", "page"),
        ("/geld-voor-leren/", "Opleidingen", "true"),
        ("/profielkeuze/", "Opleidingen", "true"),
        ("/profiel/wensen/", "Mijn profiel", "true"),
        ("/uitleg/", "Uitleg", "page"),
        ("/", "", ""),
    ],
)
def test_main_menu_marks_where_the_page_stands(client: Client, address: str, words: str, current: str) -> None:
    menu = client.get(address).content.decode().partition('aria-label="Hoofdmenu"')[2].partition("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", menu) == ["Beroepen", "Opleidingen", "Arbeidsmarkt", "Mijn profiel", "Uitleg"]
    marked = re.findall(r'aria-current="(\w+)">([^<]+)<', menu)
    assert marked == ([(current, words)] if words else [])


@pytest.mark.parametrize("name", NAMES)
def test_page_refuses_to_be_posted_to(client: Client, name: str) -> None:
    assert client.post(reverse(f"web:{name}")).status_code == 405
