"""Makes the actor of a person: in which role they act, if any."""

from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.rules.roles import ROLES_OF, Kind, Role
from wending.ledger.rules.actor import Actor


def actor_of(person: Person, membership: Membership | None = None, has_second_factor: bool = False) -> Actor:
    """Return the actor of a person, in the role of a membership or as themselves."""
    return Actor(
        key=str(person.ledger_key),
        person=person.pk,
        name=str(person),
        role=membership.role if membership else "",
        organisation=membership.organisation_id if membership else None,
        organisation_name=membership.organisation.name if membership else "",
        organisation_kind=membership.organisation.kind if membership else "",
        has_second_factor=has_second_factor,
    )


def memberships_of(actor: Actor) -> list[Membership]:
    """Return the roles that who asks has now."""
    rows = Membership.objects.filter(person=actor.person, ended=None).select_related("organisation")
    return list(rows.order_by("organisation__name", "role"))


def membership_of(person: Person, number: int) -> Membership | None:
    """Return one present role of this person by its number, nothing when it is not theirs or over."""
    return Membership.objects.filter(pk=number, person=person, ended=None).select_related("organisation").first()


def roles_to_give(actor: Actor) -> tuple[Role, ...]:
    """Return the roles that the organisation has for which who asks acts."""
    found = Organisation.objects.filter(pk=actor.organisation).first() if actor.organisation else None
    return ROLES_OF[Kind(found.kind)] if found else ()


def owner_of(session: SessionBase) -> Actor | None:
    """Return who is signed in, by Django's own check of the session; None for a visitor."""
    asked = HttpRequest()
    asked.session = session
    person = get_user(asked)
    return actor_of(person) if isinstance(person, Person) else None
