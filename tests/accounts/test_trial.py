"""Looking around as a made-up person: in a trial only, and as nobody real."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from tests.accounts.factories import make_member, make_organisation, make_person
from wending.accounts.models import Person
from wending.accounts.rules.roles import Role

pytestmark = pytest.mark.django_db
ADDRESS = "/inloggen/voorbeeld/"


def test_trial_signs_in_as_a_made_up_person_in_their_role(client: Client) -> None:
    robin = make_member(Role.PROFESSIONAL, make_organisation(is_example=True), person=make_person(is_example=True))
    answer = client.post(ADDRESS, {"person": str(robin.person_id)})
    assert answer.status_code == 302
    assert client.get("/bureau/").status_code == 200


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_trial_knows_nobody_else(client: Client, key: str) -> None:
    real = make_person()
    for person in [key, str(real.pk)]:
        assert client.post(ADDRESS, {"person": person}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_production_opens_for_no_made_up_person(client: Client, settings: Settings) -> None:
    sam = make_person(is_example=True)
    assert "Kijk rond" in client.get("/inloggen/").content.decode()
    settings.IS_PRODUCTION = True
    assert client.post(ADDRESS, {"person": str(sam.pk)}).status_code == 404
    assert "Kijk rond" not in client.get("/inloggen/").content.decode()
    with pytest.raises(CommandError):
        call_command("load_examples")


def test_examples_are_made_once_and_are_all_marked(client: Client) -> None:
    for _ in range(2):
        call_command("load_examples")
    names = list(Person.objects.values_list("name", flat=True))
    assert len(names) == len(set(names)) == 5
    assert not Person.objects.filter(is_example=False).exists()
    sanne = Person.objects.get(name="Sanne Voorbeeld")
    client.post(ADDRESS, {"person": str(sanne.pk)})
    assert "Verzorgende worden" in client.get("/mijn/plan/").content.decode()
