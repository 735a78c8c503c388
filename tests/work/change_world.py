"""Firms of many people, openings, groups whose work ends, networks and funds for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation, make_person
from tests.work.people import make_colleague, make_firm, make_manager, make_team
from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.work.actions.moving import Choice, Group, start_moving, tell_people
from wending.work.models import Colleague, Moving, NetworkPlace, Opening, Team
from wending.work.rules.moving import Council, Limits


def many(count: int, firm: Organisation, team: Team | None = None, accounts: int = 0) -> list[Colleague]:
    """Return people of a firm, the first of them with an account."""
    return [
        make_colleague(firm, make_person(f"W{k}") if k < accounts else None, team, f"Mens {k}") for k in range(count)
    ]


def person_of(row: Colleague) -> Person:
    """Return the account of somebody."""
    assert row.account is not None
    return row.account


def asks(row: Colleague) -> Actor:
    """Return somebody as who asks, as themselves."""
    return actor(person_of(row))


def make_opening(firm: Organisation, occupation: str = "o:001", **fields: Any) -> Opening:
    """Return an opening that is open today."""
    today = timezone.localdate()
    told = {"title": "Werk", "opens": today, "closes": today + timedelta(days=60), "state": "open", "kind": "vacancy"}
    return Opening.objects.create(organisation=firm, occupation=occupation, **{**told, **fields})


def make_group(manager: Membership, people: list[Colleague], guide: Organisation | None = None) -> Moving:
    """Return a group that was told."""
    ends = timezone.localdate() + timedelta(days=120)
    text = Group("Inpakken", "De lijn gaat dicht.", ends, Council.YES, guide.pk if guide else None)
    row = start_moving(by=actor(manager), group=text)
    tell_people(by=actor(manager), moving=row.pk, colleagues=[one.pk for one in people], link=lambda: "https://x.test")
    return row


def choice(**fields: Any) -> Choice:
    """Return a usual choice: the profile may be used, no limits, nobody sees anything."""
    told: dict[str, Any] = {"uses": frozenset({Part.PROFILE}), "limits": Limits(), **fields}
    return Choice(**told)


def make_guide(organisation: Organisation | None = None) -> Membership:
    """Return a professional of a centre."""
    return make_member(Role.PROFESSIONAL, organisation or make_organisation(Kind.CENTRE), "Gids")


def make_network(*firms: Organisation, name: str = "Netwerk Oost") -> Membership:
    """Return the manager of a network with these firms."""
    network = make_organisation(Kind.NETWORK, name)
    for firm in firms:
        NetworkPlace.objects.create(
            network=network,
            firm=firm,
            label=firm.name,
            token_hash=f"{firm.pk}{network.pk}"[:64],
            expires=timezone.now(),
            accepted=timezone.now(),
        )
    return make_member(Role.MANAGER, network, "Nel")


def make_fund(name: str = "Fonds Brood") -> Membership:
    """Return the manager of a fund."""
    return make_member(Role.MANAGER, make_organisation(Kind.FUND, name), "Frans")


__all__ = ["make_colleague", "make_firm", "make_manager", "make_team"]
