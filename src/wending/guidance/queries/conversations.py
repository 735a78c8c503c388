"""Questions in writing: of who holds their link or has them on an account, and the queue of a centre."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from wending.accounts.models.encrypted import key_ring
from wending.guidance.models import Attachment, Beginning, Conversation, Message
from wending.guidance.queries.links import as_number, opened
from wending.guidance.rules.words import Side, Stand
from wending.ledger.rules.actor import Actor

# What a client sees: not the notes that colleagues write for each other.
SHOWN = (Side.CLIENT, Side.PROFESSIONAL, Side.LINE)


def conversation_by(actor: Actor, key: str) -> Conversation | None:
    """Return the conversation of a private link, or one of who asks by its number; None otherwise."""
    rows = Conversation.objects.select_related("centre__organisation")
    number = as_number(key)
    if number is not None:
        return rows.filter(pk=number, person=actor.me).first() if actor.is_person else None
    found = opened(key, "conversation")
    return rows.filter(pk=found).first() if found else None


def conversations_of(actor: Actor) -> list[Conversation]:
    """Return the conversations of who asks, changed last first."""
    rows = Conversation.objects.filter(person=actor.me).select_related("centre__organisation")
    return list(rows.order_by("-changed"))


def shown_messages(conversation: Conversation) -> list[Message]:
    """Return the messages that a client sees."""
    return _messages(conversation, SHOWN)


def all_messages(conversation: Conversation) -> list[Message]:
    """Return all messages, with the notes that colleagues write for each other."""
    return _messages(conversation, tuple(Side))


def _messages(conversation: Conversation, sides: Iterable[Side]) -> list[Message]:
    rows = conversation.messages.filter(side__in=sides).select_related("author")
    files = Attachment.objects.filter(message__conversation=conversation).defer("content")
    found = list(rows)
    by_message: dict[Any, list[Attachment]] = {}
    for file in files:
        by_message.setdefault(file.message_id, []).append(file)
    for message in found:
        message.files = by_message.get(message.pk, [])  # type: ignore[attr-defined]
    return found


def attachment_in(conversation: Conversation, number: UUID, *, for_client: bool) -> Attachment | None:
    """Return a file of a conversation, None when it is not of it, or not for a client."""
    rows = Attachment.objects.filter(message__conversation=conversation, pk=number)
    return (rows.filter(message__side__in=SHOWN) if for_client else rows).first()


def content_of(attachment: Attachment) -> bytes:
    """Return the bytes of a file."""
    return key_ring().decrypt(bytes(attachment.content))


def _at_centre(actor: Actor) -> QuerySet[Conversation]:
    """Return the conversations of the centre for which who asks acts."""
    rows = Conversation.objects.filter(centre__organisation=actor.organisation) if actor.organisation else None
    return (Conversation.objects.none() if rows is None else rows).select_related("centre", "assigned")


def queue(actor: Actor, whose: str = "") -> list[Conversation]:
    """Return the conversations of the centre, those that wait for an answer first, the soonest due first.

    Args:
        whose: "mine" for what who asks has taken up, "closed" for what is closed, else all that is not closed.
    """
    rows = _at_centre(actor)
    rows = rows.filter(stand=Stand.CLOSED) if whose == "closed" else rows.exclude(stand=Stand.CLOSED)
    if whose == "mine":
        rows = rows.filter(assigned=actor.me)
    turn = Case(When(stand=Stand.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.annotate(turn=turn).order_by("turn", "due", "-changed")[:200])


def conversation_at(actor: Actor, number: UUID) -> Conversation | None:
    """Return a conversation of the centre for which who asks acts, None otherwise."""
    return _at_centre(actor).filter(pk=number).first()


def counts(actor: Actor) -> dict[str, int]:
    """Return how many conversations wait for an answer, and how many of those who asks has taken up."""
    rows = _at_centre(actor).filter(stand=Stand.OPEN)
    return {
        "open": rows.count(),
        "mine": rows.filter(assigned=actor.me).count(),
        "free": rows.filter(assigned=None).count(),
    }


def beginnings_of(actor: Actor) -> list[Beginning]:
    """Return the beginnings of answers of the centre for which who asks acts."""
    return list(Beginning.objects.filter(centre__organisation=actor.organisation))


def beginning_texts(conversation: Conversation) -> list[str]:
    """Return the texts of all beginnings of the centre of a conversation."""
    return list(Beginning.objects.filter(centre=conversation.centre_id).values_list("text", flat=True))
