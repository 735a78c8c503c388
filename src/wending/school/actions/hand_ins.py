"""A learner's own work: drafts that nobody sees, handing in exactly what was chosen, withdrawing, asking for words."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Person
from wending.kit.tokens import hash_of, new_token
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR, Actor
from wending.school.actions.class_mail import tell_something_waits
from wending.school.models import FeedbackAsk, HandIn, HandInWords
from wending.school.queries.class_words import TEXTS
from wending.school.queries.hand_ins import ask_by_link, ask_of_me, classmates, my_work, own_hand_ins
from wending.school.queries.picks import chosen
from wending.school.rules.talks import BY_LINK, Voice

# How long a link to a parent or workplace works, how many people one asks, and how often one giver writes.
LINK_DAYS = timedelta(days=30)
MOST_ASKED = 12
MOST_WORDS = 5


@transaction.atomic
def save_draft(
    *, by: Actor, assignment: UUID, texts: Mapping[str, str], picks: Collection[str], version: int = 0
) -> HandIn:
    """Keep what a learner writes for an assignment of their group; nobody else sees it.

    Raises:
        Assignment.DoesNotExist: it is no assignment of theirs.
        Stale: another window saved meanwhile; nothing is saved.
    """
    work = my_work(by, assignment)
    # One row per learner and assignment, also when two windows begin at once.
    Person.objects.select_for_update().get(pk=by.me)
    found, is_new = HandIn.objects.select_for_update().get_or_create(
        person_id=by.me,
        assignment=work.assignment,
        defaults={"learner": work.learner, "title": work.assignment.title},
    )
    if not is_new and found.version != version:
        raise Stale(found.version)
    for name in TEXTS:
        setattr(found, name, texts.get(name, "").strip())
    found.picks = sorted(set(picks))
    found.version = 1 if is_new else version + 1
    found.learner = work.learner
    found.save()
    record(by=by, verb="saved-draft", about=by.key, thing="school.hand-in")
    return found


@transaction.atomic
def hand_in(*, by: Actor, assignment: UUID, lang: str) -> HandIn:
    """Hand in what was written and chosen, exactly as it is now; staff of the group read it until it is withdrawn.

    Raises:
        Assignment.DoesNotExist: it is no assignment of theirs.
        ValidationError: there is nothing to hand in.
    """
    work = my_work(by, assignment)
    found = HandIn.objects.select_for_update().filter(person=by.me, assignment=work.assignment).first()
    if found is None:
        raise ValidationError(_("Schrijf of kies eerst iets."))
    content = frozen_work(by, found, lang)
    if not (content["picks"] or any(content["texts"].values())):
        raise ValidationError(_("Schrijf of kies eerst iets."))
    found.content, found.handed_in, found.learner = content, timezone.now(), work.learner
    found.save(update_fields=["content", "handed_in", "learner"])
    record(by=by, verb="handed-in", about=by.key, thing="school.hand-in")
    return found


def frozen_work(by: Actor, work: HandIn, lang: str) -> dict[str, Any]:
    """Return a work of one's own as it is now, in plain values: the four texts, and each chosen thing in words."""
    texts = {name: getattr(work, name) for name in TEXTS}
    return {"texts": texts, "picks": [pick.frozen() for pick in chosen(by, work.picks, lang)]}


@transaction.atomic
def withdraw_hand_in(*, by: Actor, hand_in: UUID) -> None:
    """Withdraw what was handed in: from now on nobody reads it, also not by a link. The draft stays.

    Raises:
        HandIn.DoesNotExist: it is not theirs, or not handed in.
    """
    found = own_hand_ins(by).get(pk=hand_in, handed_in__isnull=False)
    HandIn.objects.filter(pk=found.pk).update(content=None, handed_in=None)
    FeedbackAsk.objects.filter(hand_in=found, withdrawn=None).update(withdrawn=timezone.now(), token_hash="")
    record(by=by, verb="withdrew-hand-in", about=by.key, thing="school.hand-in")


@transaction.atomic
def remove_hand_in(*, by: Actor, hand_in: UUID) -> None:
    """Throw away a work of one's own with all words about it. Raises HandIn.DoesNotExist."""
    own_hand_ins(by).get(pk=hand_in).delete()
    record(by=by, verb="removed-hand-in", about=by.key, thing="school.hand-in")


@transaction.atomic
def ask_peer(*, by: Actor, assignment: UUID, peer: UUID, with_picks: bool = False) -> FeedbackAsk:
    """Ask a classmate of the same group to read what was handed in.

    Raises:
        SchoolPerson.DoesNotExist: they are not in that group now.
        ValidationError: nothing is handed in, or too many were asked.
    """
    found = _handed_in(by, assignment)
    mate = classmates(by, my_work(by, assignment).assignment).select_related("account").get(pk=peer)
    there = FeedbackAsk.objects.filter(hand_in=found, peer=mate, withdrawn=None).first()
    if there is not None:
        return there
    made = FeedbackAsk.objects.create(
        hand_in=found, voice=Voice.PEER, peer=mate, name=mate.first, with_picks=with_picks
    )
    record(by=by, verb="asked-words", about=by.key, thing="school.hand-in")
    tell_something_waits(mate.account, f"ask:{made.pk}")
    return made


