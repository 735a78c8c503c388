"""What people show to their team: per thing, by themselves, until they take it back; each look is written down."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_person, sign_in
from tests.work.people import make_colleague, make_firm, make_manager, make_task, make_team
from wending.ledger.models import Entry
from wending.work.actions.show import Choice, look_at_team, remove_over, show, take_back
from wending.work.models import Authorisation, Holder, Shown
from wending.work.queries.picture import Cell, team_picture
from wending.work.queries.shown import own_shown, shown_to_team
from wending.work.rules.shown import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team(make_firm())


@pytest.fixture
def sam(team):
    return make_colleague(account=make_person("Sam"), team=team, name="Sam")


@pytest.fixture
def kim(team):
    return make_colleague(account=make_person("Kim"), team=team, name="Kim")


def a_year():
    return timezone.localdate() + timedelta(days=365)


def chosen(kind=Kind.TALENT, **more):
    return Choice(kind, **{"until": a_year(), "text": "" if "task" in more else "kneden", **more})


def test_show_is_for_ones_own_team_and_the_same_twice_is_once(team, sam):
    by = actor(sam.account)
    first = show(by=by, team=team.pk, chosen=chosen())
    again = show(by=by, team=team.pk, chosen=chosen(until=timezone.localdate()))

    assert first.pk == again.pk
    assert own_shown(by).get().until == timezone.localdate()
    with pytest.raises(PermissionDenied):
        show(by=by, team=make_team(sam.organisation, "Ander").pk, chosen=chosen())


@pytest.mark.parametrize("days", [-1, 731])
def test_show_refuses_a_day_that_is_over_or_too_far(team, sam, days):
    with pytest.raises(ValidationError):
        show(by=actor(sam.account), team=team.pk, chosen=chosen(until=timezone.localdate() + timedelta(days=days)))


def test_show_refuses_a_wish_about_another_teams_task(team, sam):
    task = make_task(make_team(make_firm("Buren")))

    with pytest.raises(ValidationError):
        show(by=actor(sam.account), team=team.pk, chosen=chosen(Kind.WANT, task=task.pk))


def test_shown_reaches_the_team_and_nobody_else(team, sam, kim):
    show(by=actor(sam.account), team=team.pk, chosen=chosen())
    other = make_colleague(account=make_person("Jo"), team=make_team(sam.organisation, "Ander"))
    manager = make_manager(sam.organisation)

    assert shown_to_team(actor(kim.account), team.pk).count() == 1
    assert shown_to_team(actor(manager), team.pk).count() == 1
    for who in (actor(other.account), actor(manager.person), actor(make_manager())):
        assert not shown_to_team(who, team.pk).exists()
        assert team_picture(who, team.pk) is None


def test_shown_is_gone_once_taken_back_over_or_left(team, sam, kim):
    by, reader = actor(sam.account), actor(kim.account)
    row = show(by=by, team=team.pk, chosen=chosen())

    assert not take_back(by=reader, shown=row.pk)
    assert take_back(by=by, shown=row.pk)
    assert not shown_to_team(reader, team.pk).exists()

    row = show(by=by, team=team.pk, chosen=chosen())
    Shown.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert not shown_to_team(reader, team.pk).exists()
    assert remove_over() == 1

    show(by=by, team=team.pk, chosen=chosen())
    sam.places.all().delete()
    assert not shown_to_team(reader, team.pk).exists()


def test_look_at_team_is_in_the_ledger_once_a_person_and_day(team, sam, kim):
    show(by=actor(sam.account), team=team.pk, chosen=chosen())
    mine = Entry.objects.filter(chain=str(sam.account.ledger_key), verb="saw-shown")

    for _look in range(2):
        look_at_team(by=actor(kim.account), team=team.pk)
        look_at_team(by=actor(sam.account), team=team.pk)
    assert mine.count() == 1

    manager = make_manager(sam.organisation)
    look_at_team(by=actor(manager), team=team.pk)
    assert mine.count() == 2
    # Who shows nothing was not looked at.
    assert not Entry.objects.filter(chain=str(kim.account.ledger_key), verb="saw-shown").exists()


def test_team_picture_comes_from_who_does_and_who_showed(team, sam, kim):
    bo = make_colleague(team=team, name="Bo")
    permit = Authorisation.objects.create(organisation=sam.organisation, name="Heftruck")
    bread = make_task(team, "Brood", skills=["kneden"], doers=[bo])
    lift = make_task(team, "Tillen")
    lift.authorisations.add(permit)
    Holder.objects.create(authorisation=permit, colleague=kim)
    show(by=actor(sam.account), team=team.pk, chosen=chosen(Kind.LEARN, task=bread.pk))
    show(by=actor(kim.account), team=team.pk, chosen=chosen(text="Kneden "))

    picture = team_picture(actor(kim.account), team.pk)

    names = [one.name for one in picture.people]
    cells = {row.task.name: dict(zip(names, row.cells, strict=True)) for row in picture.rows}
    assert cells["Brood"] == {"Bo": Cell.DOES, "Kim": Cell.CAN, "Sam": Cell.LEARNS}
    assert cells["Tillen"] == {"Bo": Cell.PERMIT, "Kim": Cell.CAN, "Sam": Cell.PERMIT}
    assert [row.task.name for row in picture.alone] == ["Tillen"]
    assert [(one.learner, one.task, one.teachers) for one in picture.learning] == [("Sam", "Brood", ("Bo", "Kim"))]
    assert picture.learning[0].missing == ("kneden",)


def test_team_picture_does_not_count_an_authorisation_that_is_over(team, sam):
    permit = Authorisation.objects.create(organisation=sam.organisation, name="Heftruck")
    make_task(team, "Tillen").authorisations.add(permit)
    Holder.objects.create(authorisation=permit, colleague=sam, until=timezone.localdate() - timedelta(days=1))

    assert team_picture(actor(sam.account), team.pk).rows[0].cells == (Cell.PERMIT,)


def test_page_of_what_i_show_ticks_nothing_and_knows_only_my_teams(client, team, sam):
    make_task(team)
    sign_in(client, sam.account)
    page = client.get(reverse("work:shown", args=[team.pk])).content.decode()

    assert "checked" not in page
    assert client.get(reverse("work:shown", args=[make_team(sam.organisation, "Ander").pk])).status_code == 404
    client.post(reverse("work:shown", args=[team.pk]), {"text": "kneden", "until": a_year().isoformat()})
    assert own_shown(actor(sam.account)).get().text == "kneden"


def test_page_refuses_a_citizen_number(client, team, sam):
    sign_in(client, sam.account)
    answer = client.post(reverse("work:shown", args=[team.pk]), {"text": "111222333", "until": a_year().isoformat()})

    assert answer.status_code == 422
    assert not Shown.objects.exists()
