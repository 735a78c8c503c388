"""Pages of programmes on the embedded catalogue, and how occupation pages tell where to learn."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.orientation.test_views import EVIL, at
from tests.reference.factories import load_small
from wending.orientation.queries import words
from wending.orientation.queries.programmes import learning, programmes_view
from wending.reference.models import Programme
from wending.reference.queries.names import Name
from wending.reference.sources.catalogue.programme_rows import KINDS, MODES, SELECTION

REGULAR, COURSE = "mbo3-verzorgende", "code-95"
CARER, BICYCLE = "d38c2107-98f2-47b7-8bb4-f69750d51082", "3a959644-beed-4afc-8e57-d5068ae6a43e"
NURSE = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50"


@pytest.fixture
def catalogue(db: None, tmp_path: Path) -> None:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "nl",
            ["verzorgende IG", "mbo niveau 3", "NLQF-niveau 3 van 8", "3 jaar", "werken en leren (bbl)", "nog niet"],
        ),
        (
            "en",
            ["carer", "mbo level 3", "NLQF level 3 of 8", "3 years", "working and learning (bbl)", "not know that yet"],
        ),
    ],
)
def test_programme_page_says_all_that_is_known(client: Client, lang: str, said: list[str]) -> None:
    html = client.get(at("programme", REGULAR, lang=lang)).content.decode()
    for words_of in said:
        assert words_of in html
    assert at("occupation", CARER, lang=lang) in html
    with override(lang):
        lessons = f"{reverse('school:lessons')}?beroep={CARER}"
    assert f'href="{lessons}"' in html
    # A lesson about that work leads back to programmes towards it.
    found = re.findall(r'<h[23][^>]*><a href="(/[^"]+)"', client.get(lessons).content.decode())
    told = client.get(found[0]).content.decode()
    assert f'href="{at("programmes", lang=lang)}' in told.partition('id="beroepen"')[2]
    assert at("programme", REGULAR, lang="en") == "/en/programmes/mbo3-verzorgende/"


@pytest.mark.usefixtures("catalogue")
def test_programme_page_says_what_is_not_known(client: Client) -> None:
    html = client.get(at("programme", COURSE)).content.decode()
    assert html.count("Weten we niet") == 3  # how hard, how long, how you learn
    assert "Het is niet altijd genoeg" in html


@pytest.mark.usefixtures("catalogue")
def test_programme_page_links_what_comes_first_and_after(client: Client) -> None:
    later, first = next((row.key, row.requires.split()[0]) for row in Programme.objects.exclude(requires=""))
    assert at("programme", first) in client.get(at("programme", later)).content.decode()
    assert at("programme", later) in client.get(at("programme", first)).content.decode()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("key", ["nothing", "a" * 500])
def test_unknown_programme_is_not_found(client: Client, key: str) -> None:
    assert client.get(at("programme", key)).status_code == 404


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("key", ["%00", "..%2Fetc", "é", "'; drop table"])
def test_strange_keys_of_programmes_are_not_found(client: Client, key: str) -> None:
    assert client.get(f"/opleidingen/{key}/").status_code == 404


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_list_finds_by_a_part_of_the_name_and_by_level(client: Client, lang: str) -> None:
    address = at("programmes", lang=lang)
    name = {"nl": "VERZORG ig", "en": "Carer"}[lang]
    assert at("programme", REGULAR, lang=lang) in client.get(address, {"q": name}).content.decode()
    assert at("programme", REGULAR, lang=lang) in client.get(address, {"q": name, "niveau": "mbo-3"}).content.decode()
    assert at("programme", REGULAR, lang=lang) not in client.get(address, {"q": name, "niveau": "ad"}).content.decode()
    assert at("programme", COURSE, lang=lang) in client.get(address, {"q": "95", "niveau": "cursus"}).content.decode()
    assert not client.cookies
    assert not Session.objects.exists()


@pytest.mark.usefixtures("catalogue")
def test_list_shows_every_programme_once_over_its_pages(client: Client) -> None:
    first = programmes_view("nl", "", "", "1").listed
    found = [
        key
        for number in first.paginator.page_range
        for key in re.findall(
            r'href="/opleidingen/([^/"?]+)/"', client.get(at("programmes"), {"page": number}).content.decode()
        )
    ]
    assert len(found) == len(set(found)) == first.paginator.count > 300


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 150, "99999", "٣", "\x00"])
def test_list_stays_within_its_pages(client: Client, number: str) -> None:
    html = client.get(at("programmes"), {"page": number, "niveau": EVIL}).content.decode()
    assert html.count("step-out") > 0


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("q", [EVIL, "\x00", "%", "a" * 5000, "{{ 7 }}"])
def test_list_shows_what_was_typed_as_text(client: Client, q: str) -> None:
    page = client.get(at("programmes"), {"q": q, "niveau": q})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "<img src=x" not in page.content.decode()


@pytest.mark.django_db
def test_list_without_any_data_is_empty(client: Client) -> None:
    assert "We vonden niets" in client.get(at("programmes")).content.decode()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_occupation_pages_tell_how_to_learn_it(client: Client, lang: str) -> None:
    for name in ("occupation", "gap"):
        html = client.get(at(name, CARER, lang=lang)).content.decode()
        assert at("programme", REGULAR, lang=lang) in html
        assert {"nl": "Hoe leer je dit?", "en": "How do you learn this?"}[lang] in html
        assert {"nl": "een diploma is niet nodig", "en": "no diploma is needed"}[lang] in (
            client.get(at(name, BICYCLE, lang=lang)).content.decode()
        )


@pytest.mark.usefixtures("small_esco")
def test_occupation_pages_are_silent_where_nothing_is_known(client: Client) -> None:
    for name in ("occupation", "gap"):
        assert "Hoe leer je dit?" not in client.get(at(name, "driver")).content.decode()


@pytest.mark.usefixtures("catalogue")
def test_learning_gives_at_most_six_with_courses_last() -> None:
    many = learning(NURSE, "nl")
    assert 0 < len(many.programmes) <= 6
    regular = [item.is_regular for item in many.programmes]
    assert regular == sorted(regular, reverse=True)
    assert many.otherwise is None


@pytest.mark.usefixtures("catalogue")
def test_learning_tells_programmes_and_how_people_enter_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Name("Je leert dit in het werk.", "nl")
    module = import_module("wending.orientation.queries.programmes.learning")
    monkeypatch.setattr(module, "learned_otherwise", lambda *_: told)
    both = learning(NURSE, "nl")
    assert both.programmes
    assert both.otherwise == told
    html = render_to_string("orientation/parts/learning.html", {"learning": both})
    assert told.text in html
    assert both.programmes[0].name in html


def test_every_word_of_the_catalogue_has_plain_words() -> None:
    assert set(words.MODES) == set(MODES)
    assert set(words.PROGRAMME_KINDS) == set(KINDS)
    assert set(words.SELECTION) == set(SELECTION) - {""}


@pytest.mark.parametrize(
    ("months", "said"), [(None, ""), (12, "1 jaar"), (30, "2 jaar 6 maanden"), (1, "1 maand"), (48, "4 jaar")]
)
def test_duration_in_years_and_months(months: int | None, said: str) -> None:
    assert words.duration(months) == said
