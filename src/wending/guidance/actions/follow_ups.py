"""Asks clients later how they are doing, and keeps their answer. No answer stays unknown."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wending.guidance.actions.case_file import mail_client, write_down
from wending.guidance.actions.links import address
from wending.guidance.models import FollowUp
from wending.guidance.queries.caseload import follow_ups_due
from wending.guidance.queries.follow_ups import living_follow_up
from wending.guidance.rules.follow_up import ANSWER_DAYS, Doing, Satisfied, Step
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import SYSTEM, VISITOR, Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Days without an answer after which it is asked once more, and never again.
REMIND_DAYS = 14


@dataclass(frozen=True)
class Answers:
    """What a client tells; each may be that they do not know or would rather not say."""

    doing: Doing
    satisfied: Satisfied
    step: Step
    words: str = ""


def send_due_follow_ups() -> int:
    """Mail the question rounds whose day has come, each once; return how many went. Clients without mail are skipped.

    Skipped ones stay on the desk of their professional, who can phone.
    """
    due = FollowUp.objects.filter(due__lte=timezone.localdate(), sent=None, answered=None)
    return sum(_send(number) for number in due.order_by("due").values_list("pk", flat=True))


def remind_of_follow_ups() -> int:
    """Ask once more those who did not answer for two weeks while their link still works; return how many."""
    waiting = Q(sent__lte=timezone.now() - timedelta(days=REMIND_DAYS), reminded=None, answered=None)
    rows = FollowUp.objects.filter(waiting, until__gte=timezone.localdate())
    return sum(_remind(number) for number in rows.order_by("sent").values_list("pk", flat=True))


@transaction.atomic
def _send(number: UUID) -> bool:
    found = _locked().filter(pk=number, sent=None, answered=None).first()
    if found is None or not _ask(
        found,
        _(
            "Je sprak af dat we je dit later zouden vragen. Het zijn drie korte vragen. "
            "Je hoeft niets te antwoorden. Deze link werkt één keer:"
        ),
        f"follow-up:{found.pk}",
    ):
        return False
    found.sent = timezone.now()
    found.until = timezone.localdate() + timedelta(days=ANSWER_DAYS)
    found.save(update_fields=["sent", "token_hash", "until"])
    return True


@transaction.atomic
def _remind(number: UUID) -> bool:
    found = _locked().filter(pk=number, reminded=None, answered=None).first()
    if found is None or not _ask(
        found,
        _(
            "Twee weken geleden vroegen we hoe het met je gaat. Dit is de laatste keer dat we het vragen. "
            "Je hoeft niets te antwoorden. Gebruik deze nieuwe link, hij werkt één keer:"
        ),
        f"follow-up-again:{found.pk}",
    ):
        return False
    found.reminded = timezone.now()
    found.save(update_fields=["reminded", "token_hash"])
    return True


def _locked() -> QuerySet[FollowUp]:
    return FollowUp.objects.select_for_update(of=("self",)).select_related("case__client")


def _ask(found: FollowUp, text: "StrPromise", key: str) -> bool:
    """Mail the questions with a new link, which takes the place of the one there was; return whether it could be."""
    token = secrets.token_urlsafe(32)
    with override(found.case.client.language if found.case.client else "nl"):
        link = address("guidance:follow_up", token)
    subject = _("Hoe gaat het nu met je?")
    if not mail_client(case=found.case, subject=subject, text=text, key=key, link=link):
        return False
    found.token_hash = hash_of(token)
    write_down(by=SYSTEM, verb="asked-follow-up", case=found.case)
    return True


@transaction.atomic
def answer_follow_up(*, token: str, answers: Answers) -> bool:
    """Keep the answers of whoever holds the link, once; return whether the link still worked."""
    found = living_follow_up(token, is_locked=True)
    if found is None:
        return False
    _keep(found, answers)
    write_down(by=VISITOR, verb="answered-follow-up", case=found.case)
    return True


@transaction.atomic
def record_follow_up(*, by: Actor, follow_up: UUID, answers: Answers) -> FollowUp:
    """Keep what a client said by phone, as their responsible professional."""
    found = follow_ups_due(by).select_for_update(of=("self",)).get(pk=follow_up)
    found.recorded_by_id = by.person
    _keep(found, answers)
    write_down(by=by, verb="recorded-follow-up", case=found.case)
    return found


def _keep(found: FollowUp, answers: Answers) -> None:
    found.doing, found.satisfied, found.step = answers.doing, answers.satisfied, answers.step
    found.words, found.answered, found.token_hash = answers.words, timezone.now(), ""
    found.save()
