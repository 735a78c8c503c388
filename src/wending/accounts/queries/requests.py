"""Questions for consent that wait for an answer."""

from uuid import UUID

from django.db.models import QuerySet

from wending.accounts.models import ConsentRequest
from wending.ledger.rules.actor import Actor


def requests_to(actor: Actor) -> QuerySet[ConsentRequest]:
    """Return the questions that wait for who asks, oldest first."""
    rows = ConsentRequest.objects.filter(person=actor.person, answered=None)
    return rows.select_related("by_person", "by_organisation").order_by("asked")


def request_to(actor: Actor, number: UUID) -> ConsentRequest | None:
    """Return one question that waits for who asks."""
    return requests_to(actor).filter(pk=number).first()


def requests_by(actor: Actor, person: UUID) -> QuerySet[ConsentRequest]:
    """Return the questions that who asks put to a person in the role they act in, newest first."""
    mine = ConsentRequest.objects.filter(by_person=actor.person, by_organisation=actor.organisation, person=person)
    return mine.order_by("-asked")