@transaction.atomic
def ask_by_a_link(*, by: Actor, assignment: UUID, voice: Voice, name: str, with_picks: bool = False) -> str:
    """Return the token of a new link by which a parent or the workplace reads what was handed in and responds.

    The learner hands the link on; no address is kept.

    Raises:
        ValidationError: nothing is handed in, too many were asked, or not a voice that comes by a link.
    """
    found = _handed_in(by, assignment)
    if voice not in BY_LINK or not name.strip():
        raise ValidationError(_("Schrijf op wie je vraagt."))
    token = new_token()
    FeedbackAsk.objects.create(
        hand_in=found,
        voice=voice,
        name=name.strip()[:100],
        with_picks=with_picks,
        token_hash=hash_of(token),
        until=timezone.now() + LINK_DAYS,
    )
    record(by=by, verb="asked-words", about=by.key, thing="school.hand-in")
    return token


@transaction.atomic
def withdraw_ask(*, by: Actor, ask: UUID) -> None:
    """Withdraw a question for words: who was asked sees nothing any more. Raises FeedbackAsk.DoesNotExist."""
    found = FeedbackAsk.objects.get(pk=ask, hand_in__person=by.me, withdrawn=None)
    FeedbackAsk.objects.filter(pk=found.pk).update(withdrawn=timezone.now(), token_hash="")
    record(by=by, verb="withdrew-asked-words", about=by.key, thing="school.hand-in")


@transaction.atomic
def remove_words(*, by: Actor, words: UUID) -> None:
    """Throw away what somebody gave back to one's own work. Raises HandInWords.DoesNotExist."""
    HandInWords.objects.get(pk=words, hand_in__person=by.me).delete()
    record(by=by, verb="removed-words", about=by.key, thing="school.hand-in")


@transaction.atomic
def read_as_peer(*, by: Actor, ask: UUID) -> FeedbackAsk:
    """Open what a classmate asked who asks to read. Raises FeedbackAsk.DoesNotExist."""
    found = ask_of_me(by, ask)
    _note_read(by, found)
    return found


@transaction.atomic
def read_by_link(*, token: str) -> FeedbackAsk | None:
    """Open what a link shows; nothing where it is over."""
    found = ask_by_link(token)
    if found is not None:
        _note_read(VISITOR, found)
    return found


@transaction.atomic
def respond_as_peer(*, by: Actor, ask: UUID, saw: str, question: str) -> None:
    """Give words back to a classmate. Raises FeedbackAsk.DoesNotExist, ValidationError."""
    _respond(by, ask_of_me(by, ask), saw, question)


@transaction.atomic
def respond_by_link(*, token: str, saw: str, question: str) -> bool:
    """Give words back by a link; return whether it still works. Raises ValidationError."""
    found = ask_by_link(token)
    if found is None:
        return False
    _respond(VISITOR, found, saw, question)
    return True


def shown(ask: FeedbackAsk) -> dict[str, Any]:
    """Return what who was asked reads: the texts, and the chosen things where the learner said so; files never."""
    content: dict[str, Any] = ask.hand_in.content or {"texts": {}, "picks": []}
    picks = [pick for pick in content["picks"] if pick["kind"] != "file"]
    return {"texts": content["texts"], "picks": picks if ask.with_picks else []}


def _respond(by: Actor, ask: FeedbackAsk, saw: str, question: str) -> None:
    if not (saw.strip() or question.strip()):
        raise ValidationError(_("Schrijf wat je zag, of een vraag."))
    if ask.words.count() >= MOST_WORDS:
        raise ValidationError(_("Je hebt al genoeg geschreven. Dank je wel."))
    made = HandInWords.objects.create(
        hand_in=ask.hand_in,
        ask=ask,
        voice=ask.voice,
        by_id=by.person,
        name=ask.name,
        saw=saw.strip(),
        question=question.strip(),
    )
    owner = ask.hand_in.person
    record(by=by, verb="gave-words", about=str(owner.ledger_key), thing="school.hand-in", purpose="school")
    tell_something_waits(owner, f"words:{made.pk}")


def _note_read(by: Actor, ask: FeedbackAsk) -> None:
    owner = ask.hand_in.person
    record(by=by, verb="read-hand-in", about=str(owner.ledger_key), thing="school.hand-in", purpose="school")


def _handed_in(by: Actor, assignment: UUID) -> HandIn:
    work = my_work(by, assignment)
    if work.mine is None or work.mine.handed_in is None:
        raise ValidationError(_("Lever eerst je opdracht in."))
    if FeedbackAsk.objects.filter(hand_in=work.mine, withdrawn=None).count() >= MOST_ASKED:
        raise ValidationError(_("Je vroeg al genoeg mensen."))
    return work.mine
