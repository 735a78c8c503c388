"""People, organisations and roles for tests, and signing in as them."""

from itertools import count
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import ROLE_KEY
from wending.ledger.rules.actor import Actor

_numbers = count(1)


def make_person(name: str = "Sam", **fields: Any) -> Person:
    """Return somebody with an account."""
    return Person.objects.create_user(email=f"{name.lower()}{next(_numbers)}@example.org", name=name, **fields)


def make_organisation(kind: Kind = Kind.CENTRE, name: str = "Werkplein Oost", **fields: Any) -> Organisation:
    """Return an organisation."""
    return Organisation.objects.create(kind=kind, name=name, **fields)


def make_member(
    role: Role, organisation: Organisation | None = None, name: str = "Robin", person: Person | None = None
) -> Membership:
    """Return somebody's role in an organisation."""
    kind = Kind.RESEARCH if role is Role.RESEARCHER else Kind.CENTRE
    return Membership.objects.create(
        person=person or make_person(name), organisation=organisation or make_organisation(kind), role=role
    )


def actor(who: Person | Membership) -> Actor:
    """Return who acts: a person as themselves, or in a role with a second factor."""
    if isinstance(who, Person):
        return actor_of(who)
    return actor_of(who.person, who, has_second_factor=True)


def sign_in(client: Client, who: Person | Membership, second_factor: bool = True) -> Client:
    """Sign somebody in: a person as themselves, or in a role, with a second factor unless told otherwise."""
    person = who if isinstance(who, Person) else who.person
    client.force_login(person)
    session = client.session
    if isinstance(who, Membership):
        session[ROLE_KEY] = who.pk
        methods = [{"method": "mfa", "at": 0.0}] if second_factor else []
        session["account_authentication_methods"] = methods
        session["account_authentication_methods_user"] = user_id_to_str(person)
    session.save()
    return client
