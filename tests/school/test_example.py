"""The made-up school of a trial: whole, labelled, once, and never in production."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor
from wending.accounts.models import Membership, Organisation, Person
from wending.school.actions.example import example_member, example_school, make_example_school
from wending.school.models import SchoolPerson
from wending.school.queries.groups import managed_groups
from wending.school.queries.mine import my_places
from wending.school.queries.scope import learners_for, mentees_of

pytestmark = pytest.mark.django_db


def test_example_school_is_whole_labelled_and_made_once() -> None:
    assert make_example_school()
    rows = SchoolPerson.objects.count()
    assert not make_example_school()
    assert SchoolPerson.objects.count() == rows
    assert not Person.objects.filter(is_example=False).exists()
    assert not Organisation.objects.filter(is_example=False).exists()
    assert len({str(row) for row in SchoolPerson.objects.all()}) == rows


def test_people_of_the_example_see_what_is_theirs() -> None:
    make_example_school()
    dana, mo, ilse, bram = (actor(example_member(name)) for name in ("Dana", "Mo", "Ilse", "Bram"))
    assert [learners_for(each).count() for each in (dana, mo, ilse, bram)] == [52, 28, 52, 0]
    assert mentees_of(mo).count() == 28
    assert {group.name: group.learners for group in managed_groups(bram)} == {"H4B": 24, "V3A": 28}
    yara = example_member("Yara")
    (place,) = my_places(actor(yara.person))
    assert [group.name for group in place.groups] == ["V3A"]
    assert [guide.first for guide in place.guides] == ["Mo", "Ilse"]
    assert yara.person.sixteen_on


def test_command_refuses_in_production(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_school_examples")
    assert "made the example school" in capsys.readouterr().out
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("load_school_examples")
    assert Membership.objects.filter(organisation=example_school()).count() == 5
