"""The made-up change of a trial: all of it marked as made up, and made once."""

import pytest

from tests.accounts.factories import make_member, make_person
from tests.work.people import make_colleague, make_firm
from wending.accounts.models import Organisation, Person
from wending.accounts.rules.roles import Role
from wending.work.actions import example_change
from wending.work.actions.example import NAME
from wending.work.actions.example_change import make_example_change
from wending.work.models import FundingRequest, Mover

pytestmark = pytest.mark.django_db


def test_example_is_marked_and_made_once_beside_the_made_up_firm() -> None:
    assert not make_example_change()
    firm = make_firm(NAME, is_example=True)
    make_member(Role.MANAGER, firm, person=make_person("Ria", is_example=True))
    make_colleague(firm, make_person("Youssef", is_example=True))
    assert make_example_change()
    assert not make_example_change()
    assert not Person.objects.filter(is_example=False).exists()
    names = set(Organisation.objects.filter(is_example=True).values_list("name", flat=True))
    assert {example_change.NETWORK, example_change.FUND, example_change.NEIGHBOUR} <= names
    assert FundingRequest.objects.get().state == "sent"
    assert Mover.objects.count() == 1
