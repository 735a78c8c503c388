"""Asks for feedback by a link, takes answers, and lets the owner keep, discard or show them with a skill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.dossier.models import Endorsement, FeedbackAnswer, FeedbackRequest
from wending.dossier.queries.feedback import living
from wending.dossier.queries.feedback_words import QUESTIONS, SEEN, SKILL
from wending.dossier.rules.people import Giver
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR, Actor

# More living links than this at once are no asking any more.
MOST_LINKS = 30
MOST_ANSWERS = 10
LONGEST_ANSWER = 1500
# A link that is over stays on the list of its owner for so long when nobody answered.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of whom: how the giver reads the name, which questions, and perhaps one skill."""

    shown_name: str
    giver: Giver
    questions: Sequence[str]
    skill_uri: str = ""
    skill_name: str = ""
    most_answers: int = 1


@transaction.atomic
def ask_feedback(*, by: Actor, asked: Asked) -> str:
    """Make a link and return its token, which is nowhere kept.

    Raises:
        ValidationError: no question, or too many living links.
    """
    questions = [key for key in QUESTIONS if key in asked.questions]
    if not questions and not asked.skill_uri and not asked.skill_name:
        raise ValidationError(_("Kies ten minste een vraag."))
    # The lock on the person lets two windows together not pass what one may not.
    Person.objects.select_for_update().get(pk=by.me)
    if living().filter(person=by.me).count() >= MOST_LINKS:
        raise ValidationError(_("Je hebt al veel links open staan. Stop er eerst een."))
    token = new_token()
    FeedbackRequest.objects.create(
        person_id=by.me,
        token_hash=hash_of(token),
        shown_name=asked.shown_name,
        giver=asked.giver,
        questions=questions,
        skill_uri=asked.skill_uri,
        skill_name=asked.skill_name,
        most_answers=min(max(asked.most_answers, 1), MOST_ANSWERS),
        expires=timezone.now() + timedelta(days=settings.FEEDBACK_DAYS),
    )
    record(by=by, verb="asked-feedback", about=by.key, thing="dossier.feedback")
    return token


@transaction.atomic
def withdraw_request(*, by: Actor, request: UUID) -> bool:
    """Stop a link of one's own; return whether it was there and in force."""
    changed = FeedbackRequest.objects.filter(pk=request, person=by.me, revoked=None).update(revoked=timezone.now())
    if changed:
        record(by=by, verb="withdrew-feedback", about=by.key, thing="dossier.feedback")
    return bool(changed)


@transaction.atomic
def give_feedback(*, token: str, giver_name: str, words: Mapping[str, str]) -> bool:
    """Write down what a giver answered, and tell the owner by mail; return whether the link was in force.

    Raises:
        ValidationError: nothing was answered.
    """
    asked = FeedbackRequest.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    if asked is None or not living().filter(pk=asked.pk).exists():
        return False
    keys = [*asked.questions, *([SKILL] if asked.skill_uri or asked.skill_name else [])]
    told = {key: words[key].strip()[:LONGEST_ANSWER] for key in keys if words.get(key, "").strip()}
    if not told:
        raise ValidationError(_("Beantwoord ten minste een vraag."))
    answer = FeedbackAnswer.objects.create(request=asked, giver_name=giver_name.strip()[:80], words=told)
    owner = asked.person
    record(by=VISITOR, verb="gave-feedback", about=str(owner.ledger_key), thing="dossier.feedback")
    with translation.override(owner.language):
        subject = _("Er staat iets nieuws voor je klaar")
        text = _("Dag,\n\nIemand gaf antwoord op je vragen. Log in bij Wending om het te lezen.\n")
    queue_mail(address=owner.email, subject=subject, text=text, key=f"feedback:{answer.pk}", person=owner.pk)
    return True


@transaction.atomic
def keep_answer(*, by: Actor, answer: UUID) -> bool:
    """Keep an answer about oneself; return whether it was there."""
    found = FeedbackAnswer.objects.filter(pk=answer, request__person=by.me).update(kept=timezone.now())
    if found:
        record(by=by, verb="kept-feedback", about=by.key, thing="dossier.feedback")
    return bool(found)


@transaction.atomic
def discard_answer(*, by: Actor, answer: UUID) -> bool:
    """Throw an answer about oneself away; return whether it was there. Endorsements made of it stay."""
    if not FeedbackAnswer.objects.filter(pk=answer, request__person=by.me).delete()[0]:
        return False
    record(by=by, verb="discarded-feedback", about=by.key, thing="dossier.feedback")
    return True


@transaction.atomic
def endorse(*, by: Actor, answer: UUID, question: str, uri: str = "", name: str = "") -> Endorsement | None:
    """Put the words of an answer with a skill, as the giver wrote them; nothing where there are no such words.

    Without a skill it is the one that the question was about.
    """
    found = FeedbackAnswer.objects.filter(pk=answer, request__person=by.me).select_related("request").first()
    if found is None or question not in SEEN or not found.words.get(question):
        return None
    asked = found.request
    if question == SKILL:
        # The giver answered about this skill and no other.
        uri, name = asked.skill_uri, asked.skill_name
    if not uri and not name:
        return None
    made, is_new = Endorsement.objects.get_or_create(
        answer=found,
        question=question,
        skill_uri=uri,
        skill_name="" if uri else name,
        defaults={
            "person_id": by.me,
            "behaviour": found.words[question],
            "giver": asked.giver,
            "giver_name": found.giver_name,
            "given": timezone.localdate(found.given),
        },
    )
    if is_new:
        FeedbackAnswer.objects.filter(pk=found.pk, kept=None).update(kept=timezone.now())
        record(by=by, verb="kept-endorsement", about=by.key, thing="dossier.endorsement")
    return made


@transaction.atomic
def remove_endorsement(*, by: Actor, endorsement: UUID) -> bool:
    """Remove an endorsement of oneself; return whether it was there."""
    if not Endorsement.objects.filter(pk=endorsement, person=by.me).delete()[0]:
        return False
    record(by=by, verb="removed-endorsement", about=by.key, thing="dossier.endorsement")
    return True


def remove_over() -> int:
    """Remove links that are long over and that nobody answered; return how many."""
    old = timezone.now() - KEPT
    return FeedbackRequest.objects.filter(expires__lt=old, answers=None).delete()[0]
