"""People and roles of an organisation: only its managers, only their own; invitations work once, for one address."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation, make_person, sign_in
from tests.accounts.signing import last_mail, sign_in_by_code
from wending.accounts.actions.invite import accept_invitation, end_membership, invite, remove_expired_invitations
from wending.accounts.models import Invitation, Mail, Membership, Organisation
from wending.accounts.rules.roles import Kind, Role

pytestmark = pytest.mark.django_db
PAGE = "accounts:organisation"


def link_in(address: str) -> str:
    found = re.search(r"(/uitnodiging/\S+)", last_mail(address))
    assert found
    return found.group(1)


def test_manager_invites_and_the_right_address_takes_the_role_up_once(client: Client) -> None:
    manager = make_member(Role.MANAGER)
    sign_in(client, manager).post(reverse(PAGE), {"email": "Nieuw@Example.org", "role": "professional"})
    link = link_in("nieuw@example.org")
    assert link.split("/")[2] not in str(Invitation.objects.values()), "the table knows only the hash"
    newcomer = Client()
    assert "Log eerst in" in newcomer.get(link).content.decode()
    assert sign_in_by_code(newcomer, "nieuw@example.org", to=link) == link
    newcomer.post(link)
    membership = Membership.objects.get(person__email="nieuw@example.org")
    assert (membership.organisation, membership.role) == (manager.organisation, Role.PROFESSIONAL)
    assert newcomer.get(link).status_code == 410
    assert newcomer.post(link).status_code == 410


def test_invitation_of_somebody_else_gives_nothing(client: Client) -> None:
    manager, other = make_member(Role.MANAGER), make_person()
    tokens: list[str] = []
    invite(by=actor(manager), email="nieuw@example.org", role=Role.MANAGER, link=lambda t: tokens.append(t) or t)  # type: ignore[func-returns-value]
    link = reverse("accounts:invitation", args=tokens)
    text = sign_in(client, other).post(link).content.decode()
    assert "ander e-mailadres" in text
    assert "nieuw@example.org" not in text
    assert accept_invitation(by=actor(other), token=tokens[0]) is None
    assert Membership.objects.filter(person=other).count() == 0


def test_invitation_is_over_after_two_weeks_after_a_newer_one_and_when_taken_back(client: Client) -> None:
    manager = make_member(Role.MANAGER)
    sign_in(client, manager)
    links = []
    for _time in range(2):
        client.post(reverse(PAGE), {"email": "nieuw@example.org", "role": "professional"})
        links.append(link_in("nieuw@example.org"))
    assert [Client().get(link).status_code for link in links] == [410, 200]
    client.post(reverse("accounts:take_back", args=[Invitation.objects.get().pk]))
    assert Client().get(links[1]).status_code == 410
    client.post(reverse(PAGE), {"email": "nieuw@example.org", "role": "professional"})
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().get(link_in("nieuw@example.org")).status_code == 410
    assert remove_expired_invitations() == 1


def test_invite_page_says_the_same_of_known_and_unknown_addresses(client: Client) -> None:
    known = make_person().email
    sign_in(client, make_member(Role.MANAGER))
    pages = []
    for address in [known, "niemand@example.org"]:
        text = client.post(reverse(PAGE), {"email": address, "role": "professional"}, follow=True).content.decode()
        pages.append("De uitnodiging is verstuurd." in text)
    assert pages == [True, True]
    assert Mail.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_page_is_closed_to_every_other_role(client: Client, role: Role) -> None:
    assert sign_in(client, make_member(role)).get(reverse(PAGE)).status_code == 403


def test_page_shows_only_ones_own_organisation(client: Client) -> None:
    ours, theirs = make_member(Role.MANAGER, name="Onze"), make_member(Role.PROFESSIONAL, name="Hunne")
    text = sign_in(client, ours).get(reverse(PAGE)).content.decode()
    assert "Onze" in text
    assert "Hunne" not in text
    assert client.post(reverse("accounts:end_role", args=[theirs.pk])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.ended is None


def test_invitation_of_another_organisation_cannot_be_taken_back(client: Client) -> None:
    invitation = invite(by=actor(make_member(Role.MANAGER)), email="a@example.org", role=Role.MANAGER, link=str)
    sign_in(client, make_member(Role.MANAGER))
    assert client.post(reverse("accounts:take_back", args=[invitation.pk])).status_code == 404
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_end_membership_closes_the_pages_of_the_role_at_once(client: Client) -> None:
    manager = make_member(Role.MANAGER)
    other = make_member(Role.MANAGER, manager.organisation)
    sign_in(client, other)
    assert client.get(reverse(PAGE)).status_code == 200
    assert end_membership(by=actor(manager), membership=other.pk)
    assert client.get(reverse(PAGE)).status_code == 403
    with pytest.raises(ValidationError, match="laatste"):
        end_membership(by=actor(manager), membership=manager.pk)


def test_invite_refuses_a_role_of_another_kind_and_who_is_no_manager(client: Client) -> None:
    manager = make_member(Role.MANAGER)
    with pytest.raises(ValidationError):
        invite(by=actor(manager), email="a@example.org", role=Role.LEARNER, link=str)
    with pytest.raises(PermissionDenied):
        invite(by=actor(make_member(Role.PROFESSIONAL)), email="a@example.org", role=Role.MANAGER, link=str)
    answer = sign_in(client, manager).post(reverse(PAGE), {"email": "a@example.org", "role": "learner"})
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_command_makes_an_organisation_and_invites_its_manager() -> None:
    out = StringIO()
    words = ["add", "Werkplein Oost", "--kind", "centre", "--manager", "baas@example.org"]
    call_command("organisation", *words, "--site", "https://wending.example/", stdout=out)
    assert Organisation.objects.get().kind == Kind.CENTRE
    assert "https://wending.example/uitnodiging/" in last_mail("baas@example.org")
    assert "Werkplein Oost" in out.getvalue()


def test_bsn_in_an_address_is_refused(client: Client) -> None:
    sign_in(client, make_member(Role.MANAGER))
    text = client.post(reverse(PAGE), {"email": "111222333@example.org", "role": "professional"}).content.decode()
    assert "BSN" in text
    assert not Invitation.objects.exists()


def test_name_of_an_organisation_is_shown_as_text(client: Client) -> None:
    centre = make_organisation(name="<script>alert(1)</script>")
    text = sign_in(client, make_member(Role.MANAGER, centre, name="<i>Robin</i>")).get(reverse(PAGE)).content.decode()
    assert "<script>alert" not in text
    assert "<i>Robin" not in text
