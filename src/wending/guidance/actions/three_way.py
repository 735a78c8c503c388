"""Holds talks of three: invites, keeps each part, lets all read, keeps the agreements, and sends all the result."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.guidance.actions.edits import save_edit
from wending.guidance.actions.links import address
from wending.guidance.models import TalkVoice, ThreeWayTalk
from wending.guidance.queries.cases import own_cases
from wending.guidance.queries.three_way import Talk, own_talk, own_talks
from wending.guidance.rules.three_way import OWNER, OWNERS, SECOND, THIRD, TalkKind, Voice
from wending.kit.tokens import hash_of
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR, Actor

# Days for which the links of the others work.
LINK_DAYS = 90


@dataclass(frozen=True)
class Guest:
    """One of the two others: as what they take part, their name and their address."""

    voice: Voice
    name: str
    email: str


@transaction.atomic
def start_talk(
    *,
    by: Actor,
    kind: TalkKind,
    topic: str,
    guests: Sequence[Guest],
    planned_on: date | None = None,
    case: UUID | None = None,
) -> ThreeWayTalk:
    """Start a talk of oneself with two others; nobody is mailed before one's own part is written.

    Raises:
        ValidationError: the others do not fit the kind, or one has no name or address.
    """
    expected = (SECOND[kind], THIRD[kind])
    fits = len(guests) == len(expected)
    if not fits or any(guest.voice not in seats for guest, seats in zip(guests, expected, strict=True)):
        raise ValidationError(_("Bij dit gesprek horen twee anderen."))
    if any(not guest.name.strip() or not guest.email.strip() for guest in guests):
        raise ValidationError(_("Schrijf van beide anderen naam en e-mailadres op."))
    of_case = own_cases(by).get(pk=case) if case else None
    talk = ThreeWayTalk.objects.create(
        person_id=by.me, case=of_case, kind=kind, topic=topic.strip(), planned_on=planned_on
    )
    TalkVoice.objects.create(talk=talk, voice=OWNER[kind], name=by.name)
    for guest in guests:
        TalkVoice.objects.create(
            talk=talk, voice=guest.voice, name=guest.name.strip(), email=guest.email.strip().lower()
        )
    record(by=by, verb="started-talk", about=by.key, thing=kind)
    return talk


@transaction.atomic
def write_part(*, talk: Talk, answers: dict[str, str]) -> None:
    """Keep what one voice wrote beforehand. After the owner's first part the others get their links.

    Raises:
        ValidationError: it is not their turn, or all read already.
    """
    if not talk.may_write:
        raise ValidationError(_("Je kunt nu niet meer schrijven, of de ander begint."))
    is_first = talk.me.wrote is None
    talk.me.answers, talk.me.wrote = answers, timezone.now()
    talk.me.save(update_fields=["answers", "wrote"])
    owner = talk.talk.person
    by = Actor(key=str(owner.ledger_key), person=owner.pk) if talk.is_owner else VISITOR
    record(by=by, verb="wrote-part-of-talk", about=str(owner.ledger_key), thing=talk.me.voice)
    if talk.is_owner and is_first:
        for voice in talk.talk.voices.exclude(pk=talk.me.pk):
            _mail_link(voice, owner, _("%(name)s vraagt je mee te doen aan een gesprek van drie"))


@transaction.atomic
def release_talk(*, by: Actor, talk: UUID) -> None:
    """Let all three read each other's part, as the owner; it cannot be undone, and says so beforehand."""
    found = own_talk(by, talk)
    if not found.may_release:
        raise ValidationError(_("Schrijf eerst je eigen deel."))
    found.talk.released = timezone.now()
    found.talk.save(update_fields=["released"])
    record(by=by, verb="released-talk", about=by.key, thing=found.talk.kind)
    _mail_guests(found.talk, _("Je kunt nu lezen wat de anderen schreven"))


@transaction.atomic
def write_result(*, talk: Talk, version: int, result: str) -> None:
    """Keep the agreements that the three write together.

    Raises:
        ValidationError: not before all may read, nor after the talk was finished.
        Stale: another of the three saved meanwhile; nothing is saved.
    """
    if not talk.is_released or talk.talk.finished:
        raise ValidationError(_("Dit kan nu niet."))
    save_edit(talk.talk, version=version, result=result)
    owner = talk.talk.person
    by = Actor(key=str(owner.ledger_key), person=owner.pk) if talk.is_owner else VISITOR
    record(by=by, verb="wrote-result-of-talk", about=str(owner.ledger_key), thing=talk.me.voice)


@transaction.atomic
def finish_talk(*, by: Actor, talk: UUID) -> None:
    """Finish a talk of one's own: the agreements stay as they are, and each of the three gets them."""
    found = own_talk(by, talk)
    if not found.is_released or found.talk.finished or not found.talk.result.strip():
        raise ValidationError(_("Schrijf eerst samen de afspraken op."))
    found.talk.finished = timezone.now()
    found.talk.save(update_fields=["finished"])
    record(by=by, verb="finished-talk", about=by.key, thing=found.talk.kind)
    _mail_guests(found.talk, _("De afspraken van jullie gesprek staan klaar"))


@transaction.atomic
def withdraw_link(*, by: Actor, voice: UUID) -> None:
    """End the link of one of the others in a talk of one's own."""
    rows = TalkVoice.objects.filter(talk__in=own_talks(by)).exclude(voice__in=OWNERS)
    found = rows.get(pk=voice)
    found.token_hash, found.until = "", None
    found.save(update_fields=["token_hash", "until"])
    record(by=by, verb="withdrew-talk-link", about=by.key, thing=found.voice)


def remove_talk(*, by: Actor, talk: UUID) -> None:
    """Remove a talk of one's own with all that was written in it."""
    with transaction.atomic():
        own_talks(by).get(pk=talk).delete()
        record(by=by, verb="removed-talk", about=by.key)


def _mail_guests(talk: ThreeWayTalk, subject: str) -> None:
    for voice in talk.voices.exclude(voice__in=OWNERS).exclude(token_hash=""):
        _mail_link(voice, talk.person, subject)


def _mail_link(voice: TalkVoice, owner: Person, subject: str) -> None:
    """Mail one of the others a fresh link; the one before it stops. Only its hash stays here."""
    token = secrets.token_urlsafe(32)
    voice.token_hash, voice.until = hash_of(token), timezone.now() + timedelta(days=LINK_DAYS)
    voice.save(update_fields=["token_hash", "until"])
    queue_mail(
        address=voice.email,
        subject=subject % {"name": owner},
        text=_("Hallo %(name)s,\n\nOpen deze link. Je hebt geen account nodig. Deel de link niet.\n\n%(link)s\n")
        % {"name": voice.name, "link": address("guidance:talk_link", token)},
    )
