"""Questions in writing: somebody asks, a professional answers in their own words, a colleague takes over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Person
from wending.accounts.models.encrypted import key_ring
from wending.dossier.sources.files import CheckedFile
from wending.guidance.actions.clients import client_of, record_for
from wending.guidance.actions.letters import send_letter
from wending.guidance.actions.links import link_to
from wending.guidance.models import Attachment, Centre, Conversation, Message
from wending.guidance.queries import words
from wending.guidance.queries.centres import colleague, expected_answer
from wending.guidance.queries.conversations import beginning_texts, conversation_at
from wending.guidance.rules.caution import is_only_beginning
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.hours import DAY
from wending.guidance.rules.words import Asked, Side, Stand
from wending.ledger.rules.actor import Actor

THING = "guidance.conversation"
# How long a link in a mail opens the conversation.
LINK_DAYS = 90 * DAY


class Newer(Exception):
    """Somebody wrote meanwhile: read that first."""


@transaction.atomic
def ask(
    *,
    by: Actor,
    centre: Centre,
    asked: Asked,
    contact: Contact,
    text: str,
    files: Sequence[CheckedFile] = (),
    firm: str = "",
    firm_size: str = "",
) -> tuple[Conversation, str]:
    """Ask a centre something; return the conversation with the token of its link."""
    conversation = Conversation.objects.create(
        centre=centre,
        asked=asked,
        person_id=client_of(by),
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        language=contact.language,
        firm=firm,
        firm_size=firm_size,
        stand=Stand.OPEN,
        due=expected_answer(centre),
    )
    _write(conversation, Side.CLIENT, text, files=files)
    record_for(conversation.person_id, by=by, verb="asked", thing=THING)
    token = link_to(conversation, timezone.now() + LINK_DAYS)
    _tell_client("asked", conversation, token, f"asked:{conversation.pk}")
    return conversation, token


@transaction.atomic
def say(*, by: Actor, conversation: Conversation, text: str, files: Sequence[CheckedFile] = ()) -> Message:
    """Write on as the client; whoever took the question up gets a notice."""
    found = _locked(conversation.pk)
    if found.stand == Stand.CLOSED:
        raise ValidationError(str(words.STANDS[Stand.CLOSED]))
    message = _write(found, Side.CLIENT, text, files=files)
    if found.stand != Stand.OPEN:
        found.due = expected_answer(found.centre)
    found.stand = Stand.OPEN
    found.save()
    record_for(found.person_id, by=by, verb="asked", thing=THING)
    if found.assigned is not None:
        _tell_colleague(found, found.assigned, f"message:{message.pk}")
    return message


@transaction.atomic
def read(*, by: Actor, number: UUID) -> Conversation | None:
    """Return a conversation of one's centre to read, None when it is not; the look is in the ledger of the client."""
    found = conversation_at(by, number)
    if found is not None:
        record_for(found.person_id, by=by, verb="looked", thing=THING)
    return found


@transaction.atomic
def answer(
    *, by: Actor, number: UUID, text: str, seen: int, close: bool = False, files: Sequence[CheckedFile] = ()
) -> Conversation | None:
    """Answer as a professional of the centre; None when the conversation is not of it.

    Args:
        seen: how many messages stood on the page on which the answer was written.

    Raises:
        Newer: somebody wrote meanwhile.
        ValidationError: the answer is nothing but a beginning.
    """
    if conversation_at(by, number) is None:
        return None
    found = _locked(number)
    if is_only_beginning(text, beginning_texts(found)):
        raise ValidationError(words.ONLY_A_BEGINNING)
    if found.messages.count() != seen:
        raise Newer
    message = _write(found, Side.PROFESSIONAL, text, author=by.me, files=files)
    found.assigned_id = found.assigned_id or by.me
    found.stand = Stand.CLOSED if close else Stand.ANSWERED
    found.due = None
    found.save()
    record_for(found.person_id, by=by, verb="answered", thing=THING)
    _tell_client("message", found, link_to(found, timezone.now() + LINK_DAYS), f"message:{message.pk}")
    return found


@transaction.atomic
def take_up(*, by: Actor, number: UUID) -> Conversation | None:
    """Take a question up that nobody has; whoever was first keeps it. None when it is not of one's centre."""
    if conversation_at(by, number) is None:
        return None
    found = _locked(number)
    if found.assigned_id is None:
        found.assigned_id = by.me
        found.save()
        record_for(found.person_id, by=by, verb="took-up", thing=THING)
    return found


@transaction.atomic
def hand_over(*, by: Actor, number: UUID, to: UUID, line: str, note: str = "") -> Conversation | None:
    """Hand a question over to a colleague: a line the client sees, and a note that only colleagues see.

    None when the conversation is not of one's centre, or the other is no colleague there.
    """
    if conversation_at(by, number) is None:
        return None
    found = _locked(number)
    other = colleague(found.centre, to)
    if other is None:
        return None
    found.assigned = other.person
    found.save()
    message = _write(found, Side.LINE, line, author=by.me)
    if note:
        _write(found, Side.NOTE, note, author=by.me)
    record_for(found.person_id, by=by, verb="handed-over", thing=THING)
    _tell_colleague(found, other.person, f"handed:{message.pk}")
    return found


@transaction.atomic
def close(*, by: Actor, number: UUID) -> Conversation | None:
    """Close a conversation in which nothing is left to answer; None when it is not of one's centre."""
    if conversation_at(by, number) is None:
        return None
    found = _locked(number)
    found.stand, found.due = Stand.CLOSED, None
    found.save()
    record_for(found.person_id, by=by, verb="closed", thing=THING)
    return found


def _locked(number: UUID) -> Conversation:
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("centre__organisation", "assigned")
    return rows.get(pk=number)


def _write(
    conversation: Conversation,
    side: Side,
    text: str,
    *,
    author: UUID | None = None,
    files: Sequence[CheckedFile] = (),
) -> Message:
    message = Message.objects.create(conversation=conversation, side=side, author_id=author, text=text)
    for file in files:
        Attachment.objects.create(
            message=message,
            name=file.name,
            media_type=file.media_type,
            size=len(file.data),
            content=key_ring().encrypt(file.data),
        )
    return message


def _tell_client(letter: str, conversation: Conversation, token: str, key: str) -> None:
    # With an account the way in is signing in; the link is for who has none.
    where = conversation.pk if conversation.person_id else token
    send_letter(
        letter,
        to=conversation.email,
        language=conversation.language,
        key=key,
        person=conversation.person_id,
        pages={"page": ("guidance:conversation", where)},
        due=_due(conversation),
    )


def _tell_colleague(conversation: Conversation, colleague: Person, key: str) -> None:
    send_letter(
        "message",
        to=colleague.email,
        language=colleague.language,
        key=key,
        person=colleague.pk,
        pages={"page": ("guidance:message", conversation.pk)},
        due=None,
    )


def _due(conversation: Conversation) -> datetime | None:
    return conversation.due if conversation.stand == Stand.OPEN else None
