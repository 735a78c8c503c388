"""What the made-up school has outside: labelled, once, and whole enough to look at each page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import sign_in
from wending.accounts.models import Membership, Organisation, Person
from wending.school.actions.example import example_member, make_example_school
from wending.school.actions.example_outside import FIRM, make_example_outside
from wending.school.models import Offer

pytestmark = pytest.mark.django_db


def test_example_outside_is_labelled_and_made_once(client: Client) -> None:
    assert not make_example_outside()
    make_example_school()
    assert make_example_outside()
    assert not make_example_outside()
    assert not Person.objects.filter(is_example=False).exists()
    assert not Organisation.objects.filter(is_example=False).exists()
    assert not Offer.objects.filter(is_example=False).exists()
    sign_in(client, example_member("Bram"))
    assert "Examenklassen" in client.get(reverse("school:alumni")).content.decode()
    sign_in(client, Membership.objects.get(organisation__name=FIRM))
    assert "Kijk mee in de bakkerij" in client.get(reverse("school:hosting")).content.decode()
