"""Occupations of the catalogue that ESCO lacks, such as urn:wending:occupation:mbo-verpleegkundige.

They have pages, are found and ranked while the catalogue is the framework, and lead to no dead page once ESCO is.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.orientation.test_views import at
from tests.reference.factories import load_small
from wending.orientation.queries.matches import Matches, matches, transitions
from wending.orientation.rules.profile_file import ProfileFile
from wending.reference import models as m
from wending.reference.queries.fit import fit_data
from wending.reference.queries.search import search
from wending.reference.sources.catalogue.parse import OCCUPATION_URI

KEY, PROGRAMME = "mbo-verpleegkundige", "mbo4-verpleegkundige"
URI = f"{OCCUPATION_URI}{KEY}"
GROWER = "teler-eigen-gebruik"


@pytest.fixture
def catalogue(db: None, tmp_path: Path) -> None:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")


@pytest.fixture
def both(catalogue: None, tmp_path: Path) -> None:
    """The small ESCO as the framework, with the catalogue beside it."""
    load_small(tmp_path)


def ranked(profile: dict[str, Any]) -> Matches:
    """Return the best three occupations for a profile as a file holds it."""
    told = ProfileFile.model_validate(profile)
    return matches(told.profile(), told.engine_weights(), lang="nl", limit=3)


def skills_of(uri: str) -> list[str]:
    """Return the URIs of all skills of an occupation."""
    rows = m.OccupationSkill.objects.filter(occupation__uri=uri)
    return sorted(rows.values_list("skill__uri", flat=True))


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_own_occupation_has_a_page_with_its_route(client: Client, lang: str) -> None:
    page = client.get(at("occupation", KEY, lang=lang)).content.decode()
    assert {"nl": "Je verpleegt mensen thuis", "en": "You nurse people at home"}[lang] in page
    assert at("programme", PROGRAMME, lang=lang) in page
    assert at("occupation", KEY, lang=lang) in client.get(at("programme", PROGRAMME, lang=lang)).content.decode()
    assert client.get(at("gap", KEY, lang=lang)).status_code == 200
    assert {"nl": "in je eigen tuin", "en": "in your own garden"}[lang] in (
        client.get(at("occupation", GROWER, lang=lang)).content.decode()
    )


@pytest.mark.usefixtures("catalogue")
def test_own_occupations_are_in_the_lists_of_their_unit_group(client: Client) -> None:
    assert at("occupation", KEY) in client.get(at("occupations"), {"groep": "3221"}).content.decode()
    listed = client.get("/api/v1/occupations", {"isco": "3221"}).json()
    assert [item["uri"] for item in listed["items"]] == [URI]
    found = client.get(f"/api/v1/occupations/{KEY}").json()
    assert (found["uri"], found["iscoCode"], found["nlqfLow"]) == (URI, "3221", "4")


@pytest.mark.usefixtures("catalogue")
def test_search_finds_own_occupations(client: Client) -> None:
    assert search("mbo verpleegkundige", "occupation", "nl", 3)[0].uri == URI
    assert search("physician assistant", "occupation", "en", 3)[0].uri == f"{OCCUPATION_URI}physician-assistant"
    assert at("occupation", KEY) in client.get(at("occupations"), {"q": "mbo-verpleegkundige"}).content.decode()


@pytest.mark.usefixtures("catalogue")
def test_own_occupations_are_ranked_and_are_work_that_someone_did() -> None:
    skilled = {"skills": [{"uri": uri, "level": 1.0} for uri in skills_of(URI)]}
    assert URI in [match.occupation for match in ranked(skilled).matches]
    worked = ranked({"occupations": [{"uri": URI, "years": 5}]})
    assert worked.unknown == ()
    assert worked.matches
    assert transitions(URI, lang="nl", limit=3).transitions


@pytest.mark.usefixtures("catalogue")
def test_own_occupation_can_be_told_and_compared(client: Client) -> None:
    client.post(at("profile_work"), {"uri": URI, "years": "4", "years_ago": "0"})
    assert "mbo-verpleegkundige" in client.get(at("profile")).content.decode()
    compared = client.get(at("compare"), {"k": [KEY, "physician-assistant"]}).content.decode()
    assert at("occupation", KEY) in compared


@pytest.mark.usefixtures("both")
def test_with_esco_own_occupations_are_named_but_lead_to_no_page(client: Client) -> None:
    page = client.get(at("programme", PROGRAMME)).content.decode()
    assert "<li>mbo-verpleegkundige</li>" in page
    assert at("occupation", KEY) not in page
    linked = set(re.findall(r'href="(/(?:beroepen|opleidingen)/[^"?#]*)"', page))
    assert linked
    assert {address: client.get(address).status_code for address in linked} == dict.fromkeys(linked, 200)
    assert client.get(at("occupation", KEY)).status_code == 404
    assert client.get(f"/api/v1/occupations/{KEY}").status_code == 404


@pytest.mark.usefixtures("both")
def test_with_esco_own_occupations_are_not_part_of_what_is_ranked_or_found() -> None:
    assert not [uri for uri in fit_data().occupations if uri.startswith(OCCUPATION_URI)]
    assert URI not in [hit.uri for hit in search("mbo verpleegkundige", "occupation", "nl", 10)]
    assert ranked({"occupations": [{"uri": URI, "years": 5}]}).unknown == (URI,)
    with pytest.raises(KeyError):
        transitions(URI, lang="nl", limit=3)


@pytest.mark.usefixtures("catalogue")
def test_a_profile_with_an_own_occupation_outlives_the_step_to_esco(client: Client, tmp_path: Path) -> None:
    client.post(at("profile_work"), {"uri": URI, "years": "4", "years_ago": "0"})
    load_small(tmp_path)
    for name in ("profile", "results"):
        page = client.get(at(name))
        assert page.status_code == 200
        assert at("occupation", KEY) not in page.content.decode()
