"""Talks of three, as each of the three may see them: nobody another's part before its owner lets all read."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wending.guidance.models import TalkVoice, ThreeWayTalk
from wending.guidance.rules.three_way import OWNERS, Voice, may_release, may_write
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class Part:
    """What one voice wrote, as far as who looks may read it; `is_written` is no secret."""

    voice: TalkVoice
    is_written: bool
    answers: dict[str, str]


@dataclass(frozen=True)
class Talk:
    """A talk as one of its voices sees it."""

    talk: ThreeWayTalk
    me: TalkVoice
    parts: list[Part]
    may_write: bool
    may_release: bool

    @property
    def is_released(self) -> bool:
        """Whether all three may read."""
        return self.talk.released is not None

    @property
    def is_owner(self) -> bool:
        """Whether who looks is the learner or employee."""
        return self.me.voice in OWNERS


def own_talks(actor: Actor) -> QuerySet[ThreeWayTalk]:
    """Return the talks that are of who asks, newest first."""
    if actor.person is None:
        return ThreeWayTalk.objects.none()
    return ThreeWayTalk.objects.filter(person=actor.person).order_by("-made")


def own_talk(actor: Actor, talk: UUID) -> Talk:
    """Return a talk of one's own. Raises ThreeWayTalk.DoesNotExist when it is not."""
    found = own_talks(actor).get(pk=talk)
    return _seen_by(found.voices.select_related("talk").get(voice__in=OWNERS))


def talk_by_link(token: str) -> Talk | None:
    """Return a talk as the holder of a link sees it; nothing when the link is over or withdrawn."""
    rows = TalkVoice.objects.select_related("talk__person")
    voice = rows.filter(token_hash=hash_of(token), until__gte=timezone.now()).first()
    return _seen_by(voice) if voice else None


def _seen_by(me: TalkVoice) -> Talk:
    talk = me.talk
    voices = list(talk.voices.order_by("pk"))
    voices.sort(key=lambda voice: (voice.voice not in OWNERS, list(Voice).index(Voice(voice.voice))))
    written = {Voice(voice.voice) for voice in voices if voice.wrote}
    is_released = talk.released is not None
    parts = [
        Part(voice, voice.wrote is not None, (voice.answers or {}) if is_released or voice.pk == me.pk else {})
        for voice in voices
    ]
    return Talk(
        talk=talk,
        me=me,
        parts=parts,
        may_write=may_write(Voice(me.voice), written, is_released),
        may_release=me.voice in OWNERS and may_release(written, is_released),
    )
