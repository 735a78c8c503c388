"""Example people: made up and told so everywhere, whole in the embedded catalogue, never over someone's own profile."""

from pathlib import Path

import pytest
from django.test import Client

from tests.orientation.test_views import at
from tests.reference.factories import load_small
from tests.web.reading import assert_plain_dutch
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
