"""A firm's own administration: names, joining with one's own account, and leaving at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_person, sign_in
from tests.work.people import make_colleague, make_firm, make_manager, make_task, make_team
from wending.accounts.actions.found import UNCHECKED
from wending.accounts.models import Mail, Membership
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Role
from wending.ledger.models import Entry
from wending.ledger.rules.actor import VISITOR
from wending.work.actions import firm as acts
from wending.work.actions.join import invite_colleague, join_firm, remove_old_links
from wending.work.models import Authorisation, Colleague, JoinLink, Shown
from wending.work.queries.firm import people_of_firm
from wending.work.queries.scope import own_rows, teams_for
from wending.work.rules.shown import Kind

pytestmark = pytest.mark.django_db


def link_of(manager, row, **more):
    return invite_colleague(by=actor(manager), colleague=row.pk, link=lambda token: token, by_mail=False, **more)


def test_start_firm_makes_who_begins_it_manager_and_says_the_name_is_unchecked():
    me = make_person("Ria")

    membership = acts.start_firm(by=actor(me), name=f"UWV {UNCHECKED}", team="Ons team")

    assert membership.organisation.name == f"UWV {UNCHECKED}"
    assert [row.organisation for row in own_rows(actor(me))] == [membership.organisation]
    assert set(me.memberships.values_list("role", flat=True)) == {Role.MANAGER, Role.EMPLOYEE}
    # Without a second factor a manager sees nothing as manager.
    assert not people_of_firm(actor_of(me, membership, has_second_factor=False)).exists()


def test_start_firm_refuses_a_fourth_and_an_empty_name():
    me = actor(make_person())
    with pytest.raises(ValidationError):
        acts.start_firm(by=me, name=UNCHECKED, team="Ons team")
    for name in "abc":
        acts.start_firm(by=me, name=name, team="Ons team")

    with pytest.raises(ValidationError):
        acts.start_firm(by=me, name="d", team="Ons team")


def test_add_people_takes_names_once():
    manager = make_manager()
    team = make_team(manager.organisation)

    count = acts.add_people(by=actor(manager), names=["Bo", " Bo", "Cas  de Wit"], hours=None, team=team.pk)
    again = acts.add_people(by=actor(manager), names=["bo", "Dee"], hours=None, team=team.pk)

    assert (count, again) == (2, 1)
    assert sorted(row.name for row in people_of_firm(actor(manager))) == ["Bo", "Cas de Wit", "Dee"]


def test_add_people_refuses_other_firms_teams_and_who_is_no_manager():
    manager = make_manager()
    team = make_team(make_firm("Buren"))
    member = make_colleague(account=make_person(), team=make_team(manager.organisation))

    with pytest.raises(PermissionDenied):
        acts.add_people(by=actor(manager), names=["Bo"], hours=None, team=team.pk)
    with pytest.raises(PermissionDenied):
        acts.add_people(by=actor(member.account), names=["Bo"], hours=None, team=None)


def test_add_people_refuses_a_team_of_more_than_forty():
    manager = make_manager()
    team = make_team(manager.organisation)
    acts.add_people(by=actor(manager), names=map(str, range(40)), hours=None, team=team.pk)

    with pytest.raises(ValidationError):
        acts.add_people(by=actor(manager), names=["een te veel"], hours=None, team=team.pk)


def test_join_firm_needs_the_link_once_and_keeps_only_a_hash():
    manager, sam = make_manager(), make_person("Sam")
    row = make_colleague(manager.organisation, team=make_team(manager.organisation))
    token = link_of(manager, row)

    assert not JoinLink.objects.filter(token_hash=token).exists()
    joined = join_firm(by=actor(sam), token=token)

    assert joined is not None
    assert [one.pk for one in own_rows(actor(sam))] == [row.pk]
    assert Membership.objects.filter(person=sam, role=Role.EMPLOYEE, ended=None).exists()
    assert join_firm(by=actor(make_person("Ander")), token=token) is None


def test_join_firm_refuses_an_older_or_ended_link_and_a_second_name():
    manager, sam = make_manager(), make_person("Sam")
    firm = manager.organisation
    one, two = make_colleague(firm, name="Een"), make_colleague(firm, name="Twee")
    old, new, other = link_of(manager, one), link_of(manager, one), link_of(manager, two)

    assert join_firm(by=actor(sam), token=old) is None
    JoinLink.objects.update(expires=timezone.now())
    assert join_firm(by=actor(sam), token=new) is None
    JoinLink.objects.update(expires=timezone.now() + timedelta(days=1))
    assert join_firm(by=actor(sam), token=new) is not None
    with pytest.raises(ValidationError):
        join_firm(by=actor(sam), token=other)


def test_invite_colleague_mails_only_where_asked_and_never_for_another_firm():
    manager = make_manager()
    row = make_colleague(manager.organisation, email="bo@example.org")
    stranger = make_colleague(make_firm("Buren"))

    link_of(manager, row)
    assert not Mail.objects.exists()
    invite_colleague(by=actor(manager), colleague=row.pk, link=lambda token: token, by_mail=True)
    assert Mail.objects.get().address == "bo@example.org"
    assert link_of(manager, stranger) is None


def test_letter_mails_no_more_than_a_day_allows_while_paper_goes_on(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite": "1/d/user"}
    manager = make_manager()
    sign_in(client, manager)
    rows = [make_colleague(manager.organisation, name=name, email=f"{name}@example.org") for name in ("bo", "cas")]
    pages = [reverse("work:letter", args=[row.pk]) for row in rows]

    assert client.post(pages[0], {"mail": "1"}).status_code == 200
    refused = client.post(pages[1], {"mail": "1"}, follow=True)
    assert "Je stuurde vandaag al veel mails." in refused.content.decode()
    assert [mail.address for mail in Mail.objects.all()] == ["bo@example.org"]
    assert not JoinLink.objects.filter(colleague=rows[1]).exists()
    assert client.post(pages[1]).status_code == 200


def test_remove_old_links_leaves_those_in_force():
    manager = make_manager()
    link_of(manager, make_colleague(manager.organisation))
    assert remove_old_links() == 0
    JoinLink.objects.update(expires=timezone.now())
    assert remove_old_links() == 1


def test_end_colleague_ends_access_and_what_they_showed_at_once():
    manager, sam = make_manager(), make_person("Sam")
    team = make_team(manager.organisation)
    row = make_colleague(account=sam, team=team)
    task = make_task(team, doers=[row])
    Shown.objects.create(person=sam, team=team, kind=Kind.TALENT, text="x", until=timezone.localdate())

    assert acts.end_colleague(by=actor(manager), colleague=row.pk)

    assert not teams_for(actor(sam)).exists()
    assert not Shown.objects.exists()
    assert not task.doers.exists()
    assert not Membership.objects.filter(person=sam, ended=None).exists()
    assert Entry.objects.filter(chain=str(sam.ledger_key), verb="left-firm").exists()
    # The person and what the firm planned with stay.
    assert Colleague.objects.filter(pk=row.pk).exists()
    sam.refresh_from_db()


def test_end_colleague_refuses_oneself_and_finds_nobody_of_another_firm():
    manager = make_manager()
    me = make_colleague(manager.organisation, account=manager.person)

    with pytest.raises(ValidationError):
        acts.end_colleague(by=actor(manager), colleague=me.pk)
    assert not acts.end_colleague(by=actor(manager), colleague=make_colleague(make_firm("Buren")).pk)


def test_leave_firm_is_for_oneself_only():
    sam, kim = make_person("Sam"), make_person("Kim")
    row = make_colleague(account=sam)

    assert not acts.leave_firm(by=actor(kim), colleague=row.pk)
    assert acts.leave_firm(by=actor(sam), colleague=row.pk)
    assert not own_rows(actor(sam)).exists()


def test_change_colleague_out_of_a_team_takes_what_was_shown_there():
    manager, sam = make_manager(), make_person("Sam")
    firm = manager.organisation
    old, new = make_team(firm, "Oud"), make_team(firm, "Nieuw")
    row = make_colleague(account=sam, team=old)
    permit = Authorisation.objects.create(organisation=firm, name="Heftruck")
    foreign = Authorisation.objects.create(organisation=make_firm("Buren"), name="Kraan")
    Shown.objects.create(person=sam, team=old, kind=Kind.TALENT, text="x", until=timezone.localdate())
    told = acts.Details("Sam", "", None, frozenset({new.pk}), {permit.pk: None, foreign.pk: None})

    acts.change_colleague(by=actor(manager), colleague=row.pk, told=told)

    assert [team.name for team in teams_for(actor(sam))] == ["Nieuw"]
    assert not Shown.objects.exists()
    assert [held.authorisation for held in row.authorised.all()] == [permit]
    assert acts.change_colleague(by=actor(manager), colleague=make_colleague().pk, told=told) is None


def test_join_page_is_gone_for_a_used_link_and_lets_nobody_join_by_looking(client):
    manager, sam = make_manager(), make_person("Sam")
    row = make_colleague(manager.organisation)
    address = reverse("work:join", args=[link_of(manager, row)])

    assert "Bakkerij De Halm" in client.get(address).content.decode()
    client.post(address)
    sign_in(client, sam)
    client.get(address)
    assert not own_rows(actor(sam)).exists()
    client.post(address)
    assert own_rows(actor(sam)).exists()
    assert client.get(address).status_code == 410


def test_visitor_has_no_firm():
    assert not people_of_firm(VISITOR).exists()
