"""Links for feedback and the answers, for their owner; and the page of one link, for who holds it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from wending.dossier.models import FeedbackAnswer, FeedbackRequest
from wending.dossier.queries.feedback_words import SEEN, SKILL, question_text
from wending.dossier.queries.people_words import GIVERS
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.rules.people import Giver
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what was answered, and whether the answer can become an endorsement."""

    key: str
    text: str
    answer: str = ""
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A link that its owner made; the link itself is not kept, so it cannot be shown again."""

    id: UUID
    giver: str
    made: datetime
    expires: datetime
    is_living: bool
    answers: int
    most_answers: int


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What one giver wrote, with the name they gave."""

    id: UUID
    giver: str
    giver_name: str
    given: datetime
    is_kept: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What who holds a link sees: how the person is called, and the questions. Nothing else of the person."""

    name: str
    questions: tuple[Question, ...]
    expires: datetime


def page_of(token: str, lang: str) -> Page | None:
    """Return the page of a link that is in force; nothing where it is over, withdrawn, used up or never was."""
    found = living().filter(token_hash=hash_of(token)).first()
    if found is None:
        return None
    questions = tuple(Question(key, text) for key, text in _questions(found, lang))
    return Page(found.shown_name, questions, found.expires)


def living() -> QuerySet[FeedbackRequest]:
    """Return links that are in force and have room for an answer."""
    rows = FeedbackRequest.objects.filter(revoked=None, expires__gt=timezone.now())
    return rows.annotate(given=Count("answers")).filter(given__lt=F("most_answers"))


def requests_of(actor: Actor) -> list[RequestShown]:
    """Return the links that who asks made, newest first."""
    now = timezone.now()
    rows = FeedbackRequest.objects.filter(person=actor.me).annotate(given=Count("answers")).order_by("-made")
    return [
        RequestShown(
            id=row.pk,
            giver=str(GIVERS[Giver(row.giver)]),
            made=row.made,
            expires=row.expires,
            is_living=row.revoked is None and row.expires > now and row.given < row.most_answers,
            answers=row.given,
            most_answers=row.most_answers,
        )
        for row in rows
    ]


def answers_to(actor: Actor, lang: str) -> list[AnswerShown]:
    """Return what was answered about who asks, newest first."""
    rows = FeedbackAnswer.objects.filter(request__person=actor.me).select_related("request").order_by("-given")
    return [_answer(row, lang) for row in rows]


def answer_to(actor: Actor, answer: UUID, lang: str) -> AnswerShown | None:
    """Return one answer about who asks, nothing where it is not about them."""
    found = FeedbackAnswer.objects.filter(pk=answer, request__person=actor.me).select_related("request").first()
    return None if found is None else _answer(found, lang)


def _answer(row: FeedbackAnswer, lang: str) -> AnswerShown:
    asked = row.request
    questions = [
        Question(key, text, row.words[key], key in SEEN) for key, text in _questions(asked, lang) if row.words.get(key)
    ]
    giver = str(GIVERS[Giver(asked.giver)])
    return AnswerShown(row.pk, giver, row.giver_name, row.given, row.kept is not None, tuple(questions))


def _questions(asked: FeedbackRequest, lang: str) -> list[tuple[str, str]]:
    keys = [*asked.questions, *([SKILL] if asked.skill_uri or asked.skill_name else [])]
    skill = skill_names([asked.skill_uri], lang).get(asked.skill_uri, asked.skill_name)
    texts = [(key, question_text(key, asked.shown_name, skill)) for key in keys]
    return [(key, text) for key, text in texts if text]
